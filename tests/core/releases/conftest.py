"""Five made-up councils of one region, three of another, and a plugin that counts what a test puts on the table."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from flask import Flask

from core.access.actor import Actor
from core.app import create_app
from core.authority.resolve import Authority
from core.config import Deployment
from core.consent import CORE_PURPOSES
from core.db import authority_scope, db
from core.indicators import Contribution, Indicator, Part, Quarter, count
from core.plugging.manifest import Plugin
from core.releases.members import JOIN
from core.releases.models import Seat
from core.testing.apps import apply_councils
from core.testing.councils import __file__ as councils_file
from core.testing.councils import write_wordings
from core.testing.databases import copied_sqlite
from core.web.house import house

SLUGS = ("ashdown", "birch", "cedar", "dale", "elm")
REGIONS = """[[regions]]
slug = "five"
name = "Five woods"
members = ["ashdown", "birch", "cedar", "dale", "elm"]

[[regions]]
slug = "four"
name = "Four woods"
members = ["ashdown", "birch", "cedar", "dale"]

[[regions]]
slug = "three"
name = "Three woods"
members = ["ashdown", "birch", "cedar"]
"""
PEOPLE = UUID(int=7)
Tallies = dict[tuple[str, str], dict[tuple[str, str], int]]
ADMIN = Actor(user_id=UUID(int=1), roles=frozenset({"local_admin"}), permissions=frozenset({JOIN}))


class Table:
    """What each council counts: {(council, quarter): {(age, part): number}}; every contributor gives one."""

    def __init__(self) -> None:
        self.numbers: Tallies = {}

    def count(self, authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
        for (age, part), number in self.numbers.get((authority.slug, str(quarter)), {}).items():
            for one in range(number):
                yield Contribution(part, uuid5(PEOPLE, f"{age} {part} {one}"), age=age)

    def fill(self, quarter: str, numbers: dict[tuple[str, str], int], *slugs: str) -> None:
        """Let these councils (all of them where none is named) have counted this."""
        self.numbers |= {(slug, quarter): numbers for slug in slugs or SLUGS}


def indicator(table: Table) -> Indicator:
    return Indicator(
        name="tallies.asked",
        title="Asked",
        question="How many were asked?",
        unit="young people",
        parts=(Part("yes", "Yes"), Part("no", "No")),
        count=table.count,
        numerator=("yes",),
        breakdowns=("age",),
        of_people=True,
    )


@pytest.fixture
def table() -> Table:
    return Table()


@pytest.fixture
def woods(table: Table, sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """The application with the five councils in it, inside its context."""
    plugin = Plugin(
        name="tallies",
        title="Tallies",
        description="Counts.",
        package="core.testing.councils",
        indicators=(indicator(table), reach(table)),
    )
    here: Deployment = copied_sqlite(sqlite_template, tmp_path)
    app = create_app(here.model_copy(update={"authorities": (_councils(tmp_path),)}), [plugin])
    apply_councils(app)
    with app.app_context():
        yield app
        db.engine.dispose()


def reach(table: Table) -> Indicator:
    """As a rate of the population, which the councils' files do not name."""
    return Indicator(
        name="tallies.reached",
        title="Reached",
        question="How many of all?",
        unit="young people",
        parts=(Part("yes", "Yes"), Part("no", "No")),
        count=table.count,
        numerator=("yes",),
        population="aged-0-19",
        of_people=True,
    )


def seat(joins: str, *slugs: str, leaves: str = "", region: str = "five") -> None:
    """Let councils take part from a quarter on."""
    for slug in slugs or SLUGS:
        with authority_scope(council(slug).id, write=True):
            db.session.add(Seat(region=region, joins=joins, leaves=leaves))
            db.session.commit()


def counted(*quarters: str) -> None:
    """Do the night's count at every council."""
    for slug in SLUGS:
        with authority_scope(council(slug).id, write=True):
            count(council(slug), map(Quarter.read, quarters))
            db.session.commit()


def council(slug: str) -> Authority:
    found = house().authorities.find(slug)
    assert found is not None
    return found


def _councils(folder: Path) -> Path:
    text = (Path(councils_file).parent / "ashdown.toml").read_text(encoding="utf-8")
    for number, slug in enumerate(SLUGS, 1):
        own = folder / "councils" / slug
        own.mkdir(parents=True)
        said = text.replace("E99000001", f"E9900010{number}").replace('"ashdown-old"', f'"{slug}-old"')
        said = said.replace("Ashdown", slug.capitalize())
        (own / "authority.toml").write_text(
            said + '\n[plugins.tallies]\noffer = "optional"\nstart = true\n', encoding="utf-8"
        )
        write_wordings(own, (one.name for one in CORE_PURPOSES))
    (folder / "councils" / "_regions.toml").write_text(REGIONS, encoding="utf-8")
    return folder / "councils"
