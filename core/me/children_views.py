"""The page of a parent or carer about a child, within the rule P; whoever the rule shows nothing finds no page."""

from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.me import answering, children
from core.me.blueprint import blueprint
from core.people import sightings
from core.people.relationships import Seen, child_of
from core.web.languages import gettext
from core.web.render import page
from core.web.request import current_actor
from core.words import gettext_noop

LOOKED_AT = gettext_noop("Your page, as somebody who looks after you sees it")


@blueprint.get("/children/<uuid:child_id>/")
@requires("me.open")
def child(child_id: UUID) -> ResponseReturnValue:
    """What I may know about my child and decide for them today; the child is told that I looked."""
    found = _mine_or_404(child_id)
    sightings.saw(LOOKED_AT, [child_id])
    return page("me/child.html", about=children.page_about(found))


@blueprint.post("/children/<uuid:child_id>/agreements/<purpose>")
@requires("me.open")
def answer_for(child_id: UUID, purpose: str) -> ResponseReturnValue:
    """Say yes or no for my child, where that is mine to say."""
    found, asked = _mine_or_404(child_id), answering.purpose_or_404(purpose)
    if not children.may_decide(found, purpose):
        abort(404)
    actor = current_actor()
    voice = answering.Voice(actor.user_id, children.READER, adult_id=found.adult_id)
    if answering.take(child_id, asked, voice) is not None:
        said = gettext("Saved. You can change your mind at any time. %(name)s can see that you answered.")
        flash(said % {"name": found.child.called}, "success")
    return redirect(url_for("me.child", child_id=child_id))


def _mine_or_404(child_id: UUID) -> Seen:
    adult_id = current_actor().person_id
    found = child_of(adult_id, child_id) if adult_id else None
    return found or abort(404)
