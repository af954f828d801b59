"""Protected people: somebody must not learn where they are, or a court or a plan keeps them apart.

Whoever lacks `people.protect` must not be able to tell, so setting it leaves the version and the time of the last
change as they were: a form that was open meanwhile neither clashes nor differs. The audit trail keeps that it was
done and which kind of reason was given, never its story; those entries are shown to nobody else (N45).
"""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import select, update

from core import audit
from core.audit import AuditEntry, Filter
from core.db import db
from core.hooks.values import Ref
from core.people.models import Person

BEGAN, ENDED = "protection.began", "protection.ended"
ACTIONS: Final = (BEGAN, ENDED)
REASONS_TO_BEGIN: Final[Mapping[str, str]] = {
    "found": "Somebody must not find them",
    "order": "A court order or a plan says so",
    "asked": "They asked for it, or whoever cares for them",
    "unsure": "To be safe, until we know more",
}
REASONS_TO_END: Final[Mapping[str, str]] = {
    "over": "The danger or the order is over",
    "mistake": "It was a mistake, or about somebody else",
}


def is_protected(person_id: UUID) -> bool:
    """True while the person is protected; False for nobody."""
    return bool(db.session.scalar(select(Person.is_protected).where(Person.id == person_id)))


def among(person_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these people who are protected; for rules only, never for a page."""
    wanted = Person.id.in_(list(person_ids))
    return frozenset(db.session.scalars(select(Person.id).where(wanted, Person.is_protected.is_(True))))


def change(person_id: UUID, protect: bool, reason: str, by: UUID | None) -> bool:
    """Protect a person or end it; returns False where it was so already. `reason` is a key of the lists above."""
    if is_protected(person_id) == protect:
        return False
    _put(person_id, protect)
    _write_down(BEGAN if protect else ENDED, person_id, reason, by)
    return True


def carry_over(person_id: UUID) -> None:
    """Protect the record that a protected twin is folded into; it stays so when the merge is undone."""
    if not is_protected(person_id):
        _put(person_id, True)
        _write_down(BEGAN, person_id, "merged", None)


def latest(person_id: UUID) -> AuditEntry | None:
    """The entry that says who protected this person last, or ended it, and when."""
    found = audit.entries(Filter(action="protection.", about_kind="person", about_id=str(person_id)), 1)
    return found[0] if found else None


def _put(person_id: UUID, protect: bool) -> None:
    quietly = {"is_protected": protect, "version": Person.version, "updated_at": Person.updated_at}
    db.session.execute(update(Person).where(Person.id == person_id).values(quietly))


def _write_down(action: str, person_id: UUID, reason: str, by: UUID | None) -> None:
    audit.record(action, Ref("core", "person", person_id), detail={"reason": reason}, by=by)
