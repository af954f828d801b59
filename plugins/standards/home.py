"""What standards puts on first pages, into menus and calendars, and on the pages of others' records."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from flask import url_for

from core.api import (
    Actor,
    Authority,
    CalendarItem,
    HomeItem,
    NavItem,
    Panel,
    ReadyIssue,
    Ref,
    db,
    gettext_noop,
    local_today,
)
from plugins.groups.api import Board
from plugins.standards.charters.reading import to_look_at
from plugins.standards.here import chosen
from plugins.standards.models import Action, ActionEvidence, Audit, AuditForm, AuditQuestion, Plan
from plugins.standards.plans.scorecard import card_of
from plugins.standards.rules import missing_of
from plugins.standards.visibility import FILLS_AUDIT, SEES_ACTION
from plugins.standards.vocabulary import OPEN, PRIORITY_STATES, PRIORITY_TONES

LINES: Final = 3
SOON: Final = timedelta(days=14)
FACES: Final = ("worker",)
PROMISED = gettext_noop("What we promised")
ABOUT = gettext_noop("What the council promised to young people and families, and what it plans to do.")


def nav(authority: Authority, actor: Actor) -> list[NavItem]:
    """Charters for everybody; plans, actions and audits as buttons of staff."""
    found = [
        NavItem("Plans", url_for("standards.plans"), "standards.view", 60, place="home"),
        NavItem("Actions", url_for("standards.actions"), "standards.act", 61, place="home"),
        NavItem("Audits", url_for("standards.audits"), "standards.fill", 62, place="home"),
    ]
    if chosen(authority).public_charters or actor.can("standards.view"):
        found.append(NavItem(PROMISED, url_for("standards.index"), order=46, about=ABOUT))
    return found


def items(actor: Actor) -> list[HomeItem]:
    """What this person has to see to: their own actions and audits, and for the team what nobody looked at."""
    if actor.person_id is None or not actor.can("standards.act"):
        return []
    return [*_actions(actor), *_audits(actor), *_pledges(actor)]


def calendar(actor: Actor, start: date, end: date) -> list[CalendarItem]:
    """The days of actions and audits that the reader may know of."""
    if not actor.is_member:
        return []
    actions = db.select(Action.id, Action.title, Action.due_on).where(
        Action.due_on.between(start, end), Action.status.in_(OPEN), SEES_ACTION.criteria(actor, Action)
    )
    audits = (
        db.select(Audit.id, AuditForm.title, Audit.due_on)
        .join(AuditForm, (AuditForm.authority_id == Audit.authority_id) & (AuditForm.id == Audit.form_id))
        .where(Audit.due_on.between(start, end), Audit.state == "open", Audit.owner_id == actor.person_id)
    )
    found = [
        CalendarItem(f"By this day: {row.title}", row.due_on, url_for("standards.action", id=row.id))
        for row in db.session.execute(actions.order_by(Action.due_on, Action.id).limit(200))
    ]
    own = db.session.execute(audits) if actor.person_id else ()
    return found + [
        CalendarItem(f"Audit due: {row.title}", row.due_on, url_for("standards.audit", id=row.id)) for row in own
    ]


def panels(actor: Actor, ref: Ref) -> list[Panel]:
    """On a board's page the plans that it watches over (W17); on any other record which actions it shows."""
    if (ref.plugin, ref.kind) == ("groups", "board"):
        return _watched(actor, ref)
    if not actor.can("standards.act") or ref.plugin in ("core", "standards"):
        return []
    query = (
        db.select(Action.id, Action.title)
        .join(
            ActionEvidence,
            (ActionEvidence.authority_id == Action.authority_id) & (ActionEvidence.action_id == Action.id),
        )
        .where(ActionEvidence.about_plugin == ref.plugin, ActionEvidence.about_kind == ref.kind)
        .where(ActionEvidence.about_id == ref.id, SEES_ACTION.criteria(actor, Action))
    )
    shows = db.session.execute(query.order_by(Action.title).limit(20)).all()
    return [Panel("What it shows", "standards/panel_shows.html", {"actions": shows, "ref": ref}, 80)]


