"""`heard person export|erase` and `heard import people`: what the operator does for a council about its
people.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NoReturn

import click

from core import audit
from core.app import create_app
from core.authority.resolve import Authority
from core.cli.context import deployment
from core.clock import local_today
from core.data_rights import bundle, carrying_out, reapplying
from core.data_rights.erase import EraseRefused, Line, erase, refuse_uninstalled
from core.data_rights.export import NothingHeld, gather
from core.data_rights.subject import Subject, subject_of
from core.db import authority_scope, db
from core.hooks.dispatcher import HookFailed
from core.people.importing.columns import template
from core.people.importing.faults import Fault
from core.people.importing.faults import report as report_of
from core.people.importing.judging import judge
from core.people.importing.reading import Sheet, Told
from core.people.importing.storing import store
from core.plugging.migrations import uninstalled
from core.web.house import house

AUTHORITY = click.option("--authority", "slug", required=True, help="The council, by its short name.")
PERSON = click.option("--person", "who", required=True, help="A user name, an e-mail or the id of a record.")

MOST_TOLD = 200  # faults on the screen; a report holds them all


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
@click.option("--authority", "slug", help="The council, by its short name.")
@click.option("--person", "who", help="A user name, an e-mail or the id of a record.")
@click.option("--apply", is_flag=True, help="Erase. Without it, only say what would go.")
@click.option("--reapply", "again", is_flag=True, help="After a restore: erase again whoever was erased before.")
def erase_person(slug: str | None, who: str | None, apply: bool, again: bool) -> None:
    """Erase a person from core and every installed plugin; a rehearsal unless --apply is given."""
    if again:
        _reapply()
        return
    if slug is None or who is None:
        raise click.UsageError("give --authority and --person, or --reapply")
    with _council(slug) as authority:
        try:
            here = house()
            refuse_uninstalled(uninstalled(here.deployment, here.plugins))
            lines = _erased(authority, subject_of(who), apply)
        except (EraseRefused, HookFailed) as refused:
            db.session.rollback()
            raise click.ClickException(str(refused)) from refused
    _tell(lines, apply)


def _erased(authority: Authority, subject: Subject, apply: bool) -> list[Line]:
    """Erase and commit, noted outside the database; or say what would go."""
    here = house()
    with carrying_out.noted(authority, subject) if apply else nullcontext():
        lines = erase(authority, subject, here.hooks, list(here.plugins), apply)
        if apply:
            db.session.commit()
    return lines


def _reapply() -> None:
    """Go through the list that is kept outside the database; whoever is gone already is left alone."""
    with create_app(deployment()).app_context():
        done, left = reapplying.reapply()
    click.echo(f"{len(done)} erased again.")
    for fault in left:
        click.echo(fault, err=True)
    if left:
        raise click.ClickException(f"{len(left)} on the list need somebody to look: see above.")


@click.group("import")
def import_() -> None:
    """Bring records in from other systems."""


@import_.command("people")
@click.option("--authority", "slug", help="The council, by its short name.")
@click.option("--template", "show_template", is_flag=True, help="Print an empty file to start from.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write what is wrong to this file.")
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def people(slug: str | None, show_template: bool, report: Path | None, file: Path | None) -> None:
    """Import people from a CSV file of any size; safe to repeat, for each line carries the council's own reference."""
    if show_template:
        click.echo(template(), nl=False)
        return
    if not slug or file is None:
        raise click.UsageError("give --authority and a file, or --template")
    sheet, today = Sheet.in_file(file), local_today()
    with _council(slug, write=False), _progress(sheet, "Checking") as told:
        faults = judge(sheet, today, told).faults
    if faults:
        _refuse(faults, report)
    with _council(slug), _progress(sheet, "Storing") as told:
        done = store(sheet, today, told=told)
        audit.record("people.imported", "people", detail={"added": done.added, "here_already": done.here_already})
        db.session.commit()
    click.echo(f"{done.added:,} added, {done.here_already:,} here already and left as they are.")


@contextmanager
def _progress(sheet: Sheet, what: str) -> Iterator[Told]:
    """A bar on a terminal; where the output goes to a file or another program, nothing."""
    with click.progressbar(length=sheet.size, label=what, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield bar.update


def _refuse(faults: list[Fault], file: Path | None) -> NoReturn:
    """Tell what is wrong, all of it in the report where one is asked for; nothing was imported."""
    told = "\n".join(map(str, faults[:MOST_TOLD]))
    more = f"\n(only the first {MOST_TOLD} of {len(faults)} are shown)" if len(faults) > MOST_TOLD else ""
    if file is not None:
        file.write_text(report_of(faults), encoding="utf-8-sig", newline="")
        more += f"\nAll of it stands in {file}."
    raise click.ClickException(f"Nothing was imported. What is wrong with the file:\n{told}{more}")


@contextmanager
def _council(slug: str, write: bool = True) -> Iterator[Authority]:
    """The council, with its scope open, for writing unless told otherwise."""
    with create_app(deployment()).app_context():
        authority = house().authorities.find(slug)
        if authority is None:
            raise click.ClickException(f"There is no council {slug} here: see `heard authority list`.")
        with authority_scope(authority.id, write=write):
            yield authority


def _tell(lines: list[Line], apply: bool) -> None:
    for line in lines:
        kept = f", kept: {line.erased.kept_because}" if line.erased.kept_because else ""
        click.echo(f"{line.owner}: {line.erased.count} x {line.erased.kind}{kept}")
    if not lines:
        click.echo("Nothing is held about anybody by that name or id.")
    elif not apply:
        click.echo("Nothing was erased: this is what would go. Add --apply to erase it.")

