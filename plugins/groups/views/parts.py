"""What hangs on a group, each on its own small page: ways to join, seats, yearly events, affiliates."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from core.api import create_once, db, page, requires
from plugins.groups.boards import seats
from plugins.groups.forms.parts import AffiliateForm, EventForm, JoinForm, PartForm, SeatForm
from plugins.groups.here import group_called, not_here, note, or_not_here
from plugins.groups.models import Affiliate, BoardSeat, Group, JoinRoute, StandingEvent
from plugins.groups.views.blueprint import blueprint


@dataclass(frozen=True)
class Part:
    """One kind of thing that hangs on a group: its table, its form, and what people call it."""

    model: Any
    form: type[PartForm]
    called: str
    twice: str


PARTS = {
    "join": Part(JoinRoute, JoinForm, "way to join", "The group has this way to join already."),
    "seats": Part(BoardSeat, SeatForm, "board", "The group has this with that board already. Change it there."),
    "events": Part(StandingEvent, EventForm, "yearly event", "The group has a yearly event of this name already."),
    "affiliates": Part(Affiliate, AffiliateForm, "affiliate", "The group has an affiliate of this name already."),
}


@blueprint.route("/manage/<key>/<part>/new", methods=["GET", "POST"])
@requires("groups.manage")
def add_part(key: str, part: str) -> Response:
    """Add one; sent twice, it is made once."""
    group, kind = group_called(key), _part(part)
    form = kind.form()
    form.offer()
    if form.validate_on_submit() and _added(group, kind, form):
        return _back(group, f"The {kind.called} is added.")
    return _form_page(form, group, kind, None, part)


@blueprint.route("/manage/<key>/<part>/<uuid:id>", methods=["GET", "POST"])
@requires("groups.manage")
def change_part(key: str, part: str, id: UUID) -> Response:
    """Change one."""
    group, kind = group_called(key), _part(part)
    row = _row(group, kind, id)
    form = kind.form()
    form.offer()
    if not form.is_submitted():
        form.show(row)
    elif form.validate() and _changed(row, kind, form):
        return _back(group_called(key), f"The {kind.called} is changed.")
    return _form_page(form, group_called(key), kind, id, part)


@blueprint.post("/manage/<key>/<part>/<uuid:id>/remove")
@requires("groups.manage")
def remove_part(key: str, part: str, id: UUID) -> Response:
    """Take one away."""
    group, kind = group_called(key), _part(part)
    row = _row(group, kind, id)
    if part == "seats" and seats.is_held(row.id):
        flash("The seat stays: somebody holds or held it. Take them out of its list first.", "warning")
        return redirect(url_for("groups.change_part", key=key, part=part, id=id))
    note("part_removed", row, group=str(group.id))
    db.session.delete(row)
    db.session.commit()
    return _back(group, f"The {kind.called} is taken away.")


def _part(name: str) -> Part:
    return PARTS[name] if name in PARTS else not_here()


def _row(group: Group, kind: Part, id: UUID) -> Any:
    found = db.select(kind.model).where(kind.model.id == id, kind.model.group_id == group.id)
    return or_not_here(db.session.scalars(found).one_or_none())


def _added(group: Group, kind: Part, form: PartForm) -> bool:
    group_id, values = group.id, form.values()
    try:
        row, is_new = create_once(kind.model, form, lambda id: kind.model(id=id, group_id=group_id, **values))
        if is_new:
            note("part_added", row, group=str(group_id))
        db.session.commit()
    except IntegrityError:
        return _refused(kind, form)
    return True


def _changed(row: Any, kind: Part, form: PartForm) -> bool:
    for name, value in form.values().items():
        setattr(row, name, value)
    try:
        note("part_changed", row, group=str(row.group_id))
        db.session.commit()
    except IntegrityError:
        return _refused(kind, form)
    return True


def _refused(kind: Part, form: PartForm) -> bool:
    """The database holds one like it already: say so at the first field, keep what was typed."""
    db.session.rollback()
    first = form[kind.form.FIELDS[0]]
    first.errors = [*first.errors, kind.twice]
    return False


def _back(group: Group, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("groups.overview", key=group.key))


def _form_page(form: PartForm, group: Group, kind: Part, id: UUID | None, part: str) -> Response:
    status = 400 if form.is_submitted() else 200
    return page(
        "groups/part.html",
        face="worker",
        form=form,
        group=group,
        called=kind.called,
        id=id,
        part=part,
        status=status,
    )
