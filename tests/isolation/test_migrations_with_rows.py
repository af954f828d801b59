"""Migrations over a database that holds rows: nothing else is lost, and what is made again keeps councils apart."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from core.authority.models import AuthorityRow
from core.cli.db import import_models
from core.config import Deployment
from core.db import Base
from core.db.keys import is_scoped
from core.plugging import migrations
from core.plugging.registry import Plugins
from core.testing.tables import catalogue_faults
from tests.isolation.planting import Planter

import_models()
PLUGINS = Plugins.installed()
OWNERS = ("core", *(plugin.name for plugin in PLUGINS if plugin.tables))
TABLES = [table for table in Base.metadata.sorted_tables if table.name.startswith(tuple(f"{o}_" for o in OWNERS))]
SCOPED = [table for table in TABLES if is_scoped(table)]
OF_CORE = [table for table in TABLES if table.name.startswith("core_")]
Rows = dict[str, list[Any]]


@pytest.fixture
def owner(deployment: Deployment) -> Iterator[sa.Engine]:
    """The owner's way into the database, links kept on SQLite too."""
    engine = sa.create_engine(deployment.database_owner_url, poolclass=sa.pool.NullPool)
    if not deployment.on_postgresql:
        sa.event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = ON"))
    yield engine
    engine.dispose()


def planted(owner: sa.Engine) -> tuple[Planter, Planter]:
    """Two councils with a row in every table, parents first."""
    with owner.begin() as connection:
        ours, theirs = (Planter(connection, _council(connection, slug), slug) for slug in ("ashdown", "brackwell"))
        for table in TABLES:
            if table.name != "core_authority":
                ours.row(table)
        for table in SCOPED:
            theirs.row(table)
    return ours, theirs


def _council(connection: sa.Connection, slug: str) -> UUID:
    made = uuid4()
    values = {"id": made, "slug": slug, "name": slug, "old_slugs": [], "version": 1, "created_at": sa.func.now()}
    connection.execute(sa.insert(AuthorityRow).values(values))
    return made


def rows(owner: sa.Engine, tables: list[sa.Table]) -> Rows:
    with owner.connect() as connection:
        return {table.name: sorted(map(str, connection.execute(sa.select(table)))) for table in tables}


@pytest.mark.both_databases
def test_plugins_go_and_come_back_over_rows(deployment: Deployment, owner: sa.Engine) -> None:
    planted(owner)
    assert migrations.check(deployment, PLUGINS) == ()
    assert all(rows(owner, TABLES).values()), "a table was not planted"
    kept = rows(owner, OF_CORE)
    for plugin in reversed([one for one in PLUGINS if one.tables]):
        migrations.downgrade(deployment, PLUGINS, plugin.name)
    assert rows(owner, OF_CORE) == kept
    migrations.upgrade(deployment, PLUGINS)
    migrations.upgrade(deployment, PLUGINS)
    assert rows(owner, OF_CORE) == kept
    assert migrations.check(deployment, PLUGINS) == ()
    assert not any(rows(owner, [table for table in TABLES if table not in OF_CORE]).values())
    assert faults(owner) == []


def faults(owner: sa.Engine) -> list[str]:
    """What the database itself says against its tables: keys, links, and on PostgreSQL policies."""
    with owner.connect() as connection:
        found = [fault for table in SCOPED for fault in key_faults(sa.inspect(connection), table)]
        if owner.dialect.name == "postgresql":
            found += [fault for table in TABLES for fault in catalogue_faults(connection, table)]
            asked = "select conname from pg_constraint where not convalidated"
            found += [f"{name} was never checked" for name in connection.execute(sa.text(asked)).scalars()]
        return found


def key_faults(seen: sa.Inspector, table: sa.Table) -> Iterator[str]:
    """The primary key and every link as the database has them, against the model."""
    if seen.get_pk_constraint(table.name)["constrained_columns"] != ["authority_id", "id"]:
        yield f"{table.name}: its primary key is not (authority_id, id)"
    there = {(*link["constrained_columns"], link["referred_table"]) for link in seen.get_foreign_keys(table.name)}
    wanted = {(*link.column_keys, link.referred_table.name) for link in table.foreign_key_constraints}
    if there != wanted:
        yield f"{table.name}: its links are {sorted(there)}, not {sorted(wanted)}"


@pytest.mark.both_databases
def test_tables_made_again_refuse_links_to_another_council(deployment: Deployment, owner: sa.Engine) -> None:
    for plugin in reversed([one for one in PLUGINS if one.tables]):
        migrations.downgrade(deployment, PLUGINS, plugin.name)
    migrations.upgrade(deployment, PLUGINS)
    ours, theirs = planted(owner)
    stored = [name for table in SCOPED for name in linked_across(owner, table, ours, theirs)]
    assert stored == []


def linked_across(owner: sa.Engine, table: sa.Table, ours: Planter, theirs: Planter) -> Iterator[str]:
    """Names of links of our row that could be turned to their row; each attempt is taken back."""
    for link in table.foreign_key_constraints:
        target = theirs.planted.get(link.referred_table.name)
        if not is_scoped(link.referred_table) or not target:
            continue
        turned = sa.update(table).where(table.c.authority_id == ours.authority_id)
        column = next(key for key in link.column_keys if key != "authority_id")
        with owner.connect() as connection:
            try:
                connection.execute(turned.values({column: target["id"]}))
            except sa.exc.IntegrityError:
                continue
            except sa.exc.ProgrammingError:  # a trigger on PostgreSQL: what can only be added to refuses any change
                continue
            yield f"{table.name}.{column}"
