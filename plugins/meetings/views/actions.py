"""Actions: written down in the room, listed for staff, and told how they stand by whoever promised them."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import db, gettext, page, requires, signed_in
from plugins.groups.api import SEES_MEMBERS, Group
from plugins.meetings.forms.action import DoneForm
from plugins.meetings.here import chosen, meeting_or_404, not_here, or_not_here, reader
from plugins.meetings.links import meeting_link
from plugins.meetings.models import Action, Meeting
from plugins.meetings.planning.changing import NotNow
from plugins.meetings.record import doing, writing_down
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.views.points import (
    CLASH,
    action_form,
    back,
    keep_from_all,
    keep_version,
    not_kept,
    room_page,
    status_of,
    to_room,
)
from plugins.meetings.visibility import RUNS
from plugins.meetings.vocabulary import ACTION_STATES


@blueprint.post("/<uuid:id>/room/promised")
@requires("meetings.run")
def promise(id: UUID) -> Response:
    """Keep what somebody will do."""
    found = meeting_or_404(id, RUNS)
    form = action_form(found)
    refused = ""
    if form.validate():
        try:
            writing_down.promise(found, form, form.values())
            keep_from_all(found, form.text.data, form.owner_name.data)
            db.session.commit()
            return back(found, form, "promised")
        except NotNow as not_now:
            refused = not_kept(not_now)
    return room_page(found, form.place.data or "", refused, promised=form)


@blueprint.route("/<uuid:id>/room/promised/<uuid:action_id>", methods=["GET", "POST"])
@requires("meetings.run")
def change_action(id: UUID, action_id: UUID) -> Response:
    """Put right what will be done, who does it, or by when."""
    found = meeting_or_404(id, RUNS)
    form = action_form(found)
    row = _of_meeting(found, action_id)
    clash = form.is_submitted() and form.version.data != str(row.version)
    if not form.is_submitted():
        form.show(row)
    elif clash:
        keep_version(form, row.version)
    elif form.validate():
        writing_down.change(row, form.values(), "action_changed")
        keep_from_all(found, form.text.data, form.owner_name.data)
        db.session.commit()
        flash("The action is changed.", "success")
        return to_room(found, row.item_id)
    return page(
        "meetings/change_action.html",
        face="worker",
        form=form,
        meeting=found,
        action=row,
        clash=CLASH if clash else "",
        status=status_of(form, clash),
    )


@blueprint.post("/<uuid:id>/room/promised/<uuid:action_id>/remove")
@requires("meetings.run")
def remove_action(id: UUID, action_id: UUID) -> Response:
    """Take away an action that was written down by mistake."""
    found = meeting_or_404(id, RUNS)
    row = _of_meeting(found, action_id)
    item_id = row.item_id
    writing_down.remove(row, "action_removed")
    db.session.commit()
    flash("The action is taken away.", "success")
    return to_room(found, item_id)


@blueprint.get("/manage/actions")
@requires("meetings.run")
def actions() -> Response:
    """What is still to do after meetings, the longest overdue first."""
    filters = doing.Filters.of(request.args)
    rows, following = doing.lines(reader(), filters, chosen().page_size)
    seen = db.select(Group.key, Group.name).where(SEES_MEMBERS.criteria(reader())).order_by(Group.name)
    return page(
        "meetings/actions.html",
        face="worker",
        rows=rows,
        filters=filters,
        groups=[(row.key, row.name) for row in db.session.execute(seen)],
        owners=doing.owners(reader()),
        states=[*ACTION_STATES.items(), ("all", "All")],
        pages={
            "next": url_for("meetings.actions", **filters.kept(), after=following) if following else None,
            "previous": url_for("meetings.actions", **filters.kept()) if filters.after else None,
        },
    )


@blueprint.get("/actions/mine")
@signed_in("everybody sees what they themselves promised, and nothing else")
def my_actions() -> Response:
    """What the reader promised at meetings."""
    return page("meetings/my_actions.html", rows=doing.mine(reader()))


@blueprint.route("/actions/<uuid:action_id>", methods=["GET", "POST"])
@signed_in("an action is open to whoever promised it and to those who run its meeting; nobody else finds it")
def action(action_id: UUID) -> Response:
    """One action: what was promised, and how it stands now."""
    row, form = _open(action_id), DoneForm()
    form.offer()
    clash = form.is_submitted() and form.version.data != str(row.version)
    if not form.is_submitted():
        form.show(row)
    elif clash:
        form.version.data = str(row.version)
        form.version.raw_data = [str(row.version)]
        flash(gettext("Somebody else said how it stands while you typed. Look at it, then save again."), "warning")
    elif form.validate():
        return _stands(row, form.state.data, form.note.data or "")
    link = meeting_link(row.meeting_id)
    return page(
        "meetings/action.html",
        form=form,
        action=row,
        link=link,
        due=doing.due_words(row.due_on),
        is_mine=row.owner_id is not None and row.owner_id == reader().person_id,
        clash=clash,
        words=gettext(ACTION_STATES[row.state]),
        status=409 if clash else 400 if form.is_submitted() else 200,
    )


@blueprint.post("/actions/<uuid:action_id>/done")
@signed_in("an action is open to whoever promised it and to those who run its meeting; nobody else finds it")
def action_done(action_id: UUID) -> Response:
    """One tap: it is done."""
    row = _open(action_id)
    return _stands(row, "done", row.note)


def _stands(row: Action, state: str, words: str) -> Response:
    doing.finish(row, state, words)
    db.session.commit()
    said = gettext("It is written down as done. Thank you.") if state == "done" else gettext("It is saved.")
    flash(said, "success")
    is_mine = row.owner_id is not None and row.owner_id == reader().person_id
    return redirect(url_for("meetings.my_actions" if is_mine else "meetings.actions"))


def _open(id: UUID) -> Action:
    row = db.session.get(Action, id)
    if row is None or not doing.is_open_to(reader(), row):
        not_here()
    return row


def _of_meeting(meeting: Meeting, id: UUID) -> Action:
    query = db.select(Action).where(Action.id == id, Action.meeting_id == meeting.id)
    found: Action | None = db.session.scalars(query).one_or_none()
    return or_not_here(found)
