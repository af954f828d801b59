"""`python -m benchmarks.fifty_groups SLUG NUMBER`: fill a made-up council up to NUMBER groups with members."""

import random
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from uuid import UUID

from core.app import create_app
from core.cli.context import deployment
from core.db import authority_scope, bulk_insert, db
from core.people.models import Organisation, Place
from core.web.house import house
from plugins.groups.models import Group

STATUSES = ("active", "active", "active", "starting", "paused")
CADENCES = ("monthly", "every_weeks", "per_term", "not_stated")


def fill(slug: str, number: int) -> None:
    """Add groups to the council `slug` until it has `number`."""
    with create_app(deployment()).app_context():
        authority = house().authorities.find(slug)
        assert authority is not None
        with authority_scope(authority.id, write=True):
            have = db.session.scalar(db.select(db.func.count(Group.id))) or 0
            places = list(db.session.scalars(db.select(Place.id)))
            hosts = list(db.session.scalars(db.select(Organisation.id)))
            bulk_insert(Group, list(islice(_rows(places, hosts), max(0, number - have))))
            db.session.commit()


def _rows(places: Sequence[UUID], hosts: Sequence[UUID]) -> Iterator[dict[str, object]]:
    choose = random.Random("fifty groups")
    for count in range(10_000):
        yield {
            "key": f"made-up-{count:03d}",
            "name": f"Young people's forum {count:02d}",
            "status": choose.choice(STATUSES),
            "cadence": choose.choice(CADENCES),
            "age_min": 8 + count % 6,
            "age_max": 18 + count % 8,
            "place_id": choose.choice(places),
            "organisation_id": choose.choice(hosts),
            "member_count": choose.randrange(4, 40),
        }


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]))
