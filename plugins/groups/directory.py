"""The public directory: which listed groups fit what a young person says about themselves.

Nothing that is asked here is kept. Hidden groups and groups for members only are never read at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from core.api import ANONYMOUS, Place, db, gettext
from plugins.groups.models import Group
from plugins.groups.rules import Ages, school_ages
from plugins.groups.visibility import LISTED
from plugins.groups.vocabulary import ACCESS, PARTICIPANTS, UMBRELLAS

OPEN = ("active", "starting")
OLDEST = 120
_READ = (
    Group.id,
    Group.key,
    Group.name,
    Group.kind,
    Group.status,
    Group.purpose,
    Group.purpose_easy,
    Group.participants,
    Group.age_min,
    Group.age_max,
    Group.age_stretch,
    Group.age_rule,
    Group.school_years,
    Group.eligibility,
    Group.cadence,
    Group.cadence_count,
    Group.interests,
    Group.access_offer,
    Group.place_id,
    Place.name.label("place"),
)


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; an empty part asks for nothing. `problem` says what could not be
    understood.
    """

    age: int | None = None
    place: UUID | None = None
    interest: str = ""
    access: str = ""
    who: str = "young_people"
    problem: str = ""

    @property
    def is_plain(self) -> bool:
        """True if nothing was asked for."""
        return self == Wish()


@dataclass(frozen=True)
class Choices:
    """What the finder offers to choose from, as (value, label) pairs."""

    places: list[tuple[str, str]]
    interests: list[tuple[str, str]]
    access: list[tuple[str, str]] = field(default_factory=lambda: _translated(ACCESS))

    def tabs(self, wish: Wish, url: str) -> list[tuple[str, str, bool]]:
        """Sister pages of the finder, one for each kind of people that groups are for."""
        return [(label, f"{url}?who={key}", key == wish.who) for key, label in _translated(PARTICIPANTS)]


def understood(asked: Mapping[str, str]) -> Wish:
    """Read what was asked for in an address; what cannot be read is left out and said."""
    age, problem = _age(asked.get("age", "").strip())
    return Wish(
        age=age,
        place=_uuid(asked.get("place", "")),
        interest=asked.get("interest", ""),
        access=asked.get("access", "") if asked.get("access", "") in ACCESS else "",
        who=asked.get("who", "") if asked.get("who", "") in PARTICIPANTS else "young_people",
        problem=problem,
    )


def listed() -> list[Any]:
    """Every group that stands in the public directory and is open, by name."""
    found = (
        db.select(*_READ)
        .outerjoin(Place, (Place.authority_id == Group.authority_id) & (Place.id == Group.place_id))
        .where(LISTED.criteria(ANONYMOUS), Group.status.in_(OPEN))
        .order_by(Group.name, Group.id)
    )
    return list(db.session.execute(found))


def fits(group: Any, wish: Wish, slack: int, inside: frozenset[UUID]) -> bool:
    """True if `group` is for somebody with this wish; what a group does not say never shuts anyone out.

    `inside` holds the wished place, what lies in it and what it lies in.
    """
    if group.kind in UMBRELLAS or group.participants != wish.who:
        return False
    if wish.age is not None and not _ages(group).holds(wish.age, slack):
        return False
    if wish.place and group.place_id and group.place_id not in inside:
        return False
    if wish.interest and wish.interest not in group.interests:
        return False
    return not wish.access or wish.access in group.access_offer


def around(place: UUID | None) -> frozenset[UUID]:
    """`place`, every place inside it and every place that it lies inside."""
    if place is None:
        return frozenset()
    rows = db.session.execute(db.select(Place.id, Place.parent_id)).all()
    parents: dict[UUID, UUID | None] = {row.id: row.parent_id for row in rows}
    found = {place} | {id for id in parents if place in set(_upwards(id, parents))}
    return frozenset(found | set(_upwards(place, parents)))


def choices(interests: Iterable[str]) -> Choices:
    """What the finder offers: the council's places and interests."""
    rows = db.session.execute(db.select(Place.id, Place.name).where(Place.active).order_by(Place.name))
    return Choices([(str(id), name) for id, name in rows], [(word, word.capitalize()) for word in interests])


def _translated(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(key, gettext(label)) for key, label in words.items()]


def _ages(group: Any) -> Ages:
    stated = Ages(group.age_min, group.age_max, group.age_stretch, group.age_rule)
    return stated if stated != Ages(rule=group.age_rule) else school_ages(group.school_years)


def _upwards(place: UUID, parents: Mapping[UUID, UUID | None]) -> Iterable[UUID]:
    """The places that `place` lies inside, nearest first; a circle ends it."""
    seen = {place}
    above = parents.get(place)
    while above is not None and above not in seen:
        seen.add(above)
        yield above
        above = parents.get(above)


def _age(text: str) -> tuple[int | None, str]:
    if not text:
        return None, ""
    if text.isdecimal() and int(text) <= OLDEST:
        return int(text), ""
    return None, gettext("Type your age as a number, such as 14. We are showing groups for every age.")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
