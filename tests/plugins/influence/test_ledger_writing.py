"""What becomes an entry of the promise ledger, in which order, and what is taken out of it again."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask

from core import signing
from core.audit import record
from core.authority.resolve import Authority
from core.clock import local_today
from core.config import Deployment
from core.data_rights.leaving.removing import REMOVING
from core.db import db
from core.hooks.values import Ref
from core.testing.apps import World, make_app
from plugins.groups.models import Group
from plugins.influence import trail
from plugins.influence.ledger import upkeep, writing
from plugins.influence.ledger.chain import FIRST, entry_hash
from plugins.influence.models import Answer, Ask, LedgerEntry, Promise, Verdict
from tests.plugins.groups.planting import Plant
from tests.plugins.influence.ledger import answered, entries, in_council, published
from tests.plugins.influence.planting import Asking, asker

SCRIPT = Path(__file__).parents[3] / "docs" / "verify_ledger.py"


def kinds(app: Flask) -> list[str]:
    return [entry.kind for entry in entries(app)]


def test_what_is_not_public_is_not_entered(app: Flask, asked: Asking) -> None:
    answered(app, asked())
    assert entries(app) == []


def test_publishing_brings_what_happened_before_in_order_and_once(app: Flask, asked: Asking) -> None:
    ask = asked()
    answered(app, ask)
    published(app, ask)
    assert kinds(app) == ["key", "asked", "answered", "promised", "published"]
    published(app, ask)
    assert kinds(app) == ["key", "asked", "answered", "promised", "published"]


def test_entries_hang_together(app: Flask, asked: Asking) -> None:
    published(app, asked())
    answered(app, asked(title="A second question"))
    found = entries(app)
    assert [entry.position for entry in found] == list(range(1, len(found) + 1))
    for before, entry in zip([None, *found], found, strict=False):
        assert entry.previous == (before.hash if before else FIRST)
        assert entry.hash == entry_hash(entry.position, entry.previous, entry.body)
        assert len(entry.signature) == 128


def test_nobody_stands_in_it(app: Flask, asked: Asking) -> None:
    ask = asked(owners=[{"title": "Head of Transport", "name": "Jo Ray", "email": "jo@example.example"}])
    published(app, ask)
    answered(app, ask)
    said = json.dumps([[entry.body, entry.text] for entry in entries(app)])
    assert "Head of Transport" in said and "We move the last bus to nine." in said
    assert "Jo Ray" not in said and "jo@example" not in said and "We move it." not in said


def test_what_is_taken_down_loses_its_words_and_the_chain_holds(app: Flask, asked: Asking) -> None:
    ask = asked()
    published(app, ask)
    answered(app, ask)
    before = entries(app)
    taken_down(app, ask)
    after = entries(app)
    assert [entry.hash for entry in after[: len(before)]] == [entry.hash for entry in before]
    assert after[-1].kind == "unpublished"
    assert after[-1].body["blanks"] == [entry.position for entry in before if entry.text]
    assert not any(entry.text or entry.salt for entry in after)


def test_what_is_published_again_is_entered_again_and_says_which_it_repeats(app: Flask, asked: Asking) -> None:
    ask = asked()
    published(app, ask)
    taken_down(app, ask)
    published(app, ask)
    assert kinds(app) == ["key", "asked", "published", "unpublished", "asked", "published"]
    assert [entry.body.get("repeats") for entry in entries(app)[4:]] == [2, 3]


def test_words_that_were_put_right_take_the_place_of_the_old(app: Flask, asked: Asking) -> None:
    ask = asked()
    answer = answered(app, ask)
    published(app, ask)

    def put_right(authority: Authority) -> None:
        db.session.get_one(Answer, answer).public_words = "We move the last bus."
        writing.settle(authority, db.session.get_one(Ask, ask))

    in_council(app, put_right)
    found = entries(app)
    assert kinds(app)[-2:] == ["put_right", "answered"]
    assert found[-2].body["blanks"] == [3] and found[-1].body["repeats"] == 3
    assert not found[2].text and "We move the last bus." in found[-1].text


def test_an_answer_that_nobody_cleared_is_not_entered(app: Flask, asked: Asking) -> None:
    ask = asked()
    published(app, ask)
    answered(app, ask, cleared=False)
    assert kinds(app) == ["key", "asked", "published"]


def test_a_promise_is_moved_and_kept(app: Flask, asked: Asking) -> None:
    ask = asked()
    answered(app, ask)
    published(app, ask)

    def moved(authority: Authority) -> None:
        promise = db.session.scalars(db.select(Promise)).one()
        promise.due_on += timedelta(days=30)
        trail.happened(db.session.get_one(Ask, ask), "promise_moved", authority=authority)
        promise.state, promise.done_on = "done", local_today()
        trail.happened(db.session.get_one(Ask, ask), "promise_done", authority=authority)

    in_council(app, moved)
    assert kinds(app)[-2:] == ["promise_moved", "promise_done"]


def test_a_hidden_group_takes_its_questions_out_at_night(app: Flask, asked: Asking, plant: Plant) -> None:
    group = plant("quiet-voices", name="Quiet Voices", listing="public")
    ask = asked(group_id=group)
    published(app, ask)

    def hidden(authority: Authority) -> None:
        db.session.get_one(Group, group).listing = "hidden"
        db.session.flush()
        upkeep.nightly(authority, {})

    in_council(app, hidden)
    assert kinds(app)[-1] == "unpublished" and not any(entry.text for entry in entries(app))


def test_verdicts_are_told_of_without_telling_whose(app: Flask, asked: Asking) -> None:
    """Under the council's threshold only that there are some; numbers come again when enough more have said it."""
    ask = asked(status="done")
    published(app, ask)
    least = in_council(app, lambda authority: authority.file.disclosure.published)
    judge(app, ask, "yes", least - 1)
    judge(app, ask, "yes", 1)
    judge(app, ask, "no", 1)
    said = [entry.body for entry in entries(app) if entry.kind == "verdict"]
    assert len(said) == 2
    assert "most" not in said[0] and said[1]["most"] == "yes" and "about" not in said[1]


