"""Which service has how many champions in which locality; pure.

A champion without a locality stands wherever the service works. A cell is None where the service does not work there.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID


class Locality(NamedTuple):
    """A column of the map; `id` None where the council has no localities: one column for all."""

    id: UUID | None
    key: str
    name: str


class Served(NamedTuple):
    """A service as the map takes it."""

    id: UUID
    key: str
    title: str
    reach: str
    only_in: Collection[str]


class Row(NamedTuple):
    """One service on the map: a number of champions for each locality, None where it does not work."""

    service: Served
    cells: tuple[int | None, ...]
    covered: int
    works_in: int
    gaps: tuple[str, ...]


class Share(NamedTuple):
    """One locality: in how many services that work there somebody stands for it."""

    locality: Locality
    covered: int
    services: int

    @property
    def percent(self) -> int:
        """Covered services of a hundred; 0 where none works there."""
        return 100 * self.covered // self.services if self.services else 0


class Coverage(NamedTuple):
    """The whole map."""

    localities: tuple[Locality, ...]
    rows: tuple[Row, ...]
    shares: tuple[Share, ...]

    @property
    def gaps(self) -> int:
        """In how many cells nobody stands for a service that works there."""
        return sum(len(row.gaps) for row in self.rows)

    @property
    def uncovered(self) -> int:
        """How many services have no champion at all."""
        return sum(row.covered == 0 for row in self.rows)


Counts = Mapping[tuple[UUID, UUID | None], int]


def coverage(localities: Sequence[Locality], services: Iterable[Served], counts: Counts) -> Coverage:
    """The map of these services over these localities; `counts` are champions by (service, locality or None)."""
    rows = tuple(_row(service, localities, counts) for service in services)
    shares = tuple(_share(at, locality, rows) for at, locality in enumerate(localities))
    return Coverage(tuple(localities), rows, shares)


def _row(service: Served, localities: Sequence[Locality], counts: Counts) -> Row:
    everywhere = counts.get((service.id, None), 0)
    cells = tuple(_cell(service, one, everywhere, counts) for one in localities)
    gaps = tuple(one.name for one, number in zip(localities, cells, strict=True) if number == 0)
    works_in = sum(number is not None for number in cells)
    return Row(service, cells, works_in - len(gaps), works_in, gaps)


def _cell(service: Served, locality: Locality, everywhere: int, counts: Counts) -> int | None:
    if service.only_in and locality.id is not None and locality.key not in service.only_in:
        return None
    return everywhere + (counts.get((service.id, locality.id), 0) if locality.id is not None else 0)


def _share(at: int, locality: Locality, rows: Iterable[Row]) -> Share:
    numbers = [row.cells[at] for row in rows]
    there = [number for number in numbers if number is not None]
    return Share(locality, sum(number > 0 for number in there), len(there))
