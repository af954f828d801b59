"""Months of a calendar, written "2026-11" in addresses."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

YEARS = 2  # how far back and ahead somebody can turn the pages


class Month(NamedTuple):
    """One month of one year."""

    year: int
    number: int

    @classmethod
    def of(cls, on: date) -> "Month":
        """The month that holds a day."""
        return cls(on.year, on.month)

    @property
    def key(self) -> str:
        """As it stands in an address."""
        return f"{self.year:04}-{self.number:02}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.step(1).first - timedelta(days=1)

    def step(self, by: int) -> "Month":
        """The month so many months later, or earlier."""
        months = self.year * 12 + self.number - 1 + by
        return Month(months // 12, months % 12 + 1)


def asked_for(key: str, today: date) -> Month | None:
    """The month with this key, the present one for ""; None for what is no month or too far away to turn to."""
    now = Month.of(today)
    if not key:
        return now
    return next((now.step(by) for by in _reach() if now.step(by).key == key), None)


def neighbours(month: Month, today: date) -> tuple[Month | None, Month | None]:
    """The months before and after, None at the ends of what can be turned to."""
    now = Month.of(today)
    reach = {now.step(by) for by in _reach()}
    before, after = month.step(-1), month.step(1)
    return (before if before in reach else None), (after if after in reach else None)


def _reach() -> Iterable[int]:
    return range(-12 * YEARS, 12 * YEARS + 1)
