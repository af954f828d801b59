"""Examples between the database and plain fields, as a council's file declares them; nothing here commits."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from core.api import Place, db
from plugins.evidence.api import Story, StoryPerson, count_in_story, keep_story, stories_in, story_parts
from plugins.evidence.api import story_figures as figures_of
from plugins.groups.api import Group
from plugins.practice_examples.here import SERIES

Fields = dict[str, Any]
PLAIN = ("title", "summary", "contact")


def canonical(fields: Fields) -> Fields:
    """The same fields with their lists in one order, so that comparing them finds only what differs."""
    ordered = dict(fields)
    if "part" in fields:
        full = [{"audience": "", **one} for one in fields["part"]]
        ordered["part"] = sorted(full, key=lambda one: (one["part"], one["audience"]))
    if "people" in fields:
        ordered["people"] = sorted(fields["people"], key=lambda one: str(one["name"]))
    return ordered


def current() -> dict[tuple[str, str], Fields]:
    """Every example of this council, as ("example", key) -> fields."""
    places, groups = _keys(Place), _keys(Group)
    return {("example", story.key): _fields(story, places, groups) for story in stories_in(SERIES)}


def save(key: str, fields: Mapping[str, Any]) -> Story:
    """Make the example called `key` have these fields; those that are left out stay; flushes."""
    columns: Fields = {name: fields[name] for name in PLAIN if name in fields}
    columns |= {name: _day(fields[name]) for name in ("happened_on", "until") if name in fields}
    if "place" in fields:
        columns["place_id"] = _id_of(Place, fields["place"])
    if "group" in fields:
        columns["group_id"] = _id_of(Group, fields["group"])
    boxes = {(one["part"], one.get("audience", "")): one["words"] for one in fields.get("part", ())}
    story = keep_story(key, boxes, series=SERIES, **columns)
    if "counts" in fields:
        count_in_story(story.id, [(one["title"], one["count"], True) for one in fields["counts"]])
    if "people" in fields:
        _put_in(story.id, fields["people"])
    return story


def _put_in(story_id: UUID, people: list[Fields]) -> None:
    held = {row.name: row for row in _people(story_id)}
    for one in people:
        row = held.get(one["name"]) or StoryPerson(story_id=story_id, name=one["name"])
        row.agreed_how = one["agreed_how"]
        db.session.add(row)
    db.session.flush()


def _people(story_id: UUID) -> list[StoryPerson]:
    query = db.select(StoryPerson).where(StoryPerson.story_id == story_id, StoryPerson.person_id.is_(None))
    return list(db.session.scalars(query.order_by(StoryPerson.name)))


def _fields(story: Story, places: Mapping[UUID, str], groups: Mapping[UUID, str]) -> Fields:
    parts = [{"part": row.part, "audience": row.audience, "words": row.words} for row in story_parts(story.id)]
    fields: Fields = {name: getattr(story, name) for name in PLAIN}
    fields |= {name: on.isoformat() if (on := getattr(story, name)) else None for name in ("happened_on", "until")}
    fields["place"] = places.get(story.place_id) if story.place_id else None
    fields["group"] = groups.get(story.group_id) if story.group_id else None
    fields["part"] = [one for one in parts if one["words"]]
    fields["counts"] = [{"title": row.title, "count": row.count} for row in figures_of(story.id)]
    fields["people"] = [{"name": row.name, "agreed_how": row.agreed_how} for row in _people(story.id)]
    return canonical(fields)


def _keys(model: Any) -> dict[UUID, str]:
    return {row.id: row.key for row in db.session.execute(db.select(model.id, model.key)) if row.key}


def _id_of(model: Any, key: str | None) -> UUID | None:
    """The id of the place or group with this key; None where there is none."""
    found: UUID | None = db.session.scalar(db.select(model.id).where(model.key == key)) if key else None
    return found


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
