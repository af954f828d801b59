"""What a council's file declares between the database and plain fields. Nothing here commits.

A thing that hangs on another is called by both keys: "promise", "young-people/listen".
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import db
from plugins.standards.models import Action, AuditForm, AuditQuestion, Charter, CharterPromise, Plan, Priority, Target

Fields = dict[str, Any]


class Kept(NamedTuple):
    """How one kind is stored: its class, its plain columns, and the kind and column of what it hangs on."""

    model: Any
    plain: tuple[str, ...]
    parent: str = ""
    link: str = ""


KINDS: Mapping[str, Kept] = {
    "charter": Kept(
        Charter, ("title", "about", "about_easy", "for_whom", "source", "shown", "takes_pledges", "position")
    ),
    "promise": Kept(CharterPromise, ("words", "words_easy", "source", "position"), "charter", "charter_id"),
    "plan": Kept(
        Plan, ("title", "about", "source", "starts_on", "until", "review_on", "boards", "shown", "position")
    ),
    "priority": Kept(Priority, ("title", "about", "source", "owner_post", "position"), "plan", "plan_id"),
    "action": Kept(
        Action, ("title", "measure", "number", "unit", "due_on", "owner_post", "source", "position"), "plan", "plan_id"
    ),
    "target": Kept(
        Target,
        ("title", "number", "unit", "denominator", "of_what", "beside", "counted", "starts_on", "due_on", "source",
         "position"),
    ),
    "audit": Kept(
        AuditForm,
        ("title", "about", "source", "sections", "levels", "kinds", "kept_by", "opens_month", "opens_day", "days",
         "in_use", "position"),
    ),
    "question": Kept(
        AuditQuestion,
        ("section", "words", "hint", "kind", "needed", "young", "source", "asked_until", "position"),
        "audit",
        "form_id",
    ),
}  # fmt: skip
DATES = ("starts_on", "until", "review_on", "due_on")
PARTS = ("sections", "levels")


def current() -> dict[tuple[str, str], Fields]:
    """Everything of this council as (kind, key) -> fields."""
    keys = {kind: _keys(kept.model) for kind, kept in KINDS.items() if not kept.parent}
    priorities = {row.id: row.key for row in db.session.execute(db.select(Priority.id, Priority.key))}
    found = {}
    for kind, kept in KINDS.items():
        for row in db.session.scalars(db.select(kept.model)):
            parent = f"{keys[kept.parent][getattr(row, kept.link)]}/" if kept.parent else ""
            found[kind, f"{parent}{row.key}"] = _fields(kind, row, keys["plan"], priorities)
    return found


def save(kind: str, key: str, fields: Mapping[str, Any]) -> Any:
    """Make the thing called `key` have these fields; it is made if it is not there."""
    kept, (parent_key, own) = KINDS[kind], _split(key)
    parent = _by_key(KINDS[kept.parent].model, parent_key) if kept.parent else None
    row = _found(kept, own, parent) or _begun(kept, own, parent)
    for name in kept.plain:
        if name in fields:
            setattr(row, name, _value(name, fields[name]))
    if kind == "action" and "priority" in fields:
        row.priority_id = _priority_id(row.plan_id, fields["priority"])
    if kind == "target":
        _link_target(row, fields)
    db.session.add(row)
    db.session.flush()
    return row


def _fields(kind: str, row: Any, plans: Mapping[UUID, str], priorities: Mapping[UUID, str]) -> Fields:
    fields = {name: _plain(name, getattr(row, name)) for name in KINDS[kind].plain}
    if kind == "action":
        fields["priority"] = priorities[row.priority_id]
    if kind == "target":
        fields |= {"plan": plans.get(row.plan_id), "priority": priorities.get(row.priority_id)}
    return fields


def _link_target(row: Target, fields: Mapping[str, Any]) -> None:
    if "plan" in fields:
        row.plan_id = _by_key(Plan, fields["plan"]).id if fields["plan"] else None
    if "priority" in fields:
        wanted = fields["priority"] if row.plan_id else None
        row.priority_id = _priority_id(row.plan_id, wanted) if wanted and row.plan_id else None


def _priority_id(plan_id: UUID, key: str) -> UUID:
    query = db.select(Priority.id).where(Priority.plan_id == plan_id, Priority.key == key)
    found: UUID = db.session.scalars(query).one()
    return found


def _split(key: str) -> tuple[str, str]:
    parent, _, own = key.rpartition("/")
    return parent, own


def _found(kept: Kept, key: str, parent: Any) -> Any:
    query = db.select(kept.model).where(kept.model.key == key)
    if parent is not None:
        query = query.where(getattr(kept.model, kept.link) == parent.id)
    return db.session.scalars(query).one_or_none()


def _begun(kept: Kept, key: str, parent: Any) -> Any:
    row = kept.model(key=key)
    if parent is not None:
        setattr(row, kept.link, parent.id)
    return row


def _by_key(model: Any, key: str) -> Any:
    return db.session.scalars(db.select(model).where(model.key == key)).one()


def _keys(model: Any) -> dict[UUID, str]:
    return {row.id: row.key for row in db.session.execute(db.select(model.id, model.key))}


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [_part(one) for one in value] if name in PARTS else value


def _value(name: str, value: Any) -> Any:
    if name in DATES:
        return date.fromisoformat(value) if isinstance(value, str) else value
    return [_part(one) for one in value] if name in PARTS else value


def _part(one: Mapping[str, Any]) -> Fields:
    """Every field in it, so that the same part always compares equal."""
    return {"key": one["key"], "title": one["title"], "about": one.get("about", "")}
