"""How an election goes from its first draft to the members it gave: states, moves, and what the clock moves by itself.

    draft -> standing -> voting -> closed -> counted -> declared      void, with a reason, from any before declared

Nobody has to press a button at midnight: once candidates may stand, the next request finds what is due. Where no more
stand than there are places nobody has to vote, and an election goes from standing to counted; until it is declared
it may go back, for more time to stand. Source: W42.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

MOVES: Final = {
    "draft": frozenset({"standing", "void"}),
    "standing": frozenset({"voting", "counted", "void"}),
    "voting": frozenset({"closed", "void"}),
    "closed": frozenset({"counted", "void"}),
    "counted": frozenset({"standing", "declared", "void"}),
    "declared": frozenset(),
    "void": frozenset(),
}
BEFORE_VOTING: Final = frozenset({"draft", "standing"})
OVER: Final = frozenset({"declared", "void"})
RESULT_KNOWN: Final = frozenset({"counted", "declared"})


class NotNow(Exception):
    """The election is in a state in which this cannot be done; the message says so to whoever tried."""


@dataclass(frozen=True)
class Times:
    """Until when candidates may stand, and when voting opens and closes: aware moments."""

    stand_until: datetime
    opens_at: datetime
    closes_at: datetime

    def problem(self) -> str:
        """What is wrong with the order of the times, in plain words; "" if nothing is."""
        if self.opens_at < self.stand_until:
            return "Voting opens before the time to stand is over. Change one of the two."
        if self.closes_at <= self.opens_at:
            return "Voting closes before it opens. Change one of the two."
        return ""


def checked(state: str, to: str) -> str:
    """Return `to` if an election may go there from `state`; raises NotNow."""
    if to not in MOVES[state]:
        raise NotNow("This election has moved on meanwhile. Nothing was changed. Look at where it stands now.")
    return to


def due(state: str, times: Times, now: datetime, contested: bool, on_paper: bool) -> str:
    """The state that the clock has brought, one step on, or "" while nothing is due.

    `contested`: more candidates than places. `on_paper`: somebody has to count papers before the result is known.
    """
    if state == "standing" and now >= times.opens_at:
        return "voting" if contested else "counted"
    if state == "voting" and now >= times.closes_at:
        return "closed"
    return "counted" if state == "closed" and not on_paper else ""


def may_stand(state: str, times: Times, now: datetime) -> bool:
    """True while somebody may put themselves forward or change their statement."""
    return state == "standing" and now < times.stand_until


def may_vote(state: str, times: Times, now: datetime) -> bool:
    """True while votes are taken, by the clock and not only by what is stored."""
    return state == "voting" and times.opens_at <= now < times.closes_at


def term_problem(term_from: date | None, term_to: date | None) -> str:
    """What is wrong with a term of office, in plain words; "" if nothing is."""
    backwards = term_from is not None and term_to is not None and term_to < term_from
    return "The term of office ends before it begins. Change one of the dates." if backwards else ""
