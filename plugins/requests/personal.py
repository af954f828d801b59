"""What the plugin answers for about a person: a copy of it, its erasure, and when it has been kept long enough.

That an agency asked and what a group answered stays, nobody's; who pressed, asked, approved or wrote it down goes.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from core.api import (
    Authority,
    Erased,
    ExportPart,
    Kept,
    Ref,
    RetentionDue,
    db,
    hookimpl,
    local_moment,
    notify,
    period,
    search,
    touch,
)
from plugins.groups.api import months_before
from plugins.requests.models import (
    Approver,
    OtherAsk,
    Request,
    RequestApproval,
    RequestDay,
    RequestStep,
    RequestVote,
)

HIDDEN = frozenset({"authority_id", "id", "version", "position", "code_hash", "number", "agency_key"})


class Held(NamedTuple):
    """One kind of record about a person: its heading for them, its name for staff, and where it is."""

    title: str
    kind: str
    model: Any
    column: str


OWN = (
    Held("Your yes or no to those who asked your group", "answers to requests", RequestVote, "person_id"),
    Held("What you may approve", "places as an approver", Approver, "person_id"),
)
ASKED = Held("What you asked young people for", "names of who asked", Request, "asker_id")
NAMED = (
    ASKED,
    Held("Requests that you look after", "names of who looks after requests", Request, "worker_id"),
    Held("Answers of groups that you wrote down", "names of who wrote answers down", Request, "answer_by_id"),
    Held("Stops that you lifted", "names of who lifted a stop", Request, "lifted_by_id"),
    Held("What you did about requests", "names in histories of requests", RequestStep, "by_id"),
    Held("What you approved", "names beside approvals", RequestApproval, "by_id"),
    Held("Asks that you noted", "names of who noted asks", OtherAsk, "by_id"),
)
"""The record is the council's: on erasure the name goes and the rest stays, nobody's."""
WRITTEN = ("asker_name", "email", "office")
CHILDREN: tuple[Any, ...] = (RequestStep, RequestVote, RequestApproval, RequestDay)


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """What they pressed, asked, approved and wrote down (UK GDPR Art. 15)."""
    parts = [ExportPart(held.title, list(_exported(held, person_id))) for held in (*OWN, *NAMED)]
    return [part for part in parts if part.rows]


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """Their press and their name go; requests and numbers stay without them (UK GDPR Art. 17)."""
    found = [(held, _rows(held, person_id)) for held in (*OWN, *NAMED)]
    for held, rows in found if apply else ():
        for row in rows:
            _go(held, row)
    db.session.flush()
    if apply:
        touch(authority.id)
    return [Erased(held.kind, len(rows)) for held, rows in found if rows]


@hookimpl
def person_merged(authority: Authority, kept_id: UUID, gone_id: UUID) -> None:
    """Nothing is stored about a person beside the rows that the core has moved."""


@hookimpl
def retention_due(authority: Authority, today: date) -> list[RetentionDue]:
    """Requests and other asks from longer ago than the council keeps what is published; open feedback stays."""
    oldest = months_before(today, period(authority, "published").months)
    since = local_moment(oldest, time(0))
    requests = db.select(Request.id).where(Request.made_at < since, Request.state != "feedback")
    others = db.select(OtherAsk.id).where(OtherAsk.on_date < oldest)
    found = (("requests to young people", requests), ("asks from elsewhere", others))
    due = [(kind, list(db.session.scalars(query))) for kind, query in found]
    return [RetentionDue(kind, ids, oldest, "published") for kind, ids in due if ids]


def forget_requests(rows: Sequence[Request]) -> None:
    """Delete requests whose time is over, with everything that belongs to them."""
    ids = [row.id for row in rows]
    for model in CHILDREN:
        db.session.execute(db.delete(model).where(model.request_id.in_(ids)))
    for row in rows:
        search.drop(Ref("requests", "request", row.id))
        guest = row.guest_id
        db.session.delete(row)
        if guest is not None:
            notify.guests.forget(guest)
    db.session.flush()


KEEPS = {"requests to young people": Kept(Request, forget_requests), "asks from elsewhere": Kept(OtherAsk)}


def _go(held: Held, row: Any) -> None:
    if held in OWN:
        db.session.delete(row)
        return
    setattr(row, held.column, None)
    for name in WRITTEN if held is ASKED else ():
        setattr(row, name, "")


def _rows(held: Held, person_id: UUID) -> list[Any]:
    return list(db.session.scalars(db.select(held.model).where(getattr(held.model, held.column) == person_id)))


def _exported(held: Held, person_id: UUID) -> Iterator[dict[str, object]]:
    for row in _rows(held, person_id):
        names = [column.name for column in row.__table__.columns if not column.name.endswith("_id")]
        values = {name: getattr(row, name) for name in names if name not in HIDDEN}
        yield {name: _simple(value) for name, value in values.items() if value not in (None, "", [], {})}


def _simple(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, (date, time)) else value
