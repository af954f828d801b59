"""Pages of timed work: what a local admin and the operator see, what is hidden from everybody, readiness."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from flask import Flask

from core.audit import AuditEntry, PlatformAuditEntry
from core.authority.resolve import Authority
from core.db import authority_scope, db, platform_scope, utcnow
from core.jobs import Job, enqueue, run_due
from core.jobs.beating import alive, beat, take_over
from core.jobs.looking import is_looked_after
from core.jobs.models import JobRow, WorkerRow
from core.jobs.running import take
from core.jobs.table import EXTENSION
from core.testing.apps import World, sign_in
from core.testing.browsing import PageClient
from core.web.house import house

SECRET = "concerns.escalate"
WORDS = "Tell the lead that nobody has answered"


def fails(authority: Authority, payload: dict[str, Any]) -> None:
    raise ConnectionError("smtp.brackwell.example said no to Ada")


def inside(app: Flask, what: Callable[..., Any], *given: Any, **more: Any) -> Any:
    """Call something in an application context that ends with it: a browser's requests need their own."""
    with app.app_context():
        return what(*given, **more)


@pytest.fixture
def declared(app: Flask) -> Flask:
    jobs = (
        Job("trial.send", fails, tries=1, title="Send a trial"),
        Job(SECRET, fails, tries=1, title=WORDS, hidden=True),
        Job("trial.note", lambda authority, payload: None, title="Note a trial"),
        Job("trial.sweep", lambda payload: fails(None, payload), tries=1, scope="platform"),  # type: ignore[arg-type]
    )
    app.extensions[EXTENSION] = replace(app.extensions[EXTENSION], by_name={job.name: job for job in jobs})
    return app


def ask(app: Flask, name: str, slug: str = "ashdown", **more: Any) -> UUID:
    return UUID(inside(app, _ask, name, slug, **more))


def _ask(name: str, slug: str, **more: Any) -> str:
    council = house().authorities.find(slug)
    assert council
    with authority_scope(council.id, write=True):
        asked = enqueue(name, **more)
        db.session.commit()
    return asked


def row(app: Flask, asked: UUID) -> Any:
    with app.app_context(), platform_scope(reason="test"):
        return db.session.execute(sa.select(JobRow.state, JobRow.reason).where(JobRow.id == asked)).one()


def test_a_local_admin_sees_why_something_failed_and_tries_it_again(declared: Flask, world: World) -> None:
    asked = ask(declared, "trial.send")
    ask(declared, "trial.note")
    ask(declared, "trial.note", at=utcnow() + timedelta(days=1))
    inside(declared, run_due)
    admin = world.browser("local_admin")
    shown = admin.get("/ashdown/admin/jobs").text
    why = "Another machine that it needs did not answer (ConnectionError)."
    for words in ("Send a trial", why, "Note a trial", "Waiting"):
        assert words in shown
    assert "smtp" not in shown
    assert "Ada" not in shown
    assert "/ashdown/admin/jobs" in admin.get("/ashdown/admin/").text
    assert admin.submit("/ashdown/admin/jobs", action=str(asked)).status_code == 302
    assert row(declared, asked).state == "waiting"
    assert inside(declared, run_due) == 1
    assert row(declared, asked).state == "failed"
    with declared.app_context(), authority_scope(house().authorities.all()[0].id):
        entry = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "jobs.tried_again")).one()
        assert (entry.about_id, entry.detail) == (str(asked), {"job": "trial.send"})


def test_another_councils_work_is_not_there_to_see_or_to_try(declared: Flask, world: World) -> None:
    asked = ask(declared, "trial.send", "brackwell")
    inside(declared, run_due)
    admin = world.browser("local_admin")
    assert "Send a trial" not in admin.get("/ashdown/admin/jobs").text
    ask(declared, "trial.send")
    inside(declared, run_due)
    token = _token(admin)
    assert admin.post(f"/ashdown/admin/jobs/{asked}/again", data=token).status_code == 404
    assert admin.post(f"/ashdown/admin/jobs/{uuid4()}/again", data=token).status_code == 404
    assert row(declared, asked).state == "failed"


def _token(browser: PageClient) -> dict[str, str]:
    shown = browser.get("/ashdown/admin/jobs").text
    return {"csrf_token": shown.split('name="csrf_token" value="')[1].split('"')[0]}


def test_hidden_work_is_on_no_page_and_in_no_count(declared: Flask, world: World) -> None:
    admin, operator = world.browser("local_admin"), _operator(declared)
    before = admin.get("/ashdown/admin/jobs").data, operator.get("/jobs").data
    failed = ask(declared, SECRET)
    inside(declared, run_due)
    waiting = ask(declared, SECRET, at=utcnow() - timedelta(hours=1))
    assert row(declared, failed).state == "failed"
    after = admin.get("/ashdown/admin/jobs").data, operator.get("/jobs").data
    assert [_without_tokens(one) for one in after] == [_without_tokens(one) for one in before]
    ask(declared, "trial.send")
    inside(declared, run_due)
    assert admin.post(f"/ashdown/admin/jobs/{failed}/again", data=_token(admin)).status_code == 404
    assert row(declared, waiting).state == "failed"


