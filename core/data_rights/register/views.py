"""Pages of the register and of lawful bases, under the data protection officer's desk."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from core.access.stamps import requires
from core.authority.models import hold
from core.clock import by_the_clock, local_today
from core.data_rights.register import bases
from core.data_rights.register.bases import BASES, SOURCES, SPECIAL, Basis, basis_of
from core.data_rights.register.forms import BasisForm
from core.data_rights.register.models import BasisDecision
from core.data_rights.register.reading import as_csv, register
from core.db import db
from core.plugging.processing import Processing, processing_of
from core.users.directory import names_of_members
from core.web.house import house
from core.web.render import page
from core.web.request import current_actor, required_authority

blueprint = Blueprint("register", __name__)


@blueprint.get("/register")
@requires("keeping.read")
def show() -> ResponseReturnValue:
    """What is held, about whom, why, on which basis, who gets it and for how long."""
    entries = register(required_authority(), house().plugins)
    return page("data_rights/register.html", face="worker", entries=entries, sources=SOURCES)


@blueprint.get("/register/print")
@requires("keeping.read")
def printable() -> ResponseReturnValue:
    """The same on paper."""
    entries = register(required_authority(), house().plugins)
    return page("data_rights/register_print.html", face="worker", entries=entries, sources=SOURCES)


@blueprint.get("/register.csv")
@requires("keeping.read")
def spreadsheet() -> ResponseReturnValue:
    """The same for a spreadsheet; it holds no data about anybody."""
    name = f"{required_authority().slug}-register-{local_today().isoformat()}.csv"
    answer = Response(as_csv(register(required_authority(), house().plugins)), mimetype="text/csv")
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@blueprint.get("/lawful-bases")
@requires("keeping.read")
def lawful_bases() -> ResponseReturnValue:
    """The basis of each purpose, and who said so."""
    authority = required_authority()
    rows = [(one, basis_of(authority, name)) for name, one in processing_of(house().plugins).items()]
    names = names_of_members({basis.by for _, basis in rows})
    said: dict[str, Any] = {"words": BASES, "special": SPECIAL, "sources": SOURCES, "names": names}
    return page("data_rights/lawful_bases.html", face="worker", rows=rows, local=by_the_clock, **said)


@blueprint.route("/lawful-bases/<purpose>", methods=["GET", "POST"])
@requires("keeping.decide")
def decide(purpose: str) -> ResponseReturnValue:
    """Decide about one purpose; whoever saves second is shown what holds now beside what they typed."""
    processing = processing_of(house().plugins).get(purpose) or abort(404)
    form = BasisForm()
    if form.is_submitted():
        hold(required_authority().id)
    present = basis_of(required_authority(), purpose)
    if not form.is_submitted():
        form.fill(present)
        form.seen.data = _mark(present)
    if not form.validate_on_submit():
        return _page(form, processing, present, 400 if form.is_submitted() else 200)
    if db.session.get(BasisDecision, form.record_id) is None:
        if form.seen.data != _mark(present):
            form.seen.data = _mark(present)
            return _page(form, processing, present, 409)
        _keep(form, purpose)
    flash(f"Decided: {processing.title}.", "success")
    return redirect(url_for("keeping.register.lawful_bases"))


def _keep(form: BasisForm, purpose: str) -> None:
    decision = form.decision(purpose)
    decision.decided_by = current_actor().user_id
    bases.decide(required_authority(), decision)
    db.session.commit()


def _page(form: BasisForm, processing: Processing, present: Basis, status: int) -> Response:
    earlier = bases.decisions(processing.name)
    return page(
        "data_rights/decide_basis.html",
        face="worker",
        status=status,
        form=form,
        processing=processing,
        present=present,
        overtaken=status == 409,
        earlier=earlier,
        words=BASES,
        special=SPECIAL,
        sources=SOURCES,
        names=names_of_members({row.decided_by for row in earlier}),
        local=by_the_clock,
    )


def _mark(present: Basis) -> str:
    """What the form was filled from."""
    return str(present.decision or "file")
