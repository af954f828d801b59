"""What safeguarding says of itself: whether whatever was told was opened in time. Yes or no, never how many.

A council to which nothing was told says yes as well, so that neither answer tells whether anything was told; and it
never leaves the council (`Indicator.met`). Both stores answer as one.
"""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.authority.resolve import Authority
from core.clock import ZONE
from core.db import db, utcnow
from core.indicators.declared import Contribution, Indicator, Part
from core.indicators.quarters import Quarter
from core.safeguarding.clocks import ACKNOWLEDGE, due
from core.safeguarding.store import STORES
from core.words import gettext_noop

EVERYBODY = UUID(int=0)  # nobody's: an answer of the whole council has one contributor
MET, NOT_MET = "met", "not-met"


def opened_in_time(authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
    """One answer for the whole quarter: whether each of what came in then was opened within the council's clock."""
    now = utcnow()
    late = any(_is_late(authority, case, now) for store in STORES.values() for case in _came_in(store.case, quarter))
    yield Contribution(NOT_MET if late else MET, EVERYBODY)


def _came_in(case: Any, quarter: Quarter) -> Iterator[Any]:
    since, until = (datetime.combine(day, time(0), ZONE) for day in (quarter.first_day, quarter.after.first_day))
    asked = select(case.received_at, case.acknowledged_at).where(
        case.received_at >= since, case.received_at < until, case.is_test.is_(False), case.how != "transfer"
    )
    yield from db.session.execute(asked)


def _is_late(authority: Authority, case: Any, now: datetime) -> bool:
    section, jurisdiction = authority.file.safeguarding, authority.file.jurisdiction
    return (case.acknowledged_at or now) > due(ACKNOWLEDGE, case.received_at, section, jurisdiction)


SAFEGUARDING_INDICATORS = (
    Indicator(
        name="safeguarding.opened_in_time",
        title=gettext_noop("Concerns opened in time"),
        question=gettext_noop("Was everything that somebody was worried about opened within the council's own time?"),
        unit=gettext_noop("quarters"),
        parts=(Part(MET, gettext_noop("Yes")), Part(NOT_MET, gettext_noop("No"))),
        count=opened_in_time,
        met=True,
    ),
)
