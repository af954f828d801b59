"""Whose verdict stands, and how many say what: plain functions over plain values."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from plugins.influence.vocabulary import VERDICTS


class Said(NamedTuple):
    """One verdict as the rules read it: whose it is, what it says, for how many, and when it was given."""

    id: UUID
    asker: Hashable
    verdict: str
    voices: int
    made_at: datetime


def standing(said: Iterable[Said]) -> dict[Hashable, Said]:
    """The latest verdict of each asker; of two of the same moment the one whose id is greater."""
    found: dict[Hashable, Said] = {}
    for one in said:
        known = found.get(one.asker)
        if known is None or (one.made_at, one.id) > (known.made_at, known.id):
            found[one.asker] = one
    return found


def counts(said: Iterable[Said]) -> dict[str, int]:
    """How many voices say yes, partly and no now; a group counts for as many as were in the room."""
    found = dict.fromkeys(VERDICTS, 0)
    for one in standing(said).values():
        found[one.verdict] += max(one.voices, 1)
    return found


def asker_of(id: UUID, person_id: UUID | None, view_id: UUID | None, group_id: UUID | None) -> Hashable:
    """Whose verdict it is; one whose name is gone stands for itself."""
    for kind, value in (("person", person_id), ("view", view_id), ("group", group_id)):
        if value is not None:
            return kind, value
    return "nobody", id


def is_shown(counted: Mapping[str, int], least: int) -> bool:
    """Whether the numbers may be shown: enough gave a verdict, and no number but nought is below `least`."""
    return sum(counted.values()) >= least and all(value == 0 or value >= least for value in counted.values())
