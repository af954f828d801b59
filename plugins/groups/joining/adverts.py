"""Whether a group looks for people just now: it says so, it has not ended, and the last day has not passed."""

from datetime import date
from typing import Protocol


class Advertising(Protocol):
    """What is read of a group."""

    @property
    def advert(self) -> str: ...
    @property
    def advert_until(self) -> date | None: ...
    @property
    def status(self) -> str: ...


def is_open(group: Advertising, today: date) -> bool:
    """True up to the last day of an advert, that day included; one without a last day stays open."""
    in_time = group.advert_until is None or today <= group.advert_until
    return bool(group.advert.strip()) and group.status != "ended" and in_time
