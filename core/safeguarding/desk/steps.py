"""What each step writes: one entry of the chronology, and what the desk sorts by; all of it in one transaction.

    take(store, case, STEPS["triage"], {"risk": "high", ...}, by, form_id=form.record_id)

The caller holds the case (seeing.held) and commits. A second click finds the entry of the first by the form's id.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from core.access.actor import Actor
from core.db import db, utcnow
from core.people.sightings import leading_role
from core.safeguarding import seeing
from core.safeguarding.conflicts import bars
from core.safeguarding.desk import words
from core.safeguarding.desk.asks import Step
from core.safeguarding.record.chronology import append, latest, locked, read
from core.safeguarding.states import NotNow
from core.safeguarding.store import STORES, Store
from core.safeguarding.timing import set_clock

Body = dict[str, Any]


class Refused(Exception):
    """A step that cannot be taken by this person or with these values; its text says what to do."""


@dataclass(frozen=True)
class Taking:
    """A step under way: the case that is held, what was said, who takes it."""

    store: Store
    case: Any
    body: Body
    by: Actor


def take(
    store: Store,
    case: Any,
    step: Step,
    body: Mapping[str, Any],
    by: Actor,
    *,
    form_id: UUID | None = None,
    occurred_at: datetime | None = None,
) -> bool:
    """Write the step; False if this form wrote it already. Raises states.NotNow and Refused: roll back then."""
    if form_id is not None and _is_written(store, case, form_id):
        return False
    if not stands_for(step, store, case):
        raise NotNow(f"{step.name} is not offered where the case stands")
    under_way = Taking(store, case, dict(body), by)
    if step.name in BEFORE:
        BEFORE[step.name](under_way)
    amends = int(body["of"]) if step.kind == "amended" else None
    marked = {**under_way.body, "form": str(form_id)} if form_id else under_way.body
    role = leading_role(by)
    append(store, case, step.kind, marked, by=by.user_id, role=role, occurred_at=occurred_at, amends=amends)
    if step.name in AFTER:
        AFTER[step.name](under_way)
    set_clock(store, case)
    db.session.flush()
    return True


def stands_for(step: Step, store: Store, case: Any) -> bool:
    """True where the step is offered for a case that stands as this one does."""
    return case.state in step.states and step.store in ("", store.name)


def _is_written(store: Store, case: Any, form_id: UUID) -> bool:
    return any((entry.body or {}).get("form") == str(form_id) for entry in read(store, case))


def _acknowledged(taking: Taking) -> None:
    taking.case.acknowledged_at = utcnow()


def _triaged(taking: Taking) -> None:
    taking.case.risk = taking.body["risk"]


def _decided(taking: Taking) -> None:
    taking.case.decision = taking.body["decision"]


def _closed(taking: Taking) -> None:
    taking.case.closed_at = utcnow()


def _by_a_second_lead(taking: Taking) -> None:
    proposed = latest(read(taking.store, taking.case), "closing")
    if proposed is None or proposed.by_user_id in (None, taking.by.user_id):
        raise Refused("You proposed to close it yourself: another lead has to read it and close it.")
    _closed(taking)


def _reopened(taking: Taking) -> None:
    taking.case.closed_at = None
    taking.case.decision = ""


def _given(taking: Taking) -> None:
    """Somebody who had it before has it again: there is one row for each."""
    user_id = UUID(taking.body["user_id"])
    if user_id in bars.barred(taking.store, taking.case.id):
        raise Refused("It cannot be given to them. Choose somebody else.")
    row = _allocation(taking, user_id)
    if row is None:
        row = taking.store.allocation(case_id=taking.case.id, user_id=user_id)
        db.session.add(row)
    row.since, row.ended_at = utcnow(), None


def _taken_back(taking: Taking) -> None:
    row = _allocation(taking, UUID(taking.body["user_id"]))
    if row is None or row.ended_at is not None:
        raise Refused("They do not have it any more. Nothing was changed.")
    row.ended_at = utcnow()


def _allocation(taking: Taking, user_id: UUID) -> Any:
    given = taking.store.allocation
    asked = select(given).where(given.case_id == taking.case.id, given.user_id == user_id)
    return db.session.scalars(asked).one_or_none()


def _named(taking: Taking) -> None:
    part, person_id = taking.store.part, UUID(taking.body["person_id"])
    asked = select(part).where(part.case_id == taking.case.id, part.person_id == person_id)
    row = db.session.scalars(asked).one_or_none()
    if row is None:
        row = part(case_id=taking.case.id, person_id=person_id)
        db.session.add(row)
    row.part = taking.body["part"]


def _those_in_conflict_out(taking: Taking) -> None:
    """Somebody else may now be too close to it to read on; whoever works here and is named most of all."""
    words = " ".join(str(one) for one in taking.body.values())
    bars.again(taking.store, taking.case, words if "alleged" in taking.body else "", by=taking.by.user_id)


def _linked(taking: Taking) -> None:
    """Both cases say so; the other one must be one that this lead may read."""
    name, _, text = str(taking.body.pop("case_id")).partition(".")
    store = STORES[name]
    other = db.session.scalar(seeing.listed(store, store.case.id == UUID(text)))
    if other is None or other.id == taking.case.id:
        raise Refused("There is no such case to link with. Choose another.")
    back = _other(taking.store, taking.case) | {"why": taking.body["why"]}
    append(store, locked(store, other.id), "linked", back, by=taking.by.user_id, role=leading_role(taking.by))
    taking.body.update(_other(store, other))


def _other(store: Store, case: Any) -> Body:
    return {"store": store.name, "case_id": str(case.id), "number": words.reference(case.id)}


BEFORE: Final[Mapping[str, Callable[[Taking], None]]] = {
    "acknowledge": _acknowledged,
    "triage": _triaged,
    "decide": _decided,
    "review": _triaged,
    "close": _closed,
    "confirm-closing": _by_a_second_lead,
    "reopen": _reopened,
    "allocate": _given,
    "take-back": _taken_back,
    "name": _named,
    "link": _linked,
}
"""What a step changes beside its entry; on a refusal the caller rolls it back with the rest."""
AFTER: Final[Mapping[str, Callable[[Taking], None]]] = {
    "name": _those_in_conflict_out,
    "triage": _those_in_conflict_out,
}
