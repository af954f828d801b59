"""`heard indicators`: count councils' figures now, or anew from some quarter on."""

import click

from core.app import create_app
from core.authority.resolve import Authority
from core.cli.context import deployment
from core.clock import local_today
from core.db import authority_scope, db
from core.indicators import Quarter, count, rebuilt, recent
from core.web.house import house


@click.group()
def indicators() -> None:
    """The figures that councils look at together."""


@indicators.command("count")
@click.option("--authority", "slug", help="One council; without it, every council here.")
@click.option("--since", help="Count anew from this quarter on (2025-Q1); without it, this quarter and the last.")
@click.option("--all", "everything", is_flag=True, help="Rebuild: five years, and this quarter.")
def count_now(slug: str | None, since: str | None, *, everything: bool) -> None:
    """Count this quarter and the last one anew. Again is harmless; releases stay as they were signed."""
    if since and everything:
        raise click.UsageError("give --since or --all, not both")
    quarters = _quarters(since, everything=everything)
    with create_app(deployment()).app_context():
        authorities = house().authorities
        found = [one for one in authorities.all() if slug in (None, one.slug)]
        if slug and not found:
            raise click.ClickException(f"there is no council {slug} here: see `heard authority list`")
        for one in found:
            click.echo(f"{one.slug}: {_counted(one, quarters)} numbers, {quarters[0]} to {quarters[-1]}")


def _quarters(since: str | None, *, everything: bool) -> list[Quarter]:
    today = local_today()
    if everything:
        return list(rebuilt(today))
    first, last = recent(today)
    try:
        return list((Quarter.read(since) if since else first).until(last)) or [last]
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault


def _counted(authority: Authority, quarters: list[Quarter]) -> int:
    """One quarter at a time, so that nobody who writes there waits for five years to be counted."""
    made = 0
    for quarter in quarters:
        with authority_scope(authority.id, write=True):
            made += count(authority, [quarter])
            db.session.commit()
    return made
