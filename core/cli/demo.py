"""`heard demo load`: the fictional world that shows what Heard does."""

from collections.abc import Iterable
from time import monotonic

import click

from core.app import create_app
from core.cli.context import deployment
from core.config import ConfigFault
from core.db import utcnow
from core.demo.accounts import FILE
from core.demo.councils import MOST, Times, write_councils
from core.demo.load import Loaded, Size, load
from core.plugging.registry import Plugins


@click.group()
def demo() -> None:
    """Fictional people for a demonstration."""


@demo.command("load")
@click.option("--councils", type=click.IntRange(0, MOST), default=0, help="Councils to make up beside the others.")
@click.option("--people", type=click.IntRange(0), default=60, show_default=True, help="People a council.")
@click.option("--years", type=click.IntRange(1, 20), default=1, show_default=True, help="Years of history.")
def load_demo(councils: int, people: int, years: int) -> None:
    """Make demonstration people, accounts and history in every council.

    Again is harmless: what is there stays as it is, greater numbers add to it, and a load that was stopped half-way
    goes on where it stopped.
    """
    here = deployment()
    if here.env == "production":
        raise ConfigFault("Production takes no demonstration people. Set HEARD_ENV=demo for a demonstration.")
    today = utcnow().date()
    if councils:
        write_councils(here.made_up_councils, councils, Plugins.installed(), Times(today, years))
        here = deployment()  # read again: the folder of made-up councils is there now
    total = _told(load(create_app(here), Size(people, years), today))
    click.echo(f"Demonstration ready: {total:,} new people. Who can sign in: {here.data / FILE}")


def _told(loading: Iterable[Loaded]) -> int:
    """Go through the councils with a line for each; returns how many people are new in all."""
    began, total = monotonic(), 0
    for done in loading:
        total += done.new_people
        left = (monotonic() - began) / done.place * (done.of - done.place)
        made = f"{done.new_people:,} new people, {done.planted:,} new records"
        click.echo(f"{done.place} of {done.of}: {done.authority.name}, {made}{_to_go(left)}")
    return total


def _to_go(seconds: float) -> str:
    """How long the rest takes, about; "" where there is nothing worth saying."""
    if seconds < 20:
        return ""
    return f", about {round(seconds / 60)} minutes to go" if seconds >= 90 else ", about a minute to go"
