"""Pages of photos and files for staff: the shelves, one file, who is on it, what it is used for, its end."""

from uuid import UUID

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core import audit
from core.access.stamps import requires
from core.clock import local_today
from core.db import db
from core.files import access, showing, tagging, uses
from core.files.blueprint import blueprint
from core.files.forms import ConfirmForm, DescribeForm, KeepForm, UseForm
from core.files.models import FileUse, StoredFile
from core.files.personal import delete_files
from core.files.rules import BELONGING
from core.hooks.values import Ref
from core.people import sightings
from core.people.access import SEES_PERSON, person_or_404
from core.people.finding import Wanted, find
from core.people.keyset import Cursor
from core.people.steps import Steps, uuid_asked
from core.people.whereabouts import schools_of
from core.web.render import page
from core.web.request import current_actor
from core.words import gettext_noop

ON_PHOTOS = gettext_noop("Photos that you are on")
MOST_FOUND = 10


@blueprint.get("/")
@requires("files.view")
def gallery() -> ResponseReturnValue:
    """The council's photos and papers, by what is to be done with them."""
    counts = showing.counts()
    asked = request.args.get("show", "")
    shelf = asked if asked in showing.SHELVES else next((name for name in showing.SHELVES if counts[name]), "waiting")
    lines, more = showing.shelf(shelf, uuid_asked("after"))
    sightings.saw(ON_PHOTOS, {one for line in lines for one in line.people})
    onward = url_for(".gallery", show=shelf, after=more) if more else None
    return page("files/gallery.html", lines=lines, shelf=shelf, counts=counts, steps=_steps(shelf, onward))


@blueprint.get("/<uuid:file_id>/")
@requires("files.view")
def one(file_id: UUID) -> ResponseReturnValue:
    """One file: who is on it and what it may be used for at this moment."""
    return _shown(_file(file_id))


@blueprint.post("/<uuid:file_id>/people")
@requires("files.tag")
def tag(file_id: UUID) -> ResponseReturnValue:
    """Say that somebody is on a picture."""
    file, person = _open(file_id), person_or_404(_sent("person_id"))
    tagging.tag(file, person.id, by_user_id=current_actor().user_id)
    flash(f"{person.name} is on this picture. Confirm below when everybody is named.", "success")
    return _back(file)


@blueprint.post("/<uuid:file_id>/people/remove")
@requires("files.tag")
def untag(file_id: UUID) -> ResponseReturnValue:
    """Take back that somebody is on a picture."""
    file = _open(file_id)
    tagging.untag(file, _sent("person_id"), by_user_id=current_actor().user_id)
    flash("Taken off. Confirm below when everybody is named.", "success")
    return _back(file)


@blueprint.post("/<uuid:file_id>/confirm")
@requires("files.tag")
def confirm(file_id: UUID) -> ResponseReturnValue:
    """Say that everybody who can be recognised is named."""
    file, form = _open(file_id), ConfirmForm()
    tagging.confirm(
        file,
        nobody_else=bool(form.nobody_else.data),
        face_free=bool(form.face_free.data),
        by_user_id=current_actor().user_id,
    )
    return _back(file)


@blueprint.post("/<uuid:file_id>/describe")
@requires("files.tag")
def describe(file_id: UUID) -> ResponseReturnValue:
    """Describe a picture; a change by somebody else in the meantime is shown first."""
    file, form = _open(file_id), DescribeForm()
    if not form.validate_on_submit():
        return _shown(file, describing=form)
    if form.version.data != str(file.version):
        form.version.data = str(file.version)
        return _shown(file, describing=form, clashed=True)
    file.caption, file.taken_on = form.caption.data or "", form.taken_on.data
    audit.record("file.described", Ref("core", "file", file.id), by=current_actor().user_id)
    db.session.flush()
    names = showing.named_in(file)
    if names:
        flash(
            f"Saved. The description names {', '.join(names)}: leave names out, it is shown with the picture.",
            "warning",
        )
    else:
        flash("The description is saved.", "success")
    return _back(file)


