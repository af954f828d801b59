"""The idea box: anybody says something in their own words, sees what happens next and by when (W3, LA40, NC20).

It is a page of its own, never kept ready: public pages carry no form. Whoever has no account gets a code, once.
"""

from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import create_once, db, files, gettext, page, public
from plugins.influence.blueprint import blueprint
from plugins.influence.here import chosen, council, note, reader
from plugins.influence.models import View
from plugins.influence.voice import addresses, ideas, keeping, receipts, uploads
from plugins.influence.voice.idea_forms import NOTHING, SayForm


@blueprint.route("/say", methods=["GET", "POST"])
@public("anybody may say what they think, where the council has its idea box open")
def say() -> Response:
    """Say something; sent twice, it is said once."""
    actor = reader()
    if actor.person_id is None and not chosen().idea_box:
        return page("influence/say_closed.html", status=200)
    uploads.open_wide()
    form = _form()
    if not (form.is_submitted() and form.validate() and _is_whole(form)):
        return _page(form)
    if actor.person_id is None and (minutes := ideas.wait_before_another()):
        return _page(form, wait=minutes)
    try:
        return _kept(form)
    except files.Refused as refused:
        db.session.rollback()
        field: Any = form.audio if form.given_as == "audio" else form.picture
        field.errors = [*field.errors, gettext(str(refused))]
        return _page(form)


uploads.wide(say)


def _form() -> SayForm:
    form, actor = SayForm(), reader()
    form.offer(ideas.workers_of(actor), alone=actor.person_id is not None)
    return form


def _is_whole(form: SayForm) -> bool:
    empty = not form.words.data and form.upload is None
    if empty:
        form.words.errors = [*form.words.errors, NOTHING]
    return form.check_files() and not empty


def _kept(form: SayForm) -> Response:
    actor = reader()
    view, is_new = create_once(View, form, lambda id: ideas.new_view(id, form, actor))
    if is_new:
        keeping.keep(view, (), actor)
        uploads.attach(view, form, actor.user_id)
        ideas.leave_address(view, form)
        note("view_said", view, permission=view.permission)
    if actor.person_id is not None:
        id = view.id
        db.session.commit()
        flash(gettext("Thank you. We have it."), "success")
        return redirect(url_for("influence.my_view", id=id))
    code = receipts.give(view) if view.taken_back_at is None else ""
    answer = page("influence/said.html", code=code, view=view, read_by=ideas.read_by(council()))
    db.session.commit()
    return answer


def _page(form: SayForm, wait: int = 0) -> Response:
    actor = reader()
    return page(
        "influence/say.html",
        form=form,
        wait=wait,
        known=actor.person_id is not None,
        hears=ideas.hears_later(actor),
        texts=addresses.texts(),
        staff=actor.can("influence.hear"),
        read_by=ideas.read_by(council()),
        status=429 if wait else 400 if form.is_submitted() else 200,
    )
