"""Checks of adults, read and written: whose, how they stand on a day, and who leads whom.

What is written is a matter of the council's ordinary trail: none of it is about a concern.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from core import audit, tasks
from core.authority.practice import Practice
from core.authority.resolve import Authority
from core.db import current_authority_id, db, utcnow
from core.hooks.values import Ref
from core.people.models import Person
from core.people.names import fold
from core.safeguarding.models import AdultCheck, AdultPractice
from core.safeguarding.practice.rules import Standing, standing
from core.users.models import Membership, MembershipRole

LONGEST_LINE: Final = 10  # managers above one another; a ring ends earlier
STAFF: Final = "worker"
TAKE_PART: Final = ("young_person", "parent_carer")


@dataclass(frozen=True)
class Adult:
    """One adult in the list: their record's id, name, and how they stand today."""

    person_id: UUID
    name: str
    standing: Standing


def rule_of(authority: Authority) -> Practice:
    """What this council asks."""
    return authority.file.safeguarding.practice


def adults(authority: Authority, today: date, words: str = "") -> list[Adult]:
    """Those whose checks are kept: every worker of the record, and whoever was added, by name."""
    rows = db.session.execute(_adults(today, words)).all()
    found = standings(authority, [row.id for row in rows], today)
    return [Adult(row.id, row.name, found[row.id]) for row in rows]


def standings(authority: Authority, person_ids: Iterable[UUID], on: date) -> dict[UUID, Standing]:
    """How each of these people stands on a day by the council's rule; somebody without a check lacks them all."""
    ids, held = list(person_ids), defaultdict[UUID, list[AdultCheck]](list)
    for check in db.session.scalars(select(AdultCheck).where(AdultCheck.person_id.in_(ids))):
        held[check.person_id].append(check)
    needed = rule_of(authority).needed_checks
    return {one: standing(held[one], needed, on) for one in ids}


def of_person(person_id: UUID) -> Sequence[AdultCheck]:
    """Every check of one adult, the newest first."""
    asked = select(AdultCheck).where(AdultCheck.person_id == person_id)
    return db.session.scalars(asked.order_by(AdultCheck.done_on.desc(), AdultCheck.recorded_at.desc())).all()


def practice_of(person_id: UUID) -> AdultPractice | None:
    """Who leads this adult, if that was written down."""
    return db.session.scalar(select(AdultPractice).where(AdultPractice.person_id == person_id))


def is_kept(person: Person) -> bool:
    """True for an adult whose checks are kept here."""
    return person.kind == STAFF or practice_of(person.id) is not None


def has_own(person_id: UUID) -> bool:
    """True where checks of somebody with this record are kept here."""
    person = db.session.scalar(select(Person).where(Person.id == person_id))
    return person is not None and is_kept(person)


def written_down(check: AdultCheck, by: UUID | None) -> None:
    """Note that a check was seen; a reminder about an earlier one is done with."""
    _note("practice.check_added", check, by, kind=check.kind)
    for earlier in of_person(check.person_id):
        if earlier.kind == check.kind and earlier.id != check.id:
            tasks.done(reminder_key(earlier.id), by, "seen again")


def withdraw(check: AdultCheck, why: str, today: date, by: UUID | None) -> bool:
    """Let a check count no more; False where it did not already. It stays to be read."""
    if check.withdrawn_on is not None:
        return False
    check.withdrawn_on, check.withdrawn_why = today, why
    db.session.flush()
    _note("practice.check_withdrawn", check, by, kind=check.kind)
    return True


def take_on(person_id: UUID, by: UUID | None) -> AdultPractice:
    """Keep checks of this adult from now on."""
    row = practice_of(person_id)
    if row is None:
        row = AdultPractice(person_id=person_id)
        db.session.add(row)
        db.session.flush()
        audit.record("practice.adult_added", Ref("core", "person", person_id), by=by, people=(person_id,))
    return row


def led_by(person_id: UUID, manager_user_id: UUID | None, by: UUID | None) -> None:
    """Write down who leads this adult."""
    row = take_on(person_id, by)
    if row.line_manager_user_id != manager_user_id:
        row.line_manager_user_id = manager_user_id
        db.session.flush()
        audit.record("practice.line_changed", Ref("core", "person", person_id), by=by, people=(person_id,))


def line_of(user_id: UUID) -> tuple[UUID, ...]:
    """The users who lead the person behind a sign-in here: the nearest first, each once, however the line runs."""
    found: list[UUID] = []
    above = _manager_of(_person_of(user_id))
    while above and above != user_id and above not in found and len(found) < LONGEST_LINE:
        found.append(above)
        above = _manager_of(_person_of(above))
    return tuple(found)


def line_of_person(person_id: UUID) -> tuple[UUID, ...]:
    """The users who lead an adult, with a sign-in of their own or without."""
    nearest = _manager_of(person_id)
    return () if nearest is None else (nearest, *(one for one in line_of(nearest) if one != nearest))


def managers() -> dict[UUID, str]:
    """Who can lead an adult: everybody who works here and has a sign-in, by name."""
    held = select(MembershipRole.membership_id).where(MembershipRole.role.not_in(TAKE_PART))
    query = select(Membership.user_id, Membership.name).where(
        Membership.authority_id == current_authority_id(),
        Membership.accepted_at.is_not(None),
        Membership.ended_at.is_(None),
        Membership.id.in_(held),
    )
    return {row.user_id: row.name for row in db.session.execute(query.order_by(Membership.name, Membership.id))}


def reminder_key(check_id: UUID) -> str:
    """What the reminder about the end of a check is called."""
    return f"practice.ends:{check_id}"


def recorded(person_id: UUID, kind: str, **values: Any) -> AdultCheck:
    """A check as a form gives it, seen now."""
    return AdultCheck(person_id=person_id, kind=kind, recorded_at=utcnow(), **values)


def _adults(today: date, words: str) -> Any:
    kept = select(AdultPractice.person_id).where(AdultPractice.ended_on.is_(None))
    here: list[ColumnElement[bool]] = [
        Person.merged_into_id.is_(None),
        or_(Person.left_on.is_(None), Person.left_on > today),
        or_(Person.kind == STAFF, Person.id.in_(kept)),
    ]
    here += [Person.find_text.contains(word, autoescape=True) for word in fold(words).split()]
    return select(Person.id, Person.name).where(*here).order_by(Person.sort_name, Person.id)


def _person_of(user_id: UUID) -> UUID | None:
    own = (Membership.authority_id == current_authority_id(), Membership.user_id == user_id)
    return db.session.scalar(select(Membership.person_id).where(*own))


def _manager_of(person_id: UUID | None) -> UUID | None:
    if person_id is None:
        return None
    asked = select(AdultPractice.line_manager_user_id).where(AdultPractice.person_id == person_id)
    return db.session.scalar(asked)


def _note(action: str, check: AdultCheck, by: UUID | None, **detail: str) -> None:
    audit.record(action, Ref("core", "adult_check", check.id), detail=detail, by=by, people=(check.person_id,))
