"""The clock of an agenda: when each item begins and ends, and whether all of it fits into the meeting.

An item without minutes takes no time on the clock and is counted, so that staff see what is still open. Moments are
aware and in UTC, lengths whole minutes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from core.api import clock
from plugins.meetings.moments import here, length_words

FORMAL, INFORMAL = "formal", "informal"


@dataclass(frozen=True)
class Slot:
    """One item with the moments at which it begins and should end; `minutes` is None where nobody has said."""

    item: Any
    number: int
    starts_at: datetime
    minutes: int | None

    @property
    def starts(self) -> str:
        """The clock time at which it begins, as people say it: "4:40pm"."""
        return clock(here(self.starts_at).time())

    @property
    def ends(self) -> str:
        """The clock time at which it should end."""
        return clock(here(self.starts_at + timedelta(minutes=self.minutes or 0)).time())


@dataclass(frozen=True)
class Sums:
    """Minutes of an agenda: all of it, the formal part, the informal part; how many items have no time yet."""

    total: int
    formal: int
    informal: int
    open: int


def slots(items: Iterable[Any], starts_at: datetime) -> list[Slot]:
    """Each item in order with its time, the first one at the start of the meeting."""
    return list(_one_after_another(items, starts_at))


def sums(items: Sequence[Any]) -> Sums:
    """The minutes of these items, added up."""
    formal, informal = (sum(item.minutes or 0 for item in items if item.part == part) for part in (FORMAL, INFORMAL))
    return Sums(formal + informal, formal, informal, sum(item.minutes is None for item in items))


def length_remark(found: Sums, minutes: int) -> str:
    """How the agenda compares with the meeting's `minutes`, for staff; "" where it fits exactly."""
    over = found.total - minutes
    if over > 0:
        return f"{length_words(over)} too long. Shorten something, or take something out."
    if found.open:
        items = "1 item has" if found.open == 1 else f"{found.open} items have"
        return f"{items} no time yet, and {length_words(-over)} {'is' if over == -1 else 'are'} left."
    return f"{length_words(-over)} left over." if over else ""


def formal_remark(found: Sums, minutes: int | None) -> str:
    """How the formal part compares with what was planned for it, for staff; "" where nothing is (W58)."""
    if not minutes:
        return ""
    said = f"Formal part: {length_words(found.formal)} of {length_words(minutes)}."
    over = found.formal - minutes
    return f"{said} That is {length_words(over)} too long." if over > 0 else said


def _one_after_another(items: Iterable[Any], starts_at: datetime) -> Iterator[Slot]:
    for number, item in enumerate(items, start=1):
        yield Slot(item, number, starts_at, item.minutes)
        starts_at += timedelta(minutes=item.minutes or 0)
