"""What holds for coming to a meeting: when an answer is late, when the sheet is open, how many adults are needed.

Plain functions over plain values; moments are aware datetimes in UTC, days those of the councils' clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from core.api import gettext, gettext_noop
from plugins.meetings.moments import day_starts

ASK_AGAIN_DAYS = 365
AND = gettext_noop("%(first)s and %(last)s")


@dataclass(frozen=True)
class Window:
    """From when (included) until when (left out) something may be read."""

    opens: datetime
    closes: datetime

    def holds(self, at: datetime) -> bool:
        """True if `at` lies in it."""
        return self.opens <= at < self.closes


def sheet_window(starts_at: datetime, on_date: date, hours: int) -> Window:
    """When the evening's sheet can be read: `hours` before the start until the end of the day after."""
    return Window(starts_at - timedelta(hours=hours), day_starts(on_date + timedelta(days=2)))


def answer_by(on_date: date, reply_by: date | None, reply_days: int) -> date:
    """The last day on which an answer is in good time."""
    return reply_by or on_date - timedelta(days=reply_days)


def ask_again(said_on: date | None, today: date) -> bool:
    """True where nobody said it yet, or that was more than a year ago: allergies and numbers change."""
    return said_on is None or (today - said_on).days > ASK_AGAIN_DAYS


@dataclass(frozen=True)
class Ratio:
    """Children and the adults who look after them: `needed` by their ages, or one to each `to_an_adult` of them."""

    children: int
    adults: int
    to_an_adult: int
    needed: int | None = None

    @property
    def enough(self) -> int:
        """How many adults are enough: one to each `to_an_adult` children or part of them where no ages are known."""
        return -(-self.children // self.to_an_adult) if self.needed is None else self.needed

    @property
    def missing(self) -> int:
        """How many more adults are needed; 0 for enough."""
        return max(0, self.enough - self.adults)

    @property
    def words(self) -> str:
        """A sentence that says what to do: "9 children, 1 adult: you need 1 more adult."."""
        there = f"{number_of(self.children, 'child', 'children')}, {number_of(self.adults, 'adult')}"
        if self.missing:
            return f"{there}: you need {self.missing} more {'adult' if self.missing == 1 else 'adults'}."
        return f"{there}: enough adults." if self.children else f"{there}."


def number_of(number: int, one: str, many: str = "") -> str:
    """A number with the word that goes with it: "1 child", "2 children"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def needs_words(numbers: Mapping[str, int], words: Mapping[str, str]) -> list[str]:
    """What is needed and how often, in the order of `words`: "2 × Help with travel"."""
    return [f"{numbers[key]} × {label}" for key, label in words.items() if numbers.get(key)]


def first_name(name: str, known_as: str) -> str:
    """What children call somebody: the name they go by, else their first one."""
    return known_as or name.split(" ", 1)[0]


def together(names: Sequence[str]) -> str:
    """Names in a row as people say them: "Sam", "Sam and Jo", "Sam, Ali and Jo"."""
    if not names:
        return ""
    *others, last = names
    return gettext(AND, first=", ".join(others), last=last) if others else last


def counted(keys: Iterable[str]) -> dict[str, int]:
    """How often each key is there."""
    found: dict[str, int] = {}
    for key in keys:
        found[key] = found.get(key, 0) + 1
    return found
