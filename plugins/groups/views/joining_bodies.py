"""Schools and groups that send members: which they are, how many places each has, who takes them (W8, W42)."""

from uuid import UUID

from flask import flash, redirect, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from core.api import Organisation, create_once, db, page, requires
from plugins.groups.forms.joining import BodyForm
from plugins.groups.forms.links import links
from plugins.groups.here import group_called, note, or_not_here, reader
from plugins.groups.joining import bodies
from plugins.groups.models import Constituency, Group
from plugins.groups.views.blueprint import blueprint
from plugins.groups.visibility import SEES_MEMBERS

INSTEAD = "End the terms of those who sit for it and let its elections end. What is on record keeps it."
TWICE = "This one sends members already. Change its places in the list."


@blueprint.get("/manage/<key>/bodies")
@requires("groups.view")
def sending_bodies(key: str) -> Response:
    """Every body that sends members, with its places; names of members are on the list of members."""
    group = group_called(key)
    sees = SEES_MEMBERS.allows(reader(), group)
    return page("groups/bodies.html", face="worker", group=group, bodies=bodies.of(group), sees_members=sees)


@blueprint.route("/manage/<key>/bodies/new", methods=["GET", "POST"])
@requires("groups.manage")
def add_body(key: str) -> Response:
    """Add one; sent twice, it is there once."""
    group, form = group_called(key), _form()
    if form.validate_on_submit() and _added(group, form):
        return _back(key, "It can send members now.")
    return _form_page(form, group_called(key), None)


@blueprint.route("/manage/<key>/bodies/<uuid:id>", methods=["GET", "POST"])
@requires("groups.manage")
def change_body(key: str, id: UUID) -> Response:
    """Change the number of places or the contact."""
    group, form = group_called(key), _form()
    row = _row(group, id)
    if not form.is_submitted():
        form.organisation.data, form.places.data, form.note.data = str(row.organisation_id), row.places, row.note
    elif form.validate() and _changed(row, form):
        return _back(key, "It is changed.")
    return _form_page(form, group_called(key), id)


@blueprint.post("/manage/<key>/bodies/<uuid:id>/remove")
@requires("groups.manage")
def remove_body(key: str, id: UUID) -> Response:
    """Take one away, where nothing depends on it; else say what does, and change nothing."""
    group = group_called(key)
    row = _row(group, id)
    if depends := bodies.hangs_on(row, SEES_MEMBERS.allows(reader(), group)):
        flash(f"It stays, and nothing was changed. It is in use: {'; '.join(depends)}. {INSTEAD}", "warning")
        return redirect(url_for("groups.change_body", key=key, id=id))
    note("body_removed", row)
    db.session.delete(row)
    db.session.commit()
    return _back(key, "It is taken away. Nothing depended on it.")


def _form() -> BodyForm:
    form = BodyForm()
    form.offer(links(Organisation, Organisation.active))
    return form


def _row(group: Group, id: UUID) -> Constituency:
    found = db.select(Constituency).where(Constituency.id == id, Constituency.group_id == group.id)
    row: Constituency | None = db.session.scalars(found).one_or_none()
    return or_not_here(row)


def _added(group: Group, form: BodyForm) -> bool:
    group_id, values = group.id, form.values()
    try:
        row, is_new = create_once(Constituency, form, lambda id: Constituency(id=id, group_id=group_id, **values))
        if is_new:
            note("body_added", row, group=str(group_id))
        db.session.commit()
    except IntegrityError:
        return _refused(form)
    return True


def _changed(row: Constituency, form: BodyForm) -> bool:
    for name, value in form.values().items():
        setattr(row, name, value)
    try:
        note("body_changed", row)
        db.session.commit()
    except IntegrityError:
        return _refused(form)
    return True


def _refused(form: BodyForm) -> bool:
    db.session.rollback()
    form.organisation.errors = [*form.organisation.errors, TWICE]
    return False


def _back(key: str, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("groups.sending_bodies", key=key))


def _form_page(form: BodyForm, group: Group, id: UUID | None) -> Response:
    status = 400 if form.is_submitted() else 200
    depends = bodies.hangs_on(_row(group, id), SEES_MEMBERS.allows(reader(), group)) if id else []
    return page("groups/body.html", face="worker", form=form, group=group, id=id, depends=depends, status=status)
