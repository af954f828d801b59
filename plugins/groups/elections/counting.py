"""Counting, as plain sums over plain numbers: who is elected, who is tied, what two counts of papers differ in.

Nothing here knows whose vote is whose: there are only totals.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key")
FEWEST_SHOWN = 10  # with fewer votes a figure says how somebody voted


@dataclass(frozen=True)
class Outcome(Generic[Key]):
    """Who is elected for certain, and who has equally many votes for the `to_fill` places that are left."""

    elected: tuple[Key, ...]
    tied: tuple[Key, ...] = ()
    to_fill: int = 0


def outcome(votes: Mapping[Key, int], places: int) -> Outcome[Key]:
    """Those with the most votes, as many as there are places; a tie at the last place is named, never settled."""
    if len(votes) <= places:
        return Outcome(tuple(votes))
    ranked = sorted(votes.values(), reverse=True)
    last_in, first_out = ranked[places - 1], ranked[places]
    if last_in > first_out:
        return Outcome(tuple(key for key, number in votes.items() if number >= last_in))
    above = tuple(key for key, number in votes.items() if number > last_in)
    tied = tuple(key for key, number in votes.items() if number == last_in)
    return Outcome(above, tied, places - len(above))


def may_show(votes: Iterable[int], blank: int, ballots: int, fewest: int = 0) -> bool:
    """True if figures give nobody's vote away: ten ballots or more, or `fewest` if that is more, and not all alike."""
    return ballots >= max(FEWEST_SHOWN, fewest) and ballots not in (*votes, blank)


def paper_problem(votes: Iterable[int], papers: int, spoilt: int, places: int) -> str:
    """What cannot be right in a count of papers, in plain words; "" if it adds up.

    A paper names up to `places` candidates, or nobody.
    """
    counted, good = list(votes), papers - spoilt
    if good < 0:
        return "There are more spoilt papers than papers. Count them again."
    if any(number > good for number in counted):
        return "A candidate has more votes than there are good papers. Count them again."
    if sum(counted) > good * places:
        return "There are more votes than these papers can hold. Count them again."
    return ""


def differences(first: Mapping[Key, int], second: Mapping[Key, int]) -> list[Key]:
    """Lines on which two counts of the same papers differ."""
    return [key for key, number in first.items() if second.get(key) != number]
