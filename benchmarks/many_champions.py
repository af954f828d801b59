"""`python -m benchmarks.many_champions SLUG SERVICES CHAMPIONS`: fill a council's network, and a plan with its actions.

A tenth of the services has nobody. The map's columns are the council's kind of places that has most.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

from core.app import create_app
from core.authority import effective
from core.cli.context import deployment
from core.clock import local_today
from core.db import authority_scope, bulk_insert, db, learn
from core.people.models import Person, Place
from core.web.house import house
from plugins.participation_champions.models import Champion, Service
from plugins.participation_champions.settings import ChampionsSettings
from plugins.standards.models import Action, ActionEvidence, Plan, Priority

PLAN, PRIORITIES, ACTIONS = "benchmark", 8, 80
Row = dict[str, object]


def fill(slug: str, services: int, champions: int) -> None:
    """Add so many services and champions to the council `slug`, and a scorecard of eight priorities."""
    with create_app(deployment()).app_context():
        authority = house().authorities.find(slug)
        assert authority is not None
        with authority_scope(authority.id, write=True):
            kinds = Counter(db.session.scalars(db.select(Place.kind).where(Place.active.is_(True))))
            kind = kinds.most_common(1)[0][0] if kinds else ""
            chosen = ChampionsSettings(locality_kind=kind, plan_key=PLAN)
            effective.save_choice(authority, "participation_champions", settings=chosen)
            _network(services, champions, kind)
            _plan()
            db.session.commit()
        learn(db.engine)  # as every night


def _network(services: int, champions: int, kind: str) -> None:
    rows: list[Row] = [{"id": uuid4(), "key": f"s-{n}", "title": f"Service {n:04}"} for n in range(services)]
    bulk_insert(Service, rows)
    places = list(db.session.scalars(db.select(Place.id).where(Place.kind == kind)))
    bulk_insert(Champion, list(_champions(rows[: services * 9 // 10], places, champions)))


def _champions(services: list[Row], places: list[UUID], number: int) -> Iterator[Row]:
    choose, today = random.Random("many champions"), local_today()
    people = list(db.session.scalars(db.select(Person.id).order_by(Person.id)))
    for _ in range(number):
        yield {
            "service_id": choose.choice(services)["id"],
            "place_id": choose.choice([None, *places * 4]),
            "person_id": choose.choice(people),
            "offers": "A room, and an hour a month.",
            "since": today - timedelta(days=choose.randrange(1, 900)),
        }


def _plan() -> None:
    plan, choose = uuid4(), random.Random("a plan")
    bulk_insert(Plan, [{"id": plan, "key": PLAN, "title": "Eight priorities"}])
    priorities = [uuid4() for _ in range(PRIORITIES)]
    own = {"plan_id": plan}
    bulk_insert(Priority, [own | {"id": id, "key": f"p-{n}", "title": f"P {n}"} for n, id in enumerate(priorities)])
    actions: list[Row] = [{"id": uuid4(), "key": f"a-{n}", "title": f"Action {n}"} for n in range(ACTIONS)]
    for at, action in enumerate(actions):
        action |= own | {"priority_id": priorities[at % PRIORITIES], "status": choose.choice(("planned", "done"))}
    bulk_insert(Action, actions)
    bulk_insert(ActionEvidence, [{"action_id": action["id"], "words": "A paper"} for action in actions for _ in "ab"])


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
