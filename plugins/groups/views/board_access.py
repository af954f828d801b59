"""Going through a board's checklist: what it does so that young people can take part (LA35)."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import db, page, requires
from plugins.groups.boards import access
from plugins.groups.forms.board_access import answers, checklist_form
from plugins.groups.here import board_called, note
from plugins.groups.views.blueprint import blueprint


@blueprint.route("/boards/<key>/access", methods=["GET", "POST"])
@requires("groups.boards")
def board_access(key: str) -> Response:
    """Answer each line of the council's list: yes, partly or not yet, with a note."""
    found = board_called(key)
    checks = access.of(found.id)
    form = checklist_form(checks)
    if form.validate_on_submit():
        changed = access.save(found.id, answers(form, checks))
        note("board_checked", found, lines=changed)
        db.session.commit()
        flash("The checklist is saved. Everybody can read it on the board's page.", "success")
        return redirect(url_for("groups.board", key=key, _anchor="access"))
    status = 400 if form.is_submitted() else 200
    return page("groups/board_access.html", face="worker", form=form, board=found, checks=checks, status=status)
