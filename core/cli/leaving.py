"""`heard authority export` and `remove`: a council that leaves takes everything along, and then its rows are erased."""

from collections.abc import Mapping
from pathlib import Path

import click

from core.app import create_app
from core.authority.resolve import Authority
from core.cli.context import deployment
from core.data_rights.leaving import exporting, removing
from core.web.house import house


@click.command("export")
@click.argument("slug")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The zip file to write.")
def export_council(slug: str, out: Path) -> None:
    """Write everything of a council to one zip file: rows, files, configuration, hashes."""
    if out.exists():
        raise click.ClickException(f"{out} is there already. Nothing was written. Give another name.")
    with create_app(deployment()).app_context():
        done = exporting.export(_council(slug), out)
    click.echo(f"{sum(done.rows.values()):,} rows of {len(done.rows)} tables and {done.files:,} files are in {out}.")
    click.echo(f"sha256: {done.sha256}")
    click.echo("It holds personal data of everybody in this council. Encrypt it before it goes anywhere.")


@click.command("remove")
@click.argument("slug")
@click.option("--export-hash", default="", help="The hash that `heard authority export` printed, at most 30 days ago.")
@click.option("--apply", is_flag=True, help="Remove. Without it, only count what would go.")
def remove_council(slug: str, export_hash: str, apply: bool) -> None:
    """Erase a council's rows and files; counts only, unless --apply is given with the hash of a fresh export."""
    with create_app(deployment()).app_context():
        authority = _council(slug)
        if not apply:
            _tell(removing.counted(authority))
            click.echo("Nothing was removed: this is what would go. Export it, then add --export-hash and --apply.")
            return
        try:
            gone = removing.remove(authority, export_hash)
        except removing.RemovalRefused as refused:
            raise click.ClickException(str(refused)) from refused
    _tell(gone)
    click.echo(f"{authority.name} is removed. Take its folder out of HEARD_AUTHORITIES and restart, or it comes back.")


def _council(slug: str) -> Authority:
    authority = house().authorities.find(slug)
    if authority is None:
        raise click.ClickException(f"There is no council {slug} here: see `heard authority list`.")
    return authority


def _tell(counts: Mapping[str, int]) -> None:
    for table, count in sorted(counts.items()):
        if count:
            click.echo(f"{table}: {count:,}")
    click.echo(f"{sum(counts.values()):,} rows in all.")
