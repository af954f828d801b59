"""How alarms stand at one council, for its own leads: whether they go out, since when not, and why.

Leads may know that an alarm is stuck. What everybody can ask the deployment (/readyz, heard doctor) is answered by
probing.is_well instead, which knows nothing of alarms.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select

from core.authority.resolve import Authority
from core.db import db, platform_scope, utcnow
from core.jobs.looking import ALIVE
from core.jobs.models import WorkerRow
from core.safeguarding.alarms.crew import LEAD, Crew
from core.safeguarding.alarms.finding import crew_of
from core.safeguarding.alarms.probing import NOT_LEADS
from core.safeguarding.models import AlarmWay, CaseAlarm
from core.web.house import house

STUCK: Final = timedelta(minutes=5)
LOOKED_AT: Final = 200  # of those that wait, the oldest first
NO_MAIL: Final = "This site sends no mail at all. Whoever runs it has to set that up (HEARD_MAIL)."
NO_WORKER: Final = "The worker is not running: nothing is sent again, and nobody else is told of what stays unread."
NO_LEAD: Final = "No lead could be reached at the last try, by mail or by text."
NO_DUTY: Final = "The duty number could not be reached at the last try."
WAITS: Final = "Something has waited to be sent for more than five minutes."


@dataclass(frozen=True)
class Trouble:
    """Why notices do not go out, in words for a lead, and since when, where that is known."""

    why: str
    since: datetime | None = None


@dataclass(frozen=True)
class State:
    """Whether notices go out, with all that is in the way."""

    troubles: tuple[Trouble, ...]

    @property
    def going_out(self) -> bool:
        """True where nothing is in the way."""
        return not self.troubles

    @property
    def since(self) -> datetime | None:
        """Since when they do not, as far as that is known."""
        return min((one.since for one in self.troubles if one.since), default=None)


def state(authority: Authority) -> State:
    """How alarms of this council stand now."""
    now, crew = utcnow(), crew_of(authority)
    ways = {row.name: row for row in db.session.scalars(select(AlarmWay))}
    found = (_no_mail(), _no_worker(now), _no_lead(crew, ways), _no_duty(crew, ways), _stuck(now))
    return State(tuple(one for one in found if one))


def failing(authority: Authority) -> dict[str, AlarmWay]:
    """The addresses that took nothing at the last try, by the name of their way."""
    asked = select(AlarmWay).where(AlarmWay.failing_since.is_not(None))
    return {row.name: row for row in db.session.scalars(asked)}


def _no_mail() -> Trouble | None:
    return Trouble(NO_MAIL) if house().deployment.outgoing.mail == "none" else None


def _no_worker(now: datetime) -> Trouble | None:
    with platform_scope(reason="is alarms' work looked after?"):
        last: datetime | None = db.session.scalar(select(func.max(WorkerRow.beat_at)))
    return None if last is not None and last > now - ALIVE else Trouble(NO_WORKER, last)


def _no_lead(crew: Crew, ways: dict[str, AlarmWay]) -> Trouble | None:
    leads = [one for one in crew.everybody if one.rank == LEAD and one.key not in NOT_LEADS]
    return _unreached([way.name for one in leads for way in one.ways], ways, NO_LEAD)


def _no_duty(crew: Crew, ways: dict[str, AlarmWay]) -> Trouble | None:
    return _unreached([way.name for way in crew.duty.ways], ways, NO_DUTY)


def _unreached(names: list[str], ways: dict[str, AlarmWay], why: str) -> Trouble | None:
    since = [ways[name].failing_since for name in names if name in ways and ways[name].failing_since]
    known = [one for one in since if one is not None]
    return Trouble(why, min(known, default=None)) if len(known) == len(names) else None


def _stuck(now: datetime) -> Trouble | None:
    """An alarm of which nobody at all has been told."""
    waiting = (CaseAlarm.settled_at.is_(None), CaseAlarm.due_at < now - STUCK)
    asked = select(CaseAlarm.due_at, CaseAlarm.told).where(*waiting).order_by(CaseAlarm.due_at)
    rows = db.session.execute(asked.limit(LOOKED_AT))
    since = next((row.due_at for row in rows if not row.told), None)
    return Trouble(WAITS, since) if since else None
