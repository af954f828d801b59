"""The champions' plugin passes everything that Heard asks of every plugin."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from core.db import db
from core.testing.conformance import PluginConformance
from plugins.participation_champions.models import Champion, Gift, OutsideTest, Question, Reply, SampleLine, Service
from plugins.participation_champions.plugin import plugin

DAY = date(2026, 1, 6)
THEN = datetime(2026, 1, 6, 12, tzinfo=UTC)


class TestConformance(PluginConformance):
    """The whole kit; each planted record hangs on a service, a question or a test of its own."""

    plugin = plugin

    def plant(self, model: type, person_id: UUID, mark: str) -> Any:
        """A record of `model` with the words `mark` in it."""
        return _PLANTERS[model](person_id, mark)


def _service(person: UUID, mark: str) -> Any:
    return _add(Service(key=f"planted-{uuid4().hex[:12]}", title=mark))


def _champion(person: UUID, mark: str) -> Any:
    service_id = _service(person, mark).id
    return _add(Champion(service_id=service_id, person_id=person, offers=mark, asks=mark, since=DAY))


def _question(person: UUID, mark: str) -> Any:
    return _add(Question(title=mark, words=mark, by_id=person))


def _reply(person: UUID, mark: str) -> Any:
    of_another = _add(Question(title=mark))
    return _add(Reply(question_id=of_another.id, words=mark, by_id=person))


def _gift(person: UUID, mark: str) -> Any:
    return _add(Gift(body=mark, what=mark, since=DAY, by_id=person))


def _test(person: UUID, mark: str) -> Any:
    drawn = {"plan_key": "priorities", "seed": 1, "pool": 1, "token_hash": uuid4().hex, "expires_at": THEN}
    return _add(OutsideTest(title=mark, tester=mark, made_by_id=person, **drawn))


def _line(person: UUID, mark: str) -> Any:
    return _add(SampleLine(test_id=_test(person, mark).id, position=1, action_id=uuid4(), claim=mark))


_PLANTERS: dict[type, Any] = {
    Service: _service,
    Champion: _champion,
    Question: _question,
    Reply: _reply,
    Gift: _gift,
    OutsideTest: _test,
    SampleLine: _line,
}


def _add(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
