"""Courses, award rounds and resources between the database and plain fields, as a council's file declares them.

Nothing here commits.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from core.api import Ref, db, local_today, search
from plugins.learning.models import AwardCategory, AwardRound, Course, Nomination, Resource, ResourceTag
from plugins.learning.vocabulary import TAG_SORTS

Fields = dict[str, Any]
PLAIN: Mapping[str, tuple[str, ...]] = {
    "course": ("title", "about", "audience", "young_led", "months", "accredited_by", "level", "source"),
    "round": (
        *("title", "about", "age_from", "age_to", "area_kind", "shortlist"),
        *("opens_on", "closes_on", "ceremony_on", "ceremony", "lessons", "source"),
    ),
    "resource": ("title", "about", "kind", "url", "body", "open_to", "easy_read", "licence", "source"),
}
MODELS: Mapping[str, Any] = {"course": Course, "round": AwardRound, "resource": Resource}


def current() -> dict[tuple[str, str], Fields]:
    """Everything of this council that has a key, as (kind, key) -> fields."""
    found = {
        (kind, row.key): {name: _simple(getattr(row, name)) for name in PLAIN[kind]}
        for kind, model in MODELS.items()
        for row in db.session.scalars(db.select(model).where(model.key.is_not(None)))
    }
    for (kind, key), fields in found.items():
        if kind == "round":
            fields["categories"] = _categories(key)
        if kind == "resource":
            fields |= _tags(key)
    return found


def save(kind: str, key: str, fields: Mapping[str, Any]) -> Any:
    """Make the course, round or resource called `key` have these fields; flushes."""
    model = MODELS[kind]
    row = db.session.scalar(db.select(model).where(model.key == key)) or _new(kind, key)
    for name in PLAIN[kind]:
        if name in fields:
            setattr(row, name, _typed(name, fields[name]))
    db.session.add(row)
    db.session.flush()
    if kind == "round" and "categories" in fields:
        set_categories(row, fields["categories"])
    if kind == "resource":
        set_tags(row, {sort: fields[_plural(sort)] for sort in TAG_SORTS if _plural(sort) in fields})
        index(row)
    return row


def set_categories(round: AwardRound, wanted: Iterable[Mapping[str, Any]]) -> None:
    """Make these the round's categories, in this order. One in which somebody was put forward stays; flushes."""
    held = {row.key: row for row in db.session.scalars(_of_round(round))}
    for position, one in enumerate(wanted):
        row = held.pop(one["key"], None) or AwardCategory(round_id=round.id, key=one["key"])
        row.title, row.position = one["title"], position
        row.about = one.get("about", row.about or "")
        db.session.add(row)
    used = set(db.session.scalars(db.select(Nomination.category_id).where(Nomination.round_id == round.id)))
    for row in held.values():
        if row.id not in used:
            db.session.delete(row)
    db.session.flush()


def set_tags(resource: Resource, wanted: Mapping[str, Iterable[str]]) -> None:
    """Make these the tags of each sort that is named; flushes."""
    for sort, keys in wanted.items():
        old = db.delete(ResourceTag).where(ResourceTag.resource_id == resource.id, ResourceTag.sort == sort)
        db.session.execute(old)
        db.session.add_all(ResourceTag(resource_id=resource.id, sort=sort, key=key[:80]) for key in dict.fromkeys(keys))
    db.session.flush()


def index(resource: Resource) -> None:
    """Let it be found by its words while it is offered."""
    ref = Ref("learning", "resource", resource.id)
    if resource.put_away_on is None:
        search.put(ref, " ".join((resource.title, resource.about, resource.body, resource.source)))
    else:
        search.drop(ref)


def _new(kind: str, key: str) -> Any:
    row = MODELS[kind](key=key)
    if kind == "resource":
        row.changed_on = local_today()
    if kind == "course":
        last = db.session.scalar(db.select(db.func.max(Course.position)))
        row.position = (last or 0) + 1
    return row


def _of_round(round: AwardRound) -> Any:
    return db.select(AwardCategory).where(AwardCategory.round_id == round.id)


def _categories(key: str) -> list[Fields]:
    query = (
        db.select(AwardCategory.key, AwardCategory.title, AwardCategory.about)
        .join(
            AwardRound,
            (AwardRound.authority_id == AwardCategory.authority_id) & (AwardRound.id == AwardCategory.round_id),
        )
        .where(AwardRound.key == key)
        .order_by(AwardCategory.position)
    )
    return [{"key": row.key, "title": row.title, "about": row.about} for row in db.session.execute(query)]


def _tags(key: str) -> Fields:
    found: Fields = {_plural(sort): [] for sort in TAG_SORTS}
    query = (
        db.select(ResourceTag.sort, ResourceTag.key)
        .join(Resource, (Resource.authority_id == ResourceTag.authority_id) & (Resource.id == ResourceTag.resource_id))
        .where(Resource.key == key)
        .order_by(ResourceTag.key)
    )
    for row in db.session.execute(query):
        found[_plural(row.sort)].append(row.key)
    return found


def _plural(sort: str) -> str:
    return f"{sort}s"


def _simple(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _typed(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name.endswith("_on") and isinstance(value, str) else value
