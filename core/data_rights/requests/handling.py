"""Receiving a request and taking a step with it: in the caller's transaction, written down in the audit trail by ids.

Raises StepRefused with a sentence for whoever tried.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from core import audit
from core.authority.resolve import Authority
from core.clock import local_today
from core.data_rights.requests import rules
from core.data_rights.requests.models import RightsRequest, RightsStep
from core.db import begin_write, db
from core.hooks.values import Ref
from core.safeguarding import screened
from core.working_days import IsOff, days_off

SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another when read out
WAYS: Final = ("page", "public", "letter", "spoken")
MOVED_ON = "Somebody else took a step at the same moment. Nothing of yours was saved. Look at where it stands now."


class StepRefused(Exception):
    """The step was not taken; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody asks, and what is known of them; see the table for each field."""

    kind: str
    way: str
    person_id: UUID | None = None
    asker_id: UUID | None = None
    asked_by: UUID | None = None
    on_behalf: bool = False
    about_name: str = ""
    asker_name: str = ""
    asker_contact: str = ""
    asker_is: str = ""
    words: str = ""
    right_words: str = ""
    received_on: date | None = None


def receive(asked: Asked, by: UUID | None, record_id: UUID) -> RightsRequest:
    """Take a request in, once for each `record_id`. Who asks while signed in has shown who they are."""
    begin_write()
    known = db.session.get(RightsRequest, record_id)
    if known is not None:
        return known
    fields = {**vars(asked), "received_on": asked.received_on or local_today()}
    made = RightsRequest(id=record_id, reference=_reference(), **fields)
    db.session.add(made)
    db.session.flush()
    screened((made.words, made.right_words), about(made), person_id=made.person_id)
    take(made, "received", by)
    if asked.way == "page":
        take(made, "identity_checked", None, detail={"how": "signed_in"})
    return made


def take(
    asked: RightsRequest, step: str, by: UUID | None, why: str = "", detail: dict[str, Any] | None = None
) -> RightsStep:
    """Add a step that the caller has checked with `check`; what it says of the request is kept beside it."""
    taken = RightsStep(
        request_id=asked.id, seq=_next(asked), step=step, on=_day(asked, step), by=by, why=why, detail=detail or {}
    )
    try:
        with db.session.begin_nested():
            db.session.add(taken)
    except IntegrityError as raced:
        raise StepRefused(MOVED_ON) from raced
    db.session.expire(asked, ["steps"])
    _keep_closed(asked, taken.on)
    audit.record(f"rights.{step}", about(asked), detail={"kind": asked.kind, **_plain(detail)}, by=by)
    return taken


def check(authority: Authority, asked: RightsRequest, step: str, by: UUID | None, why: str = "") -> None:
    """Raise StepRefused where the rules do not let this person take this step now."""
    reason = rules.why_not(facts(asked), asked.steps, step, by, local_today(), is_off_in(authority))
    if reason:
        raise StepRefused(reason)
    if step in rules.NEEDS_WHY and not why.strip():
        raise StepRefused("Say why: it is kept with the request, and may have to be shown later.")


def step_on(authority: Authority, asked: RightsRequest, step: str, by: UUID | None, why: str = "") -> RightsStep:
    """Check a step and take it."""
    begin_write()
    check(authority, asked, step, by, why)
    return take(asked, step, by, why.strip())


def facts(asked: RightsRequest) -> rules.Facts:
    """What the rules read of a request."""
    return rules.Facts(asked.kind, asked.received_on, asked.on_behalf)


def clock_of(authority: Authority, asked: RightsRequest, today: date | None = None) -> rules.Clock:
    """The request's time as it stands."""
    return rules.clock(facts(asked), asked.steps, today or local_today(), is_off_in(authority))


def is_off_in(authority: Authority) -> IsOff:
    """The days on which nobody works in the council's part of the country."""
    return days_off(authority.file.jurisdiction)


def state_of(asked: RightsRequest) -> str:
    """Where the request stands."""
    return rules.state_of(facts(asked), asked.steps)


def last(steps: Iterable[RightsStep], *names: str) -> RightsStep | None:
    """The latest step of these names."""
    found = [taken for taken in steps if taken.step in names]
    return found[-1] if found else None


def about(asked: RightsRequest) -> Ref:
    """How the audit trail names the request."""
    return Ref("core", "rights_request", asked.id)


def open_twin(asked: Asked) -> RightsRequest | None:
    """An open request of the same kind by the same person about the same one: a second press makes no second."""
    same = (
        RightsRequest.kind == asked.kind,
        RightsRequest.asked_by == asked.asked_by,
        RightsRequest.person_id == asked.person_id,
        RightsRequest.about_name == asked.about_name,
        RightsRequest.closed_on.is_(None),
    )
    found: RightsRequest | None = db.session.scalar(select(RightsRequest).where(*same).limit(1))
    return found


def steps_of(requests: Sequence[RightsRequest]) -> dict[UUID, list[RightsStep]]:
    """The steps of many requests in one query, in order."""
    ids = [asked.id for asked in requests]
    asked_for = select(RightsStep).where(RightsStep.request_id.in_(ids)).order_by(RightsStep.seq)
    found: dict[UUID, list[RightsStep]] = {one: [] for one in ids}
    for taken in db.session.scalars(asked_for) if ids else ():
        found[taken.request_id].append(taken)
    return found


def _reference() -> str:
    return "R-" + "".join(secrets.choice(SIGNS) for _ in range(8))


def _next(asked: RightsRequest) -> int:
    latest = db.session.scalar(select(func.max(RightsStep.seq)).where(RightsStep.request_id == asked.id))
    return (latest or 0) + 1


def _day(asked: RightsRequest, step: str) -> date:
    """A letter counts from the day on which it came, whenever it is entered."""
    return asked.received_on if step == "received" else local_today()


def _keep_closed(asked: RightsRequest, on: date) -> None:
    is_closed = state_of(asked) in rules.CLOSED
    if is_closed and asked.closed_on is None:
        asked.closed_on = on
        db.session.flush()


def _plain(detail: dict[str, Any] | None) -> dict[str, Any]:
    """Counts and words of a list; ids of people stay with the step."""
    return {key: value for key, value in (detail or {}).items() if isinstance(value, int | bool) or key == "how"}
