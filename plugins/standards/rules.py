"""What is valid and what follows, as plain functions: SMART actions, states, targets, the years of audits. No flask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol

from plugins.standards.vocabulary import NO_UNIT

State = Literal["empty", "planned", "doing", "late", "done"]


class Doable(Protocol):
    """An action as far as these rules need it."""

    title: str
    measure: str
    number: int | None
    unit: str
    due_on: date | None
    status: str


class NoUnit(ValueError):
    """A target's number without what it counts."""

    def __init__(self) -> None:
        super().__init__(NO_UNIT)


def missing_of(
    title: str, measure: str, number: int | None, unit: str, has_owner: bool, due_on: date | None
) -> list[str]:
    """What an action lacks to be specific, measured, somebody's and timed (W6): keys of vocabulary.MISSING."""
    lacks = {
        "title": not title.strip(),
        "measure": not measure.strip(),
        "unit": number is not None and not unit.strip(),
        "owner": not has_owner,
        "due_on": due_on is None,
    }
    return [name for name, is_missing in lacks.items() if is_missing]


def is_late(status: str, due_on: date | None, today: date) -> bool:
    """Say whether an action is still open after its day."""
    return status in ("planned", "doing") and due_on is not None and due_on < today


def state_of(actions: Iterable[tuple[str, date | None]], today: date) -> State:
    """Where a priority stands by the (status, day) of its actions. Late wins; what was ended counts for nothing."""
    counted = [(status, due_on) for status, due_on in actions if status != "ended"]
    if not counted:
        return "empty"
    if any(is_late(status, due_on, today) for status, due_on in counted):
        return "late"
    if all(status == "done" for status, _ in counted):
        return "done"
    return "planned" if all(status == "planned" for status, _ in counted) else "doing"


def with_unit(unit: str) -> str:
    """The unit of a target's number; raises NoUnit where there is none, or only digits."""
    words = " ".join(unit.split())
    if not any(letter.isalpha() for letter in words):
        raise NoUnit
    return words


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a target is: `value` of `number` `unit`, by whom and when it was found; None where nobody said yet.

    `denominator` of `of_what` is out of how many there are, where that is known (NC: a number needs its whole).
    """

    key: str
    title: str
    number: int
    unit: str
    value: int | None = None
    on_date: date | None = None
    how: str = ""
    denominator: int | None = None
    of_what: str = ""
    due_on: date | None = None
    beside: str = ""
    ended: bool = False

    @property
    def is_reached(self) -> bool:
        """True once the number was reached."""
        return self.value is not None and self.value >= self.number

    def is_missed(self, today: date) -> bool:
        """True where its day is over and the number was not reached."""
        return not self.ended and not self.is_reached and self.due_on is not None and self.due_on < today

    @property
    def percent(self) -> int | None:
        """Whole percent of the number, at most 100 for a bar; None before anybody said."""
        return None if self.value is None or not self.number else min(100, 100 * self.value // self.number)

    @property
    def reach(self) -> int | None:
        """Whole percent of the denominator; None where either is not known."""
        return None if self.value is None or not self.denominator else 100 * self.value // self.denominator


def audit_year(month: int, day: int, today: date) -> int:
    """The year of the round that a form opening each year on this day is in: the year in which it last opened."""
    return today.year if today >= opening(month, day, today.year) else today.year - 1


def opening(month: int, day: int, year: int) -> date:
    """The day on which the round of `year` opens; 29 February opens on 28 February in other years."""
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month + 1, 1) - timedelta(days=1)


def reminders_due(due_on: date, days_before: Iterable[int], today: date) -> int:
    """How many reminders should have gone by today: one for each of `days_before`, and one once the day is over."""
    return sum(today >= due_on - timedelta(days=days) for days in {abs(days) for days in days_before}) + (
        today > due_on
    )


def key_of(title: str, taken: Iterable[str], longest: int = 60) -> str:
    """A key made of a title's words, told apart from those that are taken by a number."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in title.casefold())
    base = "-".join(part for part in plain.split("-") if part)[:longest].strip("-") or "one"
    known, key, number = set(taken), base, 2
    while key in known:
        key, number = f"{base}-{number}", number + 1
    return key
