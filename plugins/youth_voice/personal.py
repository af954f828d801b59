"""What the plugin answers for about a person: a copy of it, its erasure, and when it has been kept long enough.

Who held a post or was in a task group goes with the person; what a group said, and what came of it, stays, nobody's.
"""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from core.api import (
    Authority,
    Erased,
    ExportPart,
    Kept,
    RetentionDue,
    db,
    hookimpl,
    local_moment,
    local_today,
    period,
    touch,
)
from plugins.groups.api import months_before
from plugins.youth_voice.models import (
    CodeAgreement,
    Consultation,
    Delegate,
    DelegateReport,
    OwnItem,
    TaskGroup,
    TaskMember,
)

HIDDEN = frozenset({"authority_id", "id", "version"})


class Held(NamedTuple):
    """One kind of record about a person: its heading for them, its name for staff, and where it is."""

    title: str
    kind: str
    model: Any
    column: str = "person_id"


OWN = (
    Held("Posts that you held beyond here", "posts held", Delegate),
    Held("Task groups that you were in", "places in task groups", TaskMember),
    Held("What you wrote for your own part of meetings", "topics and notes of members' own part", OwnItem),
    Held("Codes of conduct that you had agreed to", "agreements to earlier codes", CodeAgreement),
)
NAMED = (
    Held("What you brought back to your group", "names beside reports back", DelegateReport),
    Held("Answers of your group that you wrote down", "names beside answers to reports", Consultation, "by_id"),
)
"""The words are the group's: on erasure the name goes and they stay. What somebody told in their own words goes too."""


@hookimpl
def person_export(authority: Authority, person_id: UUID) -> list[ExportPart]:
    """What is kept about them here (UK GDPR Art. 15)."""
    parts = [ExportPart(held.title, list(_exported(held, person_id))) for held in (*OWN, *NAMED)]
    return [part for part in parts if part.rows]


@hookimpl
def person_erase(authority: Authority, person_id: UUID, apply: bool) -> list[Erased]:
    """Their places and words go; what groups did stays without a name (UK GDPR Art. 17)."""
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
    """Places whose time was over, and words of members' own part, for longer than members' records are kept."""
    oldest = months_before(today, period(authority, "member").months)
    over = db.func.coalesce(Delegate.ended_on, Delegate.to_on) < oldest
    ended = db.select(TaskGroup.id).where(TaskGroup.ended_on < oldest)
    written = local_moment(oldest, datetime.min.time())
    due: list[tuple[str, Any, Any]] = [
        ("posts held", Delegate, over),
        ("places in task groups", TaskMember, TaskMember.task_group_id.in_(ended)),
        ("topics and notes of members' own part", OwnItem, OwnItem.made_at < written),
        ("agreements to earlier codes", CodeAgreement, CodeAgreement.agreed_on < oldest),
    ]
    found = [(kind, list(db.session.scalars(db.select(model.id).where(when)))) for kind, model, when in due]
    return [RetentionDue(f"youth_voice {kind}", ids, oldest, "member") for kind, ids in found if ids]


KEEPS = {
    "youth_voice posts held": Kept(Delegate),
    "youth_voice places in task groups": Kept(TaskMember),
    "youth_voice topics and notes of members' own part": Kept(OwnItem),
    "youth_voice agreements to earlier codes": Kept(CodeAgreement),
}


def takes_part(person_ids: Collection[UUID]) -> frozenset[UUID]:
    """Who of these people holds a post or is in a task group at work."""
    wanted = list(person_ids)
    holding = db.select(Delegate.person_id).where(
        Delegate.person_id.in_(wanted),
        Delegate.ended_on.is_(None),
        db.or_(Delegate.to_on.is_(None), Delegate.to_on >= local_today()),
    )
    at_work = (
        db.select(TaskMember.person_id)
        .join(
            TaskGroup,
            (TaskGroup.authority_id == TaskMember.authority_id) & (TaskGroup.id == TaskMember.task_group_id),
        )
        .where(TaskMember.person_id.in_(wanted), TaskGroup.state == "open")
    )
    return frozenset([*db.session.scalars(holding), *db.session.scalars(at_work)])


def _go(held: Held, row: Any) -> None:
    if held in OWN:
        db.session.delete(row)
        return
    setattr(row, held.column, None)
    if held.model is DelegateReport:
        row.words, row.next_steps = "", ""


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
    return value.isoformat() if isinstance(value, date) else value
