"""What a piece of timed work is: its name, what it does, how often, and how many times it is tried.

Plain values: no application, no database.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any, Literal

Payload = dict[str, Any]
Run = Callable[..., None]
NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
AN_HOUR = 60  # minutes


@dataclass(frozen=True, slots=True)
class Every:
    """A schedule by the council's own clock: once a day at `at`, or every `minutes`, counted from the full hour.

    Raises ValueError unless exactly one of the two is given, and the minutes divide an hour.
    """

    at: time | None = None
    minutes: int = 0

    def __post_init__(self) -> None:
        if (self.at is None) == (self.minutes == 0):
            raise ValueError("a schedule has a time of the day or a number of minutes, one of the two")
        if self.minutes and (self.minutes < 0 or AN_HOUR % self.minutes):
            raise ValueError("the minutes of a schedule divide an hour: 5, 15, 60, ...")

    def __str__(self) -> str:
        if self.at is not None:
            return f"every day at {self.at:%H:%M}"
        return "every hour" if self.minutes == AN_HOUR else f"every {self.minutes} minutes"


HOURLY = Every(minutes=AN_HOUR)


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of timed work, declared by a room of the core or in a plugin's manifest.

    `run(authority, payload)` works in the council's scope, is committed after, and may run more than once: what is
    done already must do no harm. One of the platform (`scope="platform"`) is `run(payload)`, for upkeep only. `title`
    says on a page what it does. Rows of a `hidden` one stand on no page and in no count. `owner` is filled in.
    """

    name: str
    run: Run
    every: Every | None = None
    tries: int = 8
    owner: str = "core"
    title: str = ""
    scope: Literal["council", "platform"] = "council"
    hidden: bool = False

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r}: a job is named room.verb, in small letters")
        if self.tries < 1:
            raise ValueError(f"{self.name}: a job is tried at least once")
