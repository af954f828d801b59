"""Terms of posts beyond the council, as plain functions: who holds one now, who is to come, what is overdue (W48)."""

from datetime import date, timedelta
from typing import Literal

State = Literal["holds", "coming", "over"]


def state_of(from_on: date, to_on: date | None, ended_on: date | None, today: date) -> State:
    """Where somebody's time in a post stands; a last day, planned or early, still counts."""
    last = min((day for day in (to_on, ended_on) if day), default=None)
    if last is not None and last < today:
        return "over"
    if ended_on is not None and ended_on <= today:
        return "over"
    return "coming" if from_on > today else "holds"


def report_due(since: date, last: date | None, weeks: int, today: date) -> bool:
    """True where a post has told its group nothing for so many weeks: since the last report, or since it is held."""
    return max(since, last or since) + timedelta(weeks=weeks) < today


def full(title: str, places: int) -> str:
    """What to say where all places of a post are held."""
    held = "The one place is" if places == 1 else f"All {places} places are"
    return f"Nothing was changed. {held} held: {title}. End a term first, or let them begin as a deputy."


def full_deputies(title: str, deputies: int) -> str:
    """What to say where nobody else can deputise."""
    most = "has no deputies" if not deputies else f"has {deputies} already, as many as it can have"
    return f"Nothing was changed. {title} {most}. Change the number of deputies first."
