"""Writing down that somebody did a course: once for one day, with the day on which it runs out (W53, LA53)."""

from datetime import date
from uuid import UUID

from core.api import db
from plugins.learning.models import Course, CourseTaken


def runs_out(course: Course, done_on: date) -> date | None:
    """The last day on which the course holds, done on that day; None where it holds for good."""
    if course.months is None:
        return None
    months = done_on.year * 12 + done_on.month - 1 + course.months
    year, month = divmod(months, 12)
    return date(year, month + 1, min(done_on.day, _days_in(year, month + 1)))


def done_before(course: Course, person_id: UUID, done_on: date) -> CourseTaken | None:
    """The record of the same person, course and day, where there is one."""
    query = db.select(CourseTaken).where(CourseTaken.course_id == course.id, CourseTaken.person_id == person_id)
    found: CourseTaken | None = db.session.scalars(query.where(CourseTaken.done_on == done_on)).one_or_none()
    return found


def _days_in(year: int, month: int) -> int:
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - date(year, month, 1)).days
