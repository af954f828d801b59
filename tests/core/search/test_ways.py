"""The way that the database takes: through the index for what is rare, newest first for what is common."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event

from core import search
from core.config import Deployment
from core.db import authority_scope, bulk_insert, db, learn
from core.search import finding
from core.search.models import SearchEntry, SearchWord
from plugins.influence.models import View

pytestmark = pytest.mark.both_databases
VIEWS = 3_000


@pytest.fixture
def filled(bare_app: Flask, deployment: Deployment, councils: tuple[UUID, UUID]) -> Iterator[None]:
    """Two councils with as many views each: "bus" in half of them, "rare" in a few."""
    choose = random.Random("ways")
    for council in councils:
        with authority_scope(council, write=True):
            ids = [uuid4() for _ in range(VIEWS)]
            first = date(2025, 1, 1)
            bulk_insert(
                View, [{"id": id, "words": "x", "said_on": first + timedelta(at // 10)} for at, id in enumerate(ids)]
            )
            words = {
                id: {"the", *(["bus"] if at % 2 else []), *(["rare"] if at % 500 == 7 else [])}
                for at, id in enumerate(ids)
            }
            entry = {"plugin": "influence", "kind": "view"}
            bulk_insert(SearchEntry, [entry | {"id": id, "words": f" {' '.join(words[id])} "} for id in ids])
            rows = [{"entry_id": id, "word": word} for id in ids for word in words[id]]
            choose.shuffle(rows)
            bulk_insert(SearchWord, rows)
            db.session.commit()
    learn(db.engine)
    if deployment.on_postgresql:
        owner = sa.create_engine(deployment.database_owner_url, isolation_level="AUTOCOMMIT")
        with owner.connect() as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
        owner.dispose()
    db.engine.dispose()
    with authority_scope(councils[0]):
        yield


def plan(question: str) -> str:
    """How the database says that it would find the newest 50, told by a connection of its own inside the guard."""
    query = sa.select(View.id).where(search.hits(View.id, "influence", "view", question))
    seen: list[tuple[str, object]] = []
    listen = lambda connection, cursor, statement, parameters, *rest: seen.append((statement, parameters))  # noqa: E731
    event.listen(db.engine, "after_cursor_execute", listen)
    try:
        found = db.session.scalars(query.order_by(View.said_on.desc(), View.id.desc()).limit(50)).all()
    finally:
        event.remove(db.engine, "after_cursor_execute", listen)
    assert found
    statement, parameters = seen[-1]
    cursor = db.session().get_bind().raw_connection().cursor()
    before = "EXPLAIN QUERY PLAN " if db.engine.dialect.name == "sqlite" else "EXPLAIN "
    if db.engine.dialect.name == "postgresql":
        council = str(db.session().scope.authority_id)
        cursor.execute("select set_config('heard.authority_id', %s, true)", (council,))
    cursor.execute(before + statement, parameters)
    told = "\n".join(str(row) for row in cursor.fetchall())
    cursor.close()
    return told


def test_what_is_rare_is_found_by_its_word(filled: None) -> None:
    told = plan("rare")
    assert "ix_core_search_word_word_entry_id" in told
    assert "Seq Scan on influence_view" not in told and "SCAN influence_view" not in told


def test_what_is_common_is_looked_up_newest_first(filled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "FEW", 100)
    told = plan("bus")
    assert "ix_influence_view_said_on_id" in told
    assert "ix_core_search_word" not in told
    assert "Sort" not in told and "TEMP B-TREE" not in told


def test_how_common_a_word_is_is_counted_no_further_than_needed(filled: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MANY", 10)
    [(count, word)] = finding._counted(finding.asked("rare bus"))
    assert (count, word.word) == (6, "rare")
