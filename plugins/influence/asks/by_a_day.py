"""A question that another plugin puts to somebody by name, to be answered by a day that was promised already (LA9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.api import Authority, db, local_today, settings
from plugins.influence import trail
from plugins.influence.asks import clocks, sending
from plugins.influence.asks.numbering import next_number
from plugins.influence.models import Ask, Owner
from plugins.influence.settings import InfluenceSettings

TITLE = 200


@dataclass(frozen=True)
class Answerer:
    """Who must answer: somebody with an account by `person_id`, or a partner's officer by `email`.

    `office` is how young people read of them: "Network Manager, City Buses".
    """

    office: str
    person_id: UUID | None = None
    name: str = ""
    email: str = ""
    organisation_id: UUID | None = None


@dataclass(frozen=True)
class Limits:
    """What can change, what cannot, and how success will be known (W29, W38)."""

    can_change: str = ""
    cannot_change: str = ""
    success: str = ""


def ask_by_a_day(
    authority: Authority,
    *,
    title: str,
    words: str,
    limits: Limits,
    to: Answerer,
    due_on: date,
    group_id: UUID | None = None,
    worker_id: UUID | None = None,
    because: str = "",
    tell: bool = True,
) -> UUID:
    """Ask `to`, who answers by `due_on`, and tell them; gives the question's id. The caller commits.

    The day is a promise that was made before, so it is taken as it is. Works in timed work too. With `tell` false
    nobody is written to: for what a demonstration makes up.
    """
    ask = Ask(number=next_number(), title=title[:TITLE], words=words, group_id=group_id, worker_id=worker_id)
    ask.can_change, ask.cannot_change, ask.success = limits.can_change, limits.cannot_change, limits.success
    ask.asked_on, ask.status = local_today(), "waiting"
    db.session.add(ask)
    db.session.flush()
    owner = _owner(authority, ask, to, due_on)
    trail.happened(ask, "asked", authority=authority, detail=because)
    if tell:
        sending.tell(owner)
    return ask.id


def standing(ids: Iterable[UUID]) -> dict[UUID, str]:
    """How these questions stand: keys of vocabulary.STATUSES, by id."""
    query = db.select(Ask.id, Ask.status).where(Ask.id.in_(list(ids)))
    return {row.id: row.status for row in db.session.execute(query)}


def _owner(authority: Authority, ask: Ask, to: Answerer, due_on: date) -> Owner:
    chosen = settings(authority, "influence", InfluenceSettings).model
    owner = Owner(ask_id=ask.id, kind="person" if to.person_id else "partner", title=to.office[:TITLE])
    owner.person_id, owner.organisation_id = to.person_id, to.organisation_id
    owner.name, owner.email = to.name, to.email
    owner.asked_on, owner.due_on = local_today(), due_on
    owner.reminders = clocks.reminders_due(authority, due_on, chosen.remind_days, owner.asked_on)
    db.session.add(owner)
    db.session.flush()
    return owner
