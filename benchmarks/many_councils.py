"""`python -m benchmarks.many_councils`: five years of counts, seats and releases of one large region.

Councils are made up without people; what each would have counted is written as rows of counts, so that their number
of records does not matter. One of them, with `--whole` every one, is filled with records and counted as every night.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from datetime import time as clock
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from benchmarks.many_asks import fill as fill_asks
from core.app import create_app
from core.authority.resolve import Authority
from core.cli.context import deployment
from core.clock import local_today
from core.data_rights.sign_off.signing import sign_all
from core.db import authority_scope, begin_write, bulk_insert, db, utcnow
from core.indicators import (
    NOT_KNOWN,
    Indicator,
    Quarter,
    count,
    count_changed,
    every_indicator,
    indicators_of,
    rebuilt,
    recent,
)
from core.indicators.models import IndicatorCount
from core.indicators.tallying import ALL, COUNTED
from core.people.models import Person
from core.releases import ReleaseRefused, lines, make, signed
from core.releases.members import region_called
from core.releases.models import Seat
from core.releases.sealing import seal, tried
from core.web.house import house
from plugins.groups.models import Group
from plugins.meetings.models import Attendance, Meeting
from plugins.meetings.moments import moment

REGION = "many"
QUARTERS = 20
ATTENDANCES = 70_000  # of the council that is really counted: ten million over 150 councils
ASKS = 2_000
YEARS = 5
Row = dict[str, Any]
Counts = Callable[[Authority, Sequence[Quarter]], object]


def main() -> int:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.many_councils", description=__doc__)
    parser.add_argument("--whole", action="store_true", help="fill every council with records (takes long)")
    whole = parser.parse_args().whole
    with create_app(deployment()).app_context():
        councils = [one for one in house().authorities.all() if one.slug in region_called(REGION).members]
        print(f"{len(councils)} councils, {QUARTERS} quarters of counts", flush=True)
        _real(councils[0])
        if whole:
            _every(councils)
        _counts(councils)
        _releases()
    return 0


def _real(council: Authority) -> None:
    """Fill one council with records, then time a night and a rebuild."""
    rows = _filled(council)
    with authority_scope(council.id):
        print(f"{len(indicators_of(council))} figures are switched on")
    quarters = list(rebuilt(local_today()))
    print(f"one council: {rows} attendances, {ASKS} asks, {len(quarters)} quarters")
    for name, counts, of in (
        ("rebuild, five years", count, quarters),
        ("a night, all of it counted", count, recent(local_today())),
        ("a night, as after a day's changes", count_changed, recent(local_today())),
    ):
        _timed(name, partial(_counted, [council], counts, of))
    _untouched(council)


def _every(councils: Sequence[Authority]) -> None:
    """The same in every council, one after the other: ten million attendances over 150."""
    began = time.perf_counter()
    rows = ATTENDANCES + sum(_filled(council) for council in councils[1:])
    print(f"{rows} attendances in {len(councils)} councils, written in {time.perf_counter() - began:.0f} s", flush=True)
    _timed("rebuild, five years, every council", partial(_counted, councils, count, list(rebuilt(local_today()))))
    _timed("a night, changes in every council", partial(_counted, councils, count_changed, recent(local_today())))


def _filled(council: Authority) -> int:
    """Sign what has to be signed and write the records; returns the number of attendances."""
    with authority_scope(council.id, write=True):
        sign_all(council, house().plugins, "Made-up officer", "Made up for the bench")
        db.session.commit()
    fill_asks(council.slug, ASKS)
    with authority_scope(council.id, write=True):
        rows = _attended()
        db.session.commit()
    return rows


def _counted(councils: Sequence[Authority], counts: Counts, quarters: Iterable[Quarter]) -> None:
    """What the night does at each of these councils."""
    listed = list(quarters)
    for council in councils:
        with authority_scope(council.id, write=True):
            counts(council, listed)
            db.session.commit()


def _untouched(council: Authority) -> None:
    """A night in which nothing was changed here: the last count lies after the last entry of the audit record."""
    with authority_scope(council.id, write=True):
        later = utcnow() + timedelta(hours=2)
        db.session.execute(db.update(IndicatorCount).values(counted_at=later))
        _timed("a night, nothing changed", lambda: count_changed(council, recent(local_today())))
        db.session.rollback()


def _attended() -> int:
    """Meetings of five years, each with a register; returns the number of its lines."""
    names = [f"made up {n}" for n in range(500)]
    people = [{"kind": "young_person", "name": one, "sort_name": one, "find_text": one} for one in names]
    ids = bulk_insert(Person, people)
    group = next(iter(bulk_insert(Group, [{"key": "bench", "name": "Bench forum"}])))
    today, each = local_today(), 35
    meetings = bulk_insert(Meeting, [_meeting(group, today - timedelta(days=n % (365 * YEARS))) for n in range(2000)])
    rows = (_line(id, ids[(at * 7 + n) % len(ids)]) for at, id in enumerate(meetings) for n in range(each))
    return len(bulk_insert(Attendance, list(rows)[:ATTENDANCES]))


def _meeting(group: UUID, on: date) -> Row:
    own = {"title": "Forum", "state": "held"}
    return {"group_id": group, "on_date": on, "starts_at": moment(on, clock(17)), **own}


def _line(meeting: UUID, person: UUID) -> Row:
    return {"id": uuid4(), "meeting_id": meeting, "person_id": person, "status": "here"}


def _counts(councils: Sequence[Authority]) -> None:
    """What every council counted in every quarter, as rows; and its seat in the region."""
    last = Quarter.of(local_today()).before
    quarters = list(Quarter(last.year - YEARS, last.number).after.until(last))[-QUARTERS:]
    began, made = time.perf_counter(), 0
    for at, council in enumerate(councils):
        choose = random.Random(at)
        with authority_scope(council.id, write=True):
            begin_write()
            db.session.add(Seat(region=REGION, joins=str(quarters[0])))
            db.session.execute(db.delete(IndicatorCount))
            made += len(bulk_insert(IndicatorCount, [row for one in quarters for row in _quarter(choose, one)]))
            db.session.commit()
    print(f"{made} rows of counts written in {time.perf_counter() - began:.0f} s")


def _quarter(choose: random.Random, quarter: Quarter) -> Iterator[Row]:
    for one in every_indicator().values():
        named = {"quarter": str(quarter), "indicator": one.name}
        yield {**named, **COUNTED._asdict(), "number": 0, "contributors": 0, "largest": 0}
        for part in one.keys:
            yield from ({**named, **row} for row in _part(choose, one, part))


def _part(choose: random.Random, one: Indicator, part: str) -> Iterator[Row]:
    """A part with its age bands, which add up to it."""
    bands = [*one.categories.get("age", ())]
    inside = {band: choose.randint(0, 60) for band in bands if band != NOT_KNOWN}
    total = sum(inside.values()) if inside else choose.randint(0, 300)
    for breakdown, category, number in ((ALL, ALL, total), *(("age", band, found) for band, found in inside.items())):
        if number:
            counted = {"number": number, "contributors": number, "largest": 1}
            yield {"breakdown": breakdown, "category": category, "part": part, **counted}


def _releases() -> None:
    """Make and sign quarter after quarter, then read as a page does."""
    last = Quarter.of(local_today()).before
    quarters = list(Quarter(last.year - YEARS, last.number).after.until(last))[-QUARTERS:]
    for at, quarter in enumerate(quarters):
        told = at in (0, len(quarters) - 1)
        try:
            _timed(f"make, release {at + 1}", partial(make, REGION, quarter, local_today()), told=told)
            _timed(f"try it, release {at + 1}", partial(tried, REGION, quarter), told=told)
            _timed(f"attack and sign, release {at + 1}", partial(seal, REGION, quarter, UUID(int=1)), told=told)
        except ReleaseRefused as refused:
            print(f"{quarter}: {refused}")
    known = list(every_indicator().values())
    newest = signed(REGION)[0]
    shown = [value for table in newest.tables for value in table.shown.values.values()]
    print(f"the newest: {len(newest.tables)} tables, {len(shown)} numbers, {shown.count(None)} kept back")
    for often in ("first", "next"):
        _timed(f"read: every release, one indicator, {often}", lambda: [lines(one, known[0]) for one in signed(REGION)])
    _timed("read: the newest, every indicator", lambda: [lines(signed(REGION)[0], one) for one in known])


def _timed(name: str, do: Any, *, told: bool = True) -> Any:
    began, cpu = time.perf_counter(), time.process_time()
    found = do()
    if told:
        wall, spent = (time.perf_counter() - began) * 1000, (time.process_time() - cpu) * 1000
        print(f"{name:52} {spent:10.1f} ms CPU {wall:10.1f} ms", flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
