"""What safe practice holds about an adult: shown to them, and erased with them. None of it is about a concern."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from core.db import db
from core.hooks.values import Erased
from core.people.plain import plain
from core.safeguarding.models import AdultCheck, AdultPractice
from core.safeguarding.practice.rules import CHECKS, LEVELS

TABLES = (AdultPractice, AdultCheck)


def checks_of(person_ids: Sequence[UUID]) -> Iterator[dict[str, Any]]:
    """Every check of these adults; who saw it is another person's data and is left out."""
    for row in db.session.scalars(select(AdultCheck).where(AdultCheck.person_id.in_(person_ids))):
        yield {
            "what": CHECKS.get(row.kind, row.kind),
            "which": LEVELS.get(row.kind, {}).get(row.level, row.level),
            "its date": plain(row.done_on),
            "holds until": plain(row.expires_on),
            "last digits of its number": row.number_end,
            "written down": plain(row.recorded_at),
            "does not count since": plain(row.withdrawn_on),
            "because": row.withdrawn_why,
        }


def erase(person_ids: Sequence[UUID], user_ids: Sequence[UUID], apply: bool) -> list[Erased]:
    """Their checks go; whom they led is led by nobody then."""
    held = [list(db.session.scalars(select(model).where(model.person_id.in_(person_ids)))) for model in TABLES]
    for row in (row for rows in held if apply for row in rows):
        db.session.delete(row)
    if apply and user_ids:
        led = update(AdultPractice).where(AdultPractice.line_manager_user_id.in_(user_ids))
        db.session.execute(led.values(line_manager_user_id=None, version=AdultPractice.version + 1))
    kinds = ("record of who leads them", "check of an adult")
    return [Erased(kind, len(rows)) for kind, rows in zip(kinds, held, strict=True)]
