"""Bringing the database to the schema of the installed code: one history for core and one for each plugin.

Everything runs in one transaction on an engine of its own, with the owner's login; it either all happens or
nothing does. Tests build their databases through here too.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event

from core.config import ConfigFault, Deployment
from core.db import Base
from core.db.engine import open_sqlite
from core.db.rls import APP_ROLE
from core.plugging.manifest import Plugin
from core.plugging.ownership import CORE_VERSIONS, Owner, belongs_to, left_behind, owners_of

_LOCK = 0x48454152  # any number will do, as long as every upgrade asks for the same one


class MigrationFault(Exception):
    """The database was left as it was; the message says why."""


@dataclass(frozen=True)
class Drift:
    """Where an owner's tables differ from its models, or its history has not run to its end."""

    owner: str
    difference: str


def upgrade(deployment: Deployment, plugins: Iterable[Plugin]) -> tuple[str, ...]:
    """Run every owner's migrations to their heads; returns the names of owners. Raises MigrationFault."""
    wanted = owners_of(plugins)
    with opened(deployment) as connection:
        for owner in wanted:
            command.upgrade(config_for(connection, owner, wanted), "heads")
        _settle(connection, wanted)
    return tuple(owner.name for owner in wanted)


def downgrade(deployment: Deployment, plugins: Iterable[Plugin], name: str, revision: str = "base") -> None:
    """Run one owner's migrations back; its tables and what they hold are lost."""
    wanted = owners_of(plugins)
    with opened(deployment) as connection:
        command.downgrade(config_for(connection, named(wanted, name), wanted), revision)
        if revision == "base":
            connection.exec_driver_sql(f"DROP TABLE {named(wanted, name).version_table}")


def is_at_head(deployment: Deployment, plugins: Iterable[Plugin]) -> bool:
    """Say whether every owner's history has run to its end; False too when the database cannot be reached."""
    engine = sa.create_engine(deployment.database_url, poolclass=sa.pool.NullPool)
    try:
        with engine.connect() as connection:
            return all(_heads_in(connection, owner) == _heads_of(owner) for owner in owners_of(plugins))
    except sa.exc.DBAPIError:
        return False
    finally:
        engine.dispose()


def check(deployment: Deployment, plugins: Iterable[Plugin]) -> tuple[Drift, ...]:
    """Return every difference between the models and the database; every model must have been imported."""
    wanted = owners_of(plugins)
    with opened(deployment) as connection:
        everyone = _everyone(connection, wanted)
        return tuple(drift for owner in wanted for drift in _drifts(connection, owner, everyone))


def uninstalled(deployment: Deployment, plugins: Iterable[Plugin]) -> tuple[str, ...]:
    """Return the names of plugins whose tables are in the database though they are not installed."""
    with opened(deployment) as connection:
        tables = sa.inspect(connection).get_table_names()
    return tuple(owner.name for owner in left_behind(owners_of(plugins), tables))


@contextmanager
def opened(deployment: Deployment) -> Iterator[sa.Connection]:
    """Open the owner's connection in one transaction that nothing else can enter."""
    deployment.data.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(deployment.database_owner_url, poolclass=sa.pool.NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.connect() as connection, connection.begin():
            _prepare(connection)
            yield connection
            _check_links(connection)
    finally:
        engine.dispose()


def _open_sqlite(connection: Any, record: Any) -> None:
    """Foreign keys are off while tables are rebuilt, and checked before the commit."""
    open_sqlite(connection, record)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA busy_timeout = 60000")


def _prepare(connection: sa.Connection) -> None:
    if connection.dialect.name != "postgresql":
        return
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    roles = sa.table("pg_roles", sa.column("rolname"))
    if connection.scalar(sa.select(roles.c.rolname).where(roles.c.rolname == APP_ROLE)) is None:
        raise MigrationFault(f"the role {APP_ROLE} does not exist: run what `heard db roles` prints first")


def _check_links(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            tables = ", ".join(sorted({row[0] for row in broken}))
            raise MigrationFault(f"rows would point at nothing in {tables}: nothing was changed")


def _settle(connection: sa.Connection, wanted: tuple[Owner, ...]) -> None:
    """Let the application read how far the histories have run."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}")
        for owner in wanted:
            connection.exec_driver_sql(f"GRANT SELECT ON {owner.version_table} TO {APP_ROLE}")


def config_for(connection: sa.Connection, owner: Owner, wanted: tuple[Owner, ...]) -> Config:
    """Return alembic's settings for one owner."""
    config = Config()
    config.set_main_option("script_location", str(CORE_VERSIONS.parent).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(owner.versions).replace("%", "%%"))
    config.attributes.update(owner=owner, owners=_everyone(connection, wanted), connection=connection)
    return config


def _everyone(connection: sa.Connection, wanted: tuple[Owner, ...]) -> tuple[Owner, ...]:
    return (*wanted, *left_behind(wanted, sa.inspect(connection).get_table_names()))


def named(wanted: tuple[Owner, ...], name: str) -> Owner:
    """Return the owner of that name; raises ConfigFault."""
    found = next((owner for owner in wanted if owner.name == name), None)
    if found is None:
        raise ConfigFault(f"{name} is neither core nor an installed plugin with tables")
    return found


def _heads_of(owner: Owner) -> set[str]:
    script = ScriptDirectory(str(CORE_VERSIONS.parent), version_locations=[str(owner.versions)])
    return set(script.get_heads())


def _heads_in(connection: sa.Connection, owner: Owner) -> set[str]:
    context = MigrationContext.configure(connection, opts={"version_table": owner.version_table})
    return set(context.get_current_heads())


def _drifts(connection: sa.Connection, owner: Owner, everyone: tuple[Owner, ...]) -> Iterator[Drift]:
    if _heads_in(connection, owner) != _heads_of(owner):
        yield Drift(owner.name, "its migrations have not run to their end: run `heard db upgrade`")
    included = belongs_to(owner, everyone)
    options = {
        "version_table": owner.version_table,
        "include_name": included,
        "include_object": lambda thing, name, kind, reflected, other: included(name, kind, {}),
        "compare_type": True,
    }
    context = MigrationContext.configure(connection, opts=options)
    for difference in compare_metadata(context, Base.metadata):
        yield Drift(owner.name, str(difference))
