"""Champions: finding one, one's own part, standing for a service, ending and handing over (LA36, LA49)."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Person, create_once, db, gettext_noop, local_today, page, requires, sightings
from plugins.groups.api import people_called
from plugins.learning.api import training_of
from plugins.participation_champions.blueprint import blueprint
from plugins.participation_champions.coverage import reading
from plugins.participation_champions.here import (
    champion_or_404,
    chosen,
    council,
    note,
    or_not_here,
    reader,
    service_called,
)
from plugins.participation_champions.models import Champion
from plugins.participation_champions.network import directory, standing
from plugins.participation_champions.network.forms import EndForm, OwnPartForm, StandForm
from plugins.participation_champions.network.tabs import tabs
from plugins.participation_champions.visibility import CHANGES_CHAMPION

MAY, MANAGES = "participation_champions.view", "participation_champions.manage"
CLASH = "Somebody else changed this since you opened the page. Yours is below and not saved: look, save again."
SEEN = gettext_noop("A place as a champion")
NOT_STAFF = ("young_person", "parent_carer")
GAP = "Nobody stands for this service there now. The map shows the gap."


@blueprint.get("/")
@requires(MAY)
def index() -> Response:
    """Everybody who stands for a service: by name, service, locality and skill; what they offer and ask."""
    filters = directory.Filters.of(request.args)
    rows, following = directory.lines(filters, chosen().page_size)
    here = filters.kept()
    return page(
        "participation_champions/index.html",
        face="worker",
        tabs=tabs("champions"),
        rows=rows,
        filters=filters,
        localities=[(one.key, one.name) for one in reading.the_map(council()).localities if one.key],
        skills=chosen().skills,
        pages={
            "next": url_for("participation_champions.index", **here, after=following) if following else None,
            "previous": url_for("participation_champions.index", **here) if filters.after else None,
        },
    )


@blueprint.get("/<uuid:id>")
@requires(MAY)
def champion(id: UUID) -> Response:
    """One champion: what they offer, ask and have learned, and for what else they stand."""
    row = champion_or_404(id)
    person = or_not_here(row.person)
    return page(
        "participation_champions/champion.html",
        face="worker",
        row=row,
        person=person,
        others=[one for one in directory.of_person(person.id) if one.id != row.id],
        training=training_of([person.id]).get(person.id, []),
        may_change=CHANGES_CHAMPION.allows(reader(), row),
        stands=row.until is None or row.until >= local_today(),
    )


@blueprint.route("/<uuid:id>/edit", methods=["GET", "POST"])
@requires(MAY)
def edit_champion(id: UUID) -> Response:
    """Say what one offers and asks."""
    row, form = champion_or_404(id, CHANGES_CHAMPION), OwnPartForm()
    form.offer(chosen().skills, row.skills)
    clash = form.is_submitted() and form.version.data != str(row.version)
    if not form.is_submitted():
        form.show(row)
    elif clash:
        form.version.data = str(row.version)
    elif form.validate():
        for name, value in form.values().items():
            setattr(row, name, value)
        note("champion_changed", row)
        db.session.commit()
        flash("Your part is saved." if row.person_id == reader().person_id else "Their part is saved.", "success")
        return redirect(url_for("participation_champions.champion", id=id))
    status = 409 if clash else 400 if form.is_submitted() else 200
    notice = CLASH if clash else ""
    return page("participation_champions/edit.html", face="worker", row=row, form=form, clash=notice, status=status)


@blueprint.get("/services/<key>/add")
@requires(MANAGES)
def find_champion(key: str) -> Response:
    """Find the colleague who stands for a service."""
    service, words = service_called(key), request.args.get("words", "").strip()
    found = people_called(words) if words else []
    return page("participation_champions/find.html", face="worker", service=service, words=words, found=found)


@blueprint.route("/services/<key>/add/<uuid:person_id>", methods=["GET", "POST"])
@requires(MANAGES)
def add_champion(key: str, person_id: UUID) -> Response:
    """Let a colleague stand for a service."""
    service = service_called(key)
    person = or_not_here(db.session.get(Person, person_id))
    sightings.saw(SEEN, [person.id])
    if person.kind in NOT_STAFF:
        flash(
            f"{person.called} is not staff. Champions are staff of services and partners. Nothing was added.", "warning"
        )
        return redirect(url_for("participation_champions.find_champion", key=key))
    form = _stand_form(service)
    if form.validate_on_submit():
        held = standing.held_by(service.id, form.place_id, person.id)
        if held is None or held.id == form.record_id:
            return _added(service, person, form)
        flash(f"{person.called} stands for this service there already. Nothing was added.", "warning")
        return redirect(url_for("participation_champions.champion", id=held.id))
    if not form.is_submitted():
        form.since.data = local_today()
        form.place.data = request.args.get("place", "")
    status = 400 if form.is_submitted() else 200
    return page(
        "participation_champions/add.html", face="worker", service=service, person=person, form=form, status=status
    )


@blueprint.route("/<uuid:id>/end", methods=["GET", "POST"])
@requires(MAY)
def end_champion(id: UUID) -> Response:
    """End somebody's part; who takes over is chosen on the service's page. The gap shows at once."""
    row, form = champion_or_404(id, CHANGES_CHAMPION), EndForm()
    key, alone = row.service.key, standing.left_alone(row)
    if form.validate_on_submit():
        if row.until is None:
            standing.end(row, form.hand_over.data or row.hand_over)
            note("champion_ended", row)
        db.session.commit()
        flash(GAP if alone else "Thank you. Others stand for this service there.", "warning" if alone else "success")
        return redirect(url_for("participation_champions.service", key=key))
    if not form.is_submitted():
        form.hand_over.data = row.hand_over
    status = 400 if form.is_submitted() else 200
    return page("participation_champions/end.html", face="worker", row=row, form=form, alone=alone, status=status)


def _added(service: Any, person: Person, form: StandForm) -> Response:
    own = {"service_id": service.id, "place_id": form.place_id, "person_id": person.id, "since": form.since.data}
    row, is_new = create_once(Champion, form, lambda id: Champion(id=id, **own, **form.values()))
    if is_new:
        note("champion_added", row)
    db.session.commit()
    flash(f"{person.called} stands for {service.title} now.", "success")
    return redirect(url_for("participation_champions.service", key=service.key))


def _stand_form(service: Any) -> StandForm:
    form = StandForm()
    form.offer(chosen().skills)
    places = reading.the_map(council()).localities
    form.offer_places(one for one in places if not service.only_in or one.key in service.only_in)
    return form
