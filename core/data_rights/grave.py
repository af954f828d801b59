"""What could put somebody in danger if it got out: every column of class S4, once a safeguarding lead released it.

Found in the metadata, so that a new column of that class is here from the day it exists. None of it is ever part of
an ordinary copy (Data Protection Act 2018, Sch. 3).
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, or_, select

from core.data_rights.export import Part
from core.data_rights.subject import Subject
from core.db import Base, db
from core.db.base import Personal
from core.db.keys import AuthorityScoped
from core.hooks.values import ExportPart
from core.people.links import person_links
from core.people.models import Person
from core.people.plain import plain
from core.safeguarding import releasing

GRAVE = "S4"
CASES = "What was written down to keep you safe"


def columns() -> dict[type[Any], list[str]]:
    """The attributes of class S4 of each council's table."""
    found: dict[type[Any], list[str]] = {}
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, AuthorityScoped):
            names = [one.key for one in mapper.column_attrs if _is_grave(one.columns[0].info)]
            if names:
                found[mapper.class_] = names
    return found


def parts(subject: Subject, request_id: UUID) -> list[Part]:
    """A part for each table that says something of this class about the subject, and the cases let into this copy."""
    found = [ExportPart(_title(model), list(_rows(model, names, subject))) for model, names in columns().items()]
    found.append(ExportPart(CASES, list(releasing.rows(subject.person_ids, request_id))))
    return [Part("core", part) for part in found if part.rows]


def _rows(model: type[Any], names: list[str], subject: Subject) -> Iterator[dict[str, Any]]:
    keys = ["id"] if model is Person else [link.attribute for link in person_links() if link.model is model]
    if not keys:
        return
    mine = or_(*(getattr(model, key).in_(subject.person_ids) for key in keys))
    for row in db.session.scalars(select(model).where(mine)):
        said = {name: plain(getattr(row, name)) for name in names if getattr(row, name)}
        if said:
            yield said


def _title(model: type[Any]) -> str:
    return f"What we keep especially safe: {inspect(model).local_table.name.replace('_', ' ')}"


def _is_grave(info: dict[str, Any]) -> bool:
    said: Personal | None = info.get("personal")
    return said is not None and said.cls == GRAVE
