"""What a council's file declares of its places, organisations and terms, and how that reaches the database.

A thing is known by (kind, key): kind is the name of the list in the file. Staff's own additions carry no
key and are none of the file's business.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from core.authority.plan import Change
from core.authority.resolve import Authority
from core.authority.schema import AuthorityFile
from core.authority.sections import Organisation as DeclaredOrganisation
from core.authority.sections import Place as DeclaredPlace
from core.authority.sections import Term as DeclaredTerm
from core.db import db
from core.people.models import Organisation, Place, Term

Fields = Mapping[str, Any]
MODELS: dict[str, type[Any]] = {"places": Place, "organisations": Organisation, "terms": Term}


class PeopleContent(BaseModel):
    """The starting set of places, organisations and terms; places stand first because the others lie in
    them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    places: tuple[DeclaredPlace, ...] = ()
    organisations: tuple[DeclaredOrganisation, ...] = ()
    terms: tuple[DeclaredTerm, ...] = ()

    @classmethod
    def of(cls, file: AuthorityFile) -> Self:
        """What this council's file declares."""
        return cls(places=file.places, organisations=file.organisations, terms=file.terms)

    @classmethod
    def current(cls, authority: Authority) -> dict[tuple[str, str], dict[str, Any]]:
        """What the database holds of declared things, in the file's own terms."""
        place_keys = {row.id: row.key for row in db.session.execute(select(Place.id, Place.key))}
        return {
            (kind, row.key): _DESCRIBED[kind](row, place_keys)
            for kind, model in MODELS.items()
            for row in db.session.scalars(select(model).where(model.key.is_not(None)))
        }

    @classmethod
    def apply(cls, authority: Authority, change: Change) -> None:
        """Add or change one thing; flushes, does not commit."""
        model = MODELS[change.kind]
        values = _VALUES[change.kind](change.fields)
        found = db.session.scalar(select(model).where(model.key == change.key))
        if found is None:
            db.session.add(model(key=change.key, **values))
        else:
            for name, value in values.items():
                setattr(found, name, value)
        db.session.flush()


def _place_said(row: Place, keys: Mapping[UUID, str | None]) -> dict[str, Any]:
    inside = keys.get(row.parent_id) if row.parent_id else None
    return {"kind": row.kind, "name": row.name, "inside": inside, "code": row.code}


def _organisation_said(row: Organisation, keys: Mapping[UUID, str | None]) -> dict[str, Any]:
    return {"kind": row.kind, "name": row.name, "place": keys.get(row.place_id) if row.place_id else None}


def _term_said(row: Term, keys: Mapping[UUID, str | None]) -> dict[str, Any]:
    return {"name": row.name, "starts_on": row.starts_on, "ends_on": row.ends_on}


def _place_values(fields: Fields) -> dict[str, Any]:
    return {
        "kind": fields["kind"],
        "name": fields["name"],
        "code": fields.get("code"),
        "parent_id": _place_id(fields.get("inside")),
    }


def _organisation_values(fields: Fields) -> dict[str, Any]:
    return {"kind": fields["kind"], "name": fields["name"], "place_id": _place_id(fields.get("place"))}


def _term_values(fields: Fields) -> dict[str, Any]:
    return {
        "name": fields["name"],
        "starts_on": _day(fields["starts_on"]),
        "ends_on": _day(fields["ends_on"]),
    }


def _place_id(key: str | None) -> UUID | None:
    return db.session.scalar(select(Place.id).where(Place.key == key)) if key else None


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


_DESCRIBED: dict[str, Callable[[Any, Mapping[UUID, str | None]], dict[str, Any]]] = {
    "places": _place_said,
    "organisations": _organisation_said,
    "terms": _term_said,
}
_VALUES: dict[str, Callable[[Fields], dict[str, Any]]] = {
    "places": _place_values,
    "organisations": _organisation_values,
    "terms": _term_values,
}
