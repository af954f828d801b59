"""An hourly look at who opened unusually many different people's records, as a task for the data protection officer.

Counted are records opened one by one: lists, sheets and exports name many people as a matter of course, and are in
the trail with their number. Somebody who looks for a neighbour opens few, so this finds the curious and the leaver
who gathers; whoever is found may have had a good reason, and the task says so.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import func, select

from core import tasks
from core.audit import Sighting
from core.authority.resolve import Authority
from core.clock import ZONE
from core.db import db, utcnow
from core.jobs.job import HOURLY, Job, Payload
from core.users.directory import names_of_members

MANY = 60  # different people's records in an hour: one a minute, without a break
AN_HOUR = timedelta(hours=1)
LOOK_BACK = timedelta(hours=3)  # a worker that stood still for a while misses nothing
NOTE = (
    "Each record was opened by itself. There may be a good reason, such as checking a whole year's list. "
    "Ask them, look at whose records they were, and write down what you found."
)


def look(authority: Authority, payload: Payload) -> None:
    """Make a task for each reader and hour; run again, it makes none twice."""
    now = utcnow().replace(minute=0, second=0, microsecond=0)
    hours = int(LOOK_BACK / AN_HOUR)
    for start in (now - AN_HOUR * back for back in range(hours + 1)):
        rows = many_between(start, start + AN_HOUR)
        names = names_of_members(row.by_user_id for row in rows)
        for row in rows:
            _tell(authority, start, row, names.get(row.by_user_id, "Somebody"))


def many_between(start: datetime, end: datetime) -> Iterable[Any]:
    """Readers who opened more than MANY people's records one by one, and how many."""
    people = func.count(Sighting.person_id.distinct())
    one_by_one = (Sighting.kind == "seen", Sighting.number == 1, Sighting.by_user_id.is_not(None))
    query = select(Sighting.by_user_id, people.label("people")).where(
        Sighting.at >= start, Sighting.at < end, *one_by_one
    )
    return db.session.execute(query.group_by(Sighting.by_user_id).having(people > MANY)).all()


def _tell(authority: Authority, start: datetime, row: Any, name: str) -> None:
    last = start + AN_HOUR - timedelta(minutes=1)
    asked = urlencode({"by": row.by_user_id, "since": _typed(start), "until": _typed(last)})
    tasks.make(
        "people.many_read",
        f"{name} opened the records of {row.people} different people within an hour",
        f"/{authority.slug}/admin/audit/affected/?{asked}",
        permission="people.affected",
        key=f"many-read:{row.by_user_id}:{start:%Y-%m-%dT%H}",
        note=NOTE,
    )


def _typed(moment: datetime) -> str:
    """A moment by the council's clock, as the page's fields hold it."""
    return moment.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")


JOBS = (Job("people.many_read", look, every=HOURLY, title="Look for readers of unusually many records"),)
