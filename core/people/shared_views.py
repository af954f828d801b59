"""Pages of what everything else refers to: organisations, places and terms of this council."""

from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, func, select

from core import audit
from core.access.stamps import requires
from core.authority.resolve import Authority
from core.db import db
from core.hooks.values import Ref
from core.people.forms import NOTHING, OrganisationForm, PlaceForm, TermForm, choices
from core.people.keyset import page_of
from core.people.models import Organisation, Place, Term
from core.people.shared import ORGANISATION_KINDS, names_of, place_choices, place_kinds, places_inside
from core.people.steps import cursor_asked, pages, uuid_asked
from core.web.forms import create_once
from core.web.render import page
from core.web.request import current_actor, current_authority

blueprint = Blueprint("shared", __name__)
PAGE = 100


@blueprint.get("/organisations/")
@requires("people.view")
def organisations() -> ResponseReturnValue:
    """Schools, services and other bodies."""
    words, kind = request.args.get("find", "").strip()[:200], request.args.get("kind", "")
    query = select(Organisation.id, Organisation.name, Organisation.kind, Organisation.place_id, Organisation.active)
    if kind in ORGANISATION_KINDS:
        query = query.where(Organisation.kind == kind)
    found = page_of(query.where(*_named(Organisation, words)), Organisation.name, Organisation.id, cursor_asked(), PAGE)
    return page(
        "people/organisations.html",
        rows=found.rows,
        places=names_of(Place, {row.place_id for row in found.rows}),
        kinds=ORGANISATION_KINDS,
        words=words,
        kind=kind,
        steps=pages(found, "people.shared.organisations"),
    )


@blueprint.route("/organisations/add", methods=["GET", "POST"])
@requires("organisations.edit")
def add_organisation() -> ResponseReturnValue:
    """Record an organisation."""
    form = _organisation_form(None)
    return _adding(form, Organisation, _organisation_values, "organisation", "people.shared.organisations")


@blueprint.route("/organisations/<uuid:record_id>/edit", methods=["GET", "POST"])
@requires("organisations.edit")
def edit_organisation(record_id: UUID) -> ResponseReturnValue:
    """Change an organisation; one that closed is taken out of use, never deleted."""
    found = db.session.get(Organisation, record_id) or abort(404)
    form = _organisation_form(found)
    return _editing(form, found, _organisation_values, "organisation", "people.shared.organisations")


@blueprint.get("/places/")
@requires("people.view")
def places() -> ResponseReturnValue:
    """Districts, localities, wards."""
    words = request.args.get("find", "").strip()[:200]
    inside = uuid_asked("inside")
    query = select(Place.id, Place.name, Place.kind, Place.code, Place.parent_id, Place.active)
    if inside:
        query = query.where(Place.parent_id == inside)
    found = page_of(query.where(*_named(Place, words)), Place.name, Place.id, cursor_asked(), PAGE)
    return page(
        "people/places.html",
        rows=found.rows,
        parents=names_of(Place, {row.parent_id for row in found.rows}),
        kinds=place_kinds(_here()),
        words=words,
        steps=pages(found, "people.shared.places"),
    )


@blueprint.route("/places/add", methods=["GET", "POST"])
@requires("organisations.edit")
def add_place() -> ResponseReturnValue:
    """Record a place."""
    return _adding(_place_form(None), Place, _place_values, "place", "people.shared.places")


@blueprint.route("/places/<uuid:record_id>/edit", methods=["GET", "POST"])
@requires("organisations.edit")
def edit_place(record_id: UUID) -> ResponseReturnValue:
    """Change a place."""
    found = db.session.get(Place, record_id) or abort(404)
    return _editing(_place_form(found), found, _place_values, "place", "people.shared.places")


@blueprint.get("/terms/")
@requires("people.view")
def terms() -> ResponseReturnValue:
    """The school terms of this council."""
    rows = list(db.session.scalars(select(Term).order_by(Term.starts_on.desc()).limit(PAGE)))
    return page("people/terms.html", rows=rows)


@blueprint.route("/terms/add", methods=["GET", "POST"])
@requires("organisations.edit")
def add_term() -> ResponseReturnValue:
    """Record a term."""
    return _adding(_term_form(None), Term, _term_values, "term", "people.shared.terms")