@blueprint.post("/<uuid:file_id>/use")
@requires("files.add")
def use(file_id: UUID) -> ResponseReturnValue:
    """Note that a picture is used, if everybody on it agrees at this moment."""
    file, form = _open(file_id), UseForm()
    form.offer(showing.seen(file).allowed)
    if not form.validate_on_submit():
        return _shown(file, using=form)
    try:
        uses.put_to_use(file.id, form.use.data, where=form.where.data, by_user_id=current_actor().user_id)
    except uses.NotUsable as refused:
        db.session.rollback()
        flash(str(refused), "warning")
        return redirect(url_for(".one", file_id=file_id))
    flash("Noted. You are told when somebody on it no longer agrees.", "success")
    return _back(file)


@blueprint.post("/uses/<uuid:use_id>/end")
@requires("files.add")
def end_use(use_id: UUID) -> ResponseReturnValue:
    """Note that a picture is no longer used there."""
    found = db.session.get(FileUse, use_id) or abort(404)
    uses.end_use(found, by_user_id=current_actor().user_id)
    return _back(_file(found.file_id))


@blueprint.post("/<uuid:file_id>/keep")
@requires("files.retain")
def keep(file_id: UUID) -> ResponseReturnValue:
    """Keep the bytes of a withdrawn picture for a reason that is written down."""
    file, form = _file(file_id), KeepForm()
    if not access.is_gone(file) or not form.validate_on_submit():
        return _shown(file, keeping=form)
    file.kept_because = form.why.data
    audit.record("file.retained", Ref("core", "file", file.id), by=current_actor().user_id)
    flash("The reason is written down. The picture stays withdrawn.", "success")
    return _back(file)


@blueprint.route("/<uuid:file_id>/delete", methods=["GET", "POST"])
@requires("files.tag")
def delete(file_id: UUID) -> ResponseReturnValue:
    """Delete a file for good, after a look at what goes with it."""
    file = _file(file_id)
    if request.method == "GET":
        return page("files/delete.html", seen=showing.seen(file), address=showing.address, today=local_today())
    people = [tag.person_id for tag in tagging.tags_of(file.id)]
    audit.record("file.deleted", Ref("core", "file", file.id), by=current_actor().user_id, people=people)
    delete_files((file,))
    db.session.commit()
    flash("It is deleted for good.", "success")
    return redirect(url_for(".gallery"))


def _shown(
    file: StoredFile,
    describing: DescribeForm | None = None,
    using: UseForm | None = None,
    keeping: KeepForm | None = None,
    clashed: bool = False,
) -> ResponseReturnValue:
    seen = showing.seen(file)
    sightings.saw(ON_PHOTOS, [one.person.id for one in seen.people])
    if using is None:
        using = UseForm(formdata=None)
        using.offer(seen.allowed)
    words = request.args.get("find", "").strip()[:200]
    return page(
        "files/one.html",
        seen=seen,
        file=file,
        address=showing.address,
        is_gone=access.is_gone(file),
        words=words,
        found=_found(words, {one.person.id for one in seen.people}),
        confirming=ConfirmForm(formdata=None, nobody_else=file.all_named, face_free=file.face_free),
        describing=describing
        or DescribeForm(formdata=None, version=str(file.version), caption=file.caption, taken_on=file.taken_on),
        using=using,
        keeping=keeping or KeepForm(formdata=None),
        clashed=clashed,
    )


def _found(words: str, without: set[UUID]) -> list[tuple[UUID, str, str]]:
    """People by name who are not on the picture yet: id, name, school."""
    if not words:
        return []
    rows = find(Wanted(words), local_today(), SEES_PERSON.criteria(current_actor()), Cursor(), MOST_FOUND).rows
    schools = schools_of(rows)
    return [(row.id, row.name, schools.get(row.id, "")) for row in rows if row.id not in without]


def _file(file_id: UUID) -> StoredFile:
    """A file of the shelves; what belongs to a record has its page there."""
    found = db.session.get(StoredFile, file_id)
    return abort(404) if found is None or found.kind in BELONGING else found


def _open(file_id: UUID) -> StoredFile:
    """A photo that was not withdrawn: nobody changes one that was."""
    file = _file(file_id)
    return abort(404) if access.is_gone(file) else file


def _sent(name: str) -> UUID:
    try:
        return UUID(request.form.get(name, ""))
    except ValueError:
        return abort(404)


def _back(file: StoredFile) -> ResponseReturnValue:
    file_id = file.id
    db.session.commit()
    return redirect(url_for(".one", file_id=file_id))


def _steps(shelf: str, onward: str | None) -> Steps:
    """Onwards, and back to the newest."""
    return Steps(url_for(".gallery", show=shelf) if uuid_asked("after") else None, onward)
