"""What staff write down: that somebody was told face to face, and what a group said together (N28)."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import db, page, requires
from plugins.influence.blueprint import blueprint
from plugins.influence.heard import shown, stories, verdicts
from plugins.influence.heard.forms import GroupVerdictForm
from plugins.influence.here import ask_or_404, not_here, note, reader, view_or_404
from plugins.influence.visibility import FOLLOWS_ASK


@blueprint.post("/asks/<uuid:id>/told/<uuid:view_id>")
@requires("influence.hear")
def told_in_person(id: UUID, view_id: UUID) -> Response:
    """I told them: of everything up to now."""
    ask, view = ask_or_404(id, FOLLOWS_ASK), view_or_404(view_id)
    if not shown.told_in_person(ask, view, reader().person_id):
        flash("Nothing was left to tell: they know of everything up to now.", "info")
        return redirect(url_for("influence.ask", id=id))
    note("told_in_person", ask)
    db.session.commit()
    flash("Written down: you told them face to face.", "success")
    return redirect(url_for("influence.ask", id=id))


@blueprint.route("/asks/<uuid:id>/group-verdict", methods=["GET", "POST"])
@requires("influence.ask")
def group_verdict(id: UUID) -> Response:
    """What the group said together, typed in after they met; nothing said before is changed."""
    ask, form = ask_or_404(id, FOLLOWS_ASK), GroupVerdictForm()
    if ask.group_id is None:
        not_here()
    if form.validate_on_submit():
        try:
            verdicts.give_for_group(ask, form.verdict.data, form.words.data or "", form.voices.data or 1, form)
            note("group_verdict", ask)
            db.session.commit()
            flash("Written down. It stands beside the answer, and nobody can change it.", "success")
            return redirect(url_for("influence.ask", id=id))
        except verdicts.VerdictRefused as refused:
            db.session.rollback()
            form.verdict.errors = [str(refused)]
    story = stories.of_ask(ask, verdicts.By())
    return page("influence/group_verdict.html", form=form, story=story, ask_id=id)
