"""`heard authority`: list, check, plan, apply and new, for the councils of this deployment.

Exit status: 0 done, 1 a fault was found or something was refused.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

import click
from flask import Flask

from core.authority import effective
from core.authority.apply import plan_for
from core.authority.faults import AuthorityFaults, Fault
from core.authority.load import Loaded, LoadedAuthority, load_all
from core.authority.plan import Plan
from core.authority.resolve import Authorities
from core.authority.wording import FOLDER, unknown_purposes
from core.cli import leaving, starting
from core.cli.context import deployment
from core.config import Deployment
from core.consent import CORE_PURPOSES
from core.db import authority_scope, db, init_db
from core.plugging.applying import apply_council, owned_by
from core.plugging.registry import Plugins


@dataclass(frozen=True)
class Ground:
    """What each of these commands stands on."""

    deployment: Deployment
    plugins: Plugins
    loaded: Loaded

    def council(self, slug: str) -> LoadedAuthority:
        """The council of this slug; stops the command if no folder has that name."""
        for council in self.loaded.authorities:
            if council.slug == slug:
                return council
        known = ", ".join(sorted(council.slug for council in self.loaded.authorities))
        raise click.ClickException(f'No council is called "{slug}". Nothing was changed. Known: {known}.')


@click.group()
def authority() -> None:
    """The councils of this deployment: their files and what they declare."""


authority.add_command(leaving.export_council)
authority.add_command(leaving.remove_council)
authority.add_command(starting.new)


@authority.command("list")
def list_councils() -> None:
    """List every council with its code and folder."""
    for council in _ground().loaded.authorities:
        click.echo(f"{council.slug:24} {council.file.ons_code}  {council.file.name}  ({council.folder})")


@authority.command()
def check() -> None:
    """Check every file; print every fault, or what each council replaces of the pages and cannot ask for."""
    ground = _ground()
    loaded, purposes = ground.loaded, _purposes(ground.plugins)
    lost = [
        fault
        for council in loaded.authorities
        for fault in unknown_purposes(council.folder, council.wordings, frozenset(purposes))
    ]
    if lost:
        _stop(lost)
    for council in loaded.authorities:
        for page in council.templates:
            click.echo(f"{council.slug} replaces the page template {page}")
        for name in purposes:
            if name not in council.wordings:
                click.echo(f"{council.slug} cannot ask for {name}: {FOLDER}/{name}.md is not there")
    click.echo(f"{_counted(len(loaded.authorities), 'council')} checked, no fault.")


@authority.command()
@click.argument("slug")
def plan(slug: str) -> None:
    """Show what applying a council's file would do; change nothing."""
    ground = _ground()
    council = ground.council(slug)
    with _database(ground.deployment):
        found = Authorities(ground.loaded).find(slug)
        if found is None:
            click.echo(f"{council.file.name} is not in the database yet: apply would add it with all it declares.")
            return
        with authority_scope(found.id):
            plans = {owned.owner: plan_for(found, owned) for owned in owned_by(council, ground.plugins)}
    _show(plans, done=False)


@authority.command()
@click.argument("slug", required=False)
@click.option("--all", "everyone", is_flag=True, help="Apply every council's file.")
@click.option("--overwrite", is_flag=True, help="Also take back what staff changed by hand. Read the plan first.")
def apply(slug: str | None, everyone: bool, overwrite: bool) -> None:
    """Bring the database to what a council's file declares; what staff changed by hand stays."""
    if bool(slug) == everyone:
        raise click.UsageError("Name one council, or say --all.")
    ground = _ground()
    councils = ground.loaded.authorities if everyone else (ground.council(str(slug)),)
    with _database(ground.deployment):
        known = Authorities(ground.loaded, ground.plugins.assessed)
        for council in councils:
            click.echo(f"{council.file.name}:")
            _show(apply_council(known, council, ground.plugins, overwrite), done=True)
            _show_waiting(known, council.slug, ground.plugins)


def _ground() -> Ground:
    """Read everything, or print every fault of every file and stop with status 1."""
    here, plugins = deployment(), Plugins.installed()
    try:
        return Ground(here, plugins, load_all(here.authorities, plugins.models, plugins.requires, plugins.processing))
    except AuthorityFaults as problem:
        _stop(problem.faults)


def _stop(faults: Sequence[Fault]) -> NoReturn:
    for fault in faults:
        click.echo(str(fault), err=True)
    files = len({fault.file for fault in faults})
    raise click.ClickException(f"{_counted(len(faults), 'fault')} in {_counted(files, 'file')}. Nothing was changed.")


def _purposes(plugins: Plugins) -> list[str]:
    """What people can be asked to agree to here: core's purposes, then the plugins'."""
    return [one.name for one in (*CORE_PURPOSES, *(one for plugin in plugins for one in plugin.purposes))]


@contextmanager
def _database(here: Deployment) -> Iterator[None]:
    app = Flask("heard")
    init_db(app, here)
    with app.app_context():
        try:
            yield
        finally:
            db.engine.dispose()


def _show(plans: dict[str, Plan], *, done: bool) -> None:
    lines = [f"  {owner}: {line}" for owner, plan in plans.items() for line in plan.lines()]
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo("  nothing to do: file and database agree")
    elif not done:
        click.echo("Nothing was changed: this is what apply would do. Drift stays as staff made it.")


def _show_waiting(councils: Authorities, slug: str, plugins: Plugins) -> None:
    """Say which plugins are not on yet because nobody has signed off what they do with data."""
    found = councils.find(slug)
    if found is None:
        return
    with authority_scope(found.id):
        names = effective.waiting(found)
    for plugin in plugins:
        if plugin.name in names:
            click.echo(f"  waits for its sign-off (/{slug}/admin/data-protection/assessments): {plugin.title}")


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
