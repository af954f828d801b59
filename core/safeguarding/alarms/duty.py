"""The duty: who is lead and who deputy among those with the role, where texts reach them, when they are away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from core.authority.resolve import Authority
from core.db import db, utcnow
from core.safeguarding.alarms.crew import LEAD, Member
from core.safeguarding.alarms.finding import crew_of, mobile
from core.safeguarding.clocks import is_working_day
from core.safeguarding.models import CaseDuty

LOOKED_AHEAD: Final = 28  # days
A_DAY: Final = timedelta(days=1)


class NoMobile(ValueError):
    """A number that no text reaches; its text says so to whoever typed it."""


@dataclass(frozen=True, slots=True)
class Part:
    """How somebody takes part. Away from the first day to the last, both included; no last day is until further."""

    rank: str
    mobile: str = ""
    away_from: date | None = None
    away_until: date | None = None


def of(user_id: UUID) -> Part:
    """How somebody takes part now; whoever has said nothing is a lead."""
    row = _row(user_id)
    return Part(row.rank, row.mobile, row.away_from, row.away_until) if row else Part(LEAD)


def change(user_id: UUID, part: Part, by: UUID | None) -> None:
    """Keep how somebody takes part; raises NoMobile. The caller commits."""
    number = checked_mobile(part.mobile)
    row = _row(user_id) or CaseDuty(user_id=user_id)
    row.rank, row.mobile, row.away_from, row.away_until = part.rank, number, part.away_from, part.away_until
    row.changed_at, row.changed_by_user_id = utcnow(), by
    db.session.add(row)


def checked_mobile(text: str) -> str:
    """The number as texts are sent to it, "" for none; raises NoMobile."""
    number = mobile(text)
    if text and not number:
        raise NoMobile("Enter a mobile number, for example 07700 900123.")
    return number


def is_lead_here(authority: Authority, user_id: UUID) -> Member | None:
    """The member of the duty with this id, None for anybody without the role."""
    return next((one for one in crew_of(authority).users if one.user_id == user_id), None)


def gaps(authority: Authority, today: date) -> Sequence[tuple[date, date]]:
    """Stretches of the next four weeks in which no lead with an account is there on a working day: first and last."""
    days = [today + number * A_DAY for number in range(LOOKED_AHEAD)]
    section, jurisdiction = authority.file.safeguarding, authority.file.jurisdiction
    parts = [of(one.user_id) for one in crew_of(authority).users if one.user_id]
    worked = [day for day in days if is_working_day(day, section, jurisdiction)]
    return list(_stretches([(day, any(_is_there(part, day) for part in parts)) for day in worked]))


def _stretches(days: Sequence[tuple[date, bool]]) -> Iterator[tuple[date, date]]:
    first: date | None = None
    last: date | None = None
    for day, is_there in days:
        if is_there and first and last:
            yield first, last
        first, last = (None, None) if is_there else (first or day, day)
    if first and last:
        yield first, last


def _is_there(part: Part, day: date) -> bool:
    away = part.away_from is not None and part.away_from <= day <= (part.away_until or date.max)
    return part.rank == LEAD and not away


def _row(user_id: UUID) -> Any:
    return db.session.scalar(select(CaseDuty).where(CaseDuty.user_id == user_id))
