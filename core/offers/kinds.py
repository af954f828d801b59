"""How a plugin declares a kind of thing that its council can offer to others: plain values, no database."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from core.hooks.values import Ref


class Ready(NamedTuple):
    """Something that could be offered now: its id and what staff know it by."""

    id: UUID
    title: str


class Telling(NamedTuple):
    """One part of an offered thing: its heading, "" for none, and its plain words."""

    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The words that cross, fixed from then on. No links, no pictures, no ids of people."""

    title: str
    summary: str = ""
    parts: tuple[Telling, ...] = ()


def _nobody(id: UUID) -> Collection[UUID]:
    return ()


@dataclass(frozen=True, slots=True)
class Offerable:
    """One kind of thing. All but `made` are asked in the scope of the council that offers, by nobody in particular.

    `title`: what such a thing is called. `ready(most)`: those that could be offered now, the newest first.
    `told(id)`: its words as they would be offered, None where it may not be told. `standing(ids)`: those of these
    that may be told at this moment, in a fixed number of statements. `people(id)`: whom of the council's records it
    tells of. `made(snapshot, id, origin)`: makes a draft of these words in the council that takes a copy, with `id`
    as its id and saying that it comes from `origin`; only for things that rest on nobody's consent. `plan`: it is
    part of a plan, which standards of a region are mapped to.
    """

    title: str
    ready: Callable[[int], Sequence[Ready]]
    told: Callable[[UUID], Snapshot | None]
    standing: Callable[[Collection[UUID]], frozenset[UUID]]
    people: Callable[[UUID], Collection[UUID]] = _nobody
    made: Callable[[Snapshot, UUID, str], Ref] | None = None
    plan: bool = False
