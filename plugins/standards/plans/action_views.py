"""Actions: the list, the page of one, writing it, saying how it goes, and what shows that it was done."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Ref, begin_write, db, local_today, page, requires, resolve, signed_in
from plugins.standards.blueprint import blueprint
from plugins.standards.here import chosen, council, names_of, note, reader, row_or_404
from plugins.standards.models import Action, ActionChange, ActionEvidence, Priority
from plugins.standards.pages import form_page
from plugins.standards.plans import listing, writing
from plugins.standards.plans.forms import ActionForm, EndForm, FinishForm, ShowsForm, offer_owners
from plugins.standards.rules import is_late, missing_of
from plugins.standards.visibility import DOES_ACTION, SEES_ACTION
from plugins.standards.vocabulary import ACTION_STATES, ACTION_TONES, CHANGES, MISSING, OPEN

WRITES = "standards.plan"
ITS_OWN_RULE = "whoever follows plans, and whose action it is; its own rule decides"


@blueprint.get("/actions")
@requires("standards.act")
def actions() -> Response:
    """Open actions, the earliest due first."""
    filters = listing.Filters.of(request.args)
    rows, following = listing.actions(reader(), filters, chosen().page_size)
    here = filters.kept()
    return page(
        "standards/actions.html",
        rows=rows,
        filters=filters,
        plans=[(line.plan.key, line.plan.title) for line in listing.plans(ended=False)] if _follows() else [],
        states=ACTION_STATES,
        tones=ACTION_TONES,
        pages={
            "next": url_for("standards.actions", **here, after=following) if following else None,
            "previous": url_for("standards.actions", **here) if filters.after else None,
        },
    )


@blueprint.route("/priorities/<uuid:id>/actions/new", methods=["GET", "POST"])
@requires(WRITES)
def new_action(id: UUID) -> Response:
    """Add an action; refused until it has a measure, an owner and a day."""
    priority: Priority = row_or_404(Priority, id=id)
    form = ActionForm()
    return _action_form(form, None, priority, "Add an action", url_for("standards.plan", key=priority.plan.key))


@blueprint.get("/actions/<uuid:id>")
@signed_in(ITS_OWN_RULE)
def action(id: UUID) -> Response:
    """One action: what, by when, whose, what shows it, and everything that happened to it."""
    row: Action = row_or_404(Action, SEES_ACTION, id=id)
    history = db.session.scalars(
        db.select(ActionChange).where(ActionChange.action_id == id).order_by(ActionChange.made_at, ActionChange.id)
    ).all()
    names = names_of([row.owner_id, *(one.by_id for one in history)])
    owner = names.get(row.owner_id, "") if row.owner_id else ""
    lacks = missing_of(row.title, row.measure, row.number, row.unit, bool(owner or row.owner_post), row.due_on)
    return page(
        "standards/action.html",
        action=row,
        owner=owner,
        missing=[MISSING[name] for name in lacks] if row.status in OPEN else [],
        late=is_late(row.status, row.due_on, local_today()),
        evidence=_evidence(id),
        came_of=_came_of(row),
        history=[(one, names.get(one.by_id, "") if one.by_id else "") for one in history],
        does=DOES_ACTION.allows(reader(), row),
        states=ACTION_STATES,
        tones=ACTION_TONES,
        changes=CHANGES,
    )


@blueprint.route("/actions/<uuid:id>/edit", methods=["GET", "POST"])
@requires(WRITES)
def edit_action(id: UUID) -> Response:
    """Change an action; a new day is kept in its history."""
    row: Action = row_or_404(Action, id=id)
    form = ActionForm(obj=row)
    if not form.is_submitted():
        form.owner.data = str(row.owner_id or "")
    return _action_form(form, row, row.priority, "Change an action", url_for("standards.action", id=id))


@blueprint.post("/actions/<uuid:id>/begin")
@signed_in(ITS_OWN_RULE)
def begin_action(id: UUID) -> Response:
    """Say that an action is under way, or open it again."""
    row: Action = row_or_404(Action, DOES_ACTION, id=id)
    begin_write()
    if row.status in OPEN:
        writing.begin(row, reader().person_id)
    else:
        writing.reopen(row, reader().person_id)
    note("action_begun", row)
    db.session.commit()
    flash("It is under way.", "success")
    return redirect(url_for("standards.action", id=id))


@blueprint.route("/actions/<uuid:id>/done", methods=["GET", "POST"])
@signed_in(ITS_OWN_RULE)
def finish_action(id: UUID) -> Response:
    """Say that an action is done, and what shows it."""
    row: Action = row_or_404(Action, DOES_ACTION, id=id)
    return _step(row, FinishForm(), "It is done", "shows", writing.finish, "action_done", "It is written down as done.")


@blueprint.route("/actions/<uuid:id>/end", methods=["GET", "POST"])
@requires("standards.end")
def end_action(id: UUID) -> Response:
    """End an action that will not be done, with the reason."""
    row: Action = row_or_404(Action, SEES_ACTION, id=id)
    return _step(
        row, EndForm(), "End it without being done", "why", writing.end, "action_ended", "It has ended, and why."
    )


@blueprint.route("/actions/<uuid:id>/evidence", methods=["GET", "POST"])
@signed_in(ITS_OWN_RULE)
def add_evidence(id: UUID) -> Response:
    """Write down what shows that something was done."""
    row: Action = row_or_404(Action, DOES_ACTION, id=id)
    form, back = ShowsForm(), url_for("standards.action", id=id)
    if form.is_submitted() and form.validate():
        begin_write()
        writing.show(row, reader().person_id, words=form.shows.data or "")
        note("evidence_added", row)
        db.session.commit()
        flash("It is added.", "success")
        return redirect(back)
    return form_page(form, "What shows it", (row.title, back))


@blueprint.post("/evidence/<uuid:id>/remove")
@requires(WRITES)
def remove_evidence(id: UUID) -> Response:
    """Take away what does not show it after all; the history says that it was there."""
    row: ActionEvidence = row_or_404(ActionEvidence, id=id)
    action: Action = row_or_404(Action, id=row.action_id)
    begin_write()
    db.session.delete(row)
    writing.happened(action, "evidence_gone", reader().person_id)
    note("evidence_removed", action)
    db.session.commit()
    flash("It is taken away.", "success")
    return redirect(url_for("standards.action", id=action.id))


def _step(row: Action, form: Any, title: str, box: str, take: Any, what: str, said: str) -> Response:
    """One step with its form: a refusal stands beside the box, and nothing is changed."""
    back, status = url_for("standards.action", id=row.id), 400 if form.is_submitted() else 200
    if form.is_submitted() and form.validate():
        begin_write()
        try:
            take(row, reader().person_id, form[box].data or "")
        except writing.ActionRefused as refused:
            db.session.rollback()
            form[box].errors, status = [str(refused)], 409
        else:
            note(what, row)
            db.session.commit()
            flash(said, "success")
            return redirect(back)
    return form_page(form, title, ("The action", back), lede=row.title, status=status)


def _action_form(form: ActionForm, row: Action | None, priority: Priority, title: str, back: str) -> Response:
    offer_owners(form, writing.owners(), row.owner_id if row else None)
    if form.is_submitted() and form.validate():
        held = row or db.session.get(Action, form.record_id)
        if row is None and held is not None:
            return redirect(url_for("standards.action", id=held.id))
        begin_write()
        made = held or _new_action(form, priority)
        writing.save_action(made, form, reader().person_id)
        note("action_saved", made)
        db.session.commit()
        flash("The action is saved.", "success")
        return redirect(url_for("standards.action", id=made.id))
    return form_page(form, title, (row.title if row else priority.plan.title, back), lede=priority.title)


def _new_action(form: ActionForm, priority: Priority) -> Action:
    within = {"plan_id": priority.plan_id}
    key = writing.new_key(Action, form.title.data or "", **within)
    position = writing.next_position(Action, **within)
    return Action(id=form.record_id, priority_id=priority.id, key=key, position=position, **within)


def _evidence(action_id: UUID) -> list[tuple[ActionEvidence, Any]]:
    """What shows it, each with the record that it leads to where the reader may see that."""
    rows = db.session.scalars(
        db.select(ActionEvidence).where(ActionEvidence.action_id == action_id).order_by(ActionEvidence.made_at)
    )
    return [(row, resolve(council(), _ref(row)) if row.about_id else None) for row in rows]


def _ref(row: ActionEvidence) -> Ref:
    assert row.about_id is not None
    return Ref(row.about_plugin, row.about_kind, row.about_id)


def _came_of(row: Action) -> Any:
    return resolve(council(), Ref(row.from_plugin, row.from_kind, row.from_id)) if row.from_id else None


def _follows() -> bool:
    return reader().can("standards.view")
