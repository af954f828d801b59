"""What the map of silence counts: things said in the last twelve months that the team or more may read.

A cohort is an entry of the council's vocabularies of kind cohorts. Something is counted for it when it came from a
group that is for it: one of the group's life situations is the entry's title, or stands among its other words. Nothing
is read of the person's own record. A place counts what is about it. Words are never read here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from core.api import Authority, Place, db
from plugins.groups.api import Group
from plugins.influence.maps.silence import Figure, Heard
from plugins.influence.models import View, ViewTag
from plugins.influence.vocabulary import MAY_BE_ASKED

Sets = tuple[set[UUID], set[UUID]]


def cohorts(authority: Authority) -> dict[str, str]:
    """The titles of the council's cohorts by their keys; none where its file names none."""
    return {item.key: item.title for item in _items(authority)}


def places() -> dict[str, str]:
    """The names of the council's places by their keys."""
    query = db.select(Place.key, Place.name).where(Place.active.is_(True), Place.key.is_not(None))
    return {row.key: row.name for row in db.session.execute(query.order_by(Place.name, Place.id))}


def figures(authority: Authority, belongs: str) -> dict[str, Figure]:
    """How many there are, by key; `belongs` is "cohort" or "place"."""
    lines = ((getattr(line, belongs), line) for line in authority.file.population)
    return {key: Figure(line.count, line.year, line.source, line.approximate) for key, line in lines if key}


def by_cohort(authority: Authority, since: date) -> dict[str, Heard]:
    """What was said since that day from groups that are for each cohort."""
    groups = groups_for(authority)
    wanted = {id for ids in groups.values() for id in ids}
    query = db.select(View.group_id, View.id, View.person_id).where(*_counted(since), View.group_id.in_(wanted))
    found: dict[UUID, Sets] = defaultdict(lambda: (set(), set()))
    for group_id, id, person_id in db.session.execute(query) if wanted else ():
        _add(found[group_id], id, person_id)
    return {key: _together(found[id] for id in ids if id in found) for key, ids in groups.items()}


def by_place(since: date) -> dict[str, Heard]:
    """What was said since that day about each place."""
    tagged = db.select(ViewTag.key, View.id, View.person_id).join(
        View, (View.authority_id == ViewTag.authority_id) & (View.id == ViewTag.view_id)
    )
    found: dict[str, Sets] = defaultdict(lambda: (set(), set()))
    for key, id, person_id in db.session.execute(tagged.where(ViewTag.vocabulary == "place", *_counted(since))):
        _add(found[key], id, person_id)
    return {key: _together((sets,)) for key, sets in found.items()}


def _counted(since: date) -> tuple[Any, ...]:
    return View.said_on > since, View.taken_back_at.is_(None), View.permission.in_(sorted(MAY_BE_ASKED))


def groups_for(authority: Authority) -> Mapping[str, list[UUID]]:
    """The groups that are for each cohort."""
    rows = db.session.execute(db.select(Group.id, Group.eligibility)).all()
    words = {row.id: {word.casefold() for word in row.eligibility or ()} for row in rows}
    return {
        item.key: [id for id, said in words.items() if said & {one.casefold() for one in (item.title, *item.also)}]
        for item in _items(authority)
    }


def _items(authority: Authority) -> list[Any]:
    return [item for one in authority.file.vocabularies if one.kind == "cohorts" for item in one.items]


def _add(sets: Sets, id: UUID, person_id: UUID | None) -> None:
    sets[0].add(id)
    if person_id:
        sets[1].add(person_id)


def _together(parts: Iterable[Sets]) -> Heard:
    views, people = set[UUID](), set[UUID]()
    for one in parts:
        views |= one[0]
        people |= one[1]
    return Heard(frozenset(views), frozenset(people))
