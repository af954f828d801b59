"""Conflicts of interest beat every role: whoever is barred from a case does not find it anywhere, and is not told.

    at_once(store, case, report)               # taking_in: those whom a report is about never see it
    again(store, case, words)                  # the same when words or people were added
    bar(store, case, user_id, "close", by=...) # a lead's step; let_in undoes it
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from core.db import db, utcnow
from core.safeguarding.conflicts import finding as conflicts
from core.safeguarding.conflicts.desk_people import leads
from core.safeguarding.record.chronology import append
from core.safeguarding.store import Store

WHY: Final[Mapping[str, str]] = {
    "named": "Named in it as the adult it is about",
    "line": "Manages the adult it is about",
    "relative": "Is the child or stands in for the child",
    "declared": "Said that they know somebody in it",
    "close": "Is close to somebody in it",
    "name": "Their name, or one like it, stands in the report",
    "other": "Another reason, written down",
}
BY_HAND: Final = ("named", "line", "relative", "close", "other")
"""Reasons that a lead can choose for somebody else."""


def at_once(store: Store, case: Any, report: Any) -> None:
    """Bar those in conflict before anybody can have read the case; in the transaction that takes it in."""
    of_words = conflicts.of_words(store, report.words, report.answers, by_user_id=report.by_user_id)
    _bar_all(store, case, [*conflicts.of_people(store, case), *of_words])


def again(store: Store, case: Any, words: str = "", *, by: UUID | None = None) -> None:
    """The same for a case that got new words or new people; those a lead let in again stay in."""
    of_words = conflicts.of_words(store, words, {}, by_user_id=by) if words else ()
    _bar_all(store, case, [*conflicts.of_people(store, case), *of_words])


def bar(store: Store, case: Any, user_id: UUID, why: str, by: UUID | None, note: str = "") -> bool:
    """Keep somebody from a case that `locked` gave, from their next request on; False if they are kept already."""
    row = _row(store, case, user_id)
    if row is not None and row.ended_at is None:
        return False
    _put(store, case, user_id, why, row)
    body = {"users": [{"user_id": str(user_id), "why": why}], "note": note}
    append(store, case, "barred", {**body, **_left(store, case)}, by=by)
    return True


def let_in(store: Store, case: Any, user_id: UUID, by: UUID, note: str) -> bool:
    """End a bar: another lead's step, never one's own; False where there is nothing to end or it is one's own."""
    row = _row(store, case, user_id)
    if row is None or row.ended_at is not None or user_id == by:
        return False
    row.ended_at = utcnow()
    append(store, case, "bar_ended", {"user_id": str(user_id), "why": row.why, "note": note}, by=by)
    return True


def carry_over(source: Store, old: Any, target: Store, new: Any) -> None:
    """Keep from `new` whoever is kept from `old`."""
    _bar_all(target, new, [(row.user_id, row.why) for row in live(source, old.id)])


def live(store: Store, case_id: UUID) -> list[Any]:
    """The bars of a case that hold now, the oldest first."""
    query = select(store.bar).where(store.bar.case_id == case_id, store.bar.ended_at.is_(None))
    return list(db.session.scalars(query.order_by(store.bar.since, store.bar.id)))


def barred(store: Store, case_id: UUID) -> frozenset[UUID]:
    """The users who must not know of a case."""
    return frozenset(row.user_id for row in live(store, case_id))


def is_anybody_left(store: Store, case_id: UUID) -> bool:
    """True while some lead of this council may read the case."""
    return bool({lead.user_id for lead in leads()} - barred(store, case_id))


def _bar_all(store: Store, case: Any, found: Iterable[tuple[UUID, str]]) -> None:
    """One entry for all of them; whoever a lead let in again is left as they are."""
    found = list(found)
    if not found:
        return
    known = {row.user_id for row in db.session.scalars(select(store.bar).where(store.bar.case_id == case.id))}
    first: dict[UUID, str] = {}
    for user_id, why in found:
        first.setdefault(user_id, why)
    new = {user_id: why for user_id, why in first.items() if user_id not in known}
    for user_id, why in new.items():
        _put(store, case, user_id, why, None)
    if new:
        users = [{"user_id": str(user_id), "why": why} for user_id, why in new.items()]
        append(store, case, "barred", {"users": users, **_left(store, case)}, by=None)


def _put(store: Store, case: Any, user_id: UUID, why: str, row: Any) -> None:
    if row is None:
        row = store.bar(case_id=case.id, user_id=user_id)
        db.session.add(row)
    row.why, row.since, row.ended_at = why, utcnow(), None
    db.session.flush()


def _row(store: Store, case: Any, user_id: UUID) -> Any:
    asked = select(store.bar).where(store.bar.case_id == case.id, store.bar.user_id == user_id)
    return db.session.scalars(asked).one_or_none()


def _left(store: Store, case: Any) -> dict[str, bool]:
    """What the entry says when no lead may read the case any more: somebody outside the council must be told."""
    return {} if is_anybody_left(store, case.id) else {"nobody_left": True}
