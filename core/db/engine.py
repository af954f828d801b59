"""Engines: how each database is opened, and the guard that every statement passes.

SQLite: the driver's own transaction control is off, reads begin with BEGIN and writes with BEGIN IMMEDIATE, because a
read that turns into a write fails at once under WAL whatever the busy timeout says.
"""

from contextlib import closing
from sqlite3 import connect
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from core.db.compiler import noting
from core.db.guard import check_statement
from core.db.scope import current_scope

BUSY_TIMEOUT_MS = 12_000  # a turn is not kept for who waits longest, so on a busy machine somebody waits long
EMPTYING_WAITS = 0.5  # seconds
LOOKED_AT = 1_000  # rows of each index that are counted
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is erased is overwritten in the file, not only forgotten
)


def guard_engine(engine: sa.Engine) -> None:
    """Make an engine the application's own: guarded, and on SQLite with our transactions."""
    engine.dialect.statement_compiler = noting(engine.dialect.statement_compiler)
    event.listen(engine, "before_cursor_execute", check_statement)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", open_sqlite)
        engine.dialect.do_begin = _begin  # type: ignore[assignment, method-assign]


def open_sqlite(connection: Any, record: Any) -> None:
    """Settle a new SQLite connection."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def empty_log(engine: sa.Engine) -> None:
    """On SQLite, move what was committed out of the log, where copies of erased rows would lie on for a while.

    Whoever is reading at this moment keeps a part of it back; the next time takes that too. It waits for readers only a
    moment, because nobody can write meanwhile.
    """
    if engine.dialect.name == "sqlite" and engine.url.database:
        with closing(connect(engine.url.database, timeout=EMPTYING_WAITS)) as own:
            own.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def learn(engine: sa.Engine) -> None:
    """On SQLite, count how rows are spread, so that the database takes the short way to few of many.

    PostgreSQL does so by itself. A connection knows it from when it is opened. Takes a moment, however many rows.
    """
    if engine.dialect.name == "sqlite" and engine.url.database:
        with closing(connect(engine.url.database, timeout=BUSY_TIMEOUT_MS / 1000)) as own:
            own.execute(f"PRAGMA analysis_limit = {LOOKED_AT}")
            own.execute("ANALYZE")


def _begin(connection: Any) -> None:
    """Begin as the scope means to go on; in the dialect's own place, where a locked database is told as one."""
    connection.execute("BEGIN IMMEDIATE" if current_scope().write else "BEGIN")
