"""`heard person export|erase` and `heard import people`: what the operator does for a council about its
people.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from core import audit
from core.app import create_app
from core.authority.resolve import Authority
from core.cli.context import deployment
from core.clock import local_today
from core.data_rights import bundle
from core.data_rights.erase import EraseRefused, Line, erase, refuse_uninstalled
from core.data_rights.export import NothingHeld, gather
from core.data_rights.subject import subject_of
from core.db import authority_scope, db
from core.hooks.dispatcher import HookFailed
from core.people.importing import MOST_FAULTS, ImportRefused, import_people, template
from core.plugging.migrations import uninstalled
from core.web.house import house

AUTHORITY = click.option("--authority", "slug", required=True, help="The council, by its short name.")
PERSON = click.option("--person", "who", required=True, help="A user name, an e-mail or the id of a record.")


@click.group("person")
def person() -> None:
    """What one person may ask for: a copy of everything held about them, and that it be erased."""


@person.command("export")
@AUTHORITY
@PERSON
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The zip file to write.")
def export(slug: str, who: str, out: Path) -> None:
    """Write everything held about a person to a zip file, whatever is switched on."""
    with _council(slug) as authority:
        here = house()
        try:
            parts = gather(authority, subject_of(who), here.hooks, list(here.plugins))
        except (NothingHeld, HookFailed) as refused:
            raise click.ClickException(str(refused)) from refused
        bundle.write(parts, authority.name, out)
        db.session.commit()
    click.echo(f"{len(parts)} parts written to {out}. It holds personal data: give it to that person only.")


@person.command("erase")
@AUTHORITY
@PERSON
@click.option("--apply", is_flag=True, help="Erase. Without it, only say what would go.")
def erase_person(slug: str, who: str, apply: bool) -> None:
    """Erase a person from core and every installed plugin; a rehearsal unless --apply is given."""
    with _council(slug) as authority:
        here = house()
        try:
            refuse_uninstalled(uninstalled(here.deployment, here.plugins))
            lines = erase(authority, subject_of(who), here.hooks, list(here.plugins), apply)
        except (EraseRefused, HookFailed) as refused:
            db.session.rollback()
            raise click.ClickException(str(refused)) from refused
        if apply:
            db.session.commit()
    _tell(lines, apply)


@click.group("import")
def import_() -> None:
    """Bring records in from other systems."""


@import_.command("people")
@click.option("--authority", "slug", help="The council, by its short name.")
@click.option("--template", "show_template", is_flag=True, help="Print an empty file to start from.")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def people(slug: str | None, show_template: bool, file: Path | None) -> None:
    """Import people from a CSV file; safe to repeat, for each line carries the council's own reference."""
    if show_template:
        click.echo(template(), nl=False)
        return
    if not slug or file is None:
        raise click.UsageError("give --authority and a file, or --template")
    with _council(slug):
        try:
            done = import_people(file, local_today())
        except ImportRefused as refused:
            raise click.ClickException(_faults(refused)) from refused
        audit.record("people.imported", "people", detail={"added": done.added, "here_already": done.here_already})
        db.session.commit()
    click.echo(f"{done.added} added, {done.here_already} here already and left as they are.")


@contextmanager
def _council(slug: str) -> Iterator[Authority]:
    """The council, with its scope open for writing."""
    with create_app(deployment()).app_context():
        authority = house().authorities.find(slug)
        if authority is None:
            raise click.ClickException(f"There is no council {slug} here: see `heard authority list`.")
        with authority_scope(authority.id, write=True):
            yield authority


def _tell(lines: list[Line], apply: bool) -> None:
    for line in lines:
        kept = f", kept: {line.erased.kept_because}" if line.erased.kept_because else ""
        click.echo(f"{line.owner}: {line.erased.count} x {line.erased.kind}{kept}")
    if not lines:
        click.echo("Nothing is held about anybody by that name or id.")
    elif not apply:
        click.echo("Nothing was erased: this is what would go. Add --apply to erase it.")


def _faults(refused: ImportRefused) -> str:
    more = f"\n(only the first {MOST_FAULTS} are shown)" if len(refused.faults) == MOST_FAULTS else ""
    return f"Nothing was imported. What is wrong with the file:\n{refused}{more}"
