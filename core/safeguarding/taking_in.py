"""Taking a report in: always, exactly once, whoever sends it and however often; all of it in one transaction.

    case = take_in(CONCERNS, Report(id=..., words=..., how="page", raised_at=utcnow()))

The id is drawn with the form or with the spool's file, so a second click, a reload and a drained file find the first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from core.db import current_authority_id, db
from core.safeguarding.alarms import ring
from core.safeguarding.conflicts import bars
from core.safeguarding.models import StoreCount
from core.safeguarding.record import keys
from core.safeguarding.record.chronology import append, new_key
from core.safeguarding.store import Store

UNSAFE: Final = "unsafe"  # the risk of a case until it is triaged, where its author said that they are not safe now


@dataclass(frozen=True)
class Report:
    """What somebody says is wrong. `words` are their own, whole; `answers` what they chose beside them.

    `how`: page, spool, inside, screen, transfer. `people` are (person id, part) with a part of PartColumns. `role` is
    that of whoever sent it, "" for a stranger. `receipt_hash` is of the code that they were given. `recorded_at` is for
    a demonstration, whose past is made up: for everybody else it is now.
    """

    id: UUID
    words: str
    how: str
    raised_at: datetime
    answers: Mapping[str, Any] = field(default_factory=dict)
    receipt_hash: str | None = None
    by_user_id: UUID | None = None
    by_person_id: UUID | None = None
    role: str = ""
    people: tuple[tuple[UUID, str], ...] = ()
    is_test: bool = False
    recorded_at: datetime | None = None

    @property
    def is_urgent(self) -> bool:
        """True where the author says that somebody is in danger now."""
        return self.answers.get("safe_now") == "no"


def take_in(store: Store, report: Report) -> tuple[Any, bool]:
    """Return (case, is it new) in the caller's transaction, in the council's scope; the caller commits."""
    found = db.session.get(store.case, report.id)
    if found is not None:
        return found, False
    try:
        with db.session.begin_nested():
            return _new_case(store, report), True
    except IntegrityError:  # the same report, taken in by another process at this moment
        found = db.session.get(store.case, report.id)
        if found is None:
            raise
        return found, False


def _new_case(store: Store, report: Report) -> Any:
    number = _next_number(store)
    here = current_authority_id()
    case = store.case(
        id=report.id, number=number, number_seal=keys.of(here).marked(*number_parts(here, store, number, report.id)),
        sealed_key=new_key(), receipt_hash=report.receipt_hash, how=report.how, raised_at=report.raised_at,
        raised_by_user_id=report.by_user_id, raised_by_person_id=report.by_person_id, state="raised",
        state_since=report.raised_at, is_test=report.is_test, head_seq=0, head_hash="",
        risk=UNSAFE if report.answers.get("safe_now") == "no" else "",
    )  # fmt: skip
    db.session.add(case)
    db.session.flush()
    body = {"words": report.words, **report.answers}
    by, role, at = report.by_user_id, report.role, report.recorded_at
    append(store, case, "raised", body, by=by, role=role, occurred_at=report.raised_at, at=at)
    people = dict(report.people).items()
    db.session.add_all(store.part(case_id=case.id, person_id=person_id, part=part) for person_id, part in people)
    ring(store, case, urgent=report.is_urgent)
    db.session.flush()
    bars.at_once(store, case, report)
    return case


def _next_number(store: Store) -> int:
    """The next number of this store; whoever comes at the same time waits for the transaction to end."""
    row = _count(store) or _first_count(store)
    # Somebody may have set the count back or taken it away: what is said now must still be taken in.
    row.number = max(row.number, db.session.scalar(select(func.max(store.case.number))) or 0) + 1
    row.seal = keys.of(current_authority_id()).marked(*count_parts(current_authority_id(), store, row.number))
    db.session.flush()
    return int(row.number)


def _count(store: Store) -> StoreCount | None:
    asked = select(StoreCount).where(StoreCount.store == store.name).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one_or_none()


def _first_count(store: Store) -> StoreCount:
    """The first two reports of a council may come at the same moment: the second waits for the first's row."""
    try:
        with db.session.begin_nested():
            db.session.add(StoreCount(store=store.name, number=0, seal=""))
    except IntegrityError:
        pass
    found = _count(store)
    assert found is not None  # either of the two has made it
    return found


def number_parts(authority_id: UUID, store: Store, number: int, case_id: UUID) -> tuple[Any, ...]:
    """What the seal on a case's number is made over."""
    return ("number", authority_id, store.name, number, case_id)


def count_parts(authority_id: UUID, store: Store, number: int) -> tuple[Any, ...]:
    """What the seal on the count of a store is made over."""
    return ("count", authority_id, store.name, number)
