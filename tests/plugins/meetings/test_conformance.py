"""Meetings pass everything that Heard asks of every plugin."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from core.db import db
from core.people.models import Organisation
from core.testing.conformance import PluginConformance
from plugins.groups.models import Group
from plugins.meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    Booking,
    Coming,
    Decision,
    Feed,
    Leader,
    Meeting,
    MeetingChange,
    MeetingDuty,
    Minutes,
    Paper,
    Point,
    RiskAssessment,
    Safety,
    Usual,
    Venue,
)
from plugins.meetings.plugin import plugin

DAY = date(2026, 1, 6)
EVENING = datetime(2026, 1, 6, 16, 30, tzinfo=UTC)


class TestConformance(PluginConformance):
    """The whole kit; each planted record hangs on a group and a meeting of its own."""

    plugin = plugin

    def plant(self, model: type, person_id: UUID, mark: str) -> Any:
        """A record of `model` with the words `mark` in it."""
        key = f"planted-{uuid4().hex[:12]}"
        group, school = Group(key=key, name=mark), Organisation(kind="school", name=mark)
        held = Meeting(group_id=group.id, title=mark, starts_at=EVENING, on_date=DAY, chair_id=person_id)
        made = {type(row): row for row in (group, school, held)}
        for row in made.values():
            db.session.add(row)
            db.session.flush()
        if model is Meeting:
            return held
        record = model(**_values(model, group.id, held.id, school.id, person_id, mark))
        db.session.add(record)
        db.session.flush()
        return record


def _values(model: type, group: UUID, meeting: UUID, school: UUID, person: UUID, mark: str) -> dict[str, Any]:
    at, who = {"meeting_id": meeting}, {"person_id": person}
    values: dict[type, dict[str, Any]] = {
        Venue: {"name": f"{mark} {uuid4().hex[:8]}"},
        Usual: {"group_id": group},
        MeetingChange: at | {"kind": "moved", "why": mark},
        Leader: at | who,
        AgendaItem: at | {"title": mark, "notes": mark},
        Paper: at | {"title": mark, "standard": mark},
        Coming: at | who | {"answer": "coming", "note": mark},
        Safety: who | {"allergies": mark},
        Attendance: at | who | {"status": "here", "name": mark},
        Booking: at | {"organisation_id": school, "contact_name": mark},
        Point: at | who | {"words": mark, "by_words": mark},
        Decision: at | {"text": mark},
        Action: at | {"text": mark, "owner_id": person, "owner_name": mark},
        MeetingDuty: at | who | {"name": mark, "phone": mark[:40]},
        RiskAssessment: {
            "group_id": group, "signed_by_id": person, "signed_name": mark, "signed_on": DAY, "review_on": DAY,
        },
        Minutes: at | {"summary": mark},
        Feed: who | {"token_hash": uuid4().hex, "ends_on": DAY},
    }
    return values[model]
