"""Elections as plain rules: moves, times, counting, ties, papers, codes."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.users import codes
from plugins.groups.elections import counting, states
from plugins.groups.elections.counting import Outcome, outcome
from plugins.groups.elections.states import MOVES, NotNow, Times, due

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TIMES = Times(NOON, NOON + timedelta(days=1), NOON + timedelta(days=2))


def test_every_state_can_be_reached_and_the_last_two_are_the_end() -> None:
    reached = {to for ways in MOVES.values() for to in ways}
    assert reached == set(MOVES) - {"draft"}
    assert {state for state, ways in MOVES.items() if not ways} == {"declared", "void"}
    assert all("void" in ways for state, ways in MOVES.items() if ways)


def test_a_move_that_does_not_exist_says_that_nothing_was_changed() -> None:
    assert states.checked("draft", "standing") == "standing"
    with pytest.raises(NotNow, match="Nothing was changed"):
        states.checked("declared", "void")


@pytest.mark.parametrize(
    ("state", "hours", "contested", "paper", "expected"),
    [
        ("draft", 99, True, True, ""),
        ("standing", 23, True, True, ""),
        ("standing", 24, True, True, "voting"),
        ("standing", 24, False, True, "counted"),
        ("voting", 47, True, True, ""),
        ("voting", 48, True, True, "closed"),
        ("closed", 48, True, True, ""),
        ("closed", 48, True, False, "counted"),
        ("counted", 99, True, False, ""),
        ("void", 99, True, False, ""),
    ],
)
def test_the_clock_moves_an_election(state: str, hours: int, contested: bool, paper: bool, expected: str) -> None:
    assert due(state, TIMES, NOON + timedelta(hours=hours), contested, paper) == expected


def test_votes_are_taken_by_the_clock_whatever_is_stored() -> None:
    assert states.may_vote("voting", TIMES, TIMES.opens_at)
    assert not states.may_vote("voting", TIMES, TIMES.closes_at)
    assert not states.may_vote("standing", TIMES, TIMES.opens_at)
    assert states.may_stand("standing", TIMES, NOON - timedelta(seconds=1))
    assert not states.may_stand("standing", TIMES, NOON)


def test_times_in_the_wrong_order_are_named() -> None:
    assert TIMES.problem() == ""
    assert "Voting closes before it opens" in Times(NOON, TIMES.closes_at, TIMES.opens_at).problem()
    assert "before the time to stand is over" in Times(TIMES.closes_at, NOON, TIMES.closes_at).problem()
    assert "ends before it begins" in states.term_problem(date(2026, 9, 1), date(2026, 8, 31))
    assert states.term_problem(date(2026, 9, 1), None) == ""


def test_the_most_votes_are_elected() -> None:
    assert outcome({"a": 3, "b": 9, "c": 5}, 2) == Outcome(("b", "c"))


def test_no_more_candidates_than_places_are_all_elected() -> None:
    assert outcome({"a": 0, "b": 0}, 2) == Outcome(("a", "b"))


def test_a_tie_at_the_last_place_is_named_and_not_settled() -> None:
    assert outcome({"a": 9, "b": 5, "c": 5, "d": 5}, 3) == Outcome(("a",), ("b", "c", "d"), 2)


def test_a_tie_above_the_last_place_is_none() -> None:
    assert outcome({"a": 5, "b": 5, "c": 1}, 2) == Outcome(("a", "b"))


@given(st.dictionaries(st.integers(0, 30), st.integers(0, 5), max_size=12), st.integers(1, 6))
def test_nobody_is_elected_over_somebody_with_more_votes(votes: dict[int, int], places: int) -> None:
    found = outcome(votes, places)
    out = set(votes) - set(found.elected) - set(found.tied)
    assert len(found.elected) + found.to_fill == min(places, len(votes))
    assert not found.tied or 0 < found.to_fill < len(found.tied)
    ranks = [[votes[key] for key in group] for group in (found.elected, found.tied, out)]
    known = [numbers for numbers in ranks if numbers]
    assert all(min(upper) >= max(lower) for upper, lower in zip(known, known[1:], strict=False))


@pytest.mark.parametrize(
    ("votes", "blank", "ballots", "shown"),
    [
        ((6, 4), 0, 10, True),
        ((5, 4), 0, 9, False),
        ((12, 0), 0, 12, False),
        ((0, 0), 12, 12, False),
        ((11, 0), 1, 12, True),
    ],
)
def test_figures_are_shown_only_where_they_give_no_vote_away(
    votes: tuple[int, ...], blank: int, ballots: int, shown: bool
) -> None:
    assert counting.may_show(votes, blank, ballots) is shown
    assert not counting.may_show(votes, blank, ballots, fewest=13), "a council may ask for more"


@pytest.mark.parametrize(
    ("votes", "papers", "spoilt", "says"),
    [
        ((5, 3), 8, 0, ""),
        ((5, 3), 10, 2, ""),
        ((5, 3), 7, 0, "more votes than these papers"),
        ((9, 0), 8, 0, "more votes than there are good papers"),
        ((0, 0), 3, 4, "more spoilt papers than papers"),
    ],
)
def test_a_count_of_papers_has_to_add_up(votes: tuple[int, ...], papers: int, spoilt: int, says: str) -> None:
    problem = counting.paper_problem(votes, papers, spoilt, places=1)
    assert says in problem if says else problem == ""


def test_two_counts_are_compared_line_by_line() -> None:
    assert counting.differences({"a": 1, "b": 2}, {"a": 1, "b": 3}) == ["b"]


def test_a_code_can_be_typed_in_any_manner() -> None:
    code = codes.draw()
    assert len(code) == 12
    assert codes.tidy(code.lower().replace("-", " ")) == code == codes.tidy(f" {code.replace('-', '')} ")
    assert codes.tidy("too short") == codes.tidy("") == ""


def test_codes_are_all_different_and_spell_nothing() -> None:
    drawn = [codes.draw() for _ in range(2000)]
    assert len(set(drawn)) == len(drawn)
    assert set("".join(drawn)) - {"-"} == set(codes.LETTERS)
    assert not set("AEIOUL01S5") & set(Counter("".join(drawn)))


def test_the_kept_hash_depends_on_the_secret_and_the_purpose() -> None:
    one = codes.hashed("secret", "vote", "BCDF-GHJ-KMN")
    assert one == codes.hashed("secret", "vote", "BCDF-GHJ-KMN")
    assert one != codes.hashed("another", "vote", "BCDF-GHJ-KMN")
    assert one != codes.hashed("secret", "stand", "BCDF-GHJ-KMN")
