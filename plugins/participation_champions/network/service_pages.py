"""Services and agencies that should have a champion: the list, one service, changing it, putting it away.

A service with champions is not put away: whoever tries is told who depends on it.
"""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Organisation, create_once, db, page, requires
from plugins.groups.api import free_slug
from plugins.participation_champions.blueprint import blueprint
from plugins.participation_champions.coverage import reading
from plugins.participation_champions.here import chosen, council, note, reader, service_called
from plugins.participation_champions.models import Service
from plugins.participation_champions.network import directory, standing
from plugins.participation_champions.network.forms import ServiceForm
from plugins.participation_champions.vocabulary import REACHES

MAY, MANAGES = "participation_champions.view", "participation_champions.manage"
CLASH = "Somebody else changed this service since you opened the page. Yours is below and not saved: look, save again."
MOST = 200


@blueprint.get("/services/")
@requires(MANAGES)
def services() -> Response:
    """Every service by its name, those that were put away as well."""
    after, size = request.args.get("after", ""), chosen().page_size
    query = db.select(Service).order_by(Service.title, Service.key)
    before = db.session.scalar(db.select(Service.title).where(Service.key == after)) if after else None
    if before is not None:
        later = db.and_(Service.title == before, Service.key > after)
        query = query.where(db.or_(Service.title > before, later))
    rows = db.session.scalars(query.limit(size + 1)).all()
    following = rows[size - 1].key if len(rows) > size else None
    return page(
        "participation_champions/services.html",
        face="worker",
        rows=rows[:size],
        reaches=REACHES,
        pages={
            "next": url_for("participation_champions.services", after=following) if following else None,
            "previous": url_for("participation_champions.services") if after else None,
        },
    )


@blueprint.get("/services/<key>/")
@requires(MAY)
def service(key: str) -> Response:
    """One service: who stands for it where, and where nobody does."""
    row = service_called(key)
    found = reading.the_map(council())
    return page(
        "participation_champions/service.html",
        face="worker",
        row=row,
        champions=directory.of_service(row.id, MOST),
        on_map=next((one for one in found.rows if one.service.id == row.id), None),
        localities=found.localities,
        reaches=REACHES,
        may_manage=reader().can(MANAGES),
    )


@blueprint.route("/services/new", methods=["GET", "POST"])
@requires(MANAGES)
def new_service() -> Response:
    """Add a service; the map shows its gaps at once."""
    form = _form()
    if form.validate_on_submit():
        key = free_slug(form.title.data or "", db.session.scalars(db.select(Service.key)))
        row, is_new = create_once(Service, form, lambda id: Service(id=id, key=key, **form.values()))
        if is_new:
            note("service_added", row)
        db.session.commit()
        return redirect(url_for("participation_champions.service", key=row.key))
    return _form_page(form, None)


@blueprint.route("/services/<key>/edit", methods=["GET", "POST"])
@requires(MANAGES)
def edit_service(key: str) -> Response:
    """Change a service."""
    row, form = service_called(key), _form()
    clash = form.is_submitted() and form.version.data != str(row.version)
    if not form.is_submitted():
        form.show(row)
    elif clash:
        form.version.data = str(row.version)
    elif form.validate():
        for name, value in form.values().items():
            setattr(row, name, value)
        note("service_changed", row)
        db.session.commit()
        flash("The service is saved.", "success")
        return redirect(url_for("participation_champions.service", key=key))
    return _form_page(form, row, clash)


@blueprint.post("/services/<key>/away")
@requires(MANAGES)
def put_service_away(key: str) -> Response:
    """Take a service off the map, or bring it back."""
    row = service_called(key)
    try:
        if request.form.get("away"):
            standing.put_away(row)
        else:
            row.put_away_on = None
    except standing.Depends as refused:
        db.session.rollback()
        flash(str(refused), "warning")
        return redirect(url_for("participation_champions.service", key=key))
    note("service_put_away", row, away=row.put_away_on is not None)
    away = row.put_away_on is not None
    db.session.commit()
    flash("It is off the map. What was recorded stays." if away else "It is on the map again.", "success")
    return redirect(url_for("participation_champions.service", key=key))


def _form() -> ServiceForm:
    form = ServiceForm()
    query = db.select(Organisation.id, Organisation.name).where(Organisation.active.is_(True))
    named = [(row.id, row.name) for row in db.session.execute(query.order_by(Organisation.name).limit(1000))]
    form.offer(named, reading.localities(chosen().locality_kind))
    return form


def _form_page(form: ServiceForm, row: Service | None, clash: bool = False) -> Response:
    status = 409 if clash else 400 if form.is_submitted() else 200
    notice = CLASH if clash else ""
    template = "participation_champions/service_form.html"
    return page(template, face="worker", form=form, row=row, clash=notice, status=status)
