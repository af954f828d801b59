"""`heard demo load`: the fictional world that shows what Heard does."""

import click

from core.app import create_app
from core.cli.context import deployment
from core.config import ConfigFault, Deployment
from core.db import utcnow
from core.demo.accounts import FILE
from core.demo.councils import MOST, write_councils
from core.demo.load import Size, load
from core.plugging.registry import Plugins


@click.group()
def demo() -> None:
    """Fictional people for a demonstration."""


@demo.command("load")
@click.option("--councils", type=click.IntRange(0, MOST), default=0, help="Make up this many councils more.")
@click.option("--people", type=click.IntRange(0), default=60, show_default=True, help="People a council.")
@click.option("--years", type=click.IntRange(1, 20), default=1, show_default=True, help="Years of history.")
def load_demo(councils: int, people: int, years: int) -> None:
    """Make demonstration people and accounts in every council; again is harmless."""
    here = deployment()
    if here.env == "production":
        raise ConfigFault("Production takes no demonstration people. Set HEARD_ENV=demo for a demonstration.")
    if councils:
        here = _with_more(here, councils)
    total = 0
    for done in load(create_app(here), Size(people, years), utcnow().date()):
        total += done.new_people
    click.echo(f"Demonstration ready: {total} new people. Who can sign in: {here.data / FILE}")


def _with_more(here: Deployment, councils: int) -> Deployment:
    write_councils(here.made_up_councils, councils, Plugins.installed().names)
    return deployment()  # read again: the folder of made-up councils is there now
