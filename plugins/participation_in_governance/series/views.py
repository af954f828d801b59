"""Series of events: for everybody what they are and what came of them; for staff their days, schools and numbers."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from core.api import Organisation, create_once, db, public, public_page, requires
from plugins.participation_in_governance import choosing
from plugins.participation_in_governance.blueprint import blueprint
from plugins.participation_in_governance.here import chosen, council, not_here, note, reader, row_or_404
from plugins.participation_in_governance.models import Series, SeriesEvent, Turnout
from plugins.participation_in_governance.series import keys, reading
from plugins.participation_in_governance.series.forms import SeriesEventForm, SeriesForm, TurnoutForm
from plugins.participation_in_governance.showing import face, shown
from plugins.participation_in_governance.terms import reading as terms
from plugins.participation_in_governance.terms.views import CLASH
from plugins.participation_in_governance.visibility import PLAN, VIEW


@blueprint.get("/events")
@public("series of events with young people, those that the council shows (N56)")
@public_page
def all_series() -> Response:
    """Every series that the reader may see."""
    _open()
    return shown("all_series.html", face=face(), found=reading.all_series(reader()), may_plan=reader().can(PLAN))


@blueprint.get("/events/<key>")
@public("one series of events and what came of it; one that is not shown is the neutral 404 (N56)")
@public_page
def one_series(key: str) -> Response:
    """Its events with their sessions, how many came, and what came of it."""
    _open()
    series = reading.series_called(key, reader())
    events = reading.events_of(series.id)
    return shown(
        "series.html",
        face=face(),
        series=series,
        events=events,
        sums=reading.sums(events, reader()),
        partner=_partner(series),
        may_plan=reader().can(PLAN),
        is_staff=reader().can(VIEW),
    )


@blueprint.route("/events/new", methods=["GET", "POST"])
@requires(PLAN)
def new_series() -> Response:
    """Add a series; sent twice, it is added once."""
    form = _series_form()
    if form.validate_on_submit():
        made, is_new = create_once(
            Series, form, lambda id: Series(id=id, key=keys.free(form.title.data), **form.values())
        )
        if is_new:
            note("series_added", made)
        db.session.commit()
        flash(f"“{made.title}” is there. Add its events.", "success")
        return redirect(url_for(".one_series", key=made.key))
    return _form_page(form, "Add a series of events", url_for(".all_series"))


@blueprint.route("/events/<key>/edit", methods=["GET", "POST"])
@requires(PLAN)
def edit_series(key: str) -> Response:
    """Change a series, and say what came of it."""
    row, form = reading.series_called(key, reader()), _series_form()
    back = url_for(".one_series", key=key)
    clash = _begin(form, row)
    if form.is_submitted() and not clash and form.validate():
        return _saved(row, form, "series_changed", back)
    return _form_page(form, f"Change “{row.title}”", back, clash)


@blueprint.route("/events/<key>/add", methods=["GET", "POST"])
@requires(PLAN)
def new_event(key: str) -> Response:
    """Add an event to a series; sent twice, it is added once."""
    series, form = reading.series_called(key, reader()), SeriesEventForm()
    back = url_for(".one_series", key=key)
    if form.validate_on_submit():
        made, is_new = create_once(
            SeriesEvent, form, lambda id: SeriesEvent(id=id, series_id=series.id, **form.values())
        )
        if is_new:
            note("event_added", made)
        db.session.commit()
        flash(f"“{made.title}” is added.", "success")
        return redirect(back)
    return _form_page(form, f"Add an event to “{series.title}”", back)


@blueprint.route("/event/<uuid:id>", methods=["GET", "POST"])
@requires(PLAN)
def edit_event(id: UUID) -> Response:
    """Change an event: its sessions, who came, what came of it."""
    row, form = row_or_404(SeriesEvent, id), SeriesEventForm()
    back = url_for(".one_series", key=row_or_404(Series, row.series_id).key)
    clash = _begin(form, row)
    if form.is_submitted() and not clash and form.validate():
        return _saved(row, form, "event_changed", back)
    return _form_page(form, f"Change “{row.title}”", back, clash, event=row)


@blueprint.route("/event/<uuid:id>/schools", methods=["GET", "POST"])
@requires(PLAN)
def event_schools(id: UUID) -> Response:
    """Which schools came and how many they brought; a school that is sent again is changed, 0 and 0 takes it out."""
    event, form = row_or_404(SeriesEvent, id), TurnoutForm()
    schools = db.session.execute(
        db.select(Organisation.id, Organisation.name)
        .where(Organisation.kind == "school", Organisation.active)
        .order_by(Organisation.name)
    )
    form.school_id.choices = [choosing.NOBODY, *(SelectChoice(str(row.id), row.name) for row in schools)]
    if form.validate_on_submit():
        _came(event, UUID(form.school_id.data), form.children.data or 0, form.adults.data or 0)
        db.session.commit()
        flash("It is written down.", "success")
        return redirect(url_for(".event_schools", id=id))
    found = next(one for one in reading.events_of(event.series_id) if one.row.id == event.id)
    key = row_or_404(Series, event.series_id).key
    status = 400 if form.is_submitted() else 200
    return shown("event_schools.html", form=form, event=event, found=found, key=key, status=status)


def _came(event: SeriesEvent, school: UUID, children: int, adults: int) -> None:
    query = db.select(Turnout).where(Turnout.event_id == event.id, Turnout.school_id == school)
    row = db.session.scalars(query).one_or_none()
    if not (children or adults):
        if row is not None:
            db.session.delete(row)
    else:
        row = row or Turnout(event_id=event.id, school_id=school)
        row.children, row.adults = children, adults
        db.session.add(row)
    note("event_counted", event)


def _open() -> None:
    if not chosen().public_page and not reader().is_member:
        not_here()


def _partner(series: Series) -> str:
    found = db.session.get(Organisation, series.partner_id) if series.partner_id else None
    return found.name if found else ""


def _series_form() -> Any:
    form = choosing.with_themes(SeriesForm, terms.sets(council()))
    form.offer()
    return form


def _begin(form: Any, row: Any) -> bool:
    """Fill the form at first; True where somebody else saved meanwhile."""
    if not form.is_submitted():
        form.show(row)
        return False
    clash: bool = form.version.data != str(row.version)
    if clash:
        form.version.raw_data, form.version.data = [str(row.version)], str(row.version)
        flash(CLASH, "warning")
    return clash


def _saved(row: Any, form: Any, action: str, back: str) -> Response:
    for name, value in form.values().items():
        setattr(row, name, value)
    note(action, row)
    db.session.commit()
    flash(f"“{row.title}” is changed.", "success")
    return redirect(back)


def _form_page(form: Any, heading: str, back: str, clash: bool = False, event: SeriesEvent | None = None) -> Response:
    status = 409 if clash else 400 if request.method == "POST" else 200
    return shown("edit_series.html", form=form, heading=heading, back=back, event=event, status=status)
