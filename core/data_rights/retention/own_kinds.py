"""Records of core, beside people and sign-ins, that go when their time is over, counted from when they were closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select

from core.data_rights.requests.models import Restriction, RightsRequest, RightsStep, Withheld
from core.db import db
from core.notify import guests
from core.notify.models import MessageGuest
from core.plugging.keeping import Kept
from core.tasks import Task


@dataclass(frozen=True)
class OwnKind:
    """What such records are, their class of record, and the column from which their time counts."""

    kept: Kept
    record: str
    start: Any


def _forget_requests(rows: Sequence[RightsRequest]) -> None:
    """A request goes with its steps and with what was left out of its answer; what is still restricted stays so."""
    ids = [row.id for row in rows]
    for one in db.session.scalars(select(Restriction).where(Restriction.request_id.in_(ids))):
        one.request_id = None
    models: tuple[Any, ...] = (RightsStep, Withheld)
    for model in models:
        for part in db.session.scalars(select(model).where(model.request_id.in_(ids))):
            db.session.delete(part)
    db.session.flush()
    for row in rows:
        db.session.delete(row)


OWN_KINDS: Final[Mapping[str, OwnKind]] = {
    "answered data requests": OwnKind(Kept(RightsRequest, _forget_requests), "audit", RightsRequest.closed_on),
    "addresses of people without an account": OwnKind(
        Kept(MessageGuest, guests.forget_all), "member", MessageGuest.left_at
    ),
    "tasks that are done": OwnKind(Kept(Task), "member", Task.done_at),
}
