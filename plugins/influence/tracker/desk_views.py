"""The publishing desk: a person looks at everything that would be shown, and clears it or takes it down."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.validators import DataRequired, Length

from core.api import Form, db, disclosure, forms, page, requires
from plugins.influence.blueprint import blueprint
from plugins.influence.here import ask_or_404, council, reader
from plugins.influence.models import Ask
from plugins.influence.tracker import publishing
from plugins.influence.visibility import FOLLOWS_ASK


class DeskForm(Form):
    """What was typed and ticked on the desk; its boxes are as many as the ask has texts, so they are read by name."""


class UnpublishForm(Form):
    """Why something is not public any more."""

    why = forms.TextField(
        "Why it should not be public any more",
        description="For the record. Nobody outside reads it.",
        validators=[DataRequired(publishing.WHY), Length(max=200, message="Say it in 200 letters or fewer.")],
    )


@blueprint.get("/asks/<uuid:id>/publish")
@requires("influence.publish")
def publish(id: UUID) -> Response:
    """What would become public, with everything that could tell who somebody is."""
    ask = ask_or_404(id, FOLLOWS_ASK)
    return _desk(ask, publishing.look(council(), ask, reader()))


@blueprint.post("/asks/<uuid:id>/publish")
@requires("influence.publish")
def publish_now(id: UUID) -> Response:
    """Show it to everybody, or look again at what was changed."""
    ask, form, typed = ask_or_404(id, FOLLOWS_ASK), DeskForm(), _typed()
    if not form.validate_on_submit() or request.form.get("do") != "publish":
        return _desk(ask, publishing.look(council(), ask, reader(), typed), looked_again=True)
    try:
        publishing.publish(ask, reader(), typed)
    except publishing.PublishRefused as refused:
        db.session.rollback()
        ask = ask_or_404(id, FOLLOWS_ASK)
        return _desk(ask, publishing.look(council(), ask, reader(), typed), refused.reasons, status=422)
    db.session.commit()
    flash("Everybody can read it now. What you left out is not shown.", "success")
    return redirect(url_for("influence.public_ask", number=ask.number))


@blueprint.route("/asks/<uuid:id>/unpublish", methods=["GET", "POST"])
@requires("influence.publish")
def unpublish(id: UUID) -> Response:
    """Take it down at once, with the reason."""
    ask, form = ask_or_404(id, FOLLOWS_ASK), UnpublishForm()
    if form.validate_on_submit():
        publishing.unpublish(ask, form.why.data, reader())
        db.session.commit()
        flash("Nobody outside can read it any more. What you had cleared is kept for another time.", "success")
        return redirect(url_for("influence.ask", id=id))
    return page("influence/unpublish.html", face="worker", ask=ask, form=form, status=422 if form.errors else 200)


def _desk(
    ask: Ask, desk: publishing.Desk, refused: Sequence[str] = (), looked_again: bool = False, status: int = 200
) -> Response:
    return page(
        "influence/publish.html",
        face="worker",
        status=status,
        ask=ask,
        desk=desk,
        stopped=publishing.why_not(council(), ask),
        unnamed=publishing.UNNAMED if publishing.is_unnamed(ask) else "",
        refused=refused,
        looked_again=looked_again,
        form=DeskForm(),
        kinds=disclosure.KINDS,
    )


def _typed() -> Mapping[str, Sequence[str]]:
    found: dict[str, Any] = request.form.to_dict(flat=False)
    return found