def test_nothing_is_lost_while_the_key_is_away(app: Flask, asked: Asking) -> None:
    published(app, asked())
    file = in_council(app, lambda authority: signing.file_of(authority.id))
    kept = file.read_text()
    file.write_text("{")
    published(app, asked(title="A second question"))
    assert [bool(entry.signature) for entry in entries(app)] == [True, True, True, False, False]
    file.write_text(kept)
    in_council(app, lambda authority: upkeep.nightly(authority, {}))
    last = entries(app)[-1]
    assert (last.kind, last.body["unsigned"], bool(last.signature)) == ("signed", [4, 5], True)


def test_a_new_key_is_named_in_the_chain(app: Flask, asked: Asking) -> None:
    published(app, asked())
    in_council(app, lambda authority: signing.renew("ledger"))
    published(app, asked(title="A second question"))
    assert kinds(app).count("key") == 2
    keys = in_council(app, lambda authority: signing.public_keys("ledger"))
    assert [entry.body["public_key"] for entry in entries(app) if entry.kind == "key"] == list(reversed(keys))


def test_a_lost_key_is_told_to_whoever_sets_things_up(world: World, app: Flask, asked: Asking) -> None:
    published(app, asked())
    file = in_council(app, lambda authority: signing.file_of(authority.id))
    worker, home = world.browser("worker"), "/ashdown/home"
    assert "promise ledger" not in worker.get(home).text
    kept = file.read_text()
    file.write_text("{")
    assert "The promise ledger is not signed" in worker.get(home).text
    file.write_text(kept.replace('"ledger"', '"other"'))
    assert "A key of the promise ledger is lost" in worker.get(home).text


