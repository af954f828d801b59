"""A regular look whether alarms would arrive: every address is tried as far as it goes without sending anything.

It runs every few minutes whether or not anything waits, so that what checks of the deployment say of it (is_well) never
depends on whether somebody has said that something is wrong.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy import func, update

from core.authority.resolve import Authority
from core.db import db, platform_scope, utcnow
from core.jobs.models import JobRow
from core.notify.carriers import NotTaken, Post, Refused, Unclear, opened
from core.safeguarding.alarms.crew import LEAD, Member, Way
from core.safeguarding.alarms.finding import crew_of
from core.safeguarding.alarms.letters import letter_to, texting
from core.safeguarding.alarms.sending import make_way
from core.safeguarding.models import AlarmWay
from core.web.house import house

PROBE: Final = "safeguarding.probe"  # the timed work that does it
STALE: Final = timedelta(minutes=15)  # three looks that were left out
NOT_LEADS: Final = ("duty", "lado")


class NotGoingOut(Exception):
    """No lead of a council could be told now if something came, or the duty number could not."""


def probe(authority: Authority) -> None:
    """Try every address and keep how it went; raises NotGoingOut, which the checks of the deployment then show."""
    members = crew_of(authority).everybody
    db.session.commit()
    with opened(texting(authority), house().deployment) as post:
        outcomes = {way: _tried(authority, post, way) for member in members for way in member.ways}
    for way, why in outcomes.items():
        _keep(way, why, utcnow())
    db.session.commit()
    if house().deployment.outgoing.mail == "none":
        return  # said by is_well, always
    if not (_reaches(outcomes, [one for one in members if one.rank == LEAD and one.key not in NOT_LEADS])
            and _reaches(outcomes, [one for one in members if one.key == "duty"])):  # fmt: skip
        raise NotGoingOut


def is_well(now: datetime) -> bool:
    """Say for the whole deployment whether the last look at each council went well and is not long ago."""
    deployment = house().deployment
    if deployment.outgoing.mail == "none":
        return deployment.env != "production"
    here = [council.id for council in house().authorities.all()]
    last = sa.func.max(JobRow.ended_at).label("last")
    asked = sa.select(JobRow.authority_id, JobRow.state, last).where(JobRow.name == PROBE, JobRow.ended_at.is_not(None))
    with platform_scope(reason="would somebody be told?"):
        rows = db.session.execute(asked.group_by(JobRow.authority_id, JobRow.state)).all()
    ended: dict[UUID, list[tuple[datetime, str]]] = {}
    for row in rows:
        ended.setdefault(row.authority_id, []).append((row.last, row.state))
    return all(_is_fresh(max(ended[one]), now) for one in here if one in ended)


def _is_fresh(last: tuple[datetime, str], now: datetime) -> bool:
    return last[1] == "done" and last[0] > now - STALE


def _reaches(outcomes: dict[Way, str], members: Iterable[Member]) -> bool:
    return any(not outcomes[way] for member in members for way in member.ways)


def _tried(authority: Authority, post: Post, way: Way) -> str:
    """Why nothing would arrive there; "" where it would."""
    try:
        post.check(letter_to(authority, house().deployment.outgoing, way, [uuid4()]))
    except NotTaken as fault:
        return "away" if fault.away else "not_taken"
    except Refused:
        return "refused"
    except Unclear:
        return "unclear"
    return ""


def _keep(way: Way, why: str, now: datetime) -> None:
    make_way(way.name)
    since = func.coalesce(AlarmWay.failing_since, now) if why else None
    kept = update(AlarmWay).where(AlarmWay.name == way.name)
    values = {"tested_at": now, "failing_since": since, "why": why}
    db.session.execute(kept.values(values).execution_options(synchronize_session=False))
