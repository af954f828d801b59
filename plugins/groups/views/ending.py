"""Ending a group, after a page that says what will happen, and opening it again."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import current_actor, db, page, requires
from plugins.groups import ending
from plugins.groups.forms.ending import EndingForm
from plugins.groups.here import group_called
from plugins.groups.models import Group
from plugins.groups.views.blueprint import blueprint
from plugins.groups.visibility import SEES_MEMBERS


@blueprint.route("/manage/<key>/end", methods=["GET", "POST"])
@requires("groups.manage")
def end_group(key: str) -> Response:
    """Say what ending means, and end the group when told so."""
    group, form = group_called(key), EndingForm()
    if group.status == ending.ENDED:
        flash(f"{group.name} has ended already. Nothing was changed.", "info")
        return _back(group)
    elections = ending.open_elections(group)
    if form.validate_on_submit() and not elections:
        ending.end(group, form.ended_on.data)
        db.session.commit()
        flash(f"{group.name} has ended. Everything about it is kept, and you can open it again here.", "success")
        return _back(group)
    return _end_page(group, form, elections)


@blueprint.post("/manage/<key>/open-again")
@requires("groups.manage")
def open_group_again(key: str) -> Response:
    """Let a group that ended meet again."""
    group = group_called(key)
    if group.status == ending.ENDED:
        ending.open_again(group)
        db.session.commit()
        flash(f"{group.name} is open again. Look whether its members and its worker are still right.", "success")
    return _back(group)


def _end_page(group: Group, form: EndingForm, elections: int) -> Response:
    sees = SEES_MEMBERS.allows(current_actor(), group)
    return page(
        "groups/end.html",
        face="worker",
        form=form,
        group=group,
        elections=elections,
        people=ending.people(group) if sees else None,
        waiting=ending.waiting(group) if sees else None,
        status=409 if elections and form.is_submitted() else 400 if form.is_submitted() else 200,
    )


def _back(group: Group) -> Response:
    return redirect(url_for("groups.overview", key=group.key))
