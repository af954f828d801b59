"""The map of services and localities, worked out once for each version of the council and each day.

A champion who leaves raises the version, so the gap is there with the next request.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.api import Authority, Place, db, kept, local_today
from plugins.participation_champions.coverage.cells import Coverage, Locality, Row, Served, coverage
from plugins.participation_champions.here import chosen
from plugins.participation_champions.models import Champion, Service

EVERYWHERE = Locality(None, "", "Here")
_NAMES = ("words", "locality", "reach", "state", "after")


@dataclass(frozen=True)
class Filters:
    """What the map was narrowed to; "" is no narrowing. `state` is gaps, none or full; `after` the last row before."""

    words: str = ""
    locality: str = ""
    reach: str = ""
    state: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        return cls(*(asked.get(name, "").strip()[:200] for name in _NAMES))

    def kept(self) -> dict[str, Any]:
        """The filters that are set, for the address of the next page."""
        return {name: value for name in _NAMES if name != "after" and (value := getattr(self, name))}


def the_map(authority: Authority) -> Coverage:
    """The whole map of the council, as it is today."""
    kind = chosen(authority).locality_kind
    key = ("participation_champions.map", kind, local_today())
    return kept(authority, key, lambda: coverage(localities(kind), _services(), _counts()))


def localities(kind: str) -> tuple[Locality, ...]:
    """The columns of the map: the active places of that kind, or one for all."""
    query = db.select(Place.id, Place.key, Place.name).where(Place.kind == kind, Place.active.is_(True))
    found = [Locality(row.id, row.key or "", row.name) for row in db.session.execute(query.order_by(Place.name))]
    return tuple(found) if kind and found else (EVERYWHERE,)


def stands_now() -> Any:
    """The condition that a champion stands for their service today."""
    return db.or_(Champion.until.is_(None), Champion.until >= local_today())


def page_of(found: Coverage, filters: Filters, size: int) -> tuple[Sequence[Row], str | None]:
    """One page of the narrowed rows, and the key after which the next one starts."""
    words = filters.words.casefold()
    rows: Sequence[Row] = [row for row in found.rows if words in row.service.title.casefold()] if words else found.rows
    if filters.locality or filters.reach or filters.state:
        rows = [row for row in rows if _fits(found, row, filters)]
    keys = [row.service.key for row in rows]
    start = keys.index(filters.after) + 1 if filters.after in keys else 0
    shown = rows[start : start + size]
    return shown, shown[-1].service.key if len(rows) > start + size else None


def _fits(found: Coverage, row: Row, filters: Filters) -> bool:
    if filters.reach and row.service.reach != filters.reach:
        return False
    at = next((at for at, one in enumerate(found.localities) if one.key and one.key == filters.locality), None)
    numbers = row.cells if at is None else row.cells[at : at + 1]
    gap = any(number == 0 for number in numbers)
    states = {"gaps": gap, "none": row.covered == 0, "full": not gap}
    return states.get(filters.state, True) and any(number is not None for number in numbers)


def _services() -> list[Served]:
    columns = (Service.id, Service.key, Service.title, Service.reach, Service.only_in)
    query = db.select(*columns).where(Service.put_away_on.is_(None)).order_by(Service.title, Service.key)
    return [Served(*row) for row in db.session.execute(query)]


def _counts() -> dict[tuple[UUID, UUID | None], int]:
    grouped = (Champion.service_id, Champion.place_id)
    query = db.select(*grouped, db.func.count()).where(stands_now(), Champion.person_id.is_not(None))
    return {(service, place): number for service, place, number in db.session.execute(query.group_by(*grouped))}
