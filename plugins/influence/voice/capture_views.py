"""Two minutes on a phone: a worker writes down what a young person says, and asks who may read it (N43, L10)."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import create_once, db, files, page, requires, resolve
from plugins.influence.blueprint import blueprint
from plugins.influence.here import council, note, reader, view_or_404
from plugins.influence.models import View
from plugins.influence.voice import capture, keeping, uploads
from plugins.influence.voice.forms import MAY_READ, NOTHING, SOMEBODY, CaptureForm

WHO = "Choose who it is, or choose “No name”."
NOT_FOUND = "Nobody on record has this name. Try fewer letters, or choose “No name”."
HIDDEN = "Choose somebody of this group, or find them by name."


@blueprint.route("/views/new", methods=["GET", "POST"])
@requires("influence.hear")
def new_view() -> Response:
    """Write down one thing that was said; sent twice, it is kept once."""
    uploads.open_wide()
    form = _form()
    if form.is_submitted() and "find" not in request.form and form.validate() and _is_whole(form):
        try:
            return _kept(form)
        except files.Refused as refused:
            db.session.rollback()
            field: Any = form.audio if form.given_as == "audio" else form.picture
            field.errors = [*field.errors, str(refused)]
    return _page(form)


uploads.wide(new_view)


def _form() -> CaptureForm:
    form, actor = CaptureForm(), reader()
    if not form.is_submitted():
        form.group_id.data, form.said_at.data = request.args.get("group", ""), request.args.get("about", "")
    asked = form.group
    form.offer(
        capture.groups_of(actor), capture.members_of(actor, asked), capture.found_by_name(actor, form.called.data or "")
    )
    form.offer_about(council(), [("place", request.args["place"])] if "place" in request.args else ())
    return form


def _is_whole(form: CaptureForm) -> bool:
    """What needs the database or two fields together; what is wrong stands beside its field."""
    problems: list[tuple[Any, str]] = []
    if not form.words.data and form.upload is None:
        problems.append((form.words, NOTHING))
    if form.who.data == SOMEBODY and form.named is None:
        problems.append((form.called if not form.person_id.choices else form.person_id, _missing(form)))
    elif not capture.may_be_named(reader(), form.named, form.group, form.called.data or ""):
        problems.append((form.who, HIDDEN))
    for field, why in problems:
        field.errors = [*field.errors, why]
    return form.check_files() and not problems


def _missing(form: CaptureForm) -> str:
    return WHO if form.person_id.choices else NOT_FOUND


def _kept(form: CaptureForm) -> Response:
    actor = reader()
    view, is_new = create_once(View, form, lambda id: capture.new_view(id, form, actor))
    if is_new:
        keeping.keep(view, form.tags, actor)
        uploads.attach(view, form, actor.user_id)
        note("view_written_down", view, permission=view.permission, entered=view.entered)
    id, more = view.id, _again(form)
    db.session.commit()
    flash("It is kept, in their words.", "success")
    return redirect(url_for("influence.view_kept", id=id, **more))


def _again(form: CaptureForm) -> dict[str, Any]:
    """What the next one will have in common with this one."""
    place = next((key for name, key in form.tags if name == "place"), "")
    same = {"group": form.group_id.data, "about": form.said_at.data, "place": place}
    return {name: value for name, value in same.items() if value}


@blueprint.get("/views/<uuid:id>/kept")
@requires("influence.hear")
def view_kept(id: UUID) -> Response:
    """After one was kept: the next one, or back to the list."""
    kept: dict[str, Any] = {name: request.args[name] for name in ("group", "about", "place") if request.args.get(name)}
    again = url_for("influence.new_view", **kept)
    return page("influence/view_kept.html", face="worker", view=view_or_404(id), again=again, readers=MAY_READ)


def _page(form: CaptureForm) -> Response:
    where = capture.at(form.said_at.data or "")
    finding = form.is_submitted() and "find" in request.form
    return page(
        "influence/view_new.html",
        face="worker",
        form=form,
        at=resolve(council(), where) if where else None,
        finding=finding,
        none_found=finding and not form.person_id.choices,
        status=400 if form.is_submitted() and not finding else 200,
    )