@pytest.fixture
def either(deployment: Deployment, tmp_path: Path) -> Iterator[Flask]:
    """The application over a database of this kind; its connections are closed."""
    app = make_app(tmp_path, deployment=deployment)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.mark.both_databases
def test_the_database_itself_refuses_to_alter_an_entry(either: Flask, deployment: Deployment) -> None:
    """Words and salt can be emptied; nothing else changes, and nothing goes, whoever asks."""
    published(either, asker(either)())
    owner = sa.create_engine(deployment.database_owner_url)
    for change in (
        *("SET body = '{}'", "SET hash = 'x'", "SET previous = 'x'", "SET position = 99", "SET on_day = '2001-01-01'"),
        *("SET signature = ''", "SET text = 'other'", "SET salt = 'other'", "SET kind = 'done'", "SET ask_id = NULL"),
    ):
        assert refused(owner, f"UPDATE influence_ledger {change} WHERE position = 2"), change  # noqa: S608
    assert refused(owner, "DELETE FROM influence_ledger")
    assert not refused(owner, "UPDATE influence_ledger SET text = '', salt = '' WHERE position = 2")
    owner.dispose()
    assert [bool(entry.text) for entry in entries(either)] == [False, False, True]


@pytest.mark.both_databases
def test_the_ledger_verifies_on_both_databases(either: Flask, tmp_path: Path) -> None:
    ask = asker(either)()
    published(either, ask)
    answered(either, ask)
    taken_down(either, ask)
    published(either, ask)
    file = tmp_path / "ledger.jsonl"
    file.write_bytes(either.test_client().get("/ashdown/what-happened/ledger/ledger.jsonl").data)
    done = subprocess.run([sys.executable, SCRIPT, file], capture_output=True, text=True)
    assert done.stdout.startswith(f"Whole: {len(entries(either))} entries."), done.stderr


@pytest.mark.both_databases
def test_entries_go_when_the_council_goes_and_only_then(either: Flask) -> None:
    """The audit must say last that the council is being removed (core/data_rights/leaving/removing.py)."""
    published(either, asker(either)())

    def removed(authority: Authority) -> int:
        record(REMOVING, Ref("core", "authority", authority.id))
        return int(db.session.execute(sa.delete(LedgerEntry).execution_options(synchronize_session=False)).rowcount)

    assert in_council(either, removed) == 3
    assert entries(either) == []


@pytest.mark.both_databases
def test_two_at_once_are_put_in_order(either: Flask) -> None:
    asks = [asker(either)(title=f"Question {number}") for number in range(6)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda ask: published(either, ask), asks))
    found = entries(either)
    assert [entry.position for entry in found] == list(range(1, 14))
    assert [entry.previous for entry in found[1:]] == [entry.hash for entry in found[:-1]]


def taken_down(app: Flask, ask_id: UUID) -> None:
    def done(authority: Authority) -> None:
        ask = db.session.get_one(Ask, ask_id)
        ask.published_at = None
        trail.happened(ask, "unpublished", authority=authority)

    in_council(app, done)


def judge(app: Flask, ask_id: UUID, verdict: str, times: int) -> None:
    """So many say this of an ask, one after the other."""

    def done(authority: Authority) -> None:
        ask = db.session.get_one(Ask, ask_id)
        for _ in range(times):
            db.session.add(Verdict(ask_id=ask_id, verdict=verdict))
            trail.happened(ask, "verdict", authority=authority)

    in_council(app, done)


def refused(owner: sa.Engine, statement: str) -> bool:
    """Whether the database refuses what its owner asks, row-level security aside."""
    with owner.connect() as connection:
        try:
            if owner.dialect.name == "postgresql":
                connection.execute(sa.text("ALTER TABLE influence_ledger NO FORCE ROW LEVEL SECURITY"))
            connection.execute(sa.text(statement))
            connection.commit()
        except sa.exc.DBAPIError as fault:
            assert "can only be added to" in str(fault), fault
            return True
    return False