def ready(actor: Actor) -> list[ReadyIssue]:
    """Forms that are in use and ask nothing, and actions from the file that are nobody's."""
    asked = db.select(AuditQuestion.id).where(
        AuditQuestion.authority_id == AuditForm.authority_id, AuditQuestion.form_id == AuditForm.id
    )
    empty = db.session.scalars(
        db.select(AuditForm).where(AuditForm.in_use.is_(True), ~asked.exists()).order_by(AuditForm.position)
    ).all()
    found = [
        ReadyIssue(
            f"The form “{form.title}” asks nothing yet",
            "Type in its questions. Until then it is opened for nobody to fill in.",
            url_for("standards.audit_form", key=form.key),
            "standards.audit",
            60,
        )
        for form in empty
    ]
    return [*found, *_not_smart()]


def _not_smart() -> list[ReadyIssue]:
    rows = db.session.scalars(
        db.select(Action)
        .join(Plan, (Plan.authority_id == Action.authority_id) & (Plan.id == Action.plan_id))
        .where(Action.status.in_(OPEN), Plan.ended_on.is_(None))
    )
    number = sum(
        bool(missing_of(one.title, one.measure, one.number, one.unit, bool(one.owner_id or one.owner_post), one.due_on))
        for one in rows
    )
    if not number:
        return []
    title = f"{number} {'action is' if number == 1 else 'actions are'} not SMART yet"
    todo = "Give each a measure, an owner and a day. The page of an action says what it lacks."
    return [ReadyIssue(title, todo, url_for("standards.actions"), "standards.plan", 61)]


def _actions(actor: Actor) -> Iterator[HomeItem]:
    query = db.select(Action.id, Action.title, Action.due_on).where(
        Action.owner_id == actor.person_id, Action.status.in_(OPEN), Action.due_on <= local_today() + SOON
    )
    for row in db.session.execute(query.order_by(Action.due_on, Action.id).limit(LINES)):
        late = row.due_on < local_today()
        title = f"{'Late' if late else 'To do'}: {row.title}"
        yield HomeItem("needs", title, url_for("standards.action", id=row.id), "", row.due_on)


def _audits(actor: Actor) -> Iterator[HomeItem]:
    query = (
        db.select(Audit.id, AuditForm.title, Audit.due_on)
        .join(AuditForm, (AuditForm.authority_id == Audit.authority_id) & (AuditForm.id == Audit.form_id))
        .where(FILLS_AUDIT.criteria(actor, Audit), Audit.state == "open")
    )
    if actor.can("standards.audit"):  # whoever runs them all is shown their own; the rest stands in the round
        query = query.where(Audit.owner_id == actor.person_id)
    for row in db.session.execute(query.order_by(Audit.due_on, Audit.id).limit(LINES)):
        yield HomeItem(
            "needs", f"Fill in: {row.title}", url_for("standards.audit", id=row.id), "", row.due_on, faces=FACES
        )


def _pledges(actor: Actor) -> Iterator[HomeItem]:
    number = to_look_at(local_today()) if actor.can("standards.plan") else 0
    if number:
        title = f"Look whether {number} {'pledge was' if number == 1 else 'pledges were'} kept"
        yield HomeItem("needs", title, url_for("standards.index"), faces=FACES)


def _watched(actor: Actor, ref: Ref) -> list[Panel]:
    key = db.session.scalar(db.select(Board.key).where(Board.id == ref.id))
    if key is None or not actor.can("standards.view"):
        return []
    rows = db.session.scalars(db.select(Plan).where(Plan.ended_on.is_(None)).order_by(Plan.position)).all()
    cards = [card_of(row) for row in rows if key in row.boards]
    if not cards:
        return []
    context = {"cards": cards, "states": PRIORITY_STATES, "tones": PRIORITY_TONES}
    return [Panel("Plans that this board watches over", "standards/panel_plans.html", context, 30)]
