"""What the plugin answers for about a person: a copy of it, its erasure, and when it has been kept long enough."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Authority, Erased, ExportPart, Kept, RetentionDue, db, hookimpl, period
from plugins.groups.api import Membership, months_before
from plugins.meetings.models import (
    Action,
    Attendance,
    Booking,
    Coming,
    Feed,
    Leader,
    Meeting,
    MeetingDuty,
    Point,
    RiskAssessment,
    Safety,
)
from plugins.meetings.record import saying

WRITTEN: dict[Any, tuple[str, ...]] = {
    Action: ("owner_name",),
    MeetingDuty: ("name", "phone"),
    RiskAssessment: ("signed_name",),
}
"""Names that stand beside the link to a person, and go with it."""
HIDDEN = frozenset({"authority_id", "id", "version", "token_hash", "replied_by", "position"})


class Held(NamedTuple):
    """One kind of record about a person: its heading for them, its name for staff, and where it is."""

    title: str
    kind: str
    model: Any
    column: str = "person_id"


OWN = (
    Held("Meetings you answered", "answers to meetings", Coming),
    Held("Meetings you were at", "register lines", Attendance),
    Held("What we keep to look after you at meetings", "safety details", Safety),
    Held("Meetings you lead", "meetings led", Leader),
    Held("Your calendar addresses", "calendar addresses", Feed),
)
NAMED = (
    Held("What you said at meetings", "names beside words said", Point),
    Held("What you promised to do", "names of owners of actions", Action, "owner_id"),
    Held("Meetings that you chair", "names of chairs", Meeting, "chair_id"),
    Held("Meetings at which you are on duty", "names of those on duty", MeetingDuty),
    Held("Risk assessments that you signed", "names under risk assessments", RiskAssessment, "signed_by_id"),
)
"""The record belongs to a meeting: on erasure the name goes and what was said or promised stays, nobody's."""


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """Answers, attendances, needs, words, promises (UK GDPR Art. 15)."""
    parts = [ExportPart(held.title, list(_exported(held, person_id))) for held in (*OWN, *NAMED)]
    return [part for part in parts if part.rows]


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """Own records go; words and promises stay without a name (UK GDPR Art. 17)."""
    found = [(held, _rows(held, person_id)) for held in (*OWN, *NAMED)]
    for held, rows in found if apply else ():
        for row in rows:
            db.session.delete(row) if held in OWN else _forget(held, row)
    return [Erased(held.kind, len(rows)) for held, rows in found if rows]


@hookimpl
def person_merged(authority: Authority, kept_id: UUID, gone_id: UUID) -> None:
    """Nothing is stored about a person beside the rows that the core has moved."""


@hookimpl
def retention_due(authority: Authority, today: date) -> list[RetentionDue]:
    """Registers, answers and bookings of meetings longer ago than the council keeps records of members, and what was
    said as long ago about the safety of somebody who is in no group any more.
    """
    oldest = months_before(today, period(authority, "member").months)
    models = (
        *(("answers", Coming), ("register lines", Attendance), ("bookings", Booking)),
        ("safeguarding leads on duty", MeetingDuty),
    )
    due = [(kind, _older(model, oldest)) for kind, model in models]
    due.append(("emergency contacts", _unneeded(oldest)))
    overdue = db.select(RiskAssessment.id).where(RiskAssessment.review_on < oldest)
    due.append(("risk assessments", list(db.session.scalars(overdue))))
    return [RetentionDue(f"meeting {kind}", ids, oldest, "member") for kind, ids in due if ids]


KEEPS = {
    "meeting answers": Kept(Coming),
    "meeting register lines": Kept(Attendance),
    "meeting bookings": Kept(Booking),
    "meeting emergency contacts": Kept(Safety),
    "meeting safeguarding leads on duty": Kept(MeetingDuty),
    "meeting risk assessments": Kept(RiskAssessment),
}


def _unneeded(oldest: date) -> list[UUID]:
    """Emergency contacts of those who have left every group, said before `oldest`."""
    inside = db.select(Membership.person_id).where(Membership.status != "left")
    return list(
        db.session.scalars(db.select(Safety.id).where(Safety.said_on < oldest, Safety.person_id.not_in(inside)))
    )


def _older(model: Any, oldest: date) -> list[UUID]:
    joined = (
        db.select(model.id)
        .join(Meeting, (Meeting.authority_id == model.authority_id) & (Meeting.id == model.meeting_id))
        .where(Meeting.on_date < oldest)
    )
    return list(db.session.scalars(joined))


def _rows(held: Held, person_id: UUID) -> list[Any]:
    return list(db.session.scalars(db.select(held.model).where(getattr(held.model, held.column) == person_id)))


def _forget(held: Held, row: Any) -> None:
    setattr(row, held.column, None)
    if held.model is Point:
        row.by_words = ""
        saying.without_name(row)
    for name in WRITTEN.get(held.model, ()):
        setattr(row, name, "")


def _exported(held: Held, person_id: UUID) -> Iterator[dict[str, object]]:
    for row in _rows(held, person_id):
        links = {"meeting": _meeting_words(row)} if hasattr(row, "meeting_id") else {}
        names = [column.name for column in row.__table__.columns if not column.name.endswith("_id")]
        values = {name: getattr(row, name) for name in names if name not in HIDDEN}
        yield links | {name: _simple(value) for name, value in values.items() if value not in (None, "", [])}


def _meeting_words(row: Any) -> str:
    meeting = db.session.get(Meeting, row.meeting_id)
    return f"{meeting.title}, {meeting.on_date.isoformat()}" if meeting else ""


def _simple(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
