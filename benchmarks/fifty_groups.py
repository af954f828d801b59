"""`python -m benchmarks.fifty_groups SLUG NUMBER`: fill a made-up council up to NUMBER groups, MEETING of which meet.

Each of those that are added and meet has a meeting every four weeks of the school year.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from itertools import islice
from uuid import UUID

from core.app import create_app
from core.cli.context import deployment
from core.clock import local_today
from core.db import authority_scope, bulk_insert, db
from core.people.models import Organisation, Place
from core.web.house import house
from plugins.groups.models import Group
from plugins.meetings.models import Meeting, Venue
from plugins.meetings.moments import moment
from plugins.meetings.planning.proposing import year_holding
from plugins.meetings.terms import school_year

MEETING = 30  # groups in the year planner
STATUSES = ("active", "active", "active", "starting")
MEET = ("active", "starting")
CADENCES = ("monthly", "every_weeks", "per_term", "not_stated")
FOUR_WEEKS = timedelta(weeks=4)
Row = dict[str, object]


def fill(slug: str, number: int) -> None:
    """Add groups to the council `slug` until it has `number`, and meetings of those that meet."""
    with create_app(deployment()).app_context():
        authority = house().authorities.find(slug)
        assert authority is not None
        with authority_scope(authority.id, write=True):
            statuses = list(db.session.scalars(db.select(Group.status).where(Group.kind != "programme")))
            meeting = sum(status in MEET for status in statuses)
            rows = list(islice(_groups(MEETING - meeting), max(0, number - len(statuses))))
            ids = bulk_insert(Group, rows)
            added = [id for id, row in zip(ids, rows, strict=True) if row["status"] in MEET]
            bulk_insert(Meeting, [one for at, id in enumerate(added) for one in _meetings(id, at)])
            db.session.commit()


def _groups(meeting: int) -> Iterator[Row]:
    """Groups without end, the first `meeting` of which meet."""
    places = list(db.session.scalars(db.select(Place.id)))
    hosts = list(db.session.scalars(db.select(Organisation.id)))
    choose = random.Random("fifty groups")
    for count in range(10_000):
        yield {
            "key": f"made-up-{count:03d}",
            "name": f"Young people's forum {count:02d}",
            "status": choose.choice(STATUSES) if count < meeting else "paused",
            "cadence": choose.choice(CADENCES),
            "cadence_count": 4,
            "age_min": 8 + count % 6,
            "age_max": 18 + count % 8,
            "place_id": choose.choice(places),
            "organisation_id": choose.choice(hosts),
            "member_count": choose.randrange(4, 40),
        }


def _meetings(group_id: UUID, at: int) -> Iterator[Row]:
    """A school year of one group, `at` days after the first day of September."""
    venues: Sequence[UUID] = db.session.scalars(db.select(Venue.id).order_by(Venue.name)).all()
    today = local_today()
    year = school_year(year_holding(today, "england"))
    on = year.starts_on + timedelta(days=at % 28)
    while on <= year.ends_on:
        yield _meeting(group_id, on, venues[at % len(venues)], "held" if on < today else "planned")
        on += FOUR_WEEKS


def _meeting(group_id: UUID, on: date, venue: UUID, state: str) -> Row:
    return {
        "group_id": group_id,
        "title": "Young people's forum",
        "starts_at": moment(on, time(16, 30)),
        "on_date": on,
        "venue_id": venue,
        "state": state,
    }


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]))
