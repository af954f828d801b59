"""More words from whoever raised a case: each sending is one entry, however often it comes, and nothing is dropped."""

from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select

from core.db import begin_write, db
from core.safeguarding import alarms
from core.safeguarding.alarms.ringing import ring_again
from core.safeguarding.arriving import arrived
from core.safeguarding.conflicts import bars
from core.safeguarding.record.chain import canonical
from core.safeguarding.record.chronology import Read, append, locked, read
from core.safeguarding.store import STORES, Store
from core.safeguarding.taking_in import Report

FROM_AUTHOR = ("raised", "added")


def take(store: Store, report: Report) -> tuple[Store, Any]:
    """Take a form in, whichever time it is sent: a new case, or what is new in it for the case it made. Commits."""
    found = where_is(report)
    if found is None:
        case, is_new = arrived(store, report)
        if is_new:
            return store, case
        found = (store, case)
    add_what_is_new(*found, report)
    return found


def where_is(report: Report) -> tuple[Store, Any] | None:
    """The store and the case that a report made before, wherever it was moved since; None if it made none."""
    for wanted in ("receipt_hash", "id"):
        value = getattr(report, wanted)
        for store in STORES.values() if value else ():
            case = db.session.scalars(select(store.case).where(getattr(store.case, wanted) == value)).first()
            if case is not None:
                return store, case
    return None


def add(
    store: Store, case_id: UUID, added_id: UUID, words: str, *, by: UUID | None = None, role: str = "", **answers: Any
) -> bool:
    """Add an author's words to their case and commit; False where this sending was added before."""
    begin_write()
    case = locked(store, case_id)
    if case is None or any((one.body or {}).get("id") == str(added_id) for one in _from_author(store, case)):
        db.session.rollback()
        return False
    entry = append(store, case, "added", {"id": str(added_id), "words": words, **answers}, by=by, role=role)
    bars.again(store, case, words, by=by)
    ring_again(store, case, f"added-{entry.seq}")
    db.session.commit()
    alarms.send_now(case_id)
    return True


def add_what_is_new(store: Store, case: Any, report: Report) -> bool:
    """A form sent again under the same id: words or answers that differ from what is there are added. Commits."""
    said = [_said(one.body) for one in _from_author(store, case)]
    if {"words": report.words, **report.answers} in said:
        return False
    added_id = uuid5(report.id, canonical({"words": report.words, **report.answers}).decode())
    return add(store, case.id, added_id, report.words, by=report.by_user_id, role=report.role, **report.answers)


def _from_author(store: Store, case: Any) -> list[Read]:
    return [one for one in read(store, case) if one.kind in FROM_AUTHOR]


def _said(body: dict[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (body or {}).items() if name != "id"}
