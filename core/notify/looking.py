"""How messages stand, for whoever looks after them: numbers by kind and reason, never persons, never hidden ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from core.db import db, platform_scope
from core.jobs.models import JobRow
from core.notify.models import FAILED, SENT, STATES, GuestMessage, Message
from core.notify.notices import notices
from core.notify.telling import SEND, SEND_GUESTS, SEND_HIDDEN
from core.notify.words import WHY

SHOWN = Message.hidden.is_(False)
LATE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Line:
    """So many messages of one kind that ended or stand in one way."""

    title: str
    state: str
    why: str
    count: int


def lines() -> Sequence[Line]:
    """Messages of the last half year by kind, state and reason, what failed first."""
    asked = select(Message.notice, Message.state, Message.why, func.count()).where(SHOWN)
    rows = db.session.execute(asked.group_by(Message.notice, Message.state, Message.why)).all()
    found = [Line(_title(row[0]), row[1], WHY.get(row[2], row[2]), int(row[3])) for row in rows] + _to_guests()
    return sorted(found, key=lambda one: (one.state != FAILED, one.title, one.state, one.why))


def _to_guests() -> list[Line]:
    """The same of those who have no account."""
    columns = (GuestMessage.notice, GuestMessage.state, GuestMessage.why)
    rows = db.session.execute(select(*columns, func.count()).group_by(*columns)).all()
    return [
        Line(f"{_title(row[0])} (to people without an account)", row[1], WHY.get(row[2], row[2]), int(row[3]))
        for row in rows
    ]


def counts() -> dict[str, int]:
    """How many messages are in each state."""
    rows = db.session.execute(select(Message.state, func.count()).where(SHOWN).group_by(Message.state)).all()
    guests = db.session.execute(select(GuestMessage.state, func.count()).group_by(GuestMessage.state)).all()
    found = dict.fromkeys(STATES, 0)
    for state, number in [*rows, *guests]:
        found[state] += int(number)
    return found


def last_sent() -> datetime | None:
    """When a message went out last."""
    found: datetime | None = db.session.scalar(select(func.max(Message.sent_at)).where(SHOWN, Message.state == SENT))
    return found


def is_going_out(now: datetime) -> bool:
    """Say whether no message has waited long to be sent, anywhere: the worker or the mail server may be away."""
    waiting = (JobRow.name.in_((SEND, SEND_HIDDEN, SEND_GUESTS)), JobRow.state.in_(("waiting", "running")))
    late = select(JobRow.id).where(*waiting, JobRow.slot_at < now - LATE).limit(1)
    with platform_scope(reason="do messages go out?"):
        return db.session.scalar(late) is None


def _title(notice: str) -> str:
    known = notices().get(notice)
    return known.sentence if known else notice
