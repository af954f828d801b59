"""Moving a case between the two stores: a concern that turns out to be about staff, an allegation that is not.

The new case takes over what its author said, the enclosures, the people, the code of the receipt and every bar; what
leads wrote stays where they wrote it, and both say where the other is. Whoever is kept from one is kept from both.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select, update

from core.db import db, utcnow
from core.safeguarding.conflicts import bars
from core.safeguarding.conflicts.finding import ADULT_NAME
from core.safeguarding.record import enclosures
from core.safeguarding.record.chronology import Read, append, read
from core.safeguarding.states import NotNow
from core.safeguarding.store import ALLEGATIONS, CONCERNS, Store
from core.safeguarding.taking_in import Report, take_in
from core.safeguarding.telling.adding import FROM_AUTHOR
from core.safeguarding.timing import set_clock

MOVED: Final = "It was moved: work on it goes on in the other list."
ON_THE_WAY: Final = ("acknowledged", "triaged", "decided")
"""What must have been written before a case can be closed; a case that is moved takes them in one go."""


@dataclass(frozen=True)
class Move:
    """Why a case is moved, by whom, and the adult as far as they are known: a name as it is spoken, a record."""

    reason: str
    by: UUID
    role: str
    adult_name: str = ""
    adult_id: UUID | None = None


def other(store: Store) -> Store:
    """The store to which a case of this one can be moved."""
    return CONCERNS if store is ALLEGATIONS else ALLEGATIONS


def move(store: Store, case: Any, new_id: UUID, why: Move) -> Any:
    """Move a case that `seeing.held` gave, and return the new one; the same `new_id` again returns the first.

    A concern is closed by it. An allegation then waits for a second lead to close it, as every allegation does.
    Raises states.NotNow for a case that was moved before. The caller commits.
    """
    target, entries = other(store), read(store, case)
    if was_moved(entries) and db.session.get(target.case, new_id) is None:
        raise NotNow("it was moved before")
    new, is_new = take_in(target, _report(store, case, entries, new_id, why))
    if not is_new:
        return new
    _take_over(store, case, target, new, entries)
    append(target, new, "moved", _says(store, case, "from", why), by=why.by, role=why.role)
    append(store, case, "moved", _says(target, new, "to", why), by=why.by, role=why.role)
    _same_bars(store, case, target, new)
    case.receipt_hash = None
    _give_back(store, case)
    _end(store, case, why)
    db.session.flush()
    return new


def was_moved(entries: Iterable[Read]) -> bool:
    """True once a case was moved to the other store."""
    return any(one.kind == "moved" and (one.body or {}).get("direction") == "to" for one in entries)


def _report(store: Store, case: Any, entries: list[Read], new_id: UUID, why: Move) -> Report:
    first = entries[0]
    said = dict(first.body or {})
    words = str(said.pop("words", ""))
    if why.adult_name:
        said[ADULT_NAME] = why.adult_name
    people = {part.person_id: part.part for part in _parts(store, case)}
    if why.adult_id is not None:
        people[why.adult_id] = "adult"
    return Report(
        id=new_id, words=words, how=case.how, raised_at=case.raised_at, answers=said, receipt_hash=case.receipt_hash,
        by_user_id=case.raised_by_user_id, by_person_id=case.raised_by_person_id, role=first.by_role,
        people=tuple(people.items()), is_test=case.is_test,
    )  # fmt: skip


def _take_over(store: Store, case: Any, target: Store, new: Any, entries: list[Read]) -> None:
    """What the author added later, and what came with it."""
    for one in entries[1:]:
        if one.kind in FROM_AUTHOR and one.body:
            append(target, new, "added", one.body, by=one.by_user_id, role=one.by_role, occurred_at=one.recorded_at)
            bars.again(target, new, str(one.body.get("words", "")), by=one.by_user_id)
    for enclosure in enclosures.of(store, case):
        if enclosure.place:  # the bytes of others were destroyed as the law asked
            enclosures.carry(case, enclosure, target, new)


def _same_bars(store: Store, case: Any, target: Store, new: Any) -> None:
    bars.carry_over(store, case, target, new)
    bars.carry_over(target, new, store, case)


def _says(there: Store, case: Any, direction: str, why: Move) -> dict[str, str]:
    return {"direction": direction, "store": there.name, "case_id": str(case.id), "reason": why.reason}


def _give_back(store: Store, case: Any) -> None:
    """Whoever it was given to has no more to do with it here."""
    given = store.allocation
    live = (given.case_id == case.id, given.ended_at.is_(None))
    db.session.execute(update(given).where(*live).values(ended_at=utcnow()))


def _end(store: Store, case: Any, why: Move) -> None:
    if case.state in ("closed", "closing"):
        return
    done = {"raised": 0, "acknowledged": 1, "triaged": 2}.get(case.state, len(ON_THE_WAY))
    last = "closing" if store.two_to_close else "closed"
    for kind in (*ON_THE_WAY[done:], last):
        append(store, case, kind, {"reason": MOVED}, by=why.by, role=why.role)
    case.acknowledged_at = case.acknowledged_at or utcnow()
    if last == "closed":
        case.closed_at = utcnow()
    set_clock(store, case)


def _parts(store: Store, case: Any) -> Iterable[Any]:
    return db.session.scalars(select(store.part).where(store.part.case_id == case.id))
