"""The staff list of groups: one joined query of plain columns, paged by (name, id), never by counting rows.

How many belong to a sensitive group is itself sensitive, so the stored count is shown only to those who may
see its members.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import aliased

from core.api import Actor, Place, db
from plugins.groups.models import Group, Membership
from plugins.groups.rules import Ages, ages_words, cadence_words
from plugins.groups.visibility import SEES_GROUP
from plugins.groups.vocabulary import KINDS, STATUSES, UMBRELLAS

BETWEEN = "~"  # stands between name and id in the address of the next page
TONES = {"active": "good", "starting": "accent", "paused": "warn", "ended": "neutral"}
Programme = aliased(Group, name="programme")
_READ = (
    Group.id,
    Group.key,
    Group.name,
    Group.kind,
    Group.status,
    Group.age_min,
    Group.age_max,
    Group.age_stretch,
    Group.school_years,
    Group.cadence,
    Group.cadence_count,
    Group.member_count,
    Group.members_hidden,
    Programme.name.label("programme"),
    Place.name.label("place"),
)


@dataclass(frozen=True)
class Filters:
    """What staff narrowed the list to; "" is everything. `after` is the last row of the page before."""

    words: str = ""
    kind: str = ""
    status: str = ""
    programme: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        return cls(*(asked.get(name, "").strip() for name in ("words", "kind", "status", "programme", "after")))

    def kept(self) -> dict[str, Any]:
        """The filters that are set, for the address of the next page."""
        named = {"words": self.words, "kind": self.kind, "status": self.status, "programme": self.programme}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True)
class Line:
    """One row of the list, ready to print. `members` is None where the reader may not know."""

    key: str
    name: str
    kind: str
    status: str
    tone: str
    ages: str
    cadence: str
    members: int | None
    programme: str
    place: str


def lines(actor: Actor, filters: Filters, size: int) -> tuple[list[Line], str | None]:
    """One page of the list and where the next one starts, None on the last page."""
    rows = db.session.execute(_query(actor, filters).limit(size + 1)).all()
    mine = run_by(actor)
    shown = [_line(row, _knows_members(actor, row, mine)) for row in rows[:size]]
    last = rows[size - 1] if len(rows) > size else None
    return shown, f"{last.name}{BETWEEN}{last.id}" if last else None


def programmes() -> list[tuple[str, str]]:
    """Programmes and umbrellas as (key, name), for the filter."""
    found = db.select(Group.key, Group.name).where(Group.kind.in_(UMBRELLAS)).order_by(Group.name)
    return [(row.key, row.name) for row in db.session.execute(found)]


def run_by(actor: Actor) -> frozenset[UUID]:
    """Ids of the groups that this worker supports."""
    if actor.person_id is None:
        return frozenset()
    found = db.select(Membership.group_id).where(
        Membership.person_id == actor.person_id, Membership.supports.is_(True), Membership.status == "active"
    )
    return frozenset(db.session.scalars(found))


def _query(actor: Actor, filters: Filters) -> Any:
    query = (
        db.select(*_READ)
        .outerjoin(Programme, (Programme.authority_id == Group.authority_id) & (Programme.id == Group.programme_id))
        .outerjoin(Place, (Place.authority_id == Group.authority_id) & (Place.id == Group.place_id))
        .where(SEES_GROUP.criteria(actor))
        .order_by(Group.name, Group.id)
    )
    if filters.words:
        query = query.where(Group.name.icontains(filters.words, autoescape=True))
    if filters.kind in KINDS:
        query = query.where(Group.kind == filters.kind)
    if filters.status in STATUSES:
        query = query.where(Group.status == filters.status)
    if filters.programme:
        query = query.where(Programme.key == filters.programme)
    return _after(query, filters.after)


def _after(query: Any, place: str) -> Any:
    name, _, id = place.rpartition(BETWEEN)
    try:
        last = UUID(id)
    except ValueError:
        return query
    return query.where(db.or_(Group.name > name, db.and_(Group.name == name, Group.id > last)))


def _knows_members(actor: Actor, row: Any, mine: frozenset[UUID]) -> bool:
    return not row.members_hidden or actor.can("groups.see_hidden") or row.id in mine


def _line(row: Any, knows_members: bool) -> Line:
    return Line(
        key=row.key,
        name=row.name,
        kind=KINDS.get(row.kind, row.kind),
        status=STATUSES.get(row.status, row.status),
        tone=TONES.get(row.status, "neutral"),
        ages=ages_words(Ages(row.age_min, row.age_max, row.age_stretch), row.school_years),
        cadence=cadence_words(row.cadence, row.cadence_count),
        members=row.member_count if knows_members else None,
        programme=row.programme or "",
        place=row.place or "",
    )
