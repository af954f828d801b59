"""Writing down that somebody must be told: in the transaction of what they must be told about.

No piece of timed work is asked for: a row of it would say that a case came. The worker looks every minute anyway.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from core.db import db, utcnow
from core.safeguarding.alarms.stages import CALL, moments
from core.safeguarding.models import CaseAlarm
from core.safeguarding.store import Store
from core.safeguarding.timing import council_clocks


def ring(store: Store, case: Any, *, urgent: bool = False) -> None:
    """See to it that a new case is told of, stage after stage until it is read. The caller commits."""
    section, jurisdiction = council_clocks()
    now = utcnow()
    due = moments(now, section, jurisdiction, urgent=urgent)
    db.session.add_all(_row(store.name, case.id, stage, at, urgent=urgent) for stage, at in due.items())


def ring_again(store: Store, case: Any, what: str) -> None:
    """Tell the leads once more of a case, once for each `what` (a word and a number, such as added-7)."""
    asked = select(CaseAlarm.id).where(
        CaseAlarm.store == store.name, CaseAlarm.case_id == case.id, CaseAlarm.stage == what
    )
    if db.session.scalar(asked) is None:
        db.session.add(_row(store.name, case.id, what, utcnow()))


def call_leads() -> None:
    """Tell every lead and deputy to look at the desk, for something that belongs to no case; the caller commits."""
    db.session.add(_row("", None, CALL, utcnow(), urgent=True))


def _row(store: str, case_id: Any, stage: str, due_at: datetime, *, urgent: bool = False) -> CaseAlarm:
    return CaseAlarm(store=store, case_id=case_id, stage=stage, due_at=due_at, urgent=urgent)
