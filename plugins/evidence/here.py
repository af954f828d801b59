"""The council, the reader and the council's choices of the present request, and the note of what was done."""

from typing import Any, NoReturn, TypeVar
from uuid import UUID

from flask import abort, request

from core.api import Actor, Authority, Ref, access_rules, current_actor, db, record, required_authority, settings, touch
from plugins.evidence.settings import EvidenceSettings

Found = TypeVar("Found")


def council() -> Authority:
    """The council whose pages these are: every address of this plugin begins with one."""
    return required_authority()


def chosen(authority: Authority | None = None) -> EvidenceSettings:
    """What the council has chosen about stories and reports."""
    return settings(authority or council(), "evidence", EvidenceSettings).model


def reader() -> Actor:
    """Who is asking."""
    return current_actor()


def not_here() -> NoReturn:
    """Answer as for an address that does not exist: a stranger never learns whether a record is there."""
    abort(404)


def or_not_here(found: Found | None) -> Found:
    """Return `found`; a missing record is the neutral 404."""
    return not_here() if found is None else found


def row_or_404(model: type[Found], id: UUID, rule: access_rules.Rule) -> Found:
    """The row with this id if `rule` allows the reader, else the neutral 404."""
    columns: Any = model
    found: Found | None = db.session.scalar(db.select(model).where(columns.id == id, rule.criteria(reader(), model)))
    return or_not_here(found)


def ids_ticked(name: str) -> list[UUID]:
    """The ids sent under this name; what is no id is left out."""
    found: list[UUID] = []
    for value in request.form.getlist(name):
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return found


def note(action: str, row: Any, **detail: Any) -> None:
    """Write into the audit what was done to `row`, with ids and plain facts only; kept public pages go."""
    about, people = Ref("evidence", type(row).__name__.lower(), row.id), (getattr(row, "person_id", None),)
    record(f"evidence.{action}", about, detail=detail or None, by=reader().user_id, people=people)
    touch(row.authority_id)
