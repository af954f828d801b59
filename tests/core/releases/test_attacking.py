"""The attacker finds what can be found, and nothing in what was protected."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.releases.attack import attacking
from core.releases.attack.alike import Alike
from core.releases.attack.attacking import attack, scenarios
from core.releases.attack.intervals import Finding
from core.releases.attack.knowledge import Own, Sum
from core.releases.cells import ALL, Cell, Count, Shown
from core.releases.protecting import drawn_plainly, protected
from tests.core.releases.worlds import AGES, NAME, counts, empty, lived

A, B, BOTH = (Cell("age", "10-12", "yes"), Cell("age", "13-15", "yes"), Cell(ALL, ALL, "yes"))
FOUR = frozenset("abcd")


def test_a_small_cell_beside_its_total_is_found_by_anybody() -> None:
    """The planted careless release: small cells are kept back, totals are not."""
    careless = Shown("r", NAME, "2026-Q1", FOUR, {A: 50, B: None, BOTH: 50})
    found = next(one for one in attack([careless]) if one.hidden == Sum("r", B))
    assert (found.least, found.most, found.insider) == (0, 4, "")
    assert found.because == {Sum("r", A), Sum("r", BOTH)}


def test_the_same_quarter_with_and_without_a_council_gives_it_away() -> None:
    whole = Shown("r", NAME, "2026-Q1", FOUR | {"e"}, {BOTH: 50})
    without = Shown("s", NAME, "2026-Q1", FOUR, {BOTH: 50})
    assert attack([whole]) == attack([without]) == []
    assert {one.hidden for one in attack([whole, without])} == {Own("e", "2026-Q1", BOTH)}


def test_a_stock_that_stays_gives_away_whoever_leaves() -> None:
    """Suppose that nothing changed: the difference of two quarters is the one who left."""
    before = Shown("r", NAME, "2026-Q1", FOUR | {"e"}, {BOTH: 50}, steady=True)
    after = Shown("s", NAME, "2026-Q2", FOUR, {BOTH: 50}, steady=True)
    assert Own("e", "2026-Q1", BOTH) in {one.hidden for one in attack([before, after])}
    moved = [Shown(one.release, NAME, one.period, one.members, one.values) for one in (before, after)]
    assert attack(moved) == []


def test_a_large_council_sees_through_what_strangers_do_not() -> None:
    shown = Shown("r", NAME, "2026-Q1", FOUR, {BOTH: 10})
    cells = {council: {BOTH: Count(9 if council == "a" else 1)} for council in FOUR}
    assert attack([shown]) == []
    assert {one.insider for one in attack([shown], {(NAME, "2026-Q1"): cells})} == {"a"}


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_what_the_attacker_says_of_a_careless_release_is_true(seed: int) -> None:
    figures = counts(Random(seed), sorted(FOUR), AGES[:2])
    careless = drawn_plainly(empty("r", "2026-Q1", sorted(FOUR), AGES[:2]), figures, of_people=True)
    for one in attack([careless], {(NAME, "2026-Q1"): figures}):
        councils = [one.hidden.council] if isinstance(one.hidden, Own) else sorted(FOUR)
        truth = sum(figures[council][one.hidden.cell].number for council in councils)
        assert one.least - 1e-6 <= truth <= one.most + 1e-6


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_what_is_protected_stays_wide_by_plain_arithmetic_too(seed: int) -> None:
    """Without a solver: a hidden category is its total less the others, each as wide as its rounding."""
    figures = counts(Random(seed), sorted(FOUR), AGES[:3])
    drawn = protected(empty("r", "2026-Q1", sorted(FOUR), AGES[:3]), figures, [], of_people=True)
    for part in ("yes", "no"):
        total = drawn.values[Cell(ALL, ALL, part)]
        line = {cell: value for cell, value in drawn.values.items() if (cell.breakdown, cell.part) == ("age", part)}
        hidden = [cell for cell, value in line.items() if value is None]
        if total is None or not hidden:
            continue
        low, high = drawn.rules.behind(total)
        others = [drawn.rules.behind(value) for value in line.values() if value is not None]
        most = high - sum(least for least, _ in others)
        least = max(0, low - sum(greatest for _, greatest in others)) if len(hidden) == 1 else 0
        assert most - least >= drawn.rules.width


@pytest.mark.parametrize("seed", [*range(6), *(pytest.param(n, marks=pytest.mark.drill) for n in range(6, 200))])
def test_nothing_hidden_can_be_worked_out_over_the_quarters(seed: int, request: pytest.FixtureRequest) -> None:
    """Councils leave and join late; at the end the attacker is given everything that was ever released."""
    world = lived(seed, 8 if request.config.getoption("--drill") else 3)
    assert len(world.shown) > 1
    assert attack(world.shown, world.given) == []
    assert any(value is None for one in world.shown for value in one.values.values())
    assert any(value is not None for one in world.shown for value in one.values.values())


def test_the_same_figures_give_the_same_release() -> None:
    first, second = lived(3, 2), lived(3, 2)
    assert first.shown == second.shown


@pytest.mark.parametrize("seed", range(8))
def test_councils_that_are_alike_are_asked_for_once_and_found_as_before(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole programme, with a column for every council, says the same of a careless release."""
    chance = Random(seed)
    councils = [f"council {number}" for number in range(7)]
    figures = counts(chance, councils, AGES[:3])
    careless = drawn_plainly(empty("r", "2026-Q1", councils, AGES[:3]), figures, of_people=True)
    fewer = drawn_plainly(
        empty("s", "2026-Q1", councils[1:], AGES[:3]), dict(list(figures.items())[1:]), of_people=True
    )
    given_in = {(NAME, "2026-Q1"): figures}
    short = attack([careless, fewer], given_in)

    def each_by_itself(shown: Sequence[Shown], apart: str = "") -> Alike:
        return Alike(shown, {council: (council,) for one in shown for council in one.members}, {})

    monkeypatch.setattr(attacking, "alike", each_by_itself)
    whole = attack([careless, fewer], given_in)
    assert _told(short) == _told(whole)
    assert short, "there is something to find"


def test_a_region_of_a_hundred_and_fifty_is_as_small_a_programme_as_one_of_five() -> None:
    sizes = set()
    for number in (5, 150):
        councils = [f"council {one}" for one in range(number)]
        (found,) = scenarios([empty("r", "2026-Q1", councils, AGES)], {})
        sizes.add(len(found.known.columns))
    assert len(sizes) == 1


def _told(found: list[Finding]) -> set[tuple[object, ...]]:
    return {(one.hidden, round(one.least), round(one.most)) for one in found}
