"""The verdict of those who asked: added, never altered, and always beside what the adults say (N28, W30).

Only who asked can give one: whoever said a view of the ask, a member of the group whose question it is, or whoever
holds the code of a view.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.api import Actor, Form, Ref, access_rules, create_once, db, gettext, safeguarding
from plugins.groups.api import SEES_MEMBERS, Group
from plugins.influence import trail
from plugins.influence.heard import judging
from plugins.influence.here import council
from plugins.influence.models import Ask, AskView, Verdict, View
from plugins.influence.vocabulary import MAY_BE_SHOWN_TO_OWNERS, OUTCOMES, VERDICTS

JUDGED = frozenset(OUTCOMES)
"""Where an ask stands when there is an answer that can be judged."""


_mine = access_rules.equals_actor("person_id")
_said_it = access_rules.all_of(_mine, access_rules.field("taken_back_at").is_(None))
_young_member = access_rules.all_of(
    _mine, access_rules.field("status").equals("active"), access_rules.field("supports").is_(False)
)
MAY_JUDGE = access_rules.Rule(
    access_rules.any_of(
        access_rules.through("views", access_rules.through("view", _said_it)),
        access_rules.through("group", access_rules.through("memberships", _young_member)),
    ),
    model=Ask,
)
"""As visibility.ASKED_IT, without the adults who support a group: they did not ask."""


class VerdictRefused(Exception):
    """A verdict that is not taken; the message says why and what to do, in plain words."""


@dataclass(frozen=True, slots=True)
class By:
    """Whose verdict it is: exactly one of a person, the view of whoever came in by a code, or a group."""

    person_id: UUID | None = None
    view_id: UUID | None = None
    group_id: UUID | None = None


def give(ask: Ask, who: Actor | View, verdict: str, words: str, form: Form) -> Verdict:
    """Add what `who` thinks came of `ask`; flushes. Raises VerdictRefused, and then nothing was added.

    The same form sent twice is one verdict; a later one stands beside it.
    """
    if not asked(ask, who):
        raise VerdictRefused(
            gettext("Only those who asked this can say whether it happened. You can read what they say.")
        )
    by = By(view_id=who.id) if isinstance(who, View) else By(person_id=who.person_id)
    return _add(ask, by, verdict, words, 1, form)


def give_for_group(ask: Ask, verdict: str, words: str, voices: int, form: Form) -> Verdict:
    """Add what a group decided together, as staff write it down; raises VerdictRefused where no group asked."""
    if ask.group_id is None:
        raise VerdictRefused("No group asked this. Those who asked say it themselves.")
    return _add(ask, By(group_id=ask.group_id), verdict, words, voices, form)


def asked(ask: Ask, who: Actor | View) -> bool:
    """Whether `who` is one of those who asked, as things stand now."""
    if isinstance(who, Actor):
        mine = db.select(Ask.id).where(Ask.id == ask.id, MAY_JUDGE.criteria(who, Ask))
        return who.person_id is not None and db.session.scalar(mine) is not None
    if who.taken_back_at is not None:
        return False
    link = db.select(AskView.id).where(AskView.ask_id == ask.id, AskView.view_id == who.id)
    return db.session.scalar(link.where(AskView.taken_back_at.is_(None))) is not None


def _add(ask: Ask, by: By, verdict: str, words: str, voices: int, form: Form) -> Verdict:
    if ask.status not in JUDGED:
        raise VerdictRefused(gettext("There is no answer yet. You can say what you think when there is one."))
    if verdict not in VERDICTS:
        raise VerdictRefused(gettext("Choose one of the three."))
    whose = {"person_id": by.person_id, "view_id": by.view_id, "group_id": by.group_id}
    given: dict[str, Any] = {"verdict": verdict, "words": words.strip(), "voices": voices, "on_status": ask.status}
    row, is_new = create_once(Verdict, form, lambda id: Verdict(id=id, ask_id=ask.id, **whose, **given))
    if is_new:
        about = Ref("influence", "verdict", row.id)
        safeguarding.screened(row.words, about, person_id=by.person_id, at=Ref("influence", "ask", ask.id))
        trail.happened(ask, "verdict", detail=_told(ask))
    return row


def _told(ask: Ask) -> str:
    """The numbers for the trail, where they are great enough for everybody to read; else nothing."""
    counted = counts(ask)
    if not judging.is_shown(counted, council().file.disclosure.published):
        return ""
    return ", ".join(f"{key} {value}" for key, value in counted.items())


def of_ask(ask: Ask) -> Sequence[Verdict]:
    """Every verdict ever given on `ask`, the latest first."""
    query = db.select(Verdict).where(Verdict.ask_id == ask.id)
    return db.session.scalars(query.order_by(Verdict.made_at.desc(), Verdict.id.desc())).all()


def standing(ask: Ask) -> dict[Hashable, Verdict]:
    """The latest verdict of each asker."""
    rows = {row.id: row for row in of_ask(ask)}
    return {asker: rows[one.id] for asker, one in judging.standing(map(_said, rows.values())).items()}


def counts(ask: Ask) -> dict[str, int]:
    """How many say yes, partly and no now; for pages only after the council's thresholds (see shown_inside)."""
    return judging.counts(map(_said, of_ask(ask)))


