"""Who sees a case by name and who must not, as its chronology says it: to hold the rows that decide it against.

A bar that somebody deletes in the database would give sight back, a planted allocation would give it: both are found.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

BARRED, BAR_ENDED, ALLOCATED, TAKEN_BACK = "barred", "bar_ended", "allocated", "taken_back"
KINDS: Final = frozenset({BARRED, BAR_ENDED, ALLOCATED, TAKEN_BACK})


@dataclass(frozen=True)
class Sight:
    """Users who must not know of a case, and users it was given to."""

    barred: frozenset[UUID] = frozenset()
    given: frozenset[UUID] = frozenset()


def written(entries: Iterable[tuple[str, Mapping[str, Any]]]) -> Sight:
    """What follows from entries of KINDS, in their order, each with what it says."""
    barred: set[UUID] = set()
    given: set[UUID] = set()
    for kind, says in entries:
        users = set(_users(says))
        if kind == BARRED:
            barred |= users
        elif kind == BAR_ENDED:
            barred -= users
        elif kind == ALLOCATED:
            given |= users
        else:
            given -= users
    return Sight(frozenset(barred), frozenset(given))


def stored(bars: Iterable[Any], allocations: Iterable[Any]) -> dict[UUID, Sight]:
    """What the rows say, by case; those that have ended do not count."""
    barred: dict[UUID, set[UUID]] = {}
    given: dict[UUID, set[UUID]] = {}
    for rows, found in ((bars, barred), (allocations, given)):
        for row in rows:
            if row.ended_at is None:
                found.setdefault(row.case_id, set()).add(row.user_id)
    return {
        case_id: Sight(frozenset(barred.get(case_id, ())), frozenset(given.get(case_id, ())))
        for case_id in barred.keys() | given.keys()
    }


def _users(says: Mapping[str, Any]) -> Iterator[UUID]:
    listed = says.get("users") or ([says] if "user_id" in says else [])
    return (UUID(one["user_id"]) for one in listed)
