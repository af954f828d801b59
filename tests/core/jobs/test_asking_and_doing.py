"""Asked for inside a transaction, done in the council's scope, tried again, held back, never lost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from flask import Flask, current_app, url_for

from core.authority.effective import save_switch
from core.authority.resolve import Authority
from core.db import authority_scope, current_authority_id, db, platform_scope, utcnow
from core.jobs import Every, Job, JobFault, enqueue, run_due
from core.jobs.due import plan
from core.jobs.models import JobRow
from core.jobs.running import take
from core.jobs.table import EXTENSION, JobTable
from core.people.models import Place
from core.web.house import house


@dataclass
class Ran:
    """What the work of these tests did."""

    calls: list[tuple[Any, ...]] = field(default_factory=list)

    def __call__(self, authority: Authority, payload: dict[str, Any]) -> None:
        assert current_authority_id() == authority.id
        self.calls.append((authority.slug, payload))


@pytest.fixture
def ran() -> Ran:
    return Ran()


@pytest.fixture
def ready(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app


def declare(*jobs: Job) -> None:
    table: JobTable = current_app.extensions[EXTENSION]
    known = {job.name: job for job in jobs}
    current_app.extensions[EXTENSION] = replace(table, by_name=known)


def council(slug: str = "ashdown") -> Authority:
    found = house().authorities.find(slug)
    assert found
    return found


def ask(name: str, payload: dict[str, Any] | None = None, slug: str = "ashdown", **options: Any) -> str:
    with authority_scope(council(slug).id, write=True):
        asked = enqueue(name, payload, **options)
        db.session.commit()
    return asked


def rows(*wanted: Any) -> list[Any]:
    with platform_scope(reason="test"):
        return list(db.session.execute(sa.select(*wanted).select_from(JobRow).order_by(JobRow.made_at)).all())


def state(asked: str) -> str:
    with platform_scope(reason="test"):
        return str(db.session.scalar(sa.select(JobRow.state).where(JobRow.id == UUID(asked))))


@pytest.mark.both_databases
def test_work_is_done_once_in_the_scope_of_its_council(ready: Flask, ran: Ran) -> None:
    declare(Job("trial.note", ran))
    person = uuid4()
    ask("trial.note", {"person_id": person})
    ask("trial.note", {"n": 1}, "brackwell")
    assert (run_due(), run_due()) == (2, 0)
    assert ran.calls == [("ashdown", {"person_id": str(person)}), ("brackwell", {"n": 1})]
    assert rows(JobRow.state, JobRow.attempt) == [("done", 1), ("done", 1)]


@pytest.mark.both_databases
def test_what_is_rolled_back_was_never_asked_for(ready: Flask, ran: Ran) -> None:
    declare(Job("trial.note", ran))
    with authority_scope(council().id, write=True):
        enqueue("trial.note")
        db.session.rollback()
    assert run_due() == 0


@pytest.mark.both_databases
def test_the_same_key_is_once_in_a_council_also_afterwards(ready: Flask, ran: Ran) -> None:
    declare(Job("trial.note", ran))
    first = ask("trial.note", key="a")
    assert ask("trial.note", key="a") == first
    assert ask("trial.note", key="a", slug="brackwell") != first
    assert run_due() == 2
    assert ask("trial.note", key="a") == first
    assert run_due() == 0


@pytest.mark.both_databases
def test_what_fails_is_rolled_back_tried_again_and_in_the_end_failed(ready: Flask) -> None:
    def breaks(authority: Authority, payload: dict[str, Any]) -> None:
        db.session.add(Place(kind="ward", name="Half done"))
        db.session.flush()
        raise RuntimeError("Ada Lovelace is ill")

    declare(Job("trial.break", breaks, tries=2))
    asked = ask("trial.break")
    assert run_due() == 1
    (kept,) = rows(JobRow.state, JobRow.reason, JobRow.due_at, JobRow.attempt)
    assert kept[:2] == ("waiting", "Something in it went wrong (RuntimeError).")
    assert timedelta(seconds=10) < kept[2] - utcnow() < timedelta(seconds=30)
    assert run_due() == 0
    assert run_due(utcnow() + timedelta(minutes=1)) == 1
    assert state(asked) == "failed"
    with authority_scope(council().id):
        assert db.session.scalars(sa.select(Place.name).where(Place.name == "Half done")).all() == []


def test_work_that_is_not_due_yet_waits(ready: Flask, ran: Ran) -> None:
    declare(Job("trial.note", ran))
    ask("trial.note", at=utcnow() + timedelta(hours=1))
    assert run_due() == 0
    assert run_due(utcnow() + timedelta(hours=2)) == 1


def test_work_asked_for_by_work_is_done_too(ready: Flask, ran: Ran) -> None:
    def asks(authority: Authority, payload: dict[str, Any]) -> None:
        enqueue("trial.note", {"address": url_for("web.council")})

    declare(Job("trial.ask", asks), Job("trial.note", ran))
    ask("trial.ask")
    assert run_due() == 2
    assert ran.calls == [("ashdown", {"address": "/ashdown/"})]


@pytest.mark.parametrize("payload", [{"words": "x" * 201}, {"who": object()}, {"many": [{"a": 1}]}])
def test_a_payload_is_ids_and_plain_words(ready: Flask, ran: Ran, payload: dict[str, Any]) -> None:
    declare(Job("trial.note", ran))
    with pytest.raises(JobFault, match="no id, number or short word"):
        ask("trial.note", payload)


def test_a_job_that_nobody_declares_is_refused(ready: Flask) -> None:
    with pytest.raises(JobFault, match="no room and no plugin declares"):
        ask("trial.unknown")


def test_a_councils_work_is_not_asked_for_on_the_platform_nor_the_other_way(ready: Flask, ran: Ran) -> None:
    declare(Job("trial.note", ran), Job("trial.sweep", lambda payload: None, scope="platform"))
    with pytest.raises(JobFault, match="a council"), platform_scope(reason="test"):
        enqueue("trial.note")
    with pytest.raises(JobFault, match="the platform"):
        ask("trial.sweep")


def test_work_of_a_plugin_that_is_off_is_kept_until_it_is_on(ready: Flask, ran: Ran) -> None:
    declare(Job("groups.note", ran, owner="groups"))
    asked = ask("groups.note")
    _switch("groups", False)
    assert run_due() == 0
    assert state(asked) == "held"
    assert "switched off" in rows(JobRow.reason)[0][0]
    _switch("groups", True)
    assert run_due() == 1
    assert rows(JobRow.state, JobRow.attempt) == [("done", 1)]


def _switch(plugin: str, on: bool) -> None:
    with authority_scope(council().id, write=True):
        save_switch(council(), plugin, on)
        db.session.commit()


@pytest.mark.both_databases
def test_a_schedule_runs_once_for_each_council_and_catches_up_once(ready: Flask, ran: Ran) -> None:
    declare(Job("trial.nightly", ran, every=Every(minutes=60)))
    now = datetime.now(UTC)
    run_due(now)
    ran.calls.clear()
    later = now + timedelta(hours=1)
    assert (run_due(later), run_due(later)) == (2, 0)
    assert run_due(later + timedelta(days=3)) == 2
    assert {slug for slug, _ in ran.calls} == {"ashdown", "brackwell"}


def test_two_workers_that_plan_the_same_slot_make_one_piece_of_work(ready: Flask, ran: Ran) -> None:
    declare(Job("trial.nightly", ran, every=Every(minutes=60)))
    later = utcnow() + timedelta(hours=2)
    plan(later)
    keys = rows(JobRow.authority_id, JobRow.key)
    plan(later)
    assert rows(JobRow.authority_id, JobRow.key) == keys
    assert len(set(keys)) == len(keys) == 2


def test_the_platforms_upkeep_runs_in_its_own_scope(ready: Flask) -> None:
    seen: list[Any] = []

    def sweep(payload: dict[str, Any]) -> None:
        with pytest.raises(Exception, match="platform scope reaches no council"):
            db.session.scalars(sa.select(Place)).all()
        seen.append(payload)

    declare(Job("trial.sweep", sweep, scope="platform", every=Every(minutes=60)))
    assert (run_due(), run_due()) == (1, 0)
    assert seen == [{}]


@pytest.mark.both_databases
def test_a_piece_of_work_is_taken_by_one(ready: Flask, ran: Ran) -> None:
    declare(Job("trial.note", ran))
    asked = UUID(ask("trial.note"))
    assert take(asked, "one", utcnow()) is not None
    assert take(asked, "two", utcnow()) is None


@pytest.mark.both_databases
def test_who_lost_its_work_to_another_settles_nothing(ready: Flask) -> None:
    def slow(authority: Authority, payload: dict[str, Any]) -> None:
        db.session.add(Place(kind="ward", name="Twice"))
        others: Callable[..., Any] = sa.update(JobRow).values
        db.session.execute(others(worker="another"))

    declare(Job("trial.slow", slow))
    ask("trial.slow")
    run_due()
    with authority_scope(council().id):
        assert db.session.scalars(sa.select(Place.name).where(Place.name == "Twice")).all() == []
