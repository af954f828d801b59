"""What people write is looked through: a sign of harm reaches a lead, and the writer is never held up or told."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from core.access.actor import Actor
from core.audit.models import AuditEntry
from core.authority.resolve import Authority
from core.db import db
from core.hooks.values import Ref
from core.safeguarding import screened, screening
from core.safeguarding.models import ConcernPart
from core.safeguarding.telling import spool

WORDS = "Later buses please.\n\nMy stepdad hits me when mum is at work"
IDEA = Ref("ideas", "idea", UUID("6f1f8f0e-0000-4000-8000-000000000001"))
Write = Callable[..., None]
Concerns = Callable[[], list[Any]]


def test_a_sign_of_harm_becomes_a_concern_that_says_it_is_a_guess(write: Write, concerns: Concerns) -> None:
    write(WORDS, IDEA, url="/ashdown/ideas/1")

    [(case, body)] = concerns()
    assert case.how == "screen"
    assert case.raised_by_user_id is None, "whoever wrote it did not raise it, and sees nothing of it"
    assert body["words"] == WORDS
    assert body["page"] == "/ashdown/ideas/1"
    assert body["written_in"] == f"ideas, idea, {IDEA.id}"
    assert any("stepdad hits me" in sign for sign in body["signs"])


def test_a_harmless_text_leaves_nothing(write: Write, concerns: Concerns) -> None:
    write("We killed it on stage, and we want later buses.")
    write("")
    write(None)
    write([None, ""])
    assert concerns() == []


def test_the_same_text_twice_is_one_concern_and_new_signs_are_another(write: Write, concerns: Concerns) -> None:
    write(WORDS, IDEA)
    write(WORDS, IDEA)
    write(WORDS + " Thank you.", IDEA)
    assert len(concerns()) == 1
    write(WORDS + " and I want to die", IDEA)
    assert len(concerns()) == 2
    write(WORDS)
    assert len(concerns()) == 3, "the same words in another record are another concern"


def test_whoever_wrote_it_is_named_and_a_young_person_is_the_child(write: Write, concerns: Concerns) -> None:
    child, other, worker = uuid4(), uuid4(), uuid4()
    write(WORDS, by=Actor(uuid4(), child, roles=frozenset({"young_person"}), name="Mo Ashby"))
    write(WORDS, by=Actor(uuid4(), worker, roles=frozenset({"worker"}), name="Ada Worker"), person_id=other)
    write(WORDS, by=Actor(uuid4(), worker, roles=frozenset({"worker"}), name="Ada Worker"))

    parts = [(part.person_id, part.part) for part in db.session.scalars(select(ConcernPart))]
    assert sorted(parts) == sorted([(child, "child"), (other, "child")])
    assert [body["written_by"] for _, body in concerns()] == ["Mo Ashby", "Ada Worker", "Ada Worker"]


def test_several_fields_of_one_record_are_one_text(write: Write, concerns: Concerns) -> None:
    write(["nothing here", None, "he said don't tell anyone"])
    assert concerns()[0][1]["words"] == "nothing here\n\nhe said don't tell anyone"


def test_nothing_of_it_stands_in_the_trail(write: Write, concerns: Concerns) -> None:
    before = db.session.scalar(select(func.count()).select_from(AuditEntry))
    write(WORDS)
    assert concerns()
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == before


def test_what_cannot_be_taken_in_waits_on_the_disk_and_the_writer_goes_on(
    ashdown: Authority, concerns: Concerns, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("stepdad", {}, Exception("stepdad"))

    monkeypatch.setattr(screening, "take_in", fail)
    screened(WORDS, IDEA)
    db.session.commit()

    assert not spool.is_empty("ashdown")
    assert concerns() == []
    assert "OperationalError" in caplog.text
    assert "stepdad" not in caplog.text


def test_a_broken_screen_holds_nobody_up(
    ashdown: Authority, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("stepdad")

    monkeypatch.setattr(screening, "screen", fail)
    screened(WORDS, IDEA)
    assert "ValueError" in caplog.text
    assert "stepdad" not in caplog.text


def test_an_adults_behaviour_keeps_those_away_who_may_be_named(write: Write, concerns: Concerns) -> None:
    write("our coach messages me at night on snap")
    assert concerns()[0][1]["about_staff"] == "not_sure"


def test_what_it_says_can_be_written_down_again(write: Write, concerns: Concerns) -> None:
    write(WORDS, Ref("meetings", "point", UUID(int=7)), language="pl")
    assert concerns() == [], "only the lists of the language that is asked for"
    write(WORDS, Ref("meetings", "point", UUID(int=7)))
    assert json.loads(json.dumps(concerns()[0][1]))
