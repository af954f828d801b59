"""`python -m benchmarks.many_asks SLUG NUMBER`: fill a council with NUMBER public asks, tagged, asked and judged.

Themes and places are spread so that a filter finds a fifth, a hundredth or a thousandth of them.
"""

import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from uuid import uuid4

from core.app import create_app
from core.cli.context import deployment
from core.clock import local_today
from core.db import authority_scope, bulk_insert, db, learn, utcnow
from core.web.house import house
from plugins.groups.models import Group
from plugins.influence.models import Ask, AskTag, Owner, Verdict
from plugins.influence.tracker.listing import SHOWN

AT_ONCE = 10_000
COMMON, SELDOM, RARE = 5, 100, 1000
"""One ask in so many has the tag of this name."""
Row = dict[str, object]


def fill(slug: str, number: int) -> None:
    """Add `number` public asks to the council `slug`."""
    with create_app(deployment()).app_context():
        authority = house().authorities.find(slug)
        assert authority is not None
        with authority_scope(authority.id, write=True):
            last = db.session.scalar(db.select(db.func.max(Ask.number))) or 0
            asks = _asks(last + 1, number)
            while batch := list(islice(asks, AT_ONCE)):
                _add(batch)
            db.session.commit()
        learn(db.engine)  # as every night


def _add(asks: list[Row]) -> None:
    bulk_insert(Ask, asks)
    bulk_insert(Owner, [_owner(one) for one in asks])
    bulk_insert(AskTag, [tag for one in asks for tag in _tags(one)])
    bulk_insert(Verdict, [_verdict(one) for one in asks if one["status"] == "done" for _ in range(3)])


def _asks(first: int, number: int) -> Iterator[Row]:
    choose, now, today = random.Random("many asks"), utcnow(), local_today()
    groups = [None, *db.session.scalars(db.select(Group.id).where(Group.listing == "public").limit(20))]
    for count in range(number):
        status = choose.choice(SHOWN)
        asked = today - timedelta(days=choose.randrange(1, 2000))
        yield {
            "id": uuid4(),
            "number": first + count,
            "title": f"Can we have more of thing {count}?",
            "words": "We would like more of it, and sooner.",
            "public_title": f"Can we have more of thing {count}?",
            "public_words": "We would like more of it, and sooner.",
            "status": status,
            "group_id": choose.choice(groups),
            "asked_on": asked,
            "due_on": asked + timedelta(days=28) if status == "waiting" else None,
            "answered_on": None if status == "waiting" else asked + timedelta(days=20),
            "published_at": now - timedelta(minutes=count),
        }


def _owner(ask: Row) -> Row:
    state = "waiting" if ask["status"] == "waiting" else "answered"
    return {"ask_id": ask["id"], "title": "Head of Transport", "state": state, "asked_on": ask["asked_on"]}


def _tags(ask: Row) -> Iterator[Row]:
    number, own = int(str(ask["number"])), {"ask_id": ask["id"], "published_at": ask["published_at"]}
    for name, each in (("common", COMMON), ("seldom", SELDOM), ("rare", RARE)):
        if number % each == 0:
            yield own | {"vocabulary": "bench", "key": name}
    yield own | {"vocabulary": "place", "key": f"place-{number % 20}"}


def _verdict(ask: Row) -> Row:
    return {"ask_id": ask["id"], "verdict": "yes"}


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]))
