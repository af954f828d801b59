"""The council, the reader and the council's choices of the present request, and the note of what was done."""

from datetime import date
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from flask import abort
from sqlalchemy.orm.exc import StaleDataError

from core.api import (
    Actor,
    Authority,
    Ref,
    access_rules,
    current_actor,
    current_authority,
    db,
    gettext,
    gettext_noop,
    record,
    required_authority,
    settings,
    touch,
    working_days,
)
from plugins.requests.models import Request
from plugins.requests.rules import NotNow
from plugins.requests.settings import RequestsSettings

Found = TypeVar("Found")
REFUSALS = (NotNow, StaleDataError)
AT_ONCE = gettext_noop(
    "Somebody else did something with this request at the same moment. Theirs counts, nothing of yours was kept: look "
    "at it, then do it again if it is still needed."
)


def council() -> Authority:
    """The council whose pages these are."""
    return required_authority()


def chosen(authority: Authority | None = None) -> RequestsSettings:
    """What the council has chosen about its desk."""
    return settings(authority or council(), "requests", RequestsSettings).model


def reader() -> Actor:
    """Who is asking."""
    return current_actor()


def not_here() -> NoReturn:
    """Answer as for an address that does not exist."""
    abort(404)


def or_not_here(found: Found | None) -> Found:
    """Return `found`; a missing record is the neutral 404."""
    return not_here() if found is None else found


def request_or_404(id: UUID, rule: access_rules.Rule) -> Request:
    """The request with this id if `rule` lets the reader at it, else the neutral 404."""
    query = db.select(Request).where(Request.id == id, rule.criteria(reader(), Request))
    found: Request | None = db.session.scalar(query)
    return or_not_here(found)


def said_of(refusal: Exception) -> str:
    """What one of REFUSALS says to whoever wanted something."""
    return gettext(AT_ONCE if isinstance(refusal, StaleDataError) else str(refusal))


def working_day(authority: Authority, start: date, days: int) -> date:
    """The day so many working days after `start`."""
    return working_days.working_days_after(start, days, working_days.days_off(authority.file.jurisdiction))


def note(action: str, row: Any, **detail: Any) -> None:
    """Write into the audit what was done to `row`, with ids and plain facts only; works in timed work too."""
    authority, actor = current_authority(), reader()
    people = (getattr(row, "person_id", None),)
    about = Ref("requests", type(row).__name__.lower(), row.id)
    record(f"requests.{action}", about, detail=detail or None, by=actor.user_id, people=people)
    touch(authority.id if authority else row.authority_id)
