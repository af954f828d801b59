"""Pages of people: find, look, add, change. Merging, and the lists beside people, have modules of their
own.
"""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm.exc import StaleDataError

from core.access.stamps import requires
from core.authority.resolve import Authority
from core.clock import local_today
from core.db import db
from core.people import (
    bulk_views,
    editing,
    export_views,
    looked_views,
    merge_views,
    protection_views,
    shared_views,
    showing,
    sightings,
)
from core.people.access import SEES_PERSON, person_or_404
from core.people.finding import Wanted, find
from core.people.forms import KIND_TITLES, PersonForm
from core.people.merging import kept_record
from core.people.models import Person
from core.people.names import other_name
from core.people.rules import AGE_BANDS
from core.people.shared import organisation_choices, place_choices
from core.people.steps import cursor_asked, pages, uuid_asked
from core.people.twins import Candidate, likely_twins
from core.people.whereabouts import schools_of
from core.web import panels
from core.web.forms import create_once
from core.web.render import page
from core.web.request import current_actor, current_authority
from core.words import gettext_noop

RECORD = gettext_noop("The record")
NAME_AND_SCHOOL = gettext_noop("Name and school")
FORM = gettext_noop("The form that changes the record")
TWINS = gettext_noop("Records that may be the same person")
blueprint = Blueprint("people", __name__, url_prefix="/<authority>/people")
blueprint.register_blueprint(merge_views.blueprint)
blueprint.register_blueprint(shared_views.blueprint)
blueprint.register_blueprint(protection_views.blueprint)
blueprint.register_blueprint(bulk_views.blueprint)
blueprint.register_blueprint(export_views.blueprint)
blueprint.register_blueprint(looked_views.blueprint)


@blueprint.get("/")
@requires("people.view")
def listing() -> ResponseReturnValue:
    """Find people of this council."""
    actor, today = current_actor(), local_today()
    wanted = _wanted(actor.can("people.read_details"))
    found = find(wanted, today, SEES_PERSON.criteria(actor), cursor_asked())
    return page(
        "people/list.html",
        wanted=wanted,
        people=showing.lines(found.rows, today, actor.can("people.read_details")),
        steps=pages(found, "people.listing"),
        kinds=KIND_TITLES.items(),
        bands=[(band, band.replace("-", " to ")) for band in AGE_BANDS],
        organisations=organisation_choices(wanted.organisation_id),
        places=place_choices(wanted.place_id),
    )


@blueprint.route("/add", methods=["GET", "POST"])
@requires("people.edit")
def add() -> ResponseReturnValue:
    """Record a person, after a look at who may be the same."""
    form = PersonForm()
    editing.offer_choices(form)
    twins: list[Candidate] = []
    if form.validate_on_submit():
        twins = _twins_of(form)
        if not twins:
            return _added(form)
        sightings.saw(TWINS, (twin.id for twin in twins))
        form.anyway.data = "yes"  # the next press of the button says: a different person
    return page("people/add.html", form=form, twins=twins, schools=schools_of(twins))


@blueprint.get("/<uuid:person_id>/")
@requires("people.view")
def person(person_id: UUID) -> ResponseReturnValue:
    """One person, with what every part of Heard knows of them."""
    found = person_or_404(person_id)
    if found.merged_into_id:
        return redirect(url_for("people.person", person_id=kept_record(found).id))
    actor = current_actor()
    sightings.saw(RECORD if actor.can("people.read_details") else NAME_AND_SCHOOL, (found.id,))
    return page(
        "people/person.html",
        person=found,
        called=other_name(found.name, found.known_as),
        facts=showing.facts(found, local_today(), actor.can("people.read_details")),
        panels=panels.person(_here(), actor, found.id),
        merges=showing.merges_of(found.id),
        protection=protection_views.shown(found) if actor.can("people.protect") else None,
    )


@blueprint.route("/<uuid:person_id>/edit", methods=["GET", "POST"])
@requires("people.edit")
def edit(person_id: UUID) -> ResponseReturnValue:
    """Change a record; if somebody else changed it meanwhile, both versions are shown and nothing is lost."""
    found = person_or_404(person_id)
    sightings.saw(FORM, (person_id,))
    form = PersonForm()
    editing.offer_choices(form, found)
    if request.method == "GET":
        editing.show(form, found)
    clashed, clashes = False, list[editing.Clash]()
    if form.validate_on_submit():
        if form.version.data == str(found.version) and _saved(form, found):
            return redirect(url_for("people.person", person_id=person_id))
        found = person_or_404(person_id)
        clashed, clashes = True, editing.clashes(form, found)
        form.version.data = str(found.version)
    return page("people/edit.html", form=form, person=found, clashed=clashed, clashes=clashes)


def _wanted(details: bool) -> Wanted:
    asked = request.args
    return Wanted(
        words=asked.get("find", "").strip()[:200],
        kind=asked.get("kind", "") if asked.get("kind") in KIND_TITLES else "",
        organisation_id=uuid_asked("organisation"),
        place_id=uuid_asked("place"),
        age_band=asked.get("age", "") if details else "",
        left_too=asked.get("left") == "yes",
    )


def _twins_of(form: PersonForm) -> list[Candidate]:
    """Likely twins, unless the person was recorded by this very form or the worker has seen them already."""
    if form.anyway.data or db.session.get(Person, form.record_id) is not None:
        return []
    return likely_twins(editing.sketch(form), SEES_PERSON.criteria(current_actor()))


def _added(form: PersonForm) -> ResponseReturnValue:
    said, today = editing.values(form), local_today()
    made, is_new = create_once(Person, form, lambda record_id: editing.new_person(record_id, said, today))
    if is_new:
        editing.write_down("people.added", made, current_actor().user_id)
    name, person_id = made.name, made.id
    db.session.commit()
    flash(f"{name} is recorded.", "success")
    return redirect(url_for("people.person", person_id=person_id))


def _saved(form: PersonForm, found: Person) -> bool:
    """Save and return True; False when somebody else saved in the same moment."""
    changed = editing.put(found, editing.said_of(form, found), local_today())
    try:
        db.session.flush()
    except StaleDataError:
        db.session.rollback()
        return False
    if changed:
        editing.write_down("people.changed", found, current_actor().user_id, fields=changed)
    db.session.commit()
    flash("The changes are saved." if changed else "Nothing was different, so nothing was changed.", "success")
    return True


def _here() -> Authority:
    authority = current_authority()
    assert authority is not None, "these routes stand under a council"
    return authority
