"""Recall and precision of a copy, and a sweep after an erasure, on marks planted in every column about a person.

Both with every plugin switched off. A mark that is missing from a copy, or left after an erasure, is named with its
column; the few that are meant to be so stand here with the reason.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from typing import Final
from uuid import uuid4
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from flask import Flask

from core.authority.resolve import Authority
from core.data_rights.erase import erase
from core.data_rights.requests import packing
from core.data_rights.requests.gathering import search
from core.data_rights.requests.handling import Asked, receive
from core.data_rights.requests.models import RightsRequest
from core.data_rights.retention.models import LegalHold
from core.data_rights.subject import subject_of
from core.db import authority_scope, db
from core.web.house import house
from tests.core.data_rights.requests.marking import Marks, plant_everywhere

MINE, OTHERS = "QJX", "VKZ"
CODE = "what a code can be checked against; it says nothing of anybody"
LAWYERS = "why something is held may be a lawyer's advice; that it is held, and until when, is told"
TESTER = "who tested from outside and what they found; whoever drew the sample for them is told that they drew it"
NOT_IN_A_COPY: Final = {
    "core_legal_hold.reason": LAWYERS,
    "core_legal_hold.ended_why": LAWYERS,
    "core_relationship.verified_how": "which papers were seen may be the other person's; that it was checked is told",
    "core_task.key": "what the machine calls a task; its words are told",
    "core_message.key": "what the machine calls a message; the message is told",
    "core_consent_asking.code_hash": CODE,
    "groups_candidate.code_hash": CODE,
    "groups_joining.code_hash": CODE,
    "groups_voter.code_hash": CODE,
    "influence_view.code_hash": CODE,
    "participation_champions_outside_test.tester": TESTER,
    "participation_champions_outside_test.words": TESTER,
}
HEARD = "what a group said and what adults promised it stays, without a name: it is the group's as well"
ASKED: Final = (
    "a question, and what came of it, is everybody's who asked; who looked after it is not named"
)
WORK: Final = "what somebody wrote in their work for the council stays the council's; their name beside it goes"
STAYS: Final = {
    "meetings_point.words": HEARD,
    "meetings_action.text": HEARD,
    "meetings_action.note": HEARD,
    **dict.fromkeys(
        (
            *("influence_ask.title", "influence_ask.words", "influence_ask.words_easy", "influence_ask.made_with"),
            *("influence_ask.can_change", "influence_ask.cannot_change", "influence_ask.success"),
            *("influence_ask.public_title", "influence_ask.public_words", "influence_ask.public_easy"),
            *("influence_ask.unpublished_why", "influence_change.detail", "influence_mode.why"),
            *("influence_owner.title", "influence_proof.words", "influence_proof.public_words"),
        ),
        ASKED,
    ),
    "youth_voice_consultation.answer": HEARD,
    **dict.fromkeys(
        (
            *("evidence_report.unpublished_why", "evidence_sign_off.note"),
            *("evidence_story.public_summary", "evidence_story.public_title", "evidence_story.summary"),
            *("evidence_story.title", "evidence_story.unpublished_why"),
            *("participation_champions_champion.hand_over", "participation_champions_gift.given_words"),
            *("participation_champions_gift.taken_back_why", "participation_champions_outside_test.tester"),
            *("participation_champions_outside_test.words", "participation_returns_return.difference"),
            *("participation_returns_return.title", "participation_returns_return.we_did"),
            *("participation_returns_return.you_said", "participation_returns_step.words"),
            *("practice_examples_shared.words", "requests_approval.words", "requests_request.heard_by"),
            *("requests_request.lifted_why", "requests_request.over_why", "requests_step.words"),
            *("standards_action.measure", "standards_action.owner_post", "standards_action.title"),
            *("standards_action.why", "standards_action_change.detail", "standards_action_evidence.words"),
            *("standards_audit.next_steps", "standards_audit_answer.words", "standards_audit_answer.young_words"),
            *("standards_plan.ended_why", "standards_pledge.kept_words", "standards_pledge.taken_back_why"),
            *("standards_pledge.words", "standards_priority.owner_post", "standards_target_figure.note"),
        ),
        WORK,
    ),
}
pytestmark = pytest.mark.both_databases


@pytest.fixture
def council(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Authority]:
    """Ashdown with every plugin switched off."""
    with app.app_context():
        found = house().authorities.find("ashdown")
        assert found is not None
        monkeypatch.setattr(house().hooks, "_switched_on", lambda authority: frozenset())
        with authority_scope(found.id, write=True):
            yield found


def asked(council: Authority, marks: Marks) -> RightsRequest:
    """Their request, received and searched for."""
    made = receive(Asked(kind="access", way="page", person_id=marks.person_id, asker_id=marks.person_id), None, uuid4())
    search(council, made, None)
    db.session.commit()
    return made


def test_a_copy_holds_every_mark_of_the_person_and_none_of_anybody_else(council: Authority) -> None:
    mine, others = plant_everywhere(MINE), plant_everywhere(OTHERS)
    db.session.commit()
    assert len({where.split(".")[0] for where in mine.where.values()}) > 15, "the planting failed"
    with ZipFile(packing.pack(council, asked(council, mine))) as copy:
        everything = "\n".join(copy.read(name).decode() for name in copy.namelist())
        page = copy.read("index.html").decode()
        data = [json.loads(copy.read(name)) for name in copy.namelist() if name.startswith("data/")]
    missing = {where for word, where in mine.where.items() if word not in everything and word not in mine.grave}
    assert missing == set(NOT_IN_A_COPY), f"recall: {sorted(missing)}"
    assert [where for word, where in others.where.items() if word in everything] == [], "precision"
    assert f"{MINE}-in-a-picture" in everything and f"{OTHERS}-in-a-picture" not in everything
    assert [mine.where[word] for word in mine.grave if word in everything] == [], "class S4 needs a lead"
    found = {word for word in mine.where if word in page}
    assert found == {word for word in mine.where if word in json.dumps(data)}, "the page and the data say the same"


def test_after_an_erasure_no_mark_is_left_anywhere(council: Authority, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    mine, others = plant_everywhere(MINE), plant_everywhere(OTHERS)
    db.session.commit()
    asked(council, mine)
    here = house()
    db.session.execute(sa.delete(LegalHold).where(LegalHold.person_id == mine.person_id))
    erase(council, subject_of(str(mine.person_id)), here.hooks, list(here.plugins), apply=True)
    db.session.commit()
    left = "\n".join(swept())
    found = {mine.where.get(word, word) for word in mine.where if word in left}
    assert found == set(STAYS), f"left in the database: {sorted(found)}"
    gone = {where for word, where in others.where.items() if word not in left}
    assert gone == set(), "somebody else's data went too"
    for file in here.deployment.data.rglob("*"):
        if file.is_file() and "sqlite" not in file.name:
            assert MINE.encode() not in file.read_bytes(), file
    assert MINE not in caplog.text


def swept() -> Iterator[str]:
    """Everything in the database: on SQLite the bytes of its file, on PostgreSQL every row of every table."""
    if db.engine.dialect.name == "sqlite":
        file = Path(str(db.engine.url.database))
        db.session.close()
        db.engine.dispose()
        with closing(connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert not Path(f"{file}-wal").exists() or Path(f"{file}-wal").stat().st_size == 0
        yield file.read_bytes().decode("latin-1")
        return
    engine = sa.create_engine(house().deployment.database_owner_url, poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        for table in sa.inspect(connection).get_table_names():
            for row in connection.execute(sa.text(f'select * from "{table}"')):  # noqa: S608 - the database's own names
                yield repr(row)
    engine.dispose()
