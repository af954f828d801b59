"""Champions found by name, service, locality and skill, paged by (name, id); one statement for a page.

A champion's row carries their person's folded name, so that the list is in the order in which people look for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import String, cast

from core.api import Person, Place, db
from plugins.groups.api import called
from plugins.participation_champions.coverage.reading import stands_now
from plugins.participation_champions.models import Champion, Service

BETWEEN = "~"
_NAMES = ("words", "service", "locality", "skill", "after")


@dataclass(frozen=True)
class Filters:
    """What somebody looks for; "" is no narrowing. `after` is the last row of the page before."""

    words: str = ""
    service: str = ""
    locality: str = ""
    skill: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        return cls(*(asked.get(name, "").strip()[:200] for name in _NAMES))

    def kept(self) -> dict[str, Any]:
        """The filters that are set, for the address of the next page."""
        return {name: value for name in _NAMES if name != "after" and (value := getattr(self, name))}


class Line(NamedTuple):
    """One champion in the list; `place` is "" for whoever stands wherever the service works."""

    id: UUID
    person_id: UUID
    name: str
    service: str
    service_key: str
    place: str
    offers: str
    asks: str
    skills: list[str]


def lines(filters: Filters, size: int) -> tuple[list[Line], str | None]:
    """One page of those who stand for a service today, and where the next one starts."""
    rows = db.session.execute(_read().where(*_wanted(filters)).limit(size + 1)).all()
    last = rows[size - 1] if len(rows) > size else None
    following = f"{last.sort_name}{BETWEEN}{last.id}" if last else None
    return [_line(row) for row in rows[:size]], following


def of_service(service_id: UUID, most: int) -> list[Line]:
    """Who stands for one service today, by name."""
    return [_line(row) for row in db.session.execute(_read().where(Champion.service_id == service_id).limit(most))]


def of_person(person_id: UUID) -> list[Line]:
    """What one person stands for today."""
    return [_line(row) for row in db.session.execute(_read().where(Champion.person_id == person_id))]


def _read() -> Any:
    who = (Champion.id, Champion.person_id, Person.name, Person.known_as, Person.sort_name)
    what = (Service.title, Service.key, Place.name.label("place"), Champion.offers, Champion.asks, Champion.skills)
    return (
        db.select(*who, *what)
        .join(Person, (Person.authority_id == Champion.authority_id) & (Person.id == Champion.person_id))
        .join(Service, (Service.authority_id == Champion.authority_id) & (Service.id == Champion.service_id))
        .outerjoin(Place, (Place.authority_id == Champion.authority_id) & (Place.id == Champion.place_id))
        .where(stands_now())
        .order_by(Person.sort_name, Champion.id)
    )


def _wanted(filters: Filters) -> Iterable[Any]:
    for word in Person(name=filters.words).find_text.split() if filters.words else ():
        typed = f"%{word}%"
        yield db.or_(
            Person.find_text.like(typed), Champion.offers.ilike(typed), Champion.asks.ilike(typed),
            Service.title.ilike(typed),
        )  # fmt: skip
    if filters.service:
        yield Service.key == filters.service
    if filters.locality:
        yield db.or_(Place.key == filters.locality, Champion.place_id.is_(None))
    if filters.skill:
        quoted = '"' + filters.skill.replace("%", "").replace('"', "") + '"'
        yield cast(Champion.skills, String).like(f"%{quoted}%")
    name, _, id = filters.after.rpartition(BETWEEN)
    try:
        last = UUID(id)
    except ValueError:
        return
    yield db.or_(Person.sort_name > name, db.and_(Person.sort_name == name, Champion.id > last))


def _line(row: Any) -> Line:
    who = (row.id, row.person_id, called(row.name, row.known_as))
    return Line(*who, row.title, row.key, row.place or "", row.offers, row.asks, list(row.skills or ()))
