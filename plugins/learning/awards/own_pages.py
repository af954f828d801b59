"""What somebody who was put forward says themselves: yes or no, and later no after all (NC24)."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import db, gettext, page, requires
from plugins.learning.awards import judging
from plugins.learning.awards.forms import AnswerForm
from plugins.learning.awards.public_pages import face
from plugins.learning.blueprint import blueprint
from plugins.learning.here import note, or_not_here, reader
from plugins.learning.models import AwardRound, Nomination
from plugins.learning.visibility import ABOUT_ME

MAY = "learning.take_part"


@blueprint.route("/mine/awards/<uuid:id>", methods=["GET", "POST"])
@requires(MAY)
def my_nomination(id: UUID) -> Response:
    """Somebody put you forward: what for, in their words, and your own answer. Looking at it answers nothing."""
    asked = db.select(Nomination).where(Nomination.id == id, ABOUT_ME.criteria(reader(), Nomination))
    row: Nomination = or_not_here(db.session.scalars(asked).one_or_none())
    round = db.session.scalars(db.select(AwardRound).where(AwardRound.id == row.round_id)).one()
    form = AnswerForm()
    if form.validate_on_submit():
        judging.agree(row, form.answer.data, "self")
        note("nominee_answered", row, answer=form.answer.data)
        db.session.commit()
        yes = form.answer.data == "yes"
        flash(gettext("Good luck!") if yes else gettext("You are not judged. Nobody is told why."), "success")
        return redirect(url_for("learning.mine"))
    if not form.is_submitted() and row.agreement != "waiting":
        form.answer.data = row.agreement
    status = 400 if form.is_submitted() else 200
    return page("learning/my_nomination.html", face=face(), row=row, round=round, form=form, status=status)
