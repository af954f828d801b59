"""Publishing a story and taking it down: every text as everybody would read it, and what could tell who somebody is."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Form, db, disclosure, page, requires
from plugins.evidence.blueprint import blueprint
from plugins.evidence.here import row_or_404
from plugins.evidence.models import Story
from plugins.evidence.reports.forms import UnpublishForm
from plugins.evidence.stories import publishing
from plugins.evidence.visibility import WRITES_STORY


@blueprint.route("/desk/stories/<uuid:id>/publish", methods=["GET", "POST"])
@requires("evidence.publish")
def publish_story(id: UUID) -> Response:
    """Look through the story, change what could tell who somebody is or tick it, and publish it."""
    story, form = row_or_404(Story, id, WRITES_STORY), Form()
    typed = request.form.to_dict() if form.is_submitted() else None
    ticks = frozenset(request.form.getlist("looked"))
    refused: tuple[str, ...] = ()
    if form.validate_on_submit() and request.form.get("do") == "publish":
        try:
            publishing.publish(story, typed or {}, ticks)
            db.session.commit()
            flash("Everybody can read the story now.", "success")
            return redirect(url_for(".story", key=story.key))
        except publishing.PublishRefused as error:
            db.session.rollback()
            story, refused = row_or_404(Story, id, WRITES_STORY), error.reasons
    desk = publishing.look(story, typed, ticks)
    return page(
        "evidence/publish_story.html",
        face="worker",
        status=422 if refused else 200,
        story=story,
        form=form,
        desk=desk,
        refused=refused,
        stopped=[*publishing.missing(story, desk), *publishing.kept_back(story)],
        kinds=disclosure.KINDS,
    )


@blueprint.route("/desk/stories/<uuid:id>/unpublish", methods=["GET", "POST"])
@requires("evidence.publish")
def unpublish_story(id: UUID) -> Response:
    """Take it down at once, with the reason."""
    story, form = row_or_404(Story, id, WRITES_STORY), UnpublishForm()
    back = url_for(".story_desk", id=id)
    if form.validate_on_submit():
        publishing.unpublish(story, form.why.data)
        db.session.commit()
        flash("Nobody outside can read the story any more. What you wrote is kept.", "success")
        return redirect(back)
    status = 422 if form.errors else 200
    return page("evidence/unpublish.html", face="worker", form=form, what=story.title, back=back, status=status)
