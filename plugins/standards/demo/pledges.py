"""Plants pledges: a few bodies keep to each charter, some of them looked at since."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from core.api import DemoWorld, Organisation, bulk_insert, db
from plugins.standards.demo.ids import demo_id
from plugins.standards.models import Charter, Pledge

BODIES = 4
WORDS = (
    "We put it on every wall and ask young people twice a year whether it is true.",
    "We read it in our first meeting with every new worker.",
    "We say in every letter where to turn if we do not keep it.",
    "We report on it to the board every spring.",
)
KEPT = (
    ("yes", "Young inspectors came in March and found it so."),
    ("partly", "New workers know it; those of the night shift do not yet."),
    ("", ""),
    ("", ""),
)


def plant(world: DemoWorld) -> int:
    """Make what is missing; says how many pledges were made."""
    wanted = db.select(Charter).where(Charter.takes_pledges.is_(True)).order_by(Charter.position, Charter.key)
    known = {(row.charter_id, row.body) for row in db.session.execute(db.select(Pledge.charter_id, Pledge.body))}
    rows = [
        row
        for charter in db.session.scalars(wanted).all()
        for row in _pledges(world, charter)
        if (row["charter_id"], row["body"]) not in known
    ]
    bulk_insert(Pledge, rows)
    return len(rows)


def _pledges(world: DemoWorld, charter: Charter) -> Iterator[dict[str, Any]]:
    query = db.select(Organisation).where(
        Organisation.kind.not_in(("school", "college")), Organisation.active.is_(True)
    )
    bodies = {
        one.name: one for one in db.session.scalars(query.order_by(Organisation.key, Organisation.id).limit(BODIES))
    }
    for at, body in enumerate(bodies.values()):
        kept, kept_words = KEPT[at % len(KEPT)]
        yield {
            "id": demo_id(world, f"pledge/{charter.key}/{body.key or body.id}"),
            "charter_id": charter.id,
            "organisation_id": body.id,
            "body": body.name,
            "words": WORDS[at % len(WORDS)],
            "pledged_on": world.today - timedelta(days=400 - 30 * at),
            "look_again_on": world.today + timedelta(days=60 * at - 150),
            "kept": kept,
            "kept_words": kept_words,
            "by_id": world.holders.get("worker"),
        }
