"""`heard releases`: make a region's figures, attack them, sign them, hold them against their signatures.

Exit status 1 when something was refused or found.
"""

import sys
from collections.abc import Callable
from uuid import UUID

import click

from core.access.actor import ANONYMOUS, Actor
from core.app import create_app
from core.cli.context import deployment
from core.clock import local_today
from core.db import authority_scope, db, platform_scope
from core.indicators import Quarter
from core.releases import ReleaseRefused, sealing, verifying
from core.releases.making import make, uncounted
from core.releases.members import join, leave
from core.signing import Unavailable
from core.users.accounts import member_called, platform_user_with
from core.web.house import house

COUNT_THEM = "Count them (heard indicators count --since {}) and make the draft again."
REGION = click.option("--region", required=True, help="As _regions.toml names it.")
QUARTER = click.option("--quarter", "written", required=True, help="2026-Q3")


@click.group()
def releases() -> None:
    """Figures of several councils together."""


@releases.command("make")
@REGION
@QUARTER
def make_draft(region: str, written: str) -> None:
    """Make the draft of a quarter that has ended; again is harmless until it is signed."""
    with create_app(deployment()).app_context():
        try:
            drawn = make(region, _quarter(written), local_today())
        except ReleaseRefused as refused:
            raise click.ClickException(str(refused)) from refused
        silent = [one.slug for one in uncounted(drawn)]
    for table in drawn.tables:
        values = list(table.shown.values.values())
        click.echo(f"{table.shown.indicator}: {len(values)} numbers, {values.count(None)} kept back")
    for indicator, reason in drawn.left_out.items():
        click.echo(f"{indicator}: left out. {reason}")
    if silent:
        click.echo(f"Never counted {written}, so not in it: {', '.join(silent)}. {COUNT_THEM.format(written)}")
    click.echo(f"Draft {drawn.number} of {region}, {written}. Not signed yet.")


@releases.command()
@REGION
@QUARTER
@click.option("--by", "username", required=True, help="The sign-in name of the region's lead.")
def sign(region: str, written: str, username: str) -> None:
    """Attack the draft once more and sign it: nothing of it changes afterwards."""
    with create_app(deployment()).app_context():
        try:
            sealing.seal(region, _quarter(written), _signer(username, region))
        except (ReleaseRefused, Unavailable) as refused:
            raise click.ClickException(str(refused)) from refused
    click.echo(f"{region}, {written}: signed.")


COUNCIL = click.option("--council", required=True, help="The council's slug.")
ADMIN = click.option("--by", "username", required=True, help="Who decided: a local admin of that council.")


@releases.command("join")
@REGION
@COUNCIL
@ADMIN
def join_region(region: str, council: str, username: str) -> None:
    """Let a council's figures into its region's, from the next quarter on; a page of its local admins does the same."""
    first = _decided(join, region, council, username)
    click.echo(f"{council} takes part in {region} from {first.first_day} ({first}). Nothing from before is released.")


@releases.command("leave")
@REGION
@COUNCIL
@ADMIN
def leave_region(region: str, council: str, username: str) -> None:
    """Take a council out at the end of this quarter. What was released stays."""
    last = _decided(leave, region, council, username)
    click.echo(f"{council} leaves {region} at the end of {last.last_day} ({last}). What was released stays.")


@releases.command()
@click.option("--region", help="One region; without it, all.")
def verify(region: str | None) -> None:
    """Hold every signed release against its digest, its signature, the one before it and what councils gave."""
    with create_app(deployment()).app_context():
        found = verifying.verify(region)
    for fault in found:
        click.echo(fault)
    if found:
        sys.exit(1)
    click.echo("Every release is as it was signed.")


@releases.command("attack")
@click.option("--region", help="One region and what hangs together with it; without it, all.")
def attack_now(region: str | None) -> None:
    """Try to work out what was kept back from everything that was ever signed."""
    with create_app(deployment()).app_context():
        found = sealing.attack_all(region)
    for one in found:
        who = "somebody of a council" if one.insider else "anybody"
        click.echo(f"{one.indicator}: {who} finds a hidden number to within {one.width:.0f}")
    if found:
        sys.exit(1)
    click.echo("Nothing that was kept back can be worked out.")


def _decided(act: Callable[..., Quarter], region: str, slug: str, username: str) -> Quarter:
    with create_app(deployment()).app_context():
        council = house().authorities.find(slug)
        if council is None:
            raise click.ClickException(f"there is no council {slug} here: see `heard authority list`")
        with authority_scope(council.id, write=True):
            try:
                quarter = act(council, region, _admin(username), local_today())
            except ReleaseRefused as refused:
                raise click.ClickException(str(refused)) from refused
            db.session.commit()
    return quarter


def _admin(username: str) -> Actor:
    """Somebody of the council in scope, with what they may do there; a stranger may do nothing."""
    found = member_called(username)
    if found is None:
        return ANONYMOUS
    return Actor(user_id=found.user_id, roles=found.roles, permissions=house().permissions.of_roles(found.roles))


def _signer(username: str, region: str) -> UUID:
    with platform_scope(reason="who signs a release"):
        found = platform_user_with(username, "regional_lead", region)
    if found is None:
        raise ReleaseRefused(f"{username} is not the lead of {region}. Nothing was signed.")
    return found


def _quarter(written: str) -> Quarter:
    try:
        return Quarter.read(written)
    except ValueError as fault:
        raise click.ClickException(str(fault)) from fault
