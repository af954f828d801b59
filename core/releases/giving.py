"""What a council gives for a quarter: copied from its counts once, and the same ever after."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from core.authority.resolve import Authority
from core.db import authority_scope, bulk_insert, db
from core.indicators import Quarter
from core.indicators.models import IndicatorCount
from core.indicators.tallying import COUNTED
from core.releases.cells import Cell, Count, Shown
from core.releases.models import Given
from core.web.house import house

COLUMNS = ("indicator", "breakdown", "category", "part", "number", "contributors", "largest")
Numbers = dict[str, dict[Cell, Count]]
GivenTo = Mapping[tuple[str, str], Mapping[str, Mapping[Cell, Count]]]


def is_given(quarter: Quarter) -> bool:
    """Whether the council in scope has given its numbers of this quarter: then they stay, here as in the region."""
    return db.session.scalar(db.select(Given.id).where(Given.quarter == str(quarter)).limit(1)) is not None


def give(authority: Authority, quarter: Quarter) -> Numbers:
    """The numbers of this council by indicator; copied from its counts the first time, and committed."""
    with authority_scope(authority.id, write=True):
        if not is_given(quarter):
            _copy(authority, quarter)
            db.session.commit()
        return _read(quarter)


def given(authority: Authority, quarter: Quarter) -> Numbers:
    """The numbers that were given; empty where none were."""
    with authority_scope(authority.id):
        return _read(quarter)


def given_for(shown: Iterable[Shown]) -> GivenTo:
    """What each council gave for these tables, read in its own scope: an insider knows no more than that."""
    wanted = {(one.period, council) for one in shown for council in one.members}
    found: dict[tuple[str, str], dict[str, Mapping[Cell, Count]]] = {}
    for period, council in sorted(wanted):
        authority = house().authorities.by_id(UUID(council))
        if authority is None:
            continue
        for indicator, cells in given(authority, Quarter.read(period)).items():
            found.setdefault((indicator, period), {})[council] = cells
    return found


def _copy(authority: Authority, quarter: Quarter) -> None:
    columns = [getattr(IndicatorCount, name) for name in COLUMNS]
    found = db.session.execute(db.select(*columns).where(IndicatorCount.quarter == str(quarter)))
    rows = [{"quarter": str(quarter), **row._mapping} for row in found]
    bulk_insert(Given, rows)


def _read(quarter: Quarter) -> Numbers:
    columns = [getattr(Given, name) for name in COLUMNS]
    found: Numbers = {}
    for indicator, *place, number, contributors, largest in db.session.execute(
        db.select(*columns).where(Given.quarter == str(quarter))
    ):
        cells = found.setdefault(indicator, {})
        if place[0] != COUNTED.breakdown:
            cells[Cell(*place)] = Count(number, contributors, largest)
    return found
