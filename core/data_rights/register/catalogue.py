"""The catalogue of personal data: every column that says it is personal, put together by purpose, owner and table.

It is read from the mapped tables, so it cannot say less than what is held (UK GDPR Art. 30(1)(b) and (c)).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from core.data_rights.register import plain_names
from core.db import Base
from core.db.base import Personal
from core.plugging.manifest import Plugin

CORE = "core"


@dataclass(frozen=True)
class Held:
    """One kind of record held for one purpose: its columns in words, their gravest class, the class of record."""

    owner: str
    owner_title: str
    table: str
    records: str
    whom: str
    columns: tuple[str, ...]
    purpose: str
    cls: str
    retention: str


def held(plugins: Iterable[Plugin]) -> tuple[Held, ...]:
    """Everything held by core and by `plugins`, core first, tables by name."""
    found = list(_of_owner(CORE, "Heard itself", "core_", _core_tables()))
    for plugin in plugins:
        found += _of_owner(plugin.name, plugin.title, plugin.prefix, tables_of(plugin))
    return tuple(found)


def tables_of(plugin: Plugin) -> list[sa.Table]:
    """The plugin's tables, by name."""
    tables: list[sa.Table] = [model.__table__ for model in plugin.tables if hasattr(model, "__table__")]
    return sorted(tables, key=lambda table: table.name)


def fingerprint(plugin: Plugin) -> str:
    """A mark of what a plugin holds and why: it changes when a column, a purpose, a class or the stated risk does."""
    rows = sorted((table, name, *said) for table, name, said in _said(tables_of(plugin)))
    whole = json.dumps([rows, plugin.dpia, sorted(one.name for one in plugin.processing)])
    return sha256(whole.encode()).hexdigest()


def _core_tables() -> list[sa.Table]:
    return [table for name, table in sorted(Base.metadata.tables.items()) if name.startswith("core_")]


def _of_owner(owner: str, title: str, prefix: str, tables: Iterable[sa.Table]) -> Iterator[Held]:
    for table in tables:
        groups: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for column in table.columns:
            said: Personal | None = column.info.get("personal")
            if said is not None:
                groups[said.purpose, said.retention].append((plain_names.column(column), said.cls))
        for (purpose, retention), columns in groups.items():
            yield _one(owner, title, prefix, table.name, purpose, retention, columns)


def _one(
    owner: str, title: str, prefix: str, table: str, purpose: str, retention: str, columns: list[tuple[str, str]]
) -> Held:
    return Held(
        owner=owner,
        owner_title=title,
        table=table,
        records=plain_names.records(table, prefix),
        whom=plain_names.whom(table),
        columns=tuple(dict.fromkeys(words for words, _ in columns)),
        purpose=purpose,
        cls=max(cls for _, cls in columns),
        retention=retention,
    )


def _said(tables: Iterable[sa.Table]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for table in tables:
        for column in table.columns:
            said: Any = column.info.get("personal")
            if said is not None:
                yield table.name, column.name, (said.purpose, said.cls, said.retention)
