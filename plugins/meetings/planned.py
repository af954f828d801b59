"""A year of meetings as values: what is planned, what groups promise, what is around it, and what there is to say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from plugins.meetings.cadence import Cadence
from plugins.meetings.terms import Span

TONES: Final = ("bad", "warn", "neutral")  # as components/tag.html knows them, worst first


@dataclass(frozen=True, slots=True)
class Planned:
    """One meeting in the plan: `starts_at` is aware; `workers` support it; `board_id` is the board that it meets."""

    id: UUID
    group_id: UUID
    starts_at: datetime
    minutes: int
    venue_id: UUID | None = None
    workers: frozenset[UUID] = frozenset()
    cancelled: bool = False
    board_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """How often a group says it meets; `target` is what the council wants, in the unit of the cadence's count.

    `sends_to` are the boards that it must send members to.
    """

    group_id: UUID
    name: str
    cadence: Cadence
    target: int | None = None
    sends_to: frozenset[UUID] = frozenset()
    term_time_only: bool = True


@dataclass(frozen=True, slots=True)
class Sitting:
    """A day on which a board sits."""

    board_id: UUID
    name: str
    on: date


@dataclass(frozen=True)
class Surroundings:
    """What a year of meetings is checked against.

    `avoid` gives the name of each bank holiday, religious day or exam day; `names` those of venues and workers by id;
    `between` is how many minutes one place needs between two meetings.
    """

    year: Span
    terms: Sequence[Span] = ()
    avoid: Mapping[date, str] = field(default_factory=dict)
    sittings: Sequence[Sitting] = ()
    names: Mapping[UUID, str] = field(default_factory=dict)
    between: int = 0


@dataclass(frozen=True)
class PlanWarning:
    """One thing to look at: `kind` is a key, `tone` one of TONES, `says` the sentence, `on` the day it is about.

    `group_ids` are the groups it concerns, the first one's own warning; `meeting_ids` the meetings, maybe none.
    """

    kind: str
    tone: str
    says: str
    group_ids: tuple[UUID, ...]
    on: date
    meeting_ids: tuple[UUID, ...] = ()

    @property
    def group_id(self) -> UUID:
        """The group in whose plan it belongs first."""
        return self.group_ids[0]
