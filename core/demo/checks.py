"""Checks of the adults who run groups in a demonstration: nearly all in order, one that ended, one to renew."""

from datetime import date, timedelta

from sqlalchemy import select

from core.clock import months_after
from core.db import bulk_insert, db
from core.demo.cast import Cast
from core.people.models import Person
from core.safeguarding.models import AdultCheck

KINDS = {"dbs": "enhanced_barred", "training": "2", "code_of_conduct": ""}
MONTHS = {"dbs": 36, "training": 36}


def plant(cast: Cast) -> int:
    """Write down what is missing; returns how many checks were new, none where some are there."""
    if db.session.scalar(select(AdultCheck.id).limit(1)):
        return 0
    workers = db.session.scalars(select(Person.id).where(Person.kind == "worker").order_by(Person.sort_name, Person.id))
    rows = []
    for place, person_id in enumerate(workers):
        for kind, level in KINDS.items():
            ends = _ends(cast, place, kind)
            rows.append(
                {
                    "id": cast.id(f"check {person_id} {kind}"),
                    "person_id": person_id,
                    "kind": kind,
                    "level": level,
                    "done_on": cast.ago(1090 if ends and ends < cast.ago(-60) else 200),
                    "expires_on": ends,
                    "seen_by_user_id": cast.users["local_admin"],
                }
            )
    return len(bulk_insert(AdultCheck, rows))


def _ends(cast: Cast, place: int, kind: str) -> date | None:
    """The second worker's training is over, the third's DBS check soon; the others hold for years."""
    if kind not in MONTHS:
        return None
    if (place, kind) == (1, "training"):
        return cast.ago(9)
    if (place, kind) == (2, "dbs"):
        return cast.world.today + timedelta(days=20)
    return months_after(cast.ago(200), MONTHS[kind])
