"""Charters for everybody, and for staff the pledges: writing one down, looking whether it was kept, taking it back."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import Organisation, begin_write, db, local_today, page, public, public_page, requires
from plugins.standards.blueprint import blueprint
from plugins.standards.charters import reading, writing
from plugins.standards.charters.forms import CharterForm, KeptForm, PledgeForm, TakeBackForm
from plugins.standards.charters.reading import CharterRead
from plugins.standards.here import chosen, not_here, note, or_not_here, reader, row_or_404
from plugins.standards.models import Charter, Pledge
from plugins.standards.pages import face_of, form_page
from plugins.standards.plans.shown import plans_for_all
from plugins.standards.vocabulary import KEPT

WRITES = "standards.plan"


@blueprint.get("/")
@public("everybody may read what was promised to them, and who pledged to keep it (N20)")
@public_page
def index() -> Response:
    """Every charter that is shown, and the plans that are."""
    found = reading.charters(shown_only=not _reads_all()) if _is_shown() else []
    return page(
        "standards/charters.html",
        face=face_of(reader()),
        charters=found,
        pledged=reading.pledge_counts(),
        plans=plans_for_all() if chosen().public_plans else [],
    )


@blueprint.get("/charters/<key>")
@public("a charter is here once it is shown to everybody; any other is the neutral 404")
@public_page
def charter(key: str) -> Response:
    """One charter: what is promised, and who pledged to keep it."""
    if not _is_shown():
        not_here()
    found = or_not_here(reading.charter(key, shown_only=not _reads_all()))
    return page("standards/charter.html", face=face_of(reader()), charter=found, kept=KEPT, today=local_today())


@blueprint.route("/charters/new", methods=["GET", "POST"])
@requires(WRITES)
def new_charter() -> Response:
    """Add a charter."""
    form = CharterForm()
    if not form.is_submitted():
        form.shown.data = form.takes_pledges.data = True
    return _charter_form(form, None, "Add a charter")


@blueprint.route("/charters/<key>/edit", methods=["GET", "POST"])
@requires(WRITES)
def edit_charter(key: str) -> Response:
    """Change a charter; promises that are taken out are kept as earlier ones."""
    found = _any_charter(key)
    form = CharterForm(obj=found.row)
    if not form.is_submitted():
        form.promises.data = "\n".join(one.words for one in found.promises)
    return _charter_form(form, found.row, f"Change “{found.row.title}”")


@blueprint.route("/charters/<key>/pledge", methods=["GET", "POST"])
@requires(WRITES)
def pledge(key: str) -> Response:
    """Write down that a body pledges to keep a charter."""
    found, form = _any_charter(key), PledgeForm()
    if not found.row.takes_pledges:
        not_here()
    form.offer(db.session.scalars(_organisations()).all())
    if form.is_submitted() and form.validate():
        begin_write()
        row, is_new = writing.pledge(found.row, form, reader().person_id)
        note("pledged", row)
        db.session.commit()
        again = f"{row.body} has pledged this already. Nothing was changed; the pledge stands below."
        flash("The pledge is written down." if is_new else again, "success" if is_new else "warning")
        return redirect(url_for("standards.charter", key=key))
    if not form.is_submitted():
        form.pledged_on.data = local_today()
    return form_page(form, f"A pledge: {found.row.title}", (found.row.title, url_for("standards.charter", key=key)))


@blueprint.route("/pledges/<uuid:id>", methods=["GET", "POST"])
@requires(WRITES)
def kept_pledge(id: UUID) -> Response:
    """Say whether a pledge was kept."""
    row: Pledge = row_or_404(Pledge, id=id, taken_back_on=None)
    form = KeptForm(obj=row)
    back = url_for("standards.charter", key=row.charter.key)
    if form.is_submitted() and form.validate():
        begin_write()
        row.kept, row.kept_words = form.kept.data, form.kept_words.data or ""
        row.look_again_on = form.look_again_on.data
        note("pledge_looked_at", row, kept=row.kept)
        db.session.commit()
        flash("Kept. It stands beside the pledge.", "success")
        return redirect(back)
    return form_page(form, f"Was it kept? {row.body}", (row.charter.title, back), lede=row.words)


@blueprint.route("/pledges/<uuid:id>/back", methods=["GET", "POST"])
@requires(WRITES)
def take_back_pledge(id: UUID) -> Response:
    """A pledge does not stand any more."""
    row: Pledge = row_or_404(Pledge, id=id, taken_back_on=None)
    form, back = TakeBackForm(), url_for("standards.charter", key=row.charter.key)
    if form.is_submitted() and form.validate():
        begin_write()
        writing.take_back(row, form.why.data or "", local_today())
        note("pledge_taken_back", row)
        db.session.commit()
        flash("The pledge is taken back and not shown any more.", "success")
        return redirect(back)
    return form_page(form, f"Take back the pledge of {row.body}", (row.charter.title, back))


def _charter_form(form: CharterForm, row: Charter | None, title: str) -> Response:
    back = url_for("standards.charter", key=row.key) if row else url_for("standards.index")
    if form.is_submitted() and form.validate():
        held = row or db.session.get(Charter, form.record_id)
        begin_write()
        saved = writing.save(form, held)
        note("charter_saved", saved)
        db.session.commit()
        flash("The charter is saved.", "success")
        return redirect(url_for("standards.charter", key=saved.key))
    return form_page(form, title, (row.title if row else "What we promised", back))


def _any_charter(key: str) -> CharterRead:
    return or_not_here(reading.charter(key, shown_only=False))


def _organisations() -> Any:
    return db.select(Organisation).where(Organisation.active.is_(True)).order_by(Organisation.name)


def _reads_all() -> bool:
    return reader().can("standards.view")


def _is_shown() -> bool:
    return chosen().public_charters or _reads_all()
