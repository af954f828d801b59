"""The nightly look at keeping times: notes what is due, deletes what nobody has to look at, and asks for the rest.

It may run at any time and any number of times: the second run of a day finds nothing new.
"""

from collections.abc import Iterable
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core import audit, tasks
from core.authority.resolve import Authority
from core.clock import local_today
from core.data_rights.retention.deleting import Deleter
from core.data_rights.retention.due import Due, due
from core.data_rights.retention.holds import held
from core.data_rights.retention.models import DueRecord
from core.data_rights.retention.taking_part import AT_ONCE
from core.db import db
from core.jobs import Every, Job
from core.web.house import house

REVIEW = "retention.review"
Key = tuple[str, str, UUID]


def run(authority: Authority, payload: dict[str, Any]) -> None:
    """One night at one council, inside its scope; the runner commits."""
    at_night(authority, local_today())


def at_night(authority: Authority, today: date) -> int:
    """Do the night of `today`; returns how many records were deleted."""
    here = house()
    found = due(authority, here.hooks, list(here.plugins), held(today), today)
    known = _known(found)
    _no_longer_due(known, found)
    ready = [row for one in found for row in _noted(one, known, today)]
    db.session.flush()
    gone = Deleter(authority, here.hooks, here.plugins).delete(ready, None, today)
    waiting = count_waiting()
    _ask(authority, waiting, today)
    if ready or any(one.held for one in found):
        _write_down(found, gone, waiting)
    return gone


def count_waiting() -> int:
    """How many records wait for somebody to look."""
    query = select(db.func.count(DueRecord.id)).where(DueRecord.state == "waiting")
    return db.session.scalar(query) or 0


def _known(found: Iterable[Due]) -> dict[Key, DueRecord]:
    """What is noted already: all that is still open, and of what is closed only what was found again."""
    rows = list(db.session.scalars(select(DueRecord).where(DueRecord.state.in_(("waiting", "kept")))))
    ids = [record_id for one in found for record_id in one.due_on]
    for start in range(0, len(ids), AT_ONCE):
        again = (DueRecord.record_id.in_(ids[start : start + AT_ONCE]), DueRecord.state.in_(("deleted", "gone")))
        rows += db.session.scalars(select(DueRecord).where(*again))
    return {(row.owner, row.kind, row.record_id): row for row in rows}


def _noted(one: Due, known: dict[Key, DueRecord], today: date) -> Iterable[DueRecord]:
    """Note each record; give those that go tonight."""
    for record_id, day in one.due_on.items():
        row = known.get((one.owner, one.kind, record_id))
        if row is None:
            row = DueRecord(
                owner=one.owner,
                kind=one.kind,
                record_id=record_id,
                retention=one.retention,
                due_on=day,
                found_on=today,
                state="waiting",
            )
            db.session.add(row)
        elif row.state == "kept" and row.keep_until is not None and row.keep_until >= today:
            continue
        elif row.state != "waiting":
            row.state, row.found_on, row.keep_until = "waiting", today, None
        if record_id not in one.look_first:
            yield row


def _no_longer_due(known: dict[Key, DueRecord], found: Iterable[Due]) -> None:
    """Somebody came back, a hold was made or a time was made longer: nobody has to look at it any more."""
    present = {(one.owner, one.kind, record_id) for one in found for record_id in one.due_on}
    for key, row in list(known.items()):
        if row.state == "waiting" and key not in present:
            db.session.delete(row)
            del known[key]


def _ask(authority: Authority, waiting: int, today: date) -> None:
    """One task while anything waits; it is closed when nothing does."""
    last = db.session.scalar(select(tasks.Task).where(tasks.Task.kind == REVIEW, tasks.Task.done_at.is_(None)).limit(1))
    if waiting and last is None:
        url = f"/{authority.slug}/admin/data-protection/retention/waiting"
        title = "Look at records whose keeping time has ended"
        tasks.make(REVIEW, title, url, permission="keeping.review", key=f"{REVIEW}:{today.isoformat()}")
    elif not waiting and last is not None:
        tasks.done(last.key)


def _write_down(found: Iterable[Due], gone: int, waiting: int) -> None:
    kept = {f"{one.owner}: {one.kind}": one.held for one in found if one.held}
    audit.record("retention.looked", "retention", detail={"deleted": gone, "waiting": waiting, "under hold": kept})


RETENTION_JOB = Job(
    name="keeping.retention",
    run=run,
    every=Every(at=time(2, 30)),
    title="Look at keeping times, and delete what is due",
)
