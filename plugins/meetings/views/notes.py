"""What adults write in the room: who decided what, and their own notes, apart from young people's words."""

from uuid import UUID

from flask import flash
from werkzeug.wrappers import Response

from core.api import db, page, requires
from plugins.meetings.forms.point import DecisionForm, NotesForm
from plugins.meetings.here import meeting_or_404, or_not_here
from plugins.meetings.models import AgendaItem, Decision, Meeting
from plugins.meetings.planning.changing import NotNow
from plugins.meetings.record import writing_down
from plugins.meetings.record.room import item_of, must_be_on
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.views.points import (
    CLASH,
    back,
    keep_from_all,
    keep_version,
    not_kept,
    room_page,
    status_of,
    to_room,
)
from plugins.meetings.visibility import RUNS


@blueprint.post("/<uuid:id>/room/decided")
@requires("meetings.run")
def decide(id: UUID) -> Response:
    """Keep a decision."""
    found, form = meeting_or_404(id, RUNS), DecisionForm(prefix="decided")
    refused = ""
    if form.validate():
        try:
            writing_down.decide(found, form, form.values())
            keep_from_all(found, form.text.data)
            db.session.commit()
            return back(found, form, "decided")
        except NotNow as not_now:
            refused = not_kept(not_now)
    return room_page(found, form.place.data or "", refused, decided=form)


@blueprint.route("/<uuid:id>/room/decided/<uuid:decision_id>", methods=["GET", "POST"])
@requires("meetings.run")
def change_decision(id: UUID, decision_id: UUID) -> Response:
    """Put a decision right."""
    found, form = meeting_or_404(id, RUNS), DecisionForm(prefix="decided")
    decision = _decision(found, decision_id)
    if not form.is_submitted():
        form.show(decision)
    elif form.validate():
        writing_down.change(decision, form.values(), "decision_changed")
        keep_from_all(found, form.text.data)
        db.session.commit()
        flash("The decision is changed.", "success")
        return to_room(found, decision.item_id)
    return page(
        "meetings/decision.html",
        face="worker",
        form=form,
        meeting=found,
        decision=decision,
        status=status_of(form, False),
    )


@blueprint.post("/<uuid:id>/room/decided/<uuid:decision_id>/remove")
@requires("meetings.run")
def remove_decision(id: UUID, decision_id: UUID) -> Response:
    """Take away a decision that was written down by mistake."""
    found = meeting_or_404(id, RUNS)
    decision = _decision(found, decision_id)
    item_id = decision.item_id
    writing_down.remove(decision, "decision_removed")
    db.session.commit()
    flash("The decision is taken away.", "success")
    return to_room(found, item_id)


@blueprint.post("/<uuid:id>/room/notes")
@requires("meetings.run")
def write_notes(id: UUID) -> Response:
    """Keep the adults' notes on an item; if somebody else wrote meanwhile, both are shown."""
    found, form = meeting_or_404(id, RUNS), NotesForm(prefix="notes")
    refused = ""
    try:
        must_be_on(found)
        item: AgendaItem = or_not_here(item_of(found, form.place.data or ""))
        if form.version.data != str(item.version):
            keep_version(form, item.version)
            refused = f"{CLASH} They wrote: {item.notes or 'nothing'}"
        elif form.validate():
            writing_down.write_notes(item, form.notes.data or "")
            db.session.commit()
            return back(found, form, "notes")
    except NotNow as not_now:
        refused = not_kept(not_now)
    return room_page(found, form.place.data or "", refused, notes=form)


def _decision(meeting: Meeting, id: UUID) -> Decision:
    query = db.select(Decision).where(Decision.id == id, Decision.meeting_id == meeting.id)
    found: Decision | None = db.session.scalars(query).one_or_none()
    return or_not_here(found)
