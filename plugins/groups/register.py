"""The staff list of groups: one joined query of plain columns, paged by (name, id), never by counting rows.

How many belong to a sensitive group is itself sensitive, so the stored count is shown only to those who may
see its members.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.orm import aliased

from core.api import Actor, Authority, db, kept, prepared
from plugins.groups import summaries
from plugins.groups.models import Group, Membership
from plugins.groups.rules import Ages, ages_words, cadence_words
from plugins.groups.summaries import NOTHING, Summary
from plugins.groups.visibility import SEES_GROUP
from plugins.groups.vocabulary import KINDS, PARTICIPANTS, STATUSES, UMBRELLAS

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
    Group.participants,
    Group.school_years,
    Group.cadence,
    Group.cadence_count,
    Group.member_count,
    Group.members_hidden,
    Programme.name.label("programme"),
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


class Line(NamedTuple):
    """One row of the list, ready to print. `members` is None where the reader may not know
    (`hidden`) and for a body made of groups, which has none of its own.
    """

    key: str
    name: str
    kind: str
    status: str
    tone: str
    who: str
    cadence: str
    members: int | None
    hidden: bool
    joins: str
    seats: str
    programme: str


Page = tuple[list[Line], str | None]


def lines(authority: Authority, actor: Actor, filters: Filters, size: int) -> Page:
    """One page of the list and where the next one starts, None on the last page."""
    asked = {"most": size + 1} | ({"me": actor.person_id} if actor.person_id else {})
    rows = db.session.execute(_narrowed(_register_of(_anyone_like(actor)), filters), asked).all()
    shown = rows[:size]
    mine = run_by(actor) if any(_unsure(actor, row) for row in shown) else frozenset()
    last = rows[size - 1] if len(rows) > size else None
    following = f"{last.name}{BETWEEN}{last.id}" if last else None
    wording, told = _Wording(), summaries.of(authority)
    known = [(row, not _unsure(actor, row) or row.id in mine) for row in shown]
    return [_line(row, knows, wording, told.get(row.id, NOTHING)) for row, knows in known], following


def reader_of(actor: Actor) -> tuple[Actor, UUID | None]:
    """What a list depends on of whoever reads it: two readers who are equal here see the same rows."""
    return _anyone_like(actor), actor.person_id


def programmes(authority: Authority) -> list[tuple[str, str]]:
    """Programmes and umbrellas as (key, name), for the filter; those that are hidden are left out."""
    found = (
        db.select(Group.key, Group.name)
        .where(Group.kind.in_(UMBRELLAS), Group.listing != "hidden")
        .order_by(Group.name)
    )
    return kept(authority, "groups.programmes", lambda: [(row.key, row.name) for row in db.session.execute(found)])


def run_by(actor: Actor) -> frozenset[UUID]:
    """Ids of the groups that this worker supports."""
    if actor.person_id is None:
        return frozenset()
    return frozenset(db.session.scalars(_RUN_BY, {"me": actor.person_id}))


_ME: Any = db.bindparam("me")
_RUN_BY = prepared(
    db.select(Membership.group_id).where(
        Membership.person_id == _ME, Membership.supports.is_(True), Membership.status == "active"
    )
)


def _anyone_like(actor: Actor) -> Actor:
    """Whoever may see what `actor` may: the statement is the same for all of them, only `me` differs."""
    return Actor(person_id=_ME if actor.person_id else None, roles=actor.roles, permissions=actor.permissions)


@lru_cache(maxsize=256)
def _register_of(anyone: Actor) -> Any:
    return prepared(
        db.select(*_READ)
        .outerjoin(Programme, (Programme.authority_id == Group.authority_id) & (Programme.id == Group.programme_id))
        .where(SEES_GROUP.criteria(anyone))
        .order_by(Group.name, Group.id)
        .limit(db.bindparam("most"))
    )


def _narrowed(query: Any, filters: Filters) -> Any:
    if filters.words:
        query = query.where(Group.name.icontains(filters.words, autoescape=True))
    if filters.kind in KINDS:
        query = query.where(Group.kind == filters.kind)
    if filters.status in STATUSES:
        query = query.where(Group.status == filters.status)
    if filters.programme:
        query = query.where(Programme.key == filters.programme)
    return _after(query, filters.after) if filters.after else query


def _after(query: Any, place: str) -> Any:
    name, _, id = place.rpartition(BETWEEN)
    try:
        last = UUID(id)
    except ValueError:
        return query
    return query.where(db.or_(Group.name > name, db.and_(Group.name == name, Group.id > last)))


def _unsure(actor: Actor, row: Any) -> bool:
    """True where only those who run this group may know how many are in it."""
    return row.members_hidden and not actor.can("groups.see_hidden")


class _Wording:
    """Ages and cadences in words, each worked out once: fifty rows share a handful of them."""

    def __init__(self) -> None:
        self._known: dict[Any, str] = {}

    def who(self, row: Any) -> str:
        """Ages and school years; where neither is stated, who takes part."""
        key = (row.participants, row.age_min, row.age_max, row.age_stretch, *row.school_years)
        if key not in self._known:
            ages = ages_words(Ages(row.age_min, row.age_max, row.age_stretch), row.school_years)
            self._known[key] = ages or PARTICIPANTS.get(row.participants, "")
        return self._known[key]

    def cadence(self, row: Any) -> str:
        key = (row.cadence, row.cadence_count)
        if key not in self._known:
            self._known[key] = cadence_words(row.cadence, row.cadence_count)
        return self._known[key]


def _line(row: Any, knows_members: bool, wording: _Wording, told: Summary) -> Line:
    return Line(
        key=row.key,
        name=row.name,
        kind=KINDS.get(row.kind, row.kind),
        status=STATUSES.get(row.status, row.status),
        tone=TONES.get(row.status, "neutral"),
        who=wording.who(row),
        cadence=wording.cadence(row),
        members=(None if row.kind in UMBRELLAS else row.member_count) if knows_members else None,
        hidden=not knows_members,
        joins=told.joins,
        seats=told.seats,
        programme=row.programme or "",
    )
