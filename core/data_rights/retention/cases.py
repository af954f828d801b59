"""Cases of safeguarding whose keeping time is over: for leads alone, apart from everything else that is due.

No count of them stands in core_due_record, in the trail or on an officer's page: that there is one would tell. A case
is due only once it is closed, nothing about it is under a legal hold, and no lead has kept it until a later day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from core.authority.resolve import Authority
from core.clock import ZONE
from core.data_rights.retention.holds import Held
from core.data_rights.retention.periods import Period, period
from core.data_rights.retention.rules import ends
from core.db import db
from core.people.models import Person
from core.safeguarding import seeing
from core.safeguarding.record import keys
from core.safeguarding.record.chronology import latest, read
from core.safeguarding.record.destroying import KEPT
from core.safeguarding.record.walking import DESTROYED
from core.safeguarding.store import STORES, Store

RECORD: Final = "safeguarding"
NO_CONTACT: Final = (KEPT, "released", DESTROYED)  # entries that are about the record, not about the case


@dataclass(frozen=True)
class DueCase:
    """A case that somebody looks at now: since when it is due."""

    store: Store
    case: Any
    due_on: date


def due_cases(authority: Authority, under_hold: Held, today: date) -> list[DueCase]:
    """Those that whoever asks may read and whose time is over, the longest due first."""
    if RECORD in under_hold.records:
        return []
    rule = period(authority, RECORD)
    found = [one for store in STORES.values() for one in _of(store, rule, under_hold, today)]
    return sorted(found, key=lambda one: (one.due_on, one.case.received_at))


def due_case(authority: Authority, store: Store, case_id: UUID, under_hold: Held, today: date) -> DueCase | None:
    """One of them."""
    found = due_cases(authority, under_hold, today)
    return next((one for one in found if one.store is store and one.case.id == case_id), None)


def _of(store: Store, rule: Period, under_hold: Held, today: date) -> Iterator[DueCase]:
    rows = list(db.session.scalars(seeing.listed(store, store.case.state == "closed", ~_is_destroyed(store))))
    contacts = _last_contacts(store)
    for case in rows:
        start = _start(store, case, rule, contacts)
        on = ends(start, rule.months)
        people = _people(store, case.id)
        if on <= today and not people & under_hold.people and not _is_kept(store, case, today):
            yield DueCase(store, case, on)


def _is_destroyed(store: Store) -> Any:
    entry, case = store.entry, store.case
    last = (entry.case_id == case.id, entry.seq == case.head_seq)
    return select(entry.id).where(*last, entry.kind == DESTROYED).exists()


def _last_contacts(store: Store) -> dict[UUID, datetime]:
    entry = store.entry
    asked = select(entry.case_id, func.max(entry.recorded_at)).where(entry.kind.not_in(NO_CONTACT))
    return {row[0]: row[1] for row in db.session.execute(asked.group_by(entry.case_id))}


def _start(store: Store, case: Any, rule: Period, contacts: dict[UUID, datetime]) -> date:
    """From when it counts. Where a child's day is not known, from the last contact: never too early."""
    last = _day(max(contacts.get(case.id, case.state_since), case.state_since))
    if rule.trigger == "created":
        return _day(case.raised_at)
    if rule.trigger == "closed":
        return _day(case.state_since)
    if rule.trigger in ("birth", "left"):
        column = Person.born_on if rule.trigger == "birth" else Person.left_on
        days = list(db.session.scalars(select(column).where(Person.id.in_(_people(store, case.id, "child")))))
        return last if None in days else max((one for one in days if one), default=last)
    return last


def _people(store: Store, case_id: UUID, *parts: str) -> frozenset[UUID]:
    part = store.part
    asked = select(part.person_id).where(part.case_id == case_id)
    return frozenset(db.session.scalars(asked.where(part.part.in_(parts)) if parts else asked))


def _is_kept(store: Store, case: Any, today: date) -> bool:
    try:
        found = latest(read(store, case), KEPT)
    except keys.Unreadable:
        return True  # nobody can look at it first
    return found is not None and found.body is not None and date.fromisoformat(found.body["until"]) >= today


def _day(moment: datetime) -> date:
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZONE)).astimezone(ZONE).date()