def counts_of(ask_ids: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """The same for many asks, in one statement; an ask without a verdict is left out."""
    rows: dict[UUID, list[Verdict]] = {}
    for row in db.session.scalars(db.select(Verdict).where(Verdict.ask_id.in_(list(ask_ids)))):
        rows.setdefault(row.ask_id, []).append(row)
    return {ask_id: judging.counts(map(_said, found)) for ask_id, found in rows.items()}


def shown_inside(ask: Ask) -> dict[str, int] | None:
    """The numbers for those who work with the ask, None while they are too small to show."""
    counted = counts(ask)
    return counted if judging.is_shown(counted, council().file.disclosure.inside) else None


def last_of(ask_ids: Sequence[UUID], by: By) -> dict[UUID, Verdict]:
    """The last verdict of one asker on each of these asks."""
    column, value = (Verdict.view_id, by.view_id) if by.view_id else (Verdict.person_id, by.person_id)
    if not ask_ids or value is None:
        return {}
    query = db.select(Verdict).where(Verdict.ask_id.in_(ask_ids), column == value)
    return {row.ask_id: row for row in db.session.scalars(query.order_by(Verdict.made_at, Verdict.id))}


def words_for(ask: Ask, actor: Actor) -> list[Verdict]:
    """The verdicts whose words this reader may read: their own, what a group said together; staff read all, those who
    decide what the asker lets them.
    """
    rows = [row for row in of_ask(ask) if row.words]
    if rows and actor.can("influence.hear") and _may_know_the_group(ask, actor):
        return rows
    people, views = _open_to_owners(ask) if rows and actor.can("influence.answer") else (set(), set())
    people |= {actor.person_id} if actor.person_id else set()
    return [row for row in rows if row.group_id or row.person_id in people or row.view_id in views]


def _may_know_the_group(ask: Ask, actor: Actor) -> bool:
    if ask.group_id is None:
        return True
    seen = db.select(Group.id).where(Group.id == ask.group_id, SEES_MEMBERS.criteria(actor, Group))
    return db.session.scalar(seen) is not None


def _open_to_owners(ask: Ask) -> tuple[set[UUID], set[UUID]]:
    """(people, views) of this ask whose words may be read by those who decide; of several views the strictest holds."""
    same = (AskView.authority_id == View.authority_id) & (AskView.view_id == View.id)
    query = (
        db.select(View.id, View.person_id, View.permission)
        .join(AskView, same)
        .where(AskView.ask_id == ask.id, View.taken_back_at.is_(None), AskView.taken_back_at.is_(None))
    )
    rows = db.session.execute(query).all()
    closed = {row.person_id for row in rows if row.permission not in MAY_BE_SHOWN_TO_OWNERS}
    people = {row.person_id for row in rows if row.person_id} - closed
    return people, {row.id for row in rows if row.permission in MAY_BE_SHOWN_TO_OWNERS}


def _said(row: Verdict) -> judging.Said:
    asker = judging.asker_of(row.id, row.person_id, row.view_id, row.group_id)
    return judging.Said(row.id, asker, row.verdict, row.voices, row.made_at)
