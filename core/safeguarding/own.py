"""What safeguarding holds about its own leads, shown to them and erased with them; never anything of a case."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.db import db
from core.hooks.values import Erased
from core.people.plain import plain
from core.safeguarding.models import CaseDuty

TABLES = (CaseDuty,)


def duty_of(user_ids: Sequence[UUID]) -> Iterator[dict[str, Any]]:
    """How a lead takes part in the duty."""
    for row in db.session.scalars(select(CaseDuty).where(CaseDuty.user_id.in_(user_ids))):
        said = {"as": row.rank, "number for texts": row.mobile, "away from": row.away_from, "until": row.away_until}
        yield {name: plain(value) for name, value in said.items()}


def erase(user_ids: Sequence[UUID], apply: bool) -> list[Erased]:
    """A lead's number and days away go with their sign-in."""
    rows = list(db.session.scalars(select(CaseDuty).where(CaseDuty.user_id.in_(user_ids)))) if user_ids else []
    for row in rows if apply else ():
        db.session.delete(row)
    return [Erased("duty of a safeguarding lead", len(rows))]
