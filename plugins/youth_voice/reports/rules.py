"""Where a report stands that a board put to a group, as plain functions (W54).

Every report to a board that asks a group is in the queue, from the day on which it is announced until the board
has said what it did with the answer. "Not consulted" is a state that stays visible.
"""

from datetime import date
from typing import Final, Literal

from core.api import gettext_noop

State = Literal["to_ask", "answered", "missed", "waiting", "closed"]
STATES: Final = {
    "to_ask": gettext_noop("To be answered"),
    "answered": gettext_noop("Answered, the board has not met yet"),
    "missed": gettext_noop("Not consulted"),
    "waiting": gettext_noop("What did the board do with it?"),
    "closed": gettext_noop("The board has said what it did"),
}
TONES: Final = {"to_ask": "warn", "answered": "accent", "missed": "bad", "waiting": "warn", "closed": "good"}
FLAGS: Final = {
    "late": gettext_noop("It came late"),
    "no_summary": gettext_noop("Nobody has written it in easy words"),
    "no_date": gettext_noop("No meeting of the board is named"),
    "due": gettext_noop("The last day to answer is over"),
    "cancelled": gettext_noop("The meeting is cancelled"),
    "gone": gettext_noop("The report was taken away"),
}


def state_of(answered: bool, did: str, board_on: date | None, today: date) -> State:
    """Where it stands; on the day of the board it can still be answered."""
    if answered:
        if did:
            return "closed"
        return "waiting" if board_on is not None and board_on < today else "answered"
    return "missed" if board_on is not None and board_on < today else "to_ask"


def came_late(opened_on: date, board_on: date | None, days: int) -> bool:
    """True where the group had fewer than so many days before the board."""
    return board_on is not None and (board_on - opened_on).days < days


def in_time(answered_on: date | None, board_on: date | None) -> bool:
    """True for an answer that was there when the board met."""
    return answered_on is not None and (board_on is None or answered_on <= board_on)
