"""The council, the reader and the council's choices of the present request, and the note of what was done."""

from typing import Any, NoReturn, TypeVar
from uuid import UUID

from flask import abort

from core.api import Actor, Authority, Ref, Term, current_actor, db, record, required_authority, settings, touch
from plugins.participation_in_governance.settings import ProgrammeSettings

NAME = "participation_in_governance"
Found = TypeVar("Found")


def council() -> Authority:
    """The council whose pages these are: every address of this plugin begins with one."""
    return required_authority()


def chosen(authority: Authority | None = None) -> ProgrammeSettings:
    """What the council has chosen about its programme."""
    return settings(authority or council(), NAME, ProgrammeSettings).model


def reader() -> Actor:
    """Who is asking."""
    return current_actor()


def not_here() -> NoReturn:
    """Answer as for an address that does not exist: a stranger never learns whether a record is there."""
    abort(404)


def or_not_here(found: Found | None) -> Found:
    """Return `found`; a missing record is the neutral 404."""
    return not_here() if found is None else found


def row_or_404(model: type[Found], id: UUID) -> Found:
    """The row of `model` with this id, else the neutral 404."""
    return or_not_here(db.session.get(model, id))


def term_or_404(id: UUID) -> Term:
    """The school term with this id, else the neutral 404."""
    return row_or_404(Term, id)


def note(action: str, row: Any, **detail: Any) -> None:
    """Write into the audit what was done to `row`, with ids and plain facts only; kept public pages go."""
    about = Ref(NAME, type(row).__name__.lower(), row.id)
    record(f"{NAME}.{action}", about, detail=detail or None, by=reader().user_id)
    touch(council().id)
