"""`python -m benchmarks.many_releases REGION QUARTERS`: sign so many quarters of a region, with figures made up here.

What a page costs depends on the texts of releases and on nothing else, so no council has to count anything for them.
"""

import random
import sys
from itertools import islice
from uuid import UUID, uuid5

from core import signing
from core.app import create_app
from core.cli.context import deployment
from core.clock import local_today
from core.db import db, platform_scope, utcnow
from core.indicators import ALL, Indicator, Quarter, every_indicator
from core.indicators.declared import RELEASED
from core.releases import documents
from core.releases.cells import Cell, Rules, Shown, cells_of
from core.releases.documents import Document, Table
from core.releases.models import Release
from core.releases.verifying import PURPOSE
from core.web import regions

NAMES = UUID("6f7f2b9c-3c53-4b6d-9d53-7a6b7f0e6f11")
COHORTS = ("care-leavers", "in-care", "send", "young-carers", "youth-justice", "refugees")
KEPT_BACK = 0.2


def fill(region: str, quarters: int) -> None:
    """Sign the last so many quarters of the region."""
    with create_app(deployment()).app_context():
        found = regions.find(region)
        assert found is not None
        members = tuple(sorted(str(one.id) for one in regions.councils_of(found)))
        first = Quarter.of(local_today())
        for _ in range(quarters):
            first = first.before
        previous = ""
        for number, quarter in enumerate(islice(first.until(Quarter(9999, 4)), quarters), 1):
            previous = _sign(_drawn(region, quarter, number, previous, members))


def _drawn(region: str, quarter: Quarter, number: int, previous: str, members: tuple[str, ...]) -> Document:
    chance, release = random.Random(number), str(uuid5(NAMES, f"{region} {quarter}"))
    known = (one for one in every_indicator().values() if not one.met)
    tables = tuple(Table(_shown(one, release, quarter, members, chance), 150 * 60_000) for one in known)
    return Document(release, region, str(quarter), number, previous, members, Rules(), tables, {})


def _shown(one: Indicator, release: str, quarter: Quarter, members: tuple[str, ...], chance: random.Random) -> Shown:
    categories = {key: found for key, found in one.categories.items() if key in RELEASED}
    if "cohort" in one.breakdowns:
        categories["cohort"] = COHORTS
    values: dict[Cell, int | None] = {
        cell: None if cell.breakdown != ALL and chance.random() < KEPT_BACK else 5 * chance.randrange(2, 2_000)
        for cell in sorted(cells_of(categories, one.keys))
    }
    return Shown(release, one.name, str(quarter), frozenset(members), values, Rules(), steady=one.steady)


def _sign(one: Document) -> str:
    text = documents.written(one)
    digest = documents.digest(text)
    with platform_scope(reason="releases for a benchmark", write=True):
        signer = signing.signer(PURPOSE)
        row = Release(region=one.region, quarter=one.quarter, number=one.number, document=text, digest=digest)
        row.signature, row.public_key, row.signed_at = signer.sign(digest.encode()), signer.public_key, utcnow()
        db.session.add(row)
        db.session.commit()
    return digest


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]))
