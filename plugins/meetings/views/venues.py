"""The places where meetings are held: listed, added and changed by staff."""

from uuid import UUID

from flask import flash, redirect, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from core.api import create_once, db, page, requires
from plugins.meetings.forms.venue import ACCESS, VenueForm
from plugins.meetings.here import note, or_not_here
from plugins.meetings.models import Venue
from plugins.meetings.views.blueprint import blueprint

TAKEN = "There is a place of this name already. Change that one, or give this one another name."


@blueprint.get("/manage/venues/")
@requires("meetings.view")
def venues() -> Response:
    """Every place, with what it has for those who need it."""
    rows = db.session.scalars(db.select(Venue).order_by(Venue.active.desc(), Venue.name)).all()
    return page("meetings/venues.html", face="worker", venues=rows, access=ACCESS)


@blueprint.route("/manage/venues/new", methods=["GET", "POST"])
@requires("meetings.plan")
def new_venue() -> Response:
    """Add a place."""
    form = VenueForm()
    form.offer()
    if form.validate_on_submit() and not _taken(form, None):
        try:
            made, is_new = create_once(Venue, form, lambda id: Venue(id=id, **form.values()))
        except IntegrityError:
            form.name.errors = [TAKEN]
        else:
            return _saved(made, "venue_added" if is_new else "")
    return _venue_page(form, None)


@blueprint.route("/manage/venues/<uuid:id>", methods=["GET", "POST"])
@requires("meetings.plan")
def edit_venue(id: UUID) -> Response:
    """Change a place, or say that it is no longer used."""
    found = or_not_here(db.session.get(Venue, id))
    form = VenueForm()
    form.offer()
    if not form.is_submitted():
        form.show(found)
    elif form.version.data != str(found.version):
        form.version.data = str(found.version)
        form.version.raw_data = [str(found.version)]
        flash("Somebody else changed this place while you typed. Look through it and save again.", "warning")
    elif form.validate() and not _taken(form, id):
        for name, value in form.values().items():
            setattr(found, name, value)
        return _saved(found, "venue_changed")
    return _venue_page(form, found)


def _taken(form: VenueForm, own: UUID | None) -> bool:
    query = db.select(Venue.id).where(Venue.name == form.name.data, Venue.id != (own or form.record_id))
    if db.session.scalar(query) is None:
        return False
    form.name.errors = [TAKEN]
    return True


def _saved(venue: Venue, action: str) -> Response:
    if action:
        note(action, venue)
    db.session.commit()
    flash(f"{venue.name} is saved.", "success")
    return redirect(url_for("meetings.venues"))


def _venue_page(form: VenueForm, found: Venue | None) -> Response:
    status = 400 if form.is_submitted() else 200
    return page("meetings/venue.html", face="worker", form=form, venue=found, status=status)
