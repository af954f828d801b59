"""SQLite's tables as they would be if links carried no council: `REFERENCES core_place (id)`, nothing else changed.

SQLite cannot drop a link from a table, so the text that it keeps of each table is rewritten, and written back later.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

COMPOSITE = re.compile(r"FOREIGN KEY\s*\(authority_id, (\w+)\) REFERENCES (\w+) \(authority_id, id\)")
PLAIN = r"FOREIGN KEY(\1) REFERENCES \2 (id)"
_REWRITE = "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?"


@contextmanager
def plain_keys(owner: sa.Engine, tables: Iterable[sa.Table]) -> Iterator[None]:
    """Let the links of these tables name a row by its id alone for a while."""
    with owner.connect() as connection:
        kept = {table.name: _definition(connection, table.name) for table in tables}
    targets = {target for definition in kept.values() for _, target in COMPOSITE.findall(definition)}
    assert targets, "no link carries the council"
    _change(owner, {name: COMPOSITE.sub(PLAIN, sql) for name, sql in kept.items()}, [_by_id(one) for one in targets])
    try:
        yield
    finally:
        _change(owner, kept, [f"DROP INDEX plain_{target}" for target in targets])


def _by_id(target: str) -> str:
    """A link needs its target to be unique by what it names."""
    return f"CREATE UNIQUE INDEX plain_{target} ON {target} (id)"


def _definition(connection: sa.Connection, name: str) -> str:
    asked = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?"
    return str(connection.exec_driver_sql(asked, (name,)).scalar_one())


def _change(owner: sa.Engine, definitions: dict[str, str], statements: Iterable[str]) -> None:
    """Write definitions, and raise the number by which other connections see that they must read them again."""
    with owner.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("PRAGMA writable_schema = ON")
        for name, sql in definitions.items():
            connection.exec_driver_sql(_REWRITE, (sql, name))
        number = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
        connection.exec_driver_sql(f"PRAGMA schema_version = {number + 1}")
        connection.exec_driver_sql("PRAGMA writable_schema = RESET")
