"""Counting at night and reading: numbers only, the same when counted again, small ones kept back."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from flask import Flask, g

from core.audit import record
from core.db import authority_scope, db
from core.indicators import Figure, Quarter, count_changed, counting, figures, indicators_of, recent
from core.indicators.models import IndicatorCount
from core.releases import timed
from core.releases.giving import give
from core.releases.timed import RELEASE_JOBS
from tests.core.releases.conftest import SLUGS, Table, council, counted, indicator, reach, table, woods

__all__ = ["table", "woods"]
Q1 = Quarter(2026, 1)


def read(app: Flask, name: str, table: Table, breakdown: str = "all") -> list[Figure]:
    one = {"asked": indicator, "reached": reach}[name](table)
    with app.test_request_context("/ashdown/"):
        g.authority = council("ashdown")
        with authority_scope(council("ashdown").id):
            return list(figures(one, Q1, breakdown))


def rows(slug: str = "ashdown") -> set[tuple[object, ...]]:
    columns = (IndicatorCount.indicator, IndicatorCount.category, IndicatorCount.part, IndicatorCount.number)
    with authority_scope(council(slug).id):
        here = IndicatorCount.indicator.startswith("tallies.")
        found = sa.select(*columns).where(IndicatorCount.breakdown != "-", here)
        return {tuple(row) for row in db.session.execute(found)}


def test_counting_again_gives_the_same_and_forgets_what_is_gone(woods: Flask, table: Table) -> None:
    table.fill("2026-Q1", {("10-12", "yes"): 7, ("13-15", "no"): 2})
    counted("2026-Q1")
    first = rows()
    counted("2026-Q1")
    assert rows() == first
    table.fill("2026-Q1", {("10-12", "yes"): 1})
    counted("2026-Q1")
    assert {row for row in rows() if row[0] == "tallies.asked"} == {
        ("tallies.asked", "all", "yes", 1),
        ("tallies.asked", "10-12", "yes", 1),
    }


def test_each_council_counts_its_own(woods: Flask, table: Table) -> None:
    table.fill("2026-Q1", {("10-12", "yes"): 7}, "ashdown")
    counted("2026-Q1")
    assert rows("ashdown")
    assert [rows(slug) for slug in SLUGS[1:]] == [set()] * 4


def test_every_night_this_quarter_and_the_last_are_counted() -> None:
    job = next(one for one in RELEASE_JOBS if one.name == "indicators.count")
    assert str(job.every) == "every day at 03:30"
    assert [str(one) for one in recent(date(2026, 1, 1))] == ["2025-Q4", "2026-Q1"]


def test_a_rate_has_its_whole_and_small_numbers_are_kept_back(woods: Flask, table: Table) -> None:
    table.fill("2026-Q1", {("10-12", "yes"): 30, ("13-15", "yes"): 2, ("10-12", "no"): 10, ("13-15", "no"): 9})
    counted("2026-Q1")
    (total,) = read(woods, "asked", table)
    assert (total.parts, total.whole, total.percent, total.why_no_rate) == ({"yes": 32, "no": 19}, 51, 63, "")
    ages = {one.category: one for one in read(woods, "asked", table, "age")}
    assert ages["13-15"].parts["yes"] is None
    assert (ages["13-15"].percent, ages["13-15"].why_no_rate) == (None, "Too few to show.")
    assert None in ages["10-12"].parts.values(), "the total would give the small one away"


def test_without_a_population_there_is_a_number_its_reason_and_no_rate(woods: Flask, table: Table) -> None:
    table.fill("2026-Q1", {("10-12", "yes"): 30, ("10-12", "no"): 10})
    counted("2026-Q1")
    (one,) = read(woods, "reached", table)
    assert (one.parts["yes"], one.whole, one.percent) == (30, None, None)
    assert one.why_no_rate == "The council's file has no figure for “aged-0-19”, so there is a number and no rate."


def test_a_night_counts_only_where_somebody_changed_something(
    woods: Flask, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.fill("2026-Q1", {("10-12", "yes"): 7}, "ashdown")
    counted("2026-Q1")
    everything = len(indicators_of_ashdown())
    assert night() == everything, "what was noted in the last hour may have been kept after the count"
    monkeypatch.setattr(counting, "UNDER_WAY", timedelta(0))
    assert night() == 1, "whether concerns were opened in time depends on the clock alone"
    table.fill("2026-Q1", {("10-12", "yes"): 9}, "ashdown")
    with authority_scope(council("ashdown").id, write=True):
        record("people.edited", "person")
        db.session.commit()
    assert night() == everything
    assert ("tallies.asked", "10-12", "yes", 9) in rows()


def test_a_figure_that_was_never_counted_is_counted_at_night(
    woods: Flask, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted("2026-Q1")
    monkeypatch.setattr(counting, "UNDER_WAY", timedelta(0))
    with authority_scope(council("ashdown").id, write=True):
        db.session.execute(sa.delete(IndicatorCount).where(IndicatorCount.indicator == "tallies.asked"))
        db.session.commit()
    assert night() == 2


def test_counting_the_same_again_writes_no_number(woods: Flask, table: Table) -> None:
    table.fill("2026-Q1", {("10-12", "yes"): 7}, "ashdown")
    counted("2026-Q1")
    before = ids()
    counted("2026-Q1")
    assert ids() == before
    table.fill("2026-Q1", {("10-12", "yes"): 8}, "ashdown")
    counted("2026-Q1")
    assert ids() != before


def test_on_sundays_all_that_is_recent_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(timed, "is_given", lambda quarter: False)
    monkeypatch.setattr(timed, "count", lambda *given: done.append("all"))
    monkeypatch.setattr(timed, "count_changed", lambda *given: done.append("changed"))
    for day in (date(2026, 11, 21), date(2026, 11, 22)):
        monkeypatch.setattr(timed, "local_today", lambda day=day: day)
        timed.count_recent(None, {})  # type: ignore[arg-type]
    assert done == ["changed", "all"]


def test_a_quarter_that_was_given_to_a_region_is_closed(
    woods: Flask, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a council sees of itself is what the region's sum holds of it."""
    table.fill("2026-Q1", {("10-12", "yes"): 7}, "ashdown")
    counted("2026-Q1")
    before = rows()
    give(council("ashdown"), Q1)
    table.fill("2026-Q1", {("10-12", "yes"): 9}, "ashdown")
    monkeypatch.setattr(timed, "local_today", lambda: date(2026, 4, 5))  # a Sunday
    with authority_scope(council("ashdown").id, write=True):
        timed.count_recent(council("ashdown"), {})
        db.session.commit()
    assert ("tallies.asked", "10-12", "yes", 7) in before
    assert rows() == before


def indicators_of_ashdown() -> tuple[object, ...]:
    with authority_scope(council("ashdown").id):
        return indicators_of(council("ashdown"))


def night() -> int:
    """Do Ashdown's nightly count; returns how many figures it counted."""
    with authority_scope(council("ashdown").id, write=True):
        found = count_changed(council("ashdown"), [Q1])
        db.session.commit()
    return found


def ids() -> set[object]:
    with authority_scope(council("ashdown").id):
        here = IndicatorCount.indicator.startswith("tallies.")
        return set(db.session.scalars(sa.select(IndicatorCount.id).where(here)))
