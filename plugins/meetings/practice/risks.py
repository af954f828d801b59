"""Risk assessments: the one that holds on a meeting's day, the one to start from, and a new one signed.

Each saving is a new record, so that what was signed stays as it was signed.
"""

from datetime import date
from typing import Any, Final
from uuid import UUID

from core.api import db
from plugins.meetings.models import Meeting, RiskAssessment

LIKELY: Final = {"low": "Not likely", "some": "Could happen", "high": "Likely"}
PARTS: Final = ("what", "who", "likely", "do")
MOST: Final = 20  # risks in one assessment
USUAL: Final = (
    {"what": "Somebody is hurt or falls ill", "who": "Anybody", "likely": "some", "do": ""},
    {"what": "A child leaves with the wrong adult, or alone", "who": "Children", "likely": "low", "do": ""},
    {"what": "An adult is alone with one child", "who": "Children and that adult", "likely": "some", "do": ""},
    {"what": "A child says that something is wrong at home", "who": "That child", "likely": "some", "do": ""},
)
"""Where a group has none yet: four that every evening has. What is done about them is for the worker to say."""


def holding(meeting: Meeting) -> RiskAssessment | None:
    """The one that holds on the meeting's day: its own, else the group's, unless its review is overdue by then."""
    return _latest(meeting, RiskAssessment.review_on >= meeting.on_date)


def to_start_from(meeting: Meeting) -> list[dict[str, str]]:
    """What was signed last, for this meeting, for its group or for another meeting of it; else the usual ones."""
    last = _latest(meeting) or db.session.scalar(_of_group(meeting.group_id).limit(1))
    return [dict(one) for one in (last.risks if last else USUAL)]


def sign(id: UUID, meeting: Meeting, risks: list[dict[str, str]], **signed: Any) -> RiskAssessment:
    """A new assessment, to be stored by the caller; `for_group` in `signed` says whether it holds for every meeting."""
    for_group = signed.pop("for_group")
    own = None if for_group else meeting.id
    return RiskAssessment(id=id, group_id=meeting.group_id, meeting_id=own, risks=risks, **signed)


def is_overdue(meeting: Meeting, on: date) -> bool:
    """True where one was signed and its review is past on a day."""
    found = _latest(meeting)
    return found is not None and found.review_on < on


def _latest(meeting: Meeting, *also: Any) -> RiskAssessment | None:
    mine = db.or_(RiskAssessment.meeting_id == meeting.id, RiskAssessment.meeting_id.is_(None))
    found = db.session.scalars(_of_group(meeting.group_id).where(mine, *also)).all()
    own = [one for one in found if one.meeting_id == meeting.id]
    return next(iter([*own, *found]), None)


def _of_group(group_id: UUID) -> Any:
    """All of a group, the newest first."""
    newest = (RiskAssessment.made_at.desc(), RiskAssessment.id)
    return db.select(RiskAssessment).where(RiskAssessment.group_id == group_id).order_by(*newest)
