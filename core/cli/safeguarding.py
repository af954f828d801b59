"""`heard safeguarding`: is what was written still whole, seal it now, new keys. It never prints what anybody said.

Exit status 1 when something is not as it was written, or could not be done.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from core.app import create_app
from core.authority.resolve import Authority
from core.cli.context import deployment
from core.db import authority_scope, db
from core.safeguarding.record import keys, leaving, rotating, seals
from core.safeguarding.record.verifying import Verdict
from core.safeguarding.record.verifying import verify as looked_through
from core.safeguarding.record.walking import Break
from core.web.house import house

ONE = click.option("--authority", "slug", help="One council; without it, all.")


@click.group()
def safeguarding() -> None:
    """Look after the chronologies and the keys of safeguarding."""


@safeguarding.command()
@ONE
def verify(slug: str | None) -> None:
    """Hold everything that was written against its hashes and seals; exit 1 when something is not as it was."""
    with create_app(deployment()).app_context():
        broken = [_report(one, looked_through(one)) for one in _councils(slug)]
    if any(broken):
        sys.exit(1)


@safeguarding.command("seal")
@ONE
def seal_now(slug: str | None) -> None:
    """Seal the ends of all chronologies now, outside the hour; prints the root to keep elsewhere."""
    with create_app(deployment()).app_context():
        for one in _councils(slug):
            with authority_scope(one.id, write=True):
                made = seals.make(one, anyway=True)
                db.session.commit()
            if made is not None:
                click.echo(f"{one.slug}: seal {made.number}, {made.root}")


@safeguarding.command()
@ONE
@click.option("--all", "everybody", is_flag=True, help="Every council.")
def rotate(slug: str | None, everybody: bool) -> None:
    """Give a council new keys. It may be stopped and begun again, and nobody has to stop working meanwhile."""
    if (slug is None) != everybody:
        raise click.ClickException("Say --authority SLUG or --all. Nothing was changed.")
    with create_app(deployment()).app_context():
        for one in _councils(slug):
            _tell_rotated(one, rotating.rotate(one))
        rotating.rotate_spool()


@safeguarding.command("return-keys")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--authority", "slug", required=True, help="The council whose keys they are.")
def return_keys(file: Path, slug: str) -> None:
    """Bring keys back from a back-up: what they sealed opens again, and newer keys stay what they are."""
    with create_app(deployment()).app_context():
        (council,) = _councils(slug)
        try:
            older = keys.read_file(file)
        except (ValueError, KeyError) as fault:
            raise click.ClickException(f"{file} is no file of keys. Nothing was changed.") from fault
        keys.change(council.id, lambda now: now.with_older(older))
    click.echo(f"{council.slug}: the keys of {file} are back, behind those that seal now.")


@safeguarding.command("open")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--keys", "key_file", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
def open_file(file: Path, key_file: Path, out: Path) -> None:
    """Open safeguarding.sealed of a council that left, with its file of keys: a line of JSON for each row."""
    if out.exists():
        raise click.ClickException(f"{out} is there already. Nothing was written. Give another name.")
    out.touch(mode=0o600)
    try:
        with file.open("rb") as lines, out.open("w", encoding="utf-8") as written:
            for said in leaving.opened_lines(lines, keys.read_file(key_file)):
                written.write(json.dumps(said, ensure_ascii=False) + "\n")
    except (keys.Unreadable, ValueError, KeyError) as fault:
        out.unlink()
        raise click.ClickException("These keys do not open that file. Nothing was written.") from fault


def _councils(slug: str | None) -> Iterable[Authority]:
    councils = house().authorities
    if slug is None:
        return councils.all()
    found = councils.find(slug)
    if found is None:
        raise click.ClickException(f"There is no council {slug} here: see `heard authority list`.")
    return [found]


def _report(one: Authority, verdict: Verdict) -> bool:
    """Print how many entries were looked at, never of how many cases, and each break; return whether there was any."""
    state = "BROKEN" if verdict.breaks else "whole"
    sealed = f", newest seal {verdict.seals}: {verdict.root}" if verdict.root else ", not sealed yet"
    click.echo(f"{one.slug}: {verdict.entries} entries, {state}{sealed}")
    for found in verdict.breaks:
        click.echo(f"  {_where(found)}: {found.kind}")
    return bool(verdict.breaks)


def _where(found: Break) -> str:
    what = "seal" if found.case_id is None else "entry"
    number = "" if found.seq is None else f", {what} {found.seq}"
    return f"{found.store}{f', case {found.case_id}' if found.case_id else ''}{number}"


def _tell_rotated(one: Authority, done: rotating.Rotated) -> None:
    if done.is_finished:
        click.echo(f"{one.slug}: new keys, and the older ones are gone.")
    elif done.left:
        click.echo(f"{one.slug}: new keys. Not everything could be sealed anew yet: the older keys stay. Run it again; "
                   "if this stays so, a key is missing: heard safeguarding return-keys")  # fmt: skip
    else:
        click.echo(f"{one.slug}: new keys. The older ones go by themselves within two hours.")
