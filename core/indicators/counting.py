"""Counting a council's indicators: the only place that looks at records, one council and one quarter at a time."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from core.authority import effective
from core.authority.resolve import Authority
from core.db import bulk_insert, db
from core.indicators.declared import Indicator
from core.indicators.models import IndicatorCount
from core.indicators.quarters import Quarter
from core.indicators.tallying import COUNTED, Tally, tally
from core.web.house import house


def indicators_of(authority: Authority) -> tuple[Indicator, ...]:
    """Those of the parts that are switched on at the council in scope."""
    on = effective.switched_on(authority)
    return tuple(one for plugin in house().plugins if plugin.name in on for one in plugin.indicators)


def every_indicator() -> dict[str, Indicator]:
    """All that this deployment knows, by name, wherever they are switched on."""
    return {one.name: one for plugin in house().plugins for one in plugin.indicators}


def count(authority: Authority, quarters: Iterable[Quarter]) -> int:
    """Count these quarters anew in the council's scope; returns how many rows there are. The caller commits.

    What a part counted before it was switched off stays. Counting again gives the same.
    """
    wanted = indicators_of(authority)
    return sum(_count(authority, one, quarter) for quarter in quarters for one in wanted)


def recent(today: date) -> tuple[Quarter, Quarter]:
    """The quarter of today and the one before it, in which late entries may still come."""
    present = Quarter.of(today)
    return present.before, present


def _count(authority: Authority, one: Indicator, quarter: Quarter) -> int:
    here = (IndicatorCount.indicator == one.name, IndicatorCount.quarter == str(quarter))
    db.session.execute(sa.delete(IndicatorCount).where(*here))
    named = {"indicator": one.name, "quarter": str(quarter)}
    counted = tally(one.count(authority, quarter), one.breakdowns)
    rows: list[dict[str, object]] = [{**named, **COUNTED._asdict(), **Tally(0, 0, 0)._asdict()}]
    rows += [{**named, **place._asdict(), **found._asdict()} for place, found in sorted(counted.items())]
    return len(bulk_insert(IndicatorCount, rows))
