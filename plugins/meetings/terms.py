"""School terms and years as spans of days, both ends included."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.api import day

AUGUST = 8


class Unplannable(ValueError):
    """No days can be worked out; its text says why, and what to put right."""


@dataclass(frozen=True)
class Span:
    """Days from the first to the last, both included: a term, a half-term holiday, a school year."""

    key: str
    name: str
    starts_on: date
    ends_on: date

    def holds(self, on: date) -> bool:
        """True if `on` is one of its days."""
        return self.starts_on <= on <= self.ends_on


def school_year(starting: int, jurisdiction: str = "england") -> Span:
    """The school year that begins in `starting`: from 1 September, in Scotland from 1 August."""
    month = AUGUST if jurisdiction == "scotland" else AUGUST + 1
    last = date(starting + 1, month, 1) - timedelta(days=1)
    return Span(str(starting), f"{starting} to {starting + 1}", date(starting, month, 1), last)


def days_of(spans: Iterable[Span]) -> frozenset[date]:
    """Every day of these spans, such as half-term holidays, to be left out with the bank holidays."""
    return frozenset(
        span.starts_on + timedelta(days=number)
        for span in checked(spans)
        for number in range((span.ends_on - span.starts_on).days + 1)
    )


def checked(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order of time; raises Unplannable for one that ends before it starts."""
    ordered = tuple(sorted(spans, key=lambda span: (span.starts_on, span.ends_on, span.key)))
    for span in ordered:
        if span.ends_on < span.starts_on:
            raise Unplannable(
                f"{span.name} ends on {day(span.ends_on)}, before it starts on {day(span.starts_on)}. "
                "Put its dates right, then plan again."
            )
    return ordered
