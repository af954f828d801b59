"""Schools that bring children to a convention: booked by staff, with adults to the children, changed and taken off."""

from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import Organisation, db, page, requires
from plugins.meetings.coming import bookings as booking
from plugins.meetings.coming import sides
from plugins.meetings.coming.rules import Ratio
from plugins.meetings.forms.booking import BookingForm
from plugins.meetings.here import chosen, meeting_or_404, note, or_not_here
from plugins.meetings.models import Booking, Meeting
from plugins.meetings.moments import when_words
from plugins.meetings.planning.changing import NotNow
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.visibility import RUNS


@blueprint.get("/<uuid:id>/bookings")
@requires("meetings.run")
def bookings(id: UUID) -> Response:
    """Which schools come, with how many children and adults."""
    found = meeting_or_404(id, RUNS)
    most = chosen().children_to_an_adult
    rows = [(one, Ratio(one.row.children, one.row.adults, most)) for one in sides.booked(found)]
    return page(
        "meetings/bookings.html",
        face="worker",
        meeting=found,
        when=when_words(found.starts_at, found.minutes),
        rows=rows,
        children=sum(one.row.children for one, _ in rows),
        adults=sum(one.row.adults for one, _ in rows),
    )


@blueprint.route("/<uuid:id>/bookings/add", methods=["GET", "POST"])
@requires("meetings.run")
def add_booking(id: UUID) -> Response:
    """Book a school; one that is booked already is changed."""
    return _edit(meeting_or_404(id, RUNS), None)


@blueprint.route("/<uuid:id>/bookings/<uuid:booking_id>", methods=["GET", "POST"])
@requires("meetings.run")
def edit_booking(id: UUID, booking_id: UUID) -> Response:
    """Change a school's booking."""
    found = meeting_or_404(id, RUNS)
    return _edit(found, _of(found, booking_id))


@blueprint.post("/<uuid:id>/bookings/<uuid:booking_id>/off")
@requires("meetings.run")
def remove_booking(id: UUID, booking_id: UUID) -> Response:
    """Take a school off the list that does not come after all."""
    found = meeting_or_404(id, RUNS)
    row = _of(found, booking_id)
    note("booking_removed", row, meeting=str(found.id))
    db.session.delete(row)
    db.session.commit()
    flash("Taken off the list. Book the school again if that was a slip.", "success")
    return redirect(url_for("meetings.bookings", id=id))


def _edit(found: Meeting, row: Booking | None) -> Response:
    form = BookingForm()
    if row:
        del form.organisation_id
    else:
        form.offer()
    try:
        booking.check_open(found)
        if form.validate_on_submit():
            return _booked(found, form, row)
    except NotNow as not_now:
        db.session.rollback()
        flash(str(not_now), "warning")
        return redirect(url_for("meetings.bookings", id=found.id))
    if row and not form.is_submitted():
        form.show(row)
    status, name = 400 if form.is_submitted() else 200, _name(row.organisation_id) if row else ""
    return page("meetings/booking.html", face="worker", form=form, meeting=found, row=row, name=name, status=status)


def _booked(found: Meeting, form: BookingForm, row: Booking | None) -> Response:
    kept, is_new = booking.book(found, row.organisation_id if row else form.school, form.values())
    note("booked" if is_new else "booking_changed", kept, meeting=str(found.id), children=kept.children)
    name = _name(kept.organisation_id)
    db.session.commit()
    twice = f"{name} was booked already. Its numbers are changed, nothing is doubled."
    flash(f"{name} is booked." if is_new else f"{name} is changed." if row else twice, "success")
    return redirect(url_for("meetings.bookings", id=found.id))


def _name(school_id: UUID) -> str:
    return db.session.get_one(Organisation, school_id).name


def _of(found: Meeting, booking_id: UUID) -> Booking:
    query = db.select(Booking).where(Booking.id == booking_id, Booking.meeting_id == found.id)
    row: Booking | None = db.session.scalars(query).one_or_none()
    return or_not_here(row)
