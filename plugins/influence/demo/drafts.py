"""A question that is still being written, and how young people felt listened to at meetings."""

from collections.abc import Iterator
from datetime import time, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

from core.api import DemoWorld, bulk_insert, db, local_moment
from plugins.groups.api import Membership
from plugins.influence.demo.ids import demo_id
from plugins.influence.models import Ask, AskView, Pulse, View
from plugins.influence.vocabulary import PULSE

BEGINS = "Could the library have a room"
MOST_MEETINGS = 12
MOST_PEOPLE = 14
SETTLED = timedelta(days=15)
Row = dict[str, Any]


def draft(world: DemoWorld) -> int:
    """A first line and the view that it rests on; says how many were made."""
    id = demo_id(world, "ask/draft")
    view = db.session.scalars(db.select(View).where(View.words.startswith(BEGINS))).first()
    if view is None or db.session.scalar(db.select(Ask.id).where(Ask.id == id)):
        return 0
    number = (db.session.scalar(db.select(db.func.max(Ask.number))) or 0) + 1
    worker = next(iter(world.people.get("worker", ())), None)
    title = "Can the library have a room where one may talk?"
    db.session.add(Ask(id=id, number=number, title=title, worker_id=worker, status="draft"))
    db.session.flush()
    db.session.add(AskView(ask_id=id, view_id=view.id))
    return 1


def pulses(world: DemoWorld) -> int:
    """What members answered after some meetings, once each; says how many answers were made."""
    where = db.select(View.where_plugin, View.where_kind, View.where_id, View.group_id, View.said_on).where(
        View.where_kind == "meeting", View.group_id.is_not(None), View.said_on <= world.today - SETTLED
    )
    meetings = db.session.execute(where.distinct().order_by(View.said_on.desc(), View.where_id).limit(MOST_MEETINGS))
    known = set(db.session.scalars(db.select(Pulse.about_id)))
    rows = [row for meeting in meetings if meeting.where_id not in known for row in _answers(meeting)]
    bulk_insert(Pulse, rows)
    return len(rows)


def _answers(meeting: Any) -> Iterator[Row]:
    chance = Random(str(meeting.where_id))  # noqa: S311 - made up, the same each time
    for person_id in _members(meeting.group_id):
        answers = {name: chance.choice((2, 3, 3, 4)) for name in PULSE}
        yield answers | {
            "id": uuid5(meeting.where_id, str(person_id)),
            "about_plugin": meeting.where_plugin,
            "about_kind": meeting.where_kind,
            "about_id": meeting.where_id,
            "person_id": person_id,
            "words": "",
            "made_at": local_moment(meeting.said_on, time(19)),
        }


def _members(group_id: UUID) -> list[UUID]:
    members = db.select(Membership.person_id).where(
        Membership.group_id == group_id, Membership.status == "active", Membership.supports.is_(False)
    )
    return list(db.session.scalars(members.order_by(Membership.person_id).limit(MOST_PEOPLE)))
