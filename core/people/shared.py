"""Organisations, places and terms of a council: the choices that forms offer, the names that pages show."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.authority.resolve import Authority
from core.db import db
from core.people.models import Organisation, Place, Term

ORGANISATION_KINDS = {
    "school": "School",
    "college": "College",
    "service": "Council service",
    "provider": "Provider",
    "board": "Board",
    "voluntary": "Voluntary or community body",
    "university": "University",
    "health": "Health",
    "police": "Police",
    "partnership": "Partnership",
    "council": "Council",
}


def names_of(model: type[Any], ids: set[UUID | None]) -> dict[UUID | None, str]:
    """Names of the records with these ids, in one query."""
    known = [one for one in ids if one is not None]
    if not known:
        return {}
    rows = db.session.execute(select(model.id, model.name).where(model.id.in_(known)))
    return {row.id: row.name for row in rows}


def organisation_choices(but: UUID | None = None) -> list[tuple[str, str]]:
    """(id, name) of every organisation in use, and of `but` even where it is not."""
    return _choices(Organisation, but)


def place_choices(but: UUID | None = None) -> list[tuple[str, str]]:
    """(id, name) of every place in use, and of `but` even where it is not."""
    return _choices(Place, but)


def place_kinds(authority: Authority) -> dict[str, str]:
    """The kinds of place of this council, by key: those its file names, and any that a place already has."""
    named = {kind.key: kind.name for kind in authority.file.place_kinds}
    used = db.session.scalars(select(Place.kind).distinct().order_by(Place.kind))
    return named | {kind: kind.replace("_", " ").capitalize() for kind in used if kind not in named}


def places_inside(place_id: UUID) -> set[UUID]:
    """Ids of every place that lies in this one, however deep, and its own."""
    parents = {row.id: row.parent_id for row in db.session.execute(select(Place.id, Place.parent_id))}
    found = {place_id}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def term_on(day: date) -> Term | None:
    """The term that holds `day`, or None in the holidays."""
    return db.session.scalar(select(Term).where(Term.starts_on <= day, Term.ends_on >= day))


def _choices(model: type[Any], but: UUID | None) -> list[tuple[str, str]]:
    wanted = model.active.is_(True) if but is None else (model.active.is_(True) | (model.id == but))
    rows = db.session.execute(select(model.id, model.name).where(wanted).order_by(model.name, model.id))
    return [(str(row.id), row.name) for row in rows]
