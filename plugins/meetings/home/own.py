"""For whoever belongs to a group: whether they are coming, when they meet next, what was moved, cancelled or written.

Nobody is reminded for ever: a question stands from three weeks before a meeting until it begins, news for two weeks.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import url_for

from core.api import Actor, HomeItem, db, gettext, local_today, utcnow
from plugins.groups.api import Group, Membership
from plugins.meetings.coming.rules import answer_by
from plugins.meetings.dates.reading import to_come
from plugins.meetings.here import chosen
from plugins.meetings.home.naming import and_group
from plugins.meetings.models import Coming, Meeting, MeetingChange
from plugins.meetings.moments import day_starts, here, when_words
from plugins.meetings.visibility import MY_MEETINGS, SEES_MEETING

ASKED_BEFORE = timedelta(days=21)
ASKED = 3  # questions at once
NEXT = 5
NEWS_FOR = timedelta(days=14)
NEWS = 20
TELLS = ("moved", "place", "cancelled", "on_again", "minutes")
WHEN = frozenset({"moved", "cancelled", "on_again"})  # of these the last one holds


def items(actor: Actor) -> list[HomeItem]:
    """Every line about the reader's own meetings."""
    if actor.person_id is None:
        return []
    rows = _ahead(actor)
    asked = [row for row in rows if row.state == "planned" and row.answer is None and _soon(row)]
    chaired = [row for row in rows if row.chair_id == actor.person_id and row.state == "planned"]  # told by the agenda
    following = [row for row in rows if row not in chaired]
    return [*map(_question, asked[:ASKED]), *map(_next, following[:NEXT]), *_news(actor)]


def _ahead(actor: Actor) -> Sequence[Any]:
    """The meetings to come of the groups that the reader is a member of, with what they answered."""
    answered = (
        (Coming.authority_id == Meeting.authority_id)
        & (Coming.meeting_id == Meeting.id)
        & (Coming.person_id == actor.person_id)
    )
    query = (
        db.select(
            Meeting.id, Meeting.title, Meeting.state, Meeting.starts_at, Meeting.minutes, Meeting.on_date,
            Meeting.reply_by, Meeting.chair_id, Group.name.label("group"), Coming.answer, Coming.how,
        )
        .select_from(Meeting)
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .join(Membership, (Membership.authority_id == Group.authority_id) & (Membership.group_id == Group.id))
        .outerjoin(Coming, answered)
        .where(
            Membership.person_id == actor.person_id,
            Membership.status == "active",
            Membership.supports.is_(False),
            Meeting.starts_at > utcnow(),
            Meeting.state != "held",
            to_come(),
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(NEWS)
    )  # fmt: skip
    return db.session.execute(query).all()


def _soon(row: Any) -> bool:
    return bool(row.on_date <= local_today() + ASKED_BEFORE)


def _question(row: Any) -> HomeItem:
    """Asked until the day by which answers are wanted, and after it until the meeting begins."""
    by: date = answer_by(row.on_date, row.reply_by, chosen().reply_days)
    on = by if by >= local_today() else row.on_date
    title = gettext("Are you coming to %(meeting)s?", meeting=row.title)
    return HomeItem("needs", title, _page(row.id), and_group(when_words(row.starts_at, row.minutes), row), on=on)


def _next(row: Any) -> HomeItem:
    starts = here(row.starts_at)
    cancelled = row.state == "cancelled"
    title = gettext("Cancelled: %(meeting)s", meeting=row.title) if cancelled else row.title
    note = " ".join(said for said in ("" if cancelled else _answered(row), and_group("", row)) if said)
    return HomeItem("next", title, _page(row.id), note, on=starts.date(), at=starts.time())


def _answered(row: Any) -> str:
    if row.answer == "coming":
        return gettext("You are coming online.") if row.how == "online" else gettext("You are coming.")
    return gettext("You said that you can't come.") if row.answer == "cant" else ""


def _news(actor: Actor) -> list[HomeItem]:
    """What changed about the meetings of my groups and those I lead; of moving and cancelling the last word only."""
    query = (
        db.select(
            MeetingChange.kind, MeetingChange.made_at, MeetingChange.started_at, Meeting.id, Meeting.title,
            Meeting.starts_at, Meeting.minutes, Group.name.label("group"),
        )
        .select_from(MeetingChange)
        .join(Meeting, (Meeting.authority_id == MeetingChange.authority_id) & (Meeting.id == MeetingChange.meeting_id))
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .where(MeetingChange.kind.in_(TELLS), MeetingChange.made_at > utcnow() - NEWS_FOR, _matters())
        .where(MY_MEETINGS.criteria(actor), SEES_MEETING.criteria(actor))
        .order_by(MeetingChange.made_at.desc(), MeetingChange.id)
        .limit(NEWS)
    )  # fmt: skip
    last: dict[Any, Any] = {}
    for row in db.session.execute(query):
        last.setdefault((row.id, "when" if row.kind in WHEN else row.kind), row)
    return [_changed(row) for row in last.values()]


def _matters() -> Any:
    """Minutes are read afterwards; that a meeting was moved is no news once both its days are over."""
    today = day_starts(local_today())
    still = db.or_(Meeting.starts_at >= today, MeetingChange.started_at >= today)
    off = db.and_(MeetingChange.kind == "place", Meeting.state == "cancelled")
    return db.or_(MeetingChange.kind == "minutes", db.and_(still, ~off))


def _changed(row: Any) -> HomeItem:
    title, note = _told(row)
    url = url_for("meetings.minutes", id=row.id) if row.kind == "minutes" else _page(row.id)
    return HomeItem("changed", title, url, note, on=here(row.made_at).date())


def _told(row: Any) -> tuple[str, str]:
    """A change in words: what happened, and what one must know of it."""
    now = and_group(when_words(row.starts_at, row.minutes), row)
    if row.kind == "moved" and row.started_at == row.starts_at:
        return gettext("%(meeting)s ends at another time", meeting=row.title), now
    was = gettext("It was on %(when)s.", when=when_words(row.started_at)) if row.started_at else ""
    titles = {
        "moved": gettext("Moved: %(meeting)s", meeting=row.title),
        "place": gettext("Somewhere else now: %(meeting)s", meeting=row.title),
        "cancelled": gettext("Cancelled: %(meeting)s", meeting=row.title),
        "on_again": gettext("On again: %(meeting)s", meeting=row.title),
        "minutes": gettext("Read what happened at %(meeting)s", meeting=row.title),
    }
    notes = {"moved": f"{now}. {was}" if was else now, "cancelled": was, "minutes": and_group("", row)}
    return titles[row.kind], notes.get(row.kind, now)


def _page(id: Any) -> str:
    return url_for("meetings.meeting", id=id)
