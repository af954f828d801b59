"""Test alarms: a letter to everybody on duty, each with a link of its own, and when each said that they read it.

Opening the link is not reading it: programs that look through mail open links as well. Only the button counts.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, select, update

from core.authority.resolve import Authority
from core.db import db, utcnow
from core.notify.carriers import NotTaken, Post, Refused, Unclear, opened
from core.safeguarding.alarms.crew import Member, Way
from core.safeguarding.alarms.finding import crew_of
from core.safeguarding.alarms.letters import texting, trial_letter
from core.safeguarding.alarms.sending import NOW
from core.safeguarding.models import AlarmTrial
from core.users.tokens import new_token, token_hash
from core.web.house import house

BETWEEN: Final = timedelta(minutes=1)  # two test alarms
GOOD_FOR: Final = timedelta(days=7)


def send(authority: Authority, by: UUID | None, *, duty_too: bool) -> int:
    """Send a test alarm to everybody on duty; how many letters were handed over. 0 where one was just sent. Commits."""
    last = db.session.scalar(select(func.max(AlarmTrial.asked_at)))
    if last is not None and last > utcnow() - BETWEEN:
        return 0
    now = utcnow()
    made = [_make(member, way, by, now) for member in _whom(authority, duty_too) for way in member.ways]
    db.session.commit()
    with opened(texting(authority), house().deployment, NOW) as post:
        return sum(_hand_over(authority, post, trial_id, way, token) for trial_id, way, token in made)


def latest() -> Sequence[AlarmTrial]:
    """The letters of the last test alarm, by name."""
    last = db.session.scalar(select(func.max(AlarmTrial.asked_at)))
    asked = select(AlarmTrial).where(AlarmTrial.asked_at == last)
    return db.session.scalars(asked.order_by(AlarmTrial.title, AlarmTrial.name)).all()


def found(token: str) -> AlarmTrial | None:
    """The letter with this link, as long as it is good."""
    asked = select(AlarmTrial).where(AlarmTrial.token_hash == token_hash(token))
    return db.session.scalar(asked.where(AlarmTrial.asked_at > utcnow() - GOOD_FOR))


def read(trial: AlarmTrial) -> None:
    """Somebody says that they read it; the first time counts. The caller commits."""
    trial.read_at = trial.read_at or utcnow()


def _whom(authority: Authority, duty_too: bool) -> Iterable[Member]:
    crew = crew_of(authority)
    there = [one for one in (*crew.users, *crew.posts) if not one.is_away]
    return [*there, crew.duty] if duty_too else there


def _make(member: Member, way: Way, by: UUID | None, now: datetime) -> tuple[UUID, Way, str]:
    token = new_token()
    row = AlarmTrial(
        asked_at=now, asked_by_user_id=by, name=way.name, title=member.title, token_hash=token_hash(token)
    )
    db.session.add(row)
    return row.id, way, token


def _hand_over(authority: Authority, post: Post, trial_id: UUID, way: Way, token: str) -> bool:
    letter = trial_letter(authority, house().deployment.outgoing, way, trial_id, token)
    why = ""
    try:
        with post.prepared(letter) as hand_over:
            hand_over()
    except NotTaken as fault:
        why = "away" if fault.away else "not_taken"
    except Refused:
        why = "refused"
    except Unclear:
        why = "unclear"
    values = {"why_not": why} if why else {"handed_at": utcnow()}
    db.session.execute(update(AlarmTrial).where(AlarmTrial.id == trial_id).values(values))
    db.session.commit()
    return not why
