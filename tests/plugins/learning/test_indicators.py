"""Training as councils count it, beside a slow count of the same records."""

from datetime import date
from uuid import UUID

from flask import Flask

from core.api import Quarter, db
from core.db import authority_scope
from core.testing.apps import add_person
from core.web.house import house
from plugins.learning.indicators import trained
from plugins.learning.models import Course, CourseTaken

Q1 = Quarter(2026, 1)
END = date(2026, 3, 31)


def test_each_worker_counts_once_while_a_course_holds(app: Flask) -> None:
    with app.app_context():
        council = house().authorities.find("ashdown")
        assert council is not None
        with authority_scope(council.id, write=True):
            holds, twice, over, later, none, young, last_day = (
                add_person(name, kind="young_person" if name == "Young" else "worker")
                for name in ("Holds", "Twice", "Over", "Later", "None", "Young", "Last")
            )
            row = Course(key="listening", title="Listening")
            db.session.add(row)
            db.session.flush()
            records = [
                (holds, date(2025, 1, 1), None, "staff"),
                (twice, date(2025, 1, 1), None, "champions"),
                (twice, date(2025, 2, 1), None, "staff"),
                (over, date(2024, 1, 1), date(2026, 3, 30), "staff"),
                (later, date(2026, 4, 1), None, "staff"),
                (last_day, END, END, "decision_makers"),
                (none, date(2025, 1, 1), None, "carers"),
                (young, date(2025, 1, 1), None, "staff"),
            ]
            db.session.add_all(_taken(row.id, *one) for one in records)
            db.session.flush()
            counted = {one.by: one.part for one in trained(council, Q1) if one.by in {r[0] for r in records}}
            slow = {
                person: "holds"
                if any(
                    who == person
                    and done <= END
                    and (until is None or until >= END)
                    and role in ("staff", "champions", "decision_makers")
                    for who, done, until, role in records
                )
                else "not-yet"
                for person in (holds, twice, over, later, none, last_day)
            }
            assert counted == slow
            assert len(list(trained(council, Q1))) == len({one.by for one in trained(council, Q1)})


def _taken(course: UUID, person: UUID, done: date, until: date | None, role: str) -> CourseTaken:
    return CourseTaken(course_id=course, person_id=person, done_on=done, expires_on=until, role=role)
