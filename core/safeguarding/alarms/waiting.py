"""Which alarms wait to be handed over, and to which addresses: worked out anew at each look."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select, update

from core.authority.resolve import Authority
from core.db import db
from core.safeguarding.alarms.crew import Crew, Member, Way, whom
from core.safeguarding.alarms.finding import barred_from, crew_of
from core.safeguarding.alarms.stages import STAGES
from core.safeguarding.models import CaseAlarm
from core.safeguarding.states import BEGINS
from core.safeguarding.store import STORES

NOBODY: Final[frozenset[UUID]] = frozenset()
CHUNK: Final = 500  # ids in one statement
GIVEN_UP_AFTER: Final = timedelta(days=30)  # for what no reading of a case ends
Waiting = dict[Way, list[UUID]]


@dataclass(frozen=True, slots=True)
class Open:
    """An alarm that is not settled, and whom it concerns now."""

    id: UUID
    told: frozenset[str]
    members: tuple[Member, ...]

    @property
    def missing(self) -> Iterator[Way]:
        """The addresses that have not been told."""
        return (way for member in self.members for way in member.ways if way.name not in self.told)


def waiting(authority: Authority, now: datetime, case_id: UUID | None = None) -> Waiting:
    """For each address the alarms that it has not been told of, those of one case alone with `case_id`."""
    found: Waiting = {}
    for alarm in still_open(authority, now, case_id):
        for way in alarm.missing:
            found.setdefault(way, []).append(alarm.id)
    return found


def still_open(authority: Authority, now: datetime, case_id: UUID | None = None) -> list[Open]:
    """The alarms that are due and not settled."""
    wanted = (CaseAlarm.settled_at.is_(None), CaseAlarm.due_at <= now)
    also = () if case_id is None else (CaseAlarm.case_id == case_id,)
    columns = (CaseAlarm.id, CaseAlarm.store, CaseAlarm.case_id, CaseAlarm.stage, CaseAlarm.told)
    rows = db.session.execute(select(*columns).where(*wanted, *also).order_by(CaseAlarm.due_at)).all()
    if not rows:
        return []
    crew, barred, known = crew_of(authority), _barred(rows), dict[Any, tuple[Member, ...]]()
    return [Open(row.id, frozenset(row.told), _members(row, crew, barred, known)) for row in rows]


def settle_read(now: datetime) -> None:
    """End the alarms of cases that somebody has acknowledged, and those that nothing else would ever end."""
    for store in STORES.values():
        read = select(store.case.id).where(store.case.id == CaseAlarm.case_id, store.case.state != BEGINS)
        ours = (CaseAlarm.store == store.name, CaseAlarm.stage.in_(STAGES), CaseAlarm.settled_at.is_(None))
        ended = update(CaseAlarm).where(*ours, read.exists())
        db.session.execute(ended.values(settled_at=now, why="read").execution_options(synchronize_session=False))
    late = (CaseAlarm.settled_at.is_(None), CaseAlarm.stage.not_in(STAGES), CaseAlarm.due_at < now - GIVEN_UP_AFTER)
    given_up = update(CaseAlarm).where(*late).values(settled_at=now, why="given_up")
    db.session.execute(given_up.execution_options(synchronize_session=False))


def settle_told(authority: Authority, now: datetime, case_id: UUID | None = None) -> None:
    """End the alarms of which everybody concerned has been told."""
    done = [one.id for one in still_open(authority, now, case_id) if one.members and not any(one.missing)]
    for ids in chunks(done):
        ended = update(CaseAlarm).where(CaseAlarm.id.in_(ids), CaseAlarm.settled_at.is_(None))
        db.session.execute(ended.values(settled_at=now, why="told").execution_options(synchronize_session=False))


def note_told(ids: Sequence[UUID], way: Way, now: datetime) -> None:
    """Keep that this address has been told of these alarms; others may add theirs at the same time."""
    for some in chunks(ids):
        rows = db.session.execute(
            select(CaseAlarm.id, CaseAlarm.told).where(CaseAlarm.id.in_(some)).with_for_update()
        ).all()
        alike: dict[tuple[tuple[str, str], ...], list[UUID]] = {}
        for row in rows:
            alike.setdefault(tuple(sorted(row.told.items())), []).append(row.id)
        for told, same in alike.items():
            wider = {**dict(told), way.name: now.isoformat()}
            marked = update(CaseAlarm).where(CaseAlarm.id.in_(same)).values(told=wider)
            db.session.execute(marked.execution_options(synchronize_session=False))


def chunks(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """The ids, so many at a time."""
    return (ids[first : first + CHUNK] for first in range(0, len(ids), CHUNK))


def _barred(rows: Iterable[Any]) -> dict[UUID, frozenset[UUID]]:
    found: dict[UUID, frozenset[UUID]] = {}
    for store in STORES.values():
        for some in chunks([row.case_id for row in rows if row.store == store.name]):
            found |= barred_from(store, some)
    return found


def _members(row: Any, crew: Crew, barred: dict[UUID, frozenset[UUID]], known: dict[Any, Any]) -> tuple[Member, ...]:
    """Whom an alarm concerns; worked out once for those that are alike."""
    alike = (row.store, row.stage, barred.get(row.case_id, NOBODY))
    if alike not in known:
        known[alike] = whom(crew, *alike)
    members: tuple[Member, ...] = known[alike]
    return members