def _without_tokens(page: bytes) -> list[bytes]:
    return [line for line in page.splitlines() if b"csrf_token" not in line]


def _operator(app: Flask) -> PageClient:
    browser: PageClient = app.test_client()  # type: ignore[assignment]
    sign_in(browser, "operator", None)
    return browser


def test_the_operator_sees_every_council_and_no_content(declared: Flask) -> None:
    asked, sweep = ask(declared, "trial.send", "brackwell"), _sweep(declared)
    inside(declared, run_due)
    inside(declared, beat, "worker-1", utcnow())
    inside(declared, beat, "worker-2", utcnow() - timedelta(minutes=5))
    operator = _operator(declared)
    assert 'href="/jobs"' in operator.get("/").text
    shown = operator.get("/jobs").text
    for words in ("Brackwell", "trial.send", "The platform itself", "ConnectionError", "worker-1", "Silent"):
        assert words in shown
    assert "smtp" not in shown
    operator.submit("/jobs", action=str(asked))
    operator.submit("/jobs", action=str(sweep))
    assert (row(declared, asked).state, row(declared, sweep).state) == ("waiting", "waiting")
    with declared.app_context(), platform_scope(reason="test"):
        done = sa.select(PlatformAuditEntry.about_id).where(PlatformAuditEntry.action == "jobs.tried_again")
        assert set(db.session.scalars(done)) == {str(asked), str(sweep)}


def _sweep(app: Flask) -> UUID:
    with app.app_context(), platform_scope(reason="test", write=True):
        asked = UUID(enqueue("trial.sweep"))
        db.session.commit()
    return asked


def test_the_operators_page_says_when_nobody_works_and_when_work_is_late(declared: Flask) -> None:
    operator = _operator(declared)
    assert "Nobody is looking after timed work" in operator.get("/jobs").text
    inside(declared, beat, "worker-1", utcnow())
    ask(declared, "trial.note", at=utcnow() - timedelta(minutes=10))
    assert "Timed work is late" in operator.get("/jobs").text
    inside(declared, run_due)
    assert "Workers are alive" in operator.get("/jobs").text


@pytest.mark.parametrize("role", ["worker", "young_person", "safeguarding_lead"])
def test_nobody_else_opens_them(declared: Flask, world: World, role: str) -> None:
    browser = world.browser(role)
    neutral = browser.get("/ashdown/no-such-page").data
    for url in ("/ashdown/admin/jobs", "/jobs"):
        answer = browser.get(url)
        assert answer.status_code in {302, 404}
        assert answer.status_code == 302 or url == "/jobs" or answer.data == neutral


def test_a_local_admin_is_no_operator(declared: Flask, world: World) -> None:
    assert world.browser("local_admin").get("/jobs").status_code == 404


@pytest.mark.both_databases
def test_ready_while_a_worker_lives_and_nothing_is_late(declared: Flask) -> None:
    now = utcnow()
    assert not inside(declared, is_looked_after, now)
    inside(declared, beat, "worker-1", now - timedelta(seconds=59))
    assert inside(declared, is_looked_after, now)
    assert not inside(declared, is_looked_after, now + timedelta(seconds=2))
    inside(declared, beat, "worker-1", now)
    ask(declared, SECRET, at=now - timedelta(minutes=5, seconds=1))
    assert not inside(declared, is_looked_after, now)


@pytest.mark.both_databases
def test_the_work_of_whoever_fell_silent_is_everybodys(declared: Flask) -> None:
    now = utcnow()
    asked, other = ask(declared, "trial.note"), ask(declared, "trial.note")
    inside(declared, beat, "dead", now)
    inside(declared, beat, "living", now + timedelta(seconds=31))
    assert inside(declared, take, asked, "dead", utcnow())
    assert inside(declared, take, other, "living", utcnow())
    assert inside(declared, take_over, now + timedelta(seconds=29)) == []
    assert inside(declared, take_over, now + timedelta(seconds=40)) == ["dead"]
    assert (row(declared, asked).state, row(declared, other).state) == ("waiting", "running")


def test_work_that_ends_every_worker_is_given_up(declared: Flask) -> None:
    asked = ask(declared, "trial.send")
    assert inside(declared, take, asked, "dead", utcnow())
    assert inside(declared, take_over, utcnow() + timedelta(seconds=40)) == ["dead"]
    assert tuple(row(declared, asked)) == ("failed", "The worker ended before it was done.")


def test_who_does_work_once_beats_meanwhile_and_leaves_nothing(declared: Flask) -> None:
    asked = ask(declared, "trial.note")
    with declared.app_context(), alive(declared, "run-1"):
        assert take(asked, "run-1", utcnow())
        with platform_scope(reason="test"):
            assert db.session.scalars(sa.select(WorkerRow.name)).all() == ["run-1"]
    assert row(declared, asked).state == "waiting"
