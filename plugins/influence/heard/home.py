"""On the first page of those who said something: that there is news of it, for two weeks, and whether we listened."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from flask import url_for

from core.api import Actor, HomeItem, Ref, db, gettext, local_today, resolve, utcnow
from plugins.influence.heard import pulse
from plugins.influence.heard.verdicts import JUDGED, MAY_JUDGE
from plugins.influence.here import chosen, council
from plugins.influence.models import Ask, AskView, Change, Verdict, View
from plugins.influence.vocabulary import CHANGES, TELLS

NEWS_FOR: Final = timedelta(days=14)
LINES: Final = 3
TOLD: Final = TELLS - {"check", "overdue"}


def items(actor: Actor) -> list[HomeItem]:
    """What waits for this reader's word, and what is new about what they said."""
    if not pulse.is_asked(actor):
        return []
    return [*_to_judge(actor), *_pulses(actor), *_news(actor)]


def _to_judge(actor: Actor) -> list[HomeItem]:
    """Questions of mine that are answered and on which I have not said anything yet."""
    said = db.select(Verdict.ask_id).where(Verdict.person_id == actor.person_id)
    query = db.select(Ask.id, Ask.title).where(
        MAY_JUDGE.criteria(actor, Ask),
        Ask.status.in_(JUDGED - {"doing"}),
        Ask.answered_on >= local_today() - 4 * NEWS_FOR,
        Ask.id.not_in(said),
    )
    rows = db.session.execute(query.order_by(Ask.answered_on.desc(), Ask.id).limit(LINES))
    return [
        HomeItem("needs", gettext("Did it happen? %(title)s", title=row.title), url_for("influence.verdict", id=row.id))
        for row in rows
    ]


def _pulses(actor: Actor) -> list[HomeItem]:
    """What I said something at in the last days: whether we listened there."""
    if not chosen().pulse:
        return []
    rows = _said_at(actor)
    done = pulse.answered(actor.person_id, [row.where_id for row in rows]) if rows and actor.person_id else frozenset()
    found = [_pulse(row) for row in rows if row.where_id not in done]
    return [one for one in found if one is not None][:LINES]


def _said_at(actor: Actor) -> Sequence[Any]:
    query = db.select(View.where_plugin, View.where_kind, View.where_id, db.func.max(View.said_on).label("on")).where(
        View.person_id == actor.person_id,
        View.taken_back_at.is_(None),
        View.where_id.is_not(None),
        View.said_on >= local_today() - pulse.OPEN_FOR,
    )
    grouped = query.group_by(View.where_plugin, View.where_kind, View.where_id)
    return db.session.execute(grouped.order_by(db.func.max(View.said_on).desc()).limit(LINES)).all()


def _pulse(row: Any) -> HomeItem | None:
    link = resolve(council(), Ref(row.where_plugin, row.where_kind, row.where_id))
    if link is None or not pulse.is_open(link):
        return None
    address = url_for("influence.pulse", plugin=row.where_plugin, kind=row.where_kind, id=row.where_id)
    return HomeItem("needs", gettext("Did we listen?"), address, link.title)


def _news(actor: Actor) -> list[HomeItem]:
    """The last thing that happened to each question of mine, for two weeks."""
    mine = (
        db.select(AskView.ask_id)
        .join(View, (View.authority_id == AskView.authority_id) & (View.id == AskView.view_id))
        .where(View.person_id == actor.person_id, View.taken_back_at.is_(None), AskView.taken_back_at.is_(None))
    )
    same = (Ask.authority_id == Change.authority_id) & (Ask.id == Change.ask_id)
    query = (
        db.select(Change.ask_id, Change.kind, Change.made_at, Ask.title)
        .join(Ask, same)
        .where(Change.ask_id.in_(mine), Change.kind.in_(TOLD), Change.made_at > utcnow() - NEWS_FOR)
        .order_by(Change.made_at.desc(), Change.position.desc())
        .limit(10 * LINES)
    )
    latest: dict[Any, Any] = {}
    for row in db.session.execute(query):
        latest.setdefault(row.ask_id, row)
    return [
        HomeItem("changed", gettext(CHANGES[row.kind]), url_for("influence.mine"), row.title, row.made_at.date())
        for row in list(latest.values())[:LINES]
    ]
