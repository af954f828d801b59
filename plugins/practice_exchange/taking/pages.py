"""Our copies: taking one, reading it while it may be read, and removing it."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import db, page, required_authority, requires
from plugins.practice_exchange import here
from plugins.practice_exchange.blueprint import blueprint
from plugins.practice_exchange.taking import reading, taking
from plugins.practice_exchange.taking.forms import RemovedForm, TakeForm
from plugins.practice_exchange.visibility import OFFERS, READS


@blueprint.post("/<region>/offers/<uuid:id>/copy")
@requires(OFFERS)
def take(region: str, id: UUID) -> Response:
    """Take a copy of something that another council offers."""
    desk, form = here.desk(region), TakeForm()
    offer = here.shown(region, id, "thing")
    if desk.council is None or offer.authority_id == desk.council.id:
        here.not_here()
    if not form.validate_on_submit():
        flash("Nothing was copied: use 1,000 characters or fewer to say what it is for.", "error")
        return redirect(desk.url("thing", id=id))
    copy = taking.take(desk.council, offer, form.use_for.data or "", bool(form.make.data))
    db.session.commit()
    flash("A copy is kept, with where it comes from.", "success")
    return redirect(url_for("practice_exchange.copy", id=copy.id))


@blueprint.get("/copies/")
@requires(READS)
def copies() -> Response:
    """Every copy that this council keeps; those that must go say so."""
    after = request.args.get("after", "")
    rows, following = reading.page_of(after, here.chosen(required_authority()).page_size)
    return page(
        "practice_exchange/copies.html",
        face="worker",
        rows=reading.held(rows),
        pages={
            "next": url_for(".copies", after=following) if following else None,
            "previous": url_for(".copies") if after else None,
        },
    )


@blueprint.route("/copies/<uuid:id>", methods=["GET"])
@requires(READS)
def copy(id: UUID) -> Response:
    """One copy: its words while they may be read, else why it must go."""
    return _page(id, RemovedForm())


@blueprint.post("/copies/<uuid:id>/removed")
@requires(OFFERS)
def removed(id: UUID) -> Response:
    """Say that nothing of the copy is left."""
    found, form = here.or_not_here(taking.copy_called(id)), RemovedForm()
    if not form.validate_on_submit():
        return _page(id, form, 422)
    taking.remove(found)
    db.session.commit()
    flash("Kept: nothing of it is left here.", "success")
    return redirect(url_for(".copies"))


def _page(id: UUID, form: RemovedForm, status: int = 200) -> Response:
    found = here.or_not_here(taking.copy_called(id))
    held = reading.held([found])[0]
    draft = reading.draft_of(found)
    return page("practice_exchange/copy.html", face="worker", held=held, draft=draft, form=form, status=status)
