"""Counting a council's indicators: the only place that looks at records, one council and one quarter at a time."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

import sqlalchemy as sa

from core.audit import last_entry_at
from core.authority import effective
from core.authority.resolve import Authority
from core.db import bulk_insert, db, utcnow
from core.indicators.declared import Indicator
from core.indicators.models import IndicatorCount
from core.indicators.quarters import Quarter
from core.indicators.tallying import COUNTED, Place, Tally, tally
from core.web.house import house

UNDER_WAY: Final = timedelta(hours=1)  # what was noted so shortly before a count may have been kept only after it
YEARS: Final = 5  # how far back a rebuild goes


def indicators_of(authority: Authority) -> tuple[Indicator, ...]:
    """Core's own, and those of the parts that are switched on at the council in scope."""
    on = effective.switched_on(authority)
    found = (one for plugin in house().plugins if plugin.name in on for one in plugin.indicators)
    return (*house().indicators, *found)


def every_indicator() -> dict[str, Indicator]:
    """All that this deployment knows, by name, wherever they are switched on."""
    declared = (one for plugin in house().plugins for one in plugin.indicators)
    return {one.name: one for one in (*house().indicators, *declared)}


def count(authority: Authority, quarters: Iterable[Quarter]) -> int:
    """Count these quarters anew in the council's scope; returns how many rows there are. The caller commits.

    What a part counted before it was switched off stays. Counting again gives the same.
    """
    wanted = indicators_of(authority)
    return sum(_count(authority, one, quarter) for quarter in quarters for one in wanted)


def count_changed(authority: Authority, quarters: Iterable[Quarter]) -> int:
    """Count what may have changed since it was last counted; returns how many figures were counted. See count().

    Whoever changes something leaves a line in the council's audit record: without a new one nothing has changed but
    the clock, and that moves only figures of what was met.
    """
    wanted, last = indicators_of(authority), last_entry_at()
    found = [(one, quarter) for quarter in quarters for one in _stale(wanted, quarter, last)]
    for one, quarter in found:
        _count(authority, one, quarter)
    return len(found)


def recent(today: date) -> tuple[Quarter, Quarter]:
    """The quarter of today and the one before it, in which late entries may still come."""
    present = Quarter.of(today)
    return present.before, present


def rebuilt(today: date) -> Iterable[Quarter]:
    """The quarters of a rebuild: five years, and the present one."""
    present = Quarter.of(today)
    return Quarter(present.year - YEARS, present.number).until(present)


def _stale(wanted: Iterable[Indicator], quarter: Quarter, last: datetime | None) -> list[Indicator]:
    """Those that were not counted since the last entry of the audit record."""
    marks = db.select(IndicatorCount.indicator, IndicatorCount.counted_at).where(
        IndicatorCount.quarter == str(quarter), IndicatorCount.breakdown == COUNTED.breakdown
    )
    counted: dict[str, datetime] = {row.indicator: row.counted_at for row in db.session.execute(marks)}
    return [
        one
        for one in wanted
        if one.met or one.name not in counted or (last is not None and last > counted[one.name] - UNDER_WAY)
    ]


def _count(authority: Authority, one: Indicator, quarter: Quarter) -> int:
    """Count one figure; rows that say the same already are left, so that a night writes what a day changed."""
    here = (IndicatorCount.indicator == one.name, IndicatorCount.quarter == str(quarter))
    now = utcnow()
    counted = {COUNTED: Tally(0, 0, 0), **tally(one.count(authority, quarter), one.breakdowns)}
    if _kept(here) == counted:
        mark = (*here, IndicatorCount.breakdown == COUNTED.breakdown)
        db.session.execute(sa.update(IndicatorCount).where(*mark).values(counted_at=now))
        return len(counted)
    db.session.execute(sa.delete(IndicatorCount).where(*here))
    named = {"indicator": one.name, "quarter": str(quarter), "counted_at": now}
    rows: list[dict[str, object]] = [
        {**named, **place._asdict(), **found._asdict()} for place, found in sorted(counted.items())
    ]
    return len(bulk_insert(IndicatorCount, rows))


def _kept(here: tuple[sa.ColumnElement[bool], ...]) -> dict[Place, Tally]:
    columns = [getattr(IndicatorCount, name) for name in (*Place._fields, *Tally._fields)]
    found = db.session.execute(db.select(*columns).where(*here))
    return {Place(*row[:3]): Tally(*row[3:]) for row in found}
