"""Which cases a lead lets into somebody's copy of their own data, and what they then read of them.

The choice is an entry of each case's own chronology and stands nowhere else: a request, its steps and the officer's
pages are the same whether there is a case or not (Data Protection Act 2018, Sch. 3, Part 5; UK GDPR Art. 15).
"""

from collections.abc import Collection, Iterator
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from core.clock import by_the_clock
from core.db import db
from core.safeguarding import seeing
from core.safeguarding.record import keys
from core.safeguarding.record.chronology import Read, append, locked, read
from core.safeguarding.record.walking import DESTROYED
from core.safeguarding.store import STORES, Store

RELEASED: Final = "released"
NOT_GIVEN: Final = frozenset({RELEASED, DESTROYED, "kept", "barred", "bar_ended"})
"""Kinds of entry that are about the record or about who must not know of it, never about the person."""
NOT_SAID: Final = frozenset({"form"})


def mine_about(person_ids: Collection[UUID]) -> list[tuple[Store, Any]]:
    """Cases that name these records and that whoever asks may read, the oldest first."""
    found = [
        (store, case)
        for store in STORES.values()
        for case in db.session.scalars(seeing.listed(store, store.case.id.in_(_naming(store, person_ids))))
    ]
    return sorted(found, key=lambda one: one[1].received_at)


def choose(
    person_ids: Collection[UUID], request_id: UUID, chosen: Collection[UUID], by: UUID | None, role: str
) -> None:
    """Write down which of the cases that I may read go into the copy; one let in before and not now goes out again."""
    for store, case in mine_about(person_ids):
        before, now = _is_released(read(store, case), request_id), case.id in chosen
        if before != now:
            body = {"request": str(request_id), "released": now}
            append(store, locked(store, case.id), RELEASED, body, by=by, role=role)


def rows(person_ids: Collection[UUID], request_id: UUID) -> Iterator[dict[str, Any]]:
    """What was recorded in the cases that a lead has let into this copy, an entry each, as it was written."""
    for store in STORES.values():
        for case in db.session.scalars(select(store.case).where(store.case.id.in_(_naming(store, person_ids)))):
            try:
                entries = read(store, case)
            except keys.Unreadable:
                continue
            if _is_released(entries, request_id):
                yield from (_shown(one) for one in entries if one.kind not in NOT_GIVEN and one.body)


def _naming(store: Store, person_ids: Collection[UUID]) -> Any:
    return select(store.part.case_id).where(store.part.person_id.in_(list(person_ids)))


def _is_released(entries: Collection[Read], request_id: UUID) -> bool:
    said = [one.body for one in entries if one.kind == RELEASED and one.body]
    mine = [bool(one["released"]) for one in said if one["request"] == str(request_id)]
    return bool(mine) and mine[-1]


def _shown(entry: Read) -> dict[str, Any]:
    said = {_words(name): value for name, value in (entry.body or {}).items() if name not in NOT_SAID and value}
    late = {"put right later": True} if entry.put_right_by else {}
    what = {"written down": by_the_clock(entry.recorded_at), "what it is": _words(entry.kind), "by": entry.by_role}
    return {**{name: value for name, value in what.items() if value}, **said, **late}


def _words(name: str) -> str:
    return name.replace("_", " ")
