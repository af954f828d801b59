"""Ways for tests to make a meeting in a council."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask import Flask

from core.clock import local_today
from core.db import authority_scope, db
from plugins.groups.models import Group
from plugins.meetings.models import Leader, Meeting
from plugins.meetings.moments import moment
from tests.plugins.groups.planting import council_id

PlanMeeting = Callable[..., UUID]
AT = time(16, 30)


def in_days(number: int) -> date:
    """The day `number` days from now, by the councils' clock."""
    return local_today() + timedelta(days=number)


def meeting_planner(app: Flask) -> PlanMeeting:
    """Return plan(group key, on=day, at=time, leaders=[person], authority=slug, **columns) -> id of the meeting."""

    def plan(
        key: str, on: date | None = None, at: time = AT, leaders: Any = (), authority: str = "ashdown", **columns: Any
    ) -> UUID:
        day = on or in_days(7)
        with app.app_context(), authority_scope(council_id(app, authority), write=True):
            group = db.session.scalars(db.select(Group.id).where(Group.key == key)).one()
            values = {"title": "Spring meeting", "starts_at": moment(day, at), "on_date": day} | columns
            made = Meeting(group_id=group, **values)
            db.session.add(made)
            db.session.flush()
            db.session.add_all(Leader(meeting_id=made.id, person_id=person) for person in leaders)
            db.session.commit()
            return made.id

    return plan


def read(app: Flask, model: type, authority: str = "ashdown", **wanted: Any) -> list[Any]:
    """Rows of `model` whose columns have these values, detached from the session."""
    with app.app_context(), authority_scope(council_id(app, authority)):
        rows = list(db.session.scalars(db.select(model).filter_by(**wanted)))
        db.session.expunge_all()
        return rows


def utc(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment in UTC."""
    return datetime.combine(day, time(hour, minute), UTC)
