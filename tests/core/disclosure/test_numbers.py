"""Small numbers: which are shown, and that nobody can work out a hidden one from totals."""

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.disclosure.numbers import most, percent, rounded, safe_difference, shown
from core.disclosure.tables import ALL, Cell, hidden_cells

Table = Mapping[Cell, int]
COUNTS = st.integers(0, 14)
LEAST = 5


@pytest.mark.parametrize(
    ("count", "least", "found"), [(0, 5, None), (4, 5, None), (5, 5, 5), (9, 10, None), (10, 10, 10)]
)
def test_a_count_is_shown_from_the_least_on(count: int, least: int, found: int | None) -> None:
    assert shown(count, least) == found


def test_a_zero_is_shown_only_where_it_is_told_to_be_harmless() -> None:
    assert shown(0, 5) is None
    assert shown(0, 5, zero_is_harmless=True) == 0
    assert shown(3, 5, zero_is_harmless=True) is None


@pytest.mark.parametrize(("count", "found"), [(9, None), (10, 10), (12, 10), (13, 15), (17, 15), (18, 20)])
def test_a_count_is_rounded_once_it_is_large_enough(count: int, found: int | None) -> None:
    assert rounded(count, 10, 5) == found


@given(st.integers(10, 10_000), st.integers(1, 100))
def test_rounding_goes_to_the_nearest_step(count: int, to: int) -> None:
    found = rounded(count, 10, to)
    assert found is not None and found % to == 0 and abs(found - count) * 2 <= to


@pytest.mark.parametrize(
    ("part", "whole", "found"),
    [(5, 9, None), (5, 10, 50), (4, 20, None), (16, 20, None), (20, 20, None), (41, 52, 79), (7, 5, None)],
)
def test_a_share_needs_enough_people_on_both_sides(part: int, whole: int, found: int | None) -> None:
    assert percent(part, whole, 5) == found


def test_nobody_and_everybody_are_a_share_where_that_is_harmless() -> None:
    assert percent(0, 20, 5, zero_is_harmless=True) == 0
    assert percent(20, 20, 5, zero_is_harmless=True) == 100


@pytest.mark.parametrize(("total", "part", "safe"), [(20, 15, True), (20, 17, False), (20, 20, False), (20, 3, False)])
def test_two_counts_that_differ_by_few_are_not_both_shown(total: int, part: int, safe: bool) -> None:
    assert safe_difference(total, part, 5) is safe


def test_what_most_say_tells_of_nobody() -> None:
    assert most({"yes": 2, "no": 7}, 10) is None
    assert most({"yes": 2, "no": 8}, 10) == "no"
    assert most({"yes": 5, "no": 5}, 10) == ""


def test_one_small_cell_takes_three_others_with_it() -> None:
    table = {("a", "x"): 3, ("a", "y"): 20, ("b", "x"): 30, ("b", "y"): 40}
    assert hidden_cells(table, LEAST) == set(table)


def test_a_table_without_small_counts_stays_whole() -> None:
    assert hidden_cells({("a", "x"): 5, ("b", "x"): 9}, LEAST) == frozenset()
    assert hidden_cells({}, LEAST) == frozenset()


def test_cells_go_before_totals_and_small_ones_first() -> None:
    table = dict(zip(product("ab", "xyz"), (3, 50, 9, 40, 60, 8), strict=True))
    assert hidden_cells(table, LEAST) == {("a", "x"), ("a", "z"), ("b", "x"), ("b", "z")}


def test_a_single_list_hides_a_second_line() -> None:
    found = hidden_cells({("all", "yes"): 12, ("all", "partly"): 2, ("all", "no"): 7}, LEAST)
    assert {("all", "partly"), ("all", "no")} <= found
    assert ("all", "yes") not in found and ("all", ALL) not in found


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    return {cell: draw(COUNTS) for cell in product("abc"[:rows], "xyz"[:columns])}


@given(tables(), st.booleans())
@settings(deadline=None, max_examples=150)
def test_totals_never_narrow_a_hidden_cell_to_one_value(table: Table, zeros: bool) -> None:
    hidden = hidden_cells(table, LEAST, zero_is_harmless=zeros)
    whole = {**table, **_totals(table)}
    for cell, count in whole.items():
        assert cell in hidden or count >= LEAST or (zeros and count == 0)
        assert not (zeros and count == 0 and cell in hidden)
    for cell in hidden:
        others = _values(table, hidden, cell, int(zeros))
        assert next((value for value in others if value != whole[cell]), None) is not None, (cell, table)


def test_what_this_attacker_finds_out_from_primary_hiding_alone() -> None:
    """The attacker of the test above is able: of a table in which only the small cell is hidden it finds the value."""
    table = {("a", "x"): 3, ("a", "y"): 20, ("b", "x"): 30, ("b", "y"): 40}
    assert set(_values(table, frozenset({("a", "x")}), ("a", "x"), 0)) == {3}


def _totals(table: Table) -> dict[Cell, int]:
    found: dict[Cell, int] = {}
    for (row, column), count in table.items():
        for cell in ((row, ALL), (ALL, column), (ALL, ALL)):
            found[cell] = found.get(cell, 0) + count
    return found


def _values(table: Table, hidden: frozenset[Cell], wanted: Cell, floor: int) -> Iterator[int]:
    """What `wanted` can be in a table near this one that agrees with everything that is shown.

    A table that differs differs by whole circles, so a step of one up or down at each hidden cell finds a difference.
    """
    free = [cell for cell in table if cell in hidden]
    for steps in product((0, 1, -1), repeat=len(free)):
        guess = {**table, **{cell: table[cell] + step for cell, step in zip(free, steps, strict=True)}}
        if any(guess[cell] < floor for cell in free):
            continue
        totals = _totals(guess)
        agrees = all(cell in hidden or totals[cell] == number for cell, number in _totals(table).items())
        if agrees and all(totals[cell] >= floor for cell in totals if cell in hidden):
            yield {**guess, **totals}[wanted]
