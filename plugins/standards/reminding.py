"""Each morning: the year's audits open on their day, and whoever owns an action or an audit is reminded of its day.

What should have happened by today is done today, however long nothing ran; what was done is never done again. Messages
go to staff alone, name nothing, and lead to the page.
"""

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from flask import url_for

from core.api import Authority, Every, Job, Notice, Person, db, gettext_noop, holders_of, local_today, notify, touch
from plugins.standards.audits import rounds
from plugins.standards.here import chosen
from plugins.standards.models import Action, Audit, AuditForm, Plan
from plugins.standards.rules import opening, reminders_due
from plugins.standards.vocabulary import OPEN

ACTION_DUE, AUDIT_DUE, AUDIT_OPEN = "standards.action_due", "standards.audit_due", "standards.audit_open"
NOTICES = (
    Notice(ACTION_DUE, gettext_noop("The day of an action that is yours is near or over."), needs_agreement=False),
    Notice(AUDIT_DUE, gettext_noop("An audit that you fill in is due soon or late."), needs_agreement=False),
    Notice(AUDIT_OPEN, gettext_noop("This year’s audit of your team is open."), needs_agreement=False),
)
FILL = ("worker", "practitioner")
LATE_TO_OPEN = 31
"""Days after its day on which a round still opens by itself: a form that is added in spring waits for its next day."""


def each_morning(authority: Authority, payload: dict[str, Any]) -> None:
    """Open what opens today, then remind."""
    today = local_today()
    if chosen(authority).open_audits:
        for form in _opening_now(today):
            if rounds.open_audits(form):
                touch(authority.id)
    _tell_of_new(today)
    _remind_actions(authority, today)
    _remind_audits(authority, today)


def _opening_now(today: date) -> Iterable[AuditForm]:
    forms = db.session.scalars(db.select(AuditForm).where(AuditForm.in_use.is_(True), AuditForm.kept_by == ""))
    for form in forms:
        opens = opening(form.opens_month, form.opens_day, rounds.this_year(form, today))
        if today <= opens + timedelta(days=LATE_TO_OPEN) and rounds.asks_something(form):
            yield form


def _tell_of_new(today: date) -> None:
    query = db.select(Audit).where(Audit.state == "open", Audit.opened_on >= today - timedelta(days=7))
    for audit, people in _with_people(query):
        _tell(people, AUDIT_OPEN, audit)


def _remind_audits(authority: Authority, today: date) -> None:
    days = chosen(authority).remind_days
    query = db.select(Audit).where(Audit.state == "open", Audit.due_on <= today + timedelta(days=max([0, *days])))
    for audit, people in _with_people(query):
        wanted = reminders_due(audit.due_on, days, today)
        if wanted > audit.reminders:
            audit.reminders = wanted
            db.session.flush()
            _tell(people, AUDIT_DUE, audit, f":{wanted}")


def _remind_actions(authority: Authority, today: date) -> None:
    days = chosen(authority).remind_days
    query = (
        db.select(Action)
        .join(Plan, (Plan.authority_id == Action.authority_id) & (Plan.id == Action.plan_id))
        .where(Action.status.in_(OPEN), Action.owner_id.is_not(None), Plan.ended_on.is_(None))
        .where(Action.due_on <= today + timedelta(days=max([0, *days])))
    )
    for action in db.session.scalars(query.order_by(Action.due_on, Action.id)):
        wanted = reminders_due(action.due_on, days, today)
        if wanted > action.reminders:
            action.reminders = wanted
            db.session.flush()
            key = f"{ACTION_DUE}:{action.id}:{action.due_on}:{wanted}"
            notify.tell([action.owner_id], ACTION_DUE, url_for("standards.action", id=action.id), key=key)


def _with_people(query: Any) -> Iterable[tuple[Audit, list[UUID]]]:
    """Each audit with who hears of it: who looks after it, or else the staff whose record names its organisation."""
    audits = db.session.scalars(query.order_by(Audit.due_on, Audit.id)).all()
    staff = holders_of(FILL)
    known = db.select(Person.id, Person.organisation_id).where(
        Person.organisation_id.in_({audit.organisation_id for audit in audits}), Person.left_on.is_(None)
    )
    teams: dict[UUID, list[UUID]] = {}
    for person_id, organisation_id in db.session.execute(known) if audits else ():
        if person_id in staff:
            teams.setdefault(organisation_id, []).append(person_id)
    for audit in audits:
        yield audit, [audit.owner_id] if audit.owner_id else teams.get(audit.organisation_id, [])


def _tell(people: list[UUID], notice: str, audit: Audit, number: str = "") -> None:
    if people:
        notify.tell(people, notice, url_for("standards.audit", id=audit.id), key=f"{notice}:{audit.id}{number}")


JOBS = (
    Job(
        "standards.each_morning",
        each_morning,
        every=Every(at=time(7, 20)),
        title="Open the year’s audits and remind of actions",
    ),
)
