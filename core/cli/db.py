"""`heard db`: bring the database up to date, check it, and for developers write a new migration."""

import re
from importlib import import_module
from pathlib import Path

import click

from core.cli.context import deployment
from core.db.rls import database_sql, roles_sql
from core.jobs import engine
from core.plugging import migrations
from core.plugging.registry import Plugins
from core.plugging.revisions import new_revision

MODELS = (
    "core.authority.models",
    "core.authority.signed",
    "core.audit",
    "core.jobs.models",
    "core.people.models",
    "core.people.relationships.models",
    "core.users.models",
    "core.tasks.models",
    "core.consent.models",
    "core.files.models",
    "core.safeguarding.models",
    "core.search.models",
    "core.data_rights.register.models",
    "core.data_rights.requests.models",
    "core.data_rights.retention.models",
)
"""Core's own tables; a plugin's come with its manifest."""


@click.group()
def db() -> None:
    """Look after the database."""


@db.command()
def upgrade() -> None:
    """Bring the database to the installed version; safe to repeat, and all or nothing."""
    try:
        done = migrations.upgrade(deployment(), Plugins.installed())
        engine.prepare(deployment())
    except migrations.MigrationFault as fault:
        raise click.ClickException(f"{fault}. The database is as it was.") from fault
    click.echo(f"The database is up to date: {', '.join(done)}.")


@db.command()
def check() -> None:
    """Compare the database with the models; exit 1 when they differ."""
    plugins = Plugins.installed()
    import_models()
    drifts = migrations.check(deployment(), plugins)
    for drift in drifts:
        click.echo(f"{drift.owner}: {drift.difference}")
    if drifts:
        raise SystemExit(1)
    click.echo("The database matches the installed version.")


@db.command()
@click.option("--owner", required=True, help="core, or the name of a plugin")
@click.option("-m", "--message", required=True, help="what changes, in one line")
def revision(owner: str, message: str) -> None:
    """Write a migration from the difference between models and database (for developers)."""
    plugins = Plugins.installed()
    import_models()
    for path in new_revision(deployment(), plugins, owner, message):
        click.echo(f"Read it, put it right, then run `heard db upgrade`: {Path(path)}")


@db.command()
@click.option("--database", default="heard", show_default=True, help="name of the database to make")
def roles(database: str) -> None:
    """Print the SQL with which a PostgreSQL administrator makes the two roles and the database."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", database):
        raise click.ClickException("a database name has small letters, digits and underscores only")
    click.echo("-- Run once as an administrator; then give both roles a password with \\password.")
    for statement in (*roles_sql(), *database_sql(database)):
        click.echo(f"{statement};")


def import_models() -> None:
    """Make every model of core known; comparing without them would call their tables superfluous."""
    for module in MODELS:
        import_module(module)
