"""Quarters of the calendar year, which are also those of a council's financial year; pure."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple, Self

_WRITTEN = re.compile(r"(\d{4})-Q([1-4])")


class Quarter(NamedTuple):
    """One quarter: 2026-Q3 is July to September 2026. Quarters compare in the order of time."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The quarter in which `day` lies."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def read(cls, written: str) -> Self:
        """The quarter written as 2026-Q3; raises ValueError."""
        match = _WRITTEN.fullmatch(written)
        if match is None:
            raise ValueError(f"{written!r} is no quarter: write it as 2026-Q3")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        return self.after.first_day - timedelta(days=1)

    @property
    def after(self) -> "Quarter":
        """The one that follows."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    @property
    def before(self) -> "Quarter":
        """The one that came first."""
        return Quarter(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    def until(self, last: "Quarter") -> "Iterator[Quarter]":
        """This one and those after it, `last` included."""
        one = Quarter(*self)
        while one <= last:
            yield one
            one = one.after
