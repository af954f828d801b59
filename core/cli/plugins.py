"""`heard plugin`: which plugins there are and whether they are sound; writing one, replaying to one, removing one."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from core.app import create_app
from core.authority import effective
from core.cli.context import deployment
from core.config import ROOT
from core.db import authority_scope, db
from core.plugging import removal
from core.plugging.manifest import Plugin
from core.plugging.new_plugin import NewPlugin, NewPluginRefused
from core.plugging.registry import PluginFaults, Plugins
from core.plugging.said import replay
from core.web.house import house

REINSTALL = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable")


@click.group()
def plugin() -> None:
    """The plugins of this deployment."""


@plugin.command("list")
def list_installed() -> None:
    """Name, title and what each one needs."""
    for one in _installed():
        needs = f" (needs {', '.join(one.requires)})" if one.requires else ""
        click.echo(f"{one.name}: {one.title}{needs}")


@plugin.command("check")
def check() -> None:
    """Everything that is wrong with the installed plugins; status 1 if there is anything."""
    installed = _installed()
    click.echo(f"{len(installed)} plugins are sound.")


@plugin.command("new")
@click.argument("name")
@click.option("--title", help="What people read on screen; made from the name if left out.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
@click.option("--install/--no-install", default=True, help="Register the new entry point at once.")
def new(name: str, title: str | None, root: Path, install: bool) -> None:
    """Write a plugin NAME whose tests pass, with its migration and its tests."""
    wanted = NewPlugin(name, title or name.replace("_", " ").capitalize(), root)
    try:
        files = wanted.write()
    except NewPluginRefused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    for file in files:
        click.echo(f"wrote {file.relative_to(root)}")
    if install:
        subprocess.run([sys.executable, *REINSTALL, str(root)], check=True)  # entry points are read at install
    click.echo(f"Next: `heard db upgrade`, offer {name} in a council's file, and say in plugin.py what it is for.")


@plugin.command("replay")
@click.argument("name")
def replay_to(name: str) -> None:
    """Tell plugin NAME again all that was said, at every council that has it on; what it knows is only put right.

    For a plugin that a council's file has just switched on, and for one that failed while something was said.
    """
    with create_app(deployment()).app_context():
        _named(name)
        for authority in house().authorities.all():
            with authority_scope(authority.id, write=True):
                if name in effective.switched_on(authority):
                    told = replay(house().hooks, authority, name)
                    db.session.commit()
                    click.echo(f"{authority.slug}: told {told}.")


@plugin.command("remove")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask again.")
def remove(name: str, yes: bool) -> None:
    """Export everything that plugin NAME holds, then drop its tables."""
    where = deployment()
    with create_app(where).app_context():
        found = _named(name)
        if not yes:
            click.confirm(f"Export and drop everything that {found.title} holds, at every council?", abort=True)
        file = where.data / "removed" / f"{name}-{datetime.now(UTC):%Y%m%dT%H%M%S}.zip"
        try:
            removal.refuse_if_needed(house().plugins, found)
        except removal.RemovalRefused as refusal:
            raise click.ClickException(str(refusal)) from refusal
        rows = removal.export(found, house().authorities.all(), file)
        removal.drop(where, house().plugins, found)
    click.echo(f"{rows} rows are kept in {file}; the tables of {name} are gone. Now uninstall its package.")


def _named(name: str) -> Plugin:
    found = house().plugins.get(name)
    if found is None:
        raise click.ClickException(f"No plugin {name!r} is installed. `heard plugin list` names those that are.")
    return found


def _installed() -> Plugins:
    try:
        return Plugins.installed()
    except PluginFaults as refused:
        raise click.ClickException("\n".join(refused.faults)) from refused
