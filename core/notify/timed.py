"""Timed work on messages: sending, what waited, what a dead worker left, and what is older than half a year."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select, update

from core import tasks
from core.access.actor import Actor
from core.authority.resolve import Authority
from core.clock import local_today
from core.db import current_authority_id, db, utcnow
from core.jobs.job import Every, Job
from core.notify import guests
from core.notify.models import FAILED, HELD, QUEUED, SENDING, GuestMessage, Message, MessageChoice
from core.notify.sending import send, send_guests
from core.notify.telling import BATCH, SEND, SEND_GUESTS, SEND_HIDDEN, hand_to_work, tell
from core.users.models import Membership
from core.web.house import house

LEFT_AFTER = timedelta(minutes=10)
GIVE_UP_AFTER = timedelta(days=1)
KEPT = timedelta(days=183)


def pick_up(authority: Authority, payload: dict[str, Any]) -> None:
    """Send on what waited for its hour and what a worker left behind; give up on what is a day late."""
    now = utcnow()
    guests_wait(now)
    late = (Message.state == QUEUED, Message.due_at < now - GIVE_UP_AFTER)
    db.session.execute(update(Message).where(*late).values(state=FAILED, why="gave_up"))
    left = (Message.state == SENDING) & (Message.claimed_at < now - LEFT_AFTER)
    waited = (Message.state == HELD) & (Message.due_at <= now)
    asked = select(Message.id, Message.person_id, Message.hidden).where(or_(left, waited))
    rows = db.session.execute(asked.order_by(Message.hidden, Message.person_id, Message.made_at)).all()
    for hidden in (False, True):
        for ids in batches(row for row in rows if row.hidden is hidden):
            free = update(Message).where(Message.id.in_(ids), Message.state == HELD)
            db.session.execute(free.values(state=QUEUED))
            hand_to_work(ids, hidden)


def guests_wait(now: datetime) -> None:
    """The same for guests."""
    late = (GuestMessage.state == QUEUED, GuestMessage.due_at < now - GIVE_UP_AFTER)
    db.session.execute(update(GuestMessage).where(*late).values(state=FAILED, why="gave_up", url=""))
    left = (GuestMessage.state == SENDING) & (GuestMessage.claimed_at < now - LEFT_AFTER)
    waited = (GuestMessage.state == HELD) & (GuestMessage.due_at <= now)
    asked = select(GuestMessage.id).where(or_(left, waited)).order_by(GuestMessage.made_at, GuestMessage.id)
    ids = db.session.scalars(asked).all()
    free = update(GuestMessage).where(GuestMessage.id.in_(ids), GuestMessage.state == HELD)
    db.session.execute(free.values(state=QUEUED))
    guests.hand_to_work(ids)


def batches(rows: Iterable[Any]) -> Iterator[Sequence[UUID]]:
    """Ids in portions of about BATCH; those of one person stay together, so that they are told once."""
    portion: list[UUID] = []
    for _, own in groupby(rows, key=lambda row: row.person_id):
        mine = [row.id for row in own]
        if portion and len(portion) + len(mine) > BATCH:
            yield portion
            portion = []
        portion += mine
    if portion:
        yield portion


def forget(authority: Authority, payload: dict[str, Any]) -> None:
    """Delete messages of more than half a year ago."""
    for table in (Message, GuestMessage):
        db.session.execute(delete(table).where(table.made_at < utcnow() - KEPT))


def tell_of_tasks(authority: Authority, payload: dict[str, Any]) -> None:
    """Once a day: tell staff who wish it that there are tasks for them; never which, nor how many."""
    today = local_today()
    wishing = db.session.scalars(select(MessageChoice.person_id).where(MessageChoice.tasks.is_(True))).all()
    query = select(Membership).where(
        Membership.authority_id == current_authority_id(),
        Membership.person_id.in_(wishing),
        Membership.accepted_at.is_not(None),
        Membership.ended_at.is_(None),
    )
    waited_for = [one.person_id for one in db.session.scalars(query) if _has_tasks(one)]
    people = [one for one in waited_for if one is not None]
    tell(people, "tasks.waiting", f"/{authority.slug}/tasks", key=f"tasks.waiting:{today}")


def _has_tasks(membership: Membership) -> bool:
    rights = house().permissions.of_roles(membership.roles)
    return tasks.count_for(Actor(permissions=rights), local_today()) > 0


NOTIFY_JOBS = (
    Job(SEND, send, title="Send messages"),
    Job(SEND_HIDDEN, send, title="Send messages", hidden=True),
    Job(SEND_GUESTS, send_guests, title="Send messages to those without an account"),
    Job("notify.pick_up", pick_up, every=Every(minutes=5), title="Send messages that waited for their hour"),
    Job("notify.forget", forget, every=Every(at=time(3, 5)), title="Delete messages of more than half a year ago"),
    Job("notify.tasks", tell_of_tasks, every=Every(at=time(8, 0)), title="Tell staff who wish it of their tasks"),
)
