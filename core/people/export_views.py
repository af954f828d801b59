"""The page that takes a list of people out as a spreadsheet: whom, and what for. Every export is in the audit trail."""

from uuid import UUID

from flask import Blueprint, Response, current_app
from flask.typing import ResponseReturnValue

from core import audit
from core.access.stamps import requires
from core.clock import local_today
from core.db import db
from core.people import sightings
from core.people.bulk_forms import ExportForm
from core.people.exporting import TITLES, Export, columns_for, export_for, pieces
from core.people.finding import Wanted
from core.web.render import page
from core.web.request import current_actor, required_authority
from core.words import gettext_noop

TAKEN_OUT = gettext_noop("A list that was taken out as a spreadsheet")
blueprint = Blueprint("export", __name__, url_prefix="/export")


@blueprint.route("/", methods=["GET", "POST"])
@requires("people.export")
def choose() -> ResponseReturnValue:
    """Choose whom and say why; the answer is the file."""
    form = ExportForm()
    form.offer()
    if form.validate_on_submit():
        wanted = _wanted(form)
        return _file(export_for(current_actor(), wanted, local_today()), wanted, form.why.data or "")
    columns = [(name, TITLES[name]) for name in columns_for(current_actor())]
    return page("people/export.html", form=form, columns=columns)


def _file(export: Export, wanted: Wanted, why: str) -> Response:
    """Write down that it is taken, end this request's own transaction, and send it piece by piece."""
    authority, app = required_authority(), current_app._get_current_object()  # type: ignore[attr-defined]
    detail = {"people": export.count(), "columns": list(export.columns)} | _asked(wanted)
    audit.record("people.exported", "people", why=why, detail=detail, by=current_actor().user_id)
    db.session.commit()
    sightings.saw(TAKEN_OUT, export.ids(), why)
    response = Response(pieces(app, authority.id, export), mimetype="text/csv")
    name = f"{authority.slug}-people-{local_today().isoformat()}.csv"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _wanted(form: ExportForm) -> Wanted:
    return Wanted(
        kind=form.kind.data or "",
        organisation_id=_id(form.organisation_id.data),
        place_id=_id(form.place_id.data),
        left_too=form.left_too.data,
    )


def _asked(wanted: Wanted) -> dict[str, str]:
    """The choices that narrow the list, for the audit trail."""
    asked = {"kind": wanted.kind, "organisation": wanted.organisation_id, "place": wanted.place_id}
    return {name: str(value) for name, value in asked.items() if value}


def _id(chosen: str | None) -> UUID | None:
    return UUID(chosen) if chosen else None
