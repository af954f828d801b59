"""Learning passes everything that Heard asks of every plugin."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from core.db import db
from core.testing.conformance import PluginConformance
from plugins.learning.models import (
    AwardCategory,
    AwardInterest,
    AwardRound,
    Course,
    CourseTaken,
    Nomination,
    Resource,
    ResourceTag,
)
from plugins.learning.plugin import plugin

DAY = date(2026, 1, 6)


class TestConformance(PluginConformance):
    """The whole kit; each planted record hangs on a round, a course or a resource of its own."""

    plugin = plugin

    def plant(self, model: type, person_id: UUID, mark: str) -> Any:
        """A record of `model` with the words `mark` in it."""
        return _PLANTERS[model](person_id, mark)


def _round(person: UUID, mark: str) -> Any:
    return _add(AwardRound(key=f"planted-{uuid4().hex[:12]}", title=mark, state="announced"))


def _category(person: UUID, mark: str) -> Any:
    return _add(AwardCategory(round_id=_round(person, mark).id, key="planted", title=mark))


def _nomination(person: UUID, mark: str) -> Any:
    round_id = _round(person, mark).id
    return _add(Nomination(round_id=round_id, name=mark, why=mark, person_id=person, by_id=person, by_name=mark))


def _interest(person: UUID, mark: str) -> Any:
    of_another = _add(Nomination(round_id=_round(person, mark).id, name=mark))
    return _add(AwardInterest(nomination_id=of_another.id, person_id=person))


def _course(person: UUID, mark: str) -> Any:
    return _add(Course(key=f"planted-{uuid4().hex[:12]}", title=mark))


def _taken(person: UUID, mark: str) -> Any:
    course_id = _course(person, mark).id
    return _add(CourseTaken(course_id=course_id, person_id=person, by_id=person, done_on=DAY, pledge=mark))


def _resource(person: UUID, mark: str) -> Any:
    return _add(Resource(title=mark, body=mark, owner_id=person, changed_on=DAY))


def _tag(person: UUID, mark: str) -> Any:
    return _add(ResourceTag(resource_id=_resource(person, mark).id, sort="topic", key=mark))


_PLANTERS: dict[type, Any] = {
    AwardRound: _round,
    AwardCategory: _category,
    AwardInterest: _interest,
    Nomination: _nomination,
    Course: _course,
    CourseTaken: _taken,
    Resource: _resource,
    ResourceTag: _tag,
}


def _add(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
