"""Charters, audit forms and actions of a plan as a council offers them to others, and the drafts that copies become."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from core.api import Ref, db, offers
from plugins.standards.models import Action, AuditForm, AuditQuestion, Charter, CharterPromise, Plan
from plugins.standards.rules import key_of

_SHOWN: Final = (Charter.shown.is_(True),)
_IN_USE: Final = (AuditForm.in_use.is_(True),)
_OF_A_SHOWN_PLAN: Final = (
    Action.plan_id.in_(db.select(Plan.id).where(Plan.shown.is_(True), Plan.ended_on.is_(None))),
    Action.status != "ended",
)
ASKED: Final = "What it asks"
PROMISE: Final = "Promise"


def _charters(most: int) -> Sequence[offers.Ready]:
    return _listed(Charter, _SHOWN, (Charter.position, Charter.title), most)


def _charter(id: UUID) -> offers.Snapshot | None:
    row = _row(Charter, id, _SHOWN)
    if row is None:
        return None
    query = db.select(CharterPromise.words).where(CharterPromise.charter_id == id, CharterPromise.ended_on.is_(None))
    promises = db.session.scalars(query.order_by(CharterPromise.position, CharterPromise.key))
    source = [offers.Telling("Where it comes from", row.source)] if row.source else []
    return offers.Snapshot(row.title, row.about, (*(offers.Telling(PROMISE, one) for one in promises), *source))


def _make_charter(snapshot: offers.Snapshot, id: UUID, origin: str) -> Ref:
    """A charter that nobody else sees yet, with the same promises."""
    key = key_of(snapshot.title, db.session.scalars(db.select(Charter.key)))
    own = {"title": snapshot.title[:200], "about": snapshot.summary, "source": f"Copied from {origin}", "shown": False}
    db.session.add(Charter(id=id, key=key, **own))
    db.session.flush()
    taken: list[str] = []
    for place, part in enumerate(one for one in snapshot.parts if one.heading == PROMISE):
        taken.append(key_of(part.words, taken))
        db.session.add(CharterPromise(charter_id=id, key=taken[-1], words=part.words, position=place))
    db.session.flush()
    return Ref("standards", "charter", id)


def _forms(most: int) -> Sequence[offers.Ready]:
    return _listed(AuditForm, _IN_USE, (AuditForm.position, AuditForm.title), most)


def _form(id: UUID) -> offers.Snapshot | None:
    row = _row(AuditForm, id, _IN_USE)
    if row is None:
        return None
    query = db.select(AuditQuestion).where(AuditQuestion.form_id == id, AuditQuestion.asked_until.is_(None))
    asked = db.session.scalars(query.order_by(AuditQuestion.position, AuditQuestion.key))
    levels = "\n".join(str(one.get("title", "")) for one in row.levels)
    parts = [offers.Telling(ASKED, one.words) for one in asked]
    parts += [offers.Telling("The steps of its scale", levels)] if levels else []
    parts += [offers.Telling("Where it comes from", row.source)] if row.source else []
    return offers.Snapshot(row.title, row.about, tuple(parts))


def _make_form(snapshot: offers.Snapshot, id: UUID, origin: str) -> Ref:
    """A form that nobody is asked to fill in yet: a local admin looks through its questions first."""
    key = key_of(snapshot.title, db.session.scalars(db.select(AuditForm.key)))
    said = {part.heading: part.words for part in snapshot.parts}
    steps, taken = [one for one in said.get("The steps of its scale", "").splitlines() if one], list[str]()
    levels = [{"key": f"step-{place}", "title": one, "about": ""} for place, one in enumerate(steps, start=1)]
    own = {"title": snapshot.title[:200], "about": snapshot.summary, "source": f"Copied from {origin}"}
    db.session.add(AuditForm(id=id, key=key, levels=levels, in_use=False, **own))
    db.session.flush()
    kind = "level" if levels else "text"
    for place, part in enumerate(one for one in snapshot.parts if one.heading == ASKED):
        taken.append(key_of(part.words, taken))
        words = part.words[:400]
        db.session.add(AuditQuestion(form_id=id, key=taken[-1], words=words, kind=kind, position=place))
    db.session.flush()
    return Ref("standards", "audit_form", id)


def _actions(most: int) -> Sequence[offers.Ready]:
    return _listed(Action, _OF_A_SHOWN_PLAN, (Action.position, Action.title, Action.id), most)


def _action(id: UUID) -> offers.Snapshot | None:
    row = _row(Action, id, _OF_A_SHOWN_PLAN)
    return offers.Snapshot(row.title, row.measure) if row else None


def _listed(model: Any, conditions: Sequence[Any], order: Sequence[Any], most: int) -> list[offers.Ready]:
    rows = db.session.execute(db.select(model.id, model.title).where(*conditions).order_by(*order).limit(most))
    return [offers.Ready(row.id, row.title) for row in rows]


def _row(model: Any, id: UUID, conditions: Sequence[Any]) -> Any:
    return db.session.scalar(db.select(model).where(model.id == id, *conditions))


def _alive(model: Any, ids: Collection[UUID], conditions: Sequence[Any]) -> frozenset[UUID]:
    return frozenset(db.session.scalars(db.select(model.id).where(model.id.in_(list(ids)), *conditions)))


OFFERS: Final[Mapping[str, offers.Offerable]] = {
    "charter": offers.Offerable(
        "Charter", _charters, _charter, lambda ids: _alive(Charter, ids, _SHOWN), made=_make_charter
    ),
    "audit_form": offers.Offerable(
        "Audit form", _forms, _form, lambda ids: _alive(AuditForm, ids, _IN_USE), made=_make_form
    ),
    "action": offers.Offerable(
        "Action of a plan", _actions, _action, lambda ids: _alive(Action, ids, _OF_A_SHOWN_PLAN), plan=True
    ),
}
