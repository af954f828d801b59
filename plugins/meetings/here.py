"""The council, the reader and the council's choices of the present request, and the note of what was done."""

from typing import Any, NoReturn, TypeVar
from uuid import UUID

from flask import abort

from core.api import (
    Actor,
    Authority,
    Ref,
    access_rules,
    current_actor,
    db,
    record,
    required_authority,
    settings,
    touch,
)
from plugins.meetings.models import Meeting
from plugins.meetings.settings import MeetingsSettings
from plugins.meetings.visibility import SEES_MEETING

Found = TypeVar("Found")


def council() -> Authority:
    """The council whose pages these are: every address of this plugin begins with one."""
    return required_authority()


def chosen(authority: Authority | None = None) -> MeetingsSettings:
    """What the council has chosen about meetings."""
    return settings(authority or council(), "meetings", MeetingsSettings).model


def reader() -> Actor:
    """Who is asking."""
    return current_actor()


def not_here() -> NoReturn:
    """Answer as for an address that does not exist: a stranger never learns whether a record is there."""
    abort(404)


def or_not_here(found: Found | None) -> Found:
    """Return `found`; a missing record is the neutral 404."""
    return not_here() if found is None else found


def meeting_or_404(id: UUID, rule: access_rules.Rule = SEES_MEETING) -> Meeting:
    """The meeting with this id if the reader may see it and `rule` allows them, else the neutral 404."""
    seen = db.select(Meeting).where(
        Meeting.id == id, SEES_MEETING.criteria(reader()), rule.criteria(reader(), Meeting)
    )
    found: Meeting | None = db.session.scalars(seen).one_or_none()
    return or_not_here(found)


def note(action: str, row: Any, **detail: Any) -> None:
    """Write into the audit what was done to `row`, with ids and plain facts only; kept public pages go.

    Whom a row is about (its `person_id`) finds the entry again: "who changed what about this person".
    """
    about, people = Ref("meetings", type(row).__name__.lower(), row.id), (getattr(row, "person_id", None),)
    record(f"meetings.{action}", about, detail=detail or None, by=reader().user_id, people=people)
    touch(council().id)
