"""`heard indicators`: count councils' figures now, or anew from some quarter on."""

import click

from core.app import create_app
from core.cli.context import deployment
from core.clock import local_today
from core.db import authority_scope, db
from core.indicators import Quarter, count, recent
from core.web.house import house


@click.group()
def indicators() -> None:
    """The figures that councils look at together."""


@indicators.command("count")
@click.option("--authority", "slug", help="One council; without it, all.")
@click.option("--since", help="Count anew from this quarter on (2025-Q1); without it, this quarter and the last.")
def count_now(slug: str | None, since: str | None) -> None:
    """Count this quarter and the last one, as every night at 03:30. Again is harmless."""
    first, last = recent(local_today())
    try:
        first = Quarter.read(since) if since else first
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault
    with create_app(deployment()).app_context():
        authorities = house().authorities
        found = [one for one in authorities.all() if slug in (None, one.slug)]
        if slug and not found:
            raise click.ClickException(f"there is no council {slug} here: see `heard authority list`")
        for one in found:
            with authority_scope(one.id, write=True):
                made = count(one, first.until(last))
                db.session.commit()
            click.echo(f"{one.slug}: {made} numbers, {first} to {last}")
