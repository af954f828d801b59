"""The code that whoever told somebody is given: to look again or to add, without an account and without a trace.

The code is worked out from the report's id, so a second click shows the same one; the database holds a keyed hash.
What a code shows is the status in plain words and what its owner chose to be told, never a word of the case.
"""

from datetime import timedelta
from threading import BoundedSemaphore
from time import sleep
from typing import Any, Final
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from core.db import db
from core.safeguarding.record.chronology import read
from core.safeguarding.store import ALLEGATIONS, CONCERNS, Store
from core.users import codes, tries

PURPOSE: Final = "tell-someone"
SLOW: Final = 0.4  # seconds that a wrong code costs
RECEIVED, IS_READ, WORKED_ON, IS_CLOSED = "received", "read", "working", "closed"
STATUS: Final = {"raised": RECEIVED, "acknowledged": IS_READ, "triaged": IS_READ, "closed": IS_CLOSED}
"""What the author is told of a state; every other is being worked on."""
_WAITING_ROOM = BoundedSemaphore(2)  # a flood of wrong codes must not keep those who tell somebody waiting


def code_for(report_id: UUID) -> str:
    """The code of a report: the same whenever it is asked for."""
    return codes.of_form(_secret(), f"{PURPOSE}:{report_id}", 0)


def hash_of(code: str) -> str:
    """What the database keeps of a code."""
    return codes.hashed(_secret(), PURPOSE, code)


def find(typed: str) -> tuple[Store, Any] | None:
    """The case that a code belongs to, in the council of the scope; None for a wrong one and for none at all."""
    code = codes.tidy(typed)
    if not code:
        return None
    wanted = hash_of(code)
    for store in (CONCERNS, ALLEGATIONS):
        found = db.session.scalars(select(store.case).where(store.case.receipt_hash == wanted)).first()
        if found is not None:
            return store, found
    return None


def found_slowly(typed: str) -> tuple[Store, Any] | timedelta | None:
    """As `find`, but wrong codes cost time and are counted: after many, how long to wait. Commits."""
    wait = tries.enter(PURPOSE)
    if wait:
        return wait
    found = find(typed)
    if found is None:
        _be_slow()
        return None
    tries.was_right(PURPOSE)
    db.session.commit()
    return found


def status(case: Any) -> str:
    """One of received, read, working, closed."""
    return STATUS.get(case.state, WORKED_ON)


def told(store: Store, case: Any) -> list[str]:
    """What the desk wrote for the author to read, in its order."""
    entries = (one for one in read(store, case) if one.kind == "told" and one.body)
    return [str(one.body["to_author"]) for one in entries if one.body and one.body.get("to_author")]


def _be_slow() -> None:
    if _WAITING_ROOM.acquire(blocking=False):
        try:
            sleep(SLOW)
        finally:
            _WAITING_ROOM.release()


def _secret() -> str:
    return str(current_app.secret_key or "")