@blueprint.route("/terms/<uuid:record_id>/edit", methods=["GET", "POST"])
@requires("organisations.edit")
def edit_term(record_id: UUID) -> ResponseReturnValue:
    """Change a term."""
    found = db.session.get(Term, record_id) or abort(404)
    return _editing(_term_form(found), found, _term_values, "term", "people.shared.terms")


def _adding(form: Any, model: type[Any], values: Any, kind: str, listing: str) -> ResponseReturnValue:
    """One form that makes one record and goes back to its list."""
    if not form.validate_on_submit():
        return page("people/shared_form.html", form=form, kind=kind, listing=url_for(listing), is_new=True)
    made, is_new = create_once(model, form, lambda record_id: model(id=record_id, **values(form)))
    if is_new:
        audit.record(f"{kind}.added", Ref("core", kind, made.id), by=current_actor().user_id)
    flash(f"{made.name} is recorded.", "success")
    db.session.commit()
    return redirect(url_for(listing))


def _editing(form: Any, found: Any, values: Any, kind: str, listing: str) -> ResponseReturnValue:
    """One form that changes one record and goes back to its list."""
    if not form.validate_on_submit():
        return page("people/shared_form.html", form=form, kind=kind, listing=url_for(listing), is_new=False)
    said = values(form)
    changed = [name for name, value in said.items() if getattr(found, name) != value]
    for name in changed:
        setattr(found, name, said[name])
    if changed:
        about = Ref("core", kind, found.id)
        audit.record(f"{kind}.changed", about, detail={"fields": changed}, by=current_actor().user_id)
    flash(f"{found.name} is saved.", "success")
    db.session.commit()
    return redirect(url_for(listing))


def _organisation_form(found: Organisation | None) -> OrganisationForm:
    form = OrganisationForm()
    form.kind.choices = choices(ORGANISATION_KINDS.items())
    form.place_id.choices = choices([NOTHING, *place_choices(found.place_id if found else None)])
    _show(form, found, ("name", "kind", "place_id"))
    return form


def _organisation_values(form: OrganisationForm) -> dict[str, Any]:
    return {
        "name": form.name.data,
        "kind": form.kind.data,
        "place_id": _uuid(form.place_id.data),
        "active": form.active.data == "yes",
    }


def _place_form(found: Place | None) -> PlaceForm:
    form = PlaceForm()
    form.kind.choices = choices(place_kinds(_here()).items() or [("district", "District")])
    within = {str(one) for one in places_inside(found.id)} if found else set()  # a place never lies in itself
    offered = place_choices(found.parent_id if found else None)
    form.parent_id.choices = choices([NOTHING, *(one for one in offered if one[0] not in within)])
    _show(form, found, ("name", "kind", "parent_id", "code"))
    return form


def _place_values(form: PlaceForm) -> dict[str, Any]:
    return {
        "name": form.name.data,
        "kind": form.kind.data,
        "parent_id": _uuid(form.parent_id.data),
        "code": form.code.data or None,
        "active": form.active.data == "yes",
    }


def _term_form(found: Term | None) -> TermForm:
    form = TermForm()
    _show(form, found, ("name", "starts_on", "ends_on"))
    return form


def _term_values(form: TermForm) -> dict[str, Any]:
    return {"name": form.name.data, "starts_on": form.starts_on.data, "ends_on": form.ends_on.data}


def _show(form: Any, found: Any, fields: tuple[str, ...]) -> None:
    """Put a record into its form when the page is opened; what was typed stays when it is sent."""
    if found is None or request.method != "GET":
        return
    for name in fields:
        value = getattr(found, name)
        form[name].data = str(value) if isinstance(value, UUID) else value
    if "active" in form:
        form.active.data = "yes" if found.active else "no"


def _named(model: type[Any], words: str) -> list[ColumnElement[bool]]:
    return [func.lower(model.name).contains(word, autoescape=True) for word in words.lower().split()[:6]]


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _here() -> Authority:
    authority = current_authority()
    assert authority is not None, "these routes stand under a council"
    return authority
