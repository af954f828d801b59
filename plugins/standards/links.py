"""How other plugins name an action, a plan, a charter or an audit on their own pages, for whoever may see it."""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import url_for

from core.api import Link, db
from plugins.standards.here import reader
from plugins.standards.models import Action, Audit, AuditForm, Charter, Plan
from plugins.standards.visibility import FILLS_AUDIT, SEES_ACTION, SEES_PLAN


def action_link(id: UUID) -> Link | None:
    """The action's page and day."""
    query = db.select(Action).where(Action.id == id, SEES_ACTION.criteria(reader(), Action))
    found = db.session.scalars(query).one_or_none()
    return Link(found.title, url_for("standards.action", id=id), found.due_on) if found else None


def plan_link(id: UUID) -> Link | None:
    """The scorecard."""
    found = db.session.scalars(db.select(Plan).where(Plan.id == id, SEES_PLAN.criteria(reader(), Plan))).one_or_none()
    return Link(found.title, url_for("standards.plan", key=found.key)) if found else None


def charter_link(id: UUID) -> Link | None:
    """A charter that everybody can read."""
    found = db.session.scalars(db.select(Charter).where(Charter.id == id, Charter.shown.is_(True))).one_or_none()
    return Link(found.title, url_for("standards.charter", key=found.key)) if found else None


def audit_link(id: UUID) -> Link | None:
    """The audit's page, for whoever fills it in."""
    query = (
        db.select(Audit.year, Audit.due_on, AuditForm.title)
        .join(AuditForm, (AuditForm.authority_id == Audit.authority_id) & (AuditForm.id == Audit.form_id))
        .where(Audit.id == id, FILLS_AUDIT.criteria(reader(), Audit))
    )
    found = db.session.execute(query).one_or_none()
    return Link(f"{found.title}, {found.year}", url_for("standards.audit", id=id), found.due_on) if found else None


REFS: Mapping[str, Callable[[UUID], Link | None]] = {
    "action": action_link,
    "plan": plan_link,
    "charter": charter_link,
    "audit": audit_link,
}
