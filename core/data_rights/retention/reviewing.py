"""What waits for somebody to look before it is deleted: in batches, by kind and night, each record by its title."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, true

from core import audit
from core.access.actor import Actor
from core.data_rights.retention.due import CORE, SIGN_IN_KIND
from core.data_rights.retention.models import PERSON_KIND, DueRecord
from core.data_rights.retention.own_kinds import OWN_KINDS
from core.db import current_authority_id, db, utcnow
from core.hooks.values import Ref
from core.people.access import SEES_PERSON
from core.people.models import Person
from core.plugging.registry import Plugins
from core.users.models import Membership

AT_ONCE = 100  # records on one page
SOMEBODY = "Somebody whose record you may not see"


@dataclass(frozen=True)
class Batch:
    """Records of one kind that one night found due."""

    owner: str
    owner_title: str
    kind: str
    found_on: date
    count: int


@dataclass(frozen=True)
class Line:
    """One record as a reviewer sees it; `url` is "" where there is no page of it."""

    id: UUID
    title: str
    due_on: date
    note: str
    person_id: UUID | None = None


def batches(plugins: Plugins) -> list[Batch]:
    """Everything that waits, the longest waiting first."""
    keys = (DueRecord.owner, DueRecord.kind, DueRecord.found_on)
    query = select(*keys, func.count(DueRecord.id)).where(DueRecord.state == "waiting").group_by(*keys)
    rows = db.session.execute(query.order_by(DueRecord.found_on, DueRecord.owner, DueRecord.kind))
    return [Batch(owner, title_of(owner, plugins), kind, found_on, count) for owner, kind, found_on, count in rows]


def title_of(owner: str, plugins: Plugins) -> str:
    """Whose records they are, in words."""
    plugin = plugins.get(owner)
    return plugin.title if plugin else "Heard itself" if owner == CORE else owner


def of_batch(owner: str, kind: str, found_on: date) -> Sequence[DueRecord]:
    """The records of one batch, at most AT_ONCE."""
    here = (DueRecord.owner == owner, DueRecord.kind == kind, DueRecord.found_on == found_on)
    query = select(DueRecord).where(*here, DueRecord.state == "waiting").order_by(DueRecord.due_on, DueRecord.id)
    return list(db.session.scalars(query.limit(AT_ONCE)))


def lines(rows: Sequence[DueRecord], plugins: Plugins, actor: Actor) -> list[Line]:
    """What a reviewer sees of them: whom they are about, where they may see that, and since when they are due."""
    if not rows:
        return []
    about = _about(rows, plugins)
    names = _names({one for one in about.values() if one is not None}, actor)
    members = _members(rows) if (rows[0].owner, rows[0].kind) == (CORE, SIGN_IN_KIND) else {}
    return [
        Line(row.id, members.get(row.record_id) or _title(about.get(row.record_id), names), row.due_on, row.why, whom)
        for row in rows
        for whom in (about.get(row.record_id) if about.get(row.record_id) in names else None,)
    ]


def keep(rows: Sequence[DueRecord], until: date, why: str, by: UUID | None) -> None:
    """Keep these until the end of a day, audited by ids and without the reason's words; the caller commits."""
    for row in rows:
        row.state, row.keep_until, row.why, row.decided_by, row.decided_at = "kept", until, why, by, utcnow()
        detail = {"kind": row.kind, "until": until.isoformat()}
        audit.record("retention.kept", Ref(row.owner, "due_record", row.record_id), detail=detail, by=by)


def _about(rows: Sequence[DueRecord], plugins: Plugins) -> dict[UUID, UUID | None]:
    """The person that each record is about, where it is about one."""
    ids = [row.record_id for row in rows]
    if rows[0].owner == CORE and rows[0].kind not in OWN_KINDS:
        return {one: one for one in ids} if rows[0].kind == PERSON_KIND else {}
    plugin = plugins.get(rows[0].owner)
    kept = plugin.keeps.get(rows[0].kind) if plugin else OWN_KINDS[rows[0].kind].kept if rows[0].owner == CORE else None
    column = getattr(kept.model, "person_id", None) if kept else None
    if kept is None or column is None:
        return {}
    model: Any = kept.model
    return {row[0]: row[1] for row in db.session.execute(select(model.id, column).where(model.id.in_(ids)))}


def _names(ids: set[UUID], actor: Actor) -> dict[UUID, str]:
    seen = true() if actor.can("keeping.decide") else SEES_PERSON.criteria(actor)
    query = select(Person.id, Person.name).where(Person.id.in_(list(ids)), seen)
    return {row.id: row.name for row in db.session.execute(query)} if ids else {}


def _members(rows: Sequence[DueRecord]) -> dict[UUID, str]:
    own = Membership.authority_id == current_authority_id()
    query = select(Membership.id, Membership.name).where(own, Membership.id.in_([row.record_id for row in rows]))
    return {row.id: row.name for row in db.session.execute(query)}


def _title(person_id: UUID | None, names: dict[UUID, str]) -> str:
    if person_id is None:
        return "About nobody by name"
    return names.get(person_id, SOMEBODY)
