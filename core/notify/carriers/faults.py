"""How handing a letter over can fail, and what a carrier is."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol

from core.notify.letters import Letter

HandOver = Callable[[], None]


class NotTaken(Exception):
    """It surely did not go out, and may later; `away` when that holds for every other letter as well."""

    def __init__(self, *, away: bool = False) -> None:
        super().__init__("not taken")
        self.away = away


class Refused(Exception):
    """It will never go out: `address` when it is the address or number that is wrong."""

    def __init__(self, *, address: bool) -> None:
        super().__init__("refused")
        self.address = address


class Unclear(Exception):
    """The connection broke while it was handed over: it may have gone out."""


class Carrier(Protocol):
    """Somebody who carries letters."""

    def prepared(self, letter: Letter) -> AbstractContextManager[HandOver]:
        """Do everything but give the letter away; what it yields does that. Raises NotTaken, Refused, Unclear."""

    def close(self) -> None:
        """Hang up."""
