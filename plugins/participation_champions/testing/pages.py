"""Tests from outside, for staff: drawing a sample, its link, what came of it, ending it (LA48, LA56)."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import begin_write, db, page, requires, utcnow
from plugins.participation_champions.blueprint import blueprint
from plugins.participation_champions.here import chosen, note, or_not_here, reader
from plugins.participation_champions.models import OutsideTest
from plugins.participation_champions.network.tabs import tabs
from plugins.participation_champions.testing import drawing, reading
from plugins.participation_champions.testing.forms import DrawForm
from plugins.participation_champions.vocabulary import VERDICT_TONES, VERDICTS
from plugins.standards.api import ACTION_STATES
from plugins.standards.api import scorecard as card_called

MAY, DRAWS = "participation_champions.view", "participation_champions.test"
MOST = 100
NO_PLAN = "There is no plan to draw from. Choose one in the settings of this part. Nothing was drawn."


@blueprint.get("/tests/")
@requires(MAY)
def outside_tests() -> Response:
    """Every test, the newest first."""
    template = "participation_champions/tests.html"
    found, may = reading.tests(MOST), reader().can(DRAWS)
    return page(template, face="worker", tabs=tabs("scorecard"), tests=found, may_draw=may, now=utcnow())


@blueprint.route("/tests/new", methods=["GET", "POST"])
@requires(DRAWS)
def new_test() -> Response:
    """Draw a sample; the link is shown once."""
    form = DrawForm()
    if form.validate_on_submit():
        begin_write()
        card = card_called(chosen().plan_key)
        try:
            if card is None:
                raise drawing.NothingToDraw(NO_PLAN)
            test, token = drawing.draw(card, form.title.data or "", form.tester.data or "", reader().person_id)
        except drawing.NothingToDraw as refused:
            db.session.rollback()
            form.form_errors.append(str(refused))
        else:
            note("test_drawn", test, seed=test.seed, pool=test.pool)
            link = url_for("participation_champions.tester", token=token, _external=True)
            shown = page("participation_champions/test_link.html", face="worker", test=test, link=link)
            db.session.commit()
            shown.headers["Cache-Control"] = "no-store"
            return shown
    status = 400 if form.is_submitted() else 200
    size, days = chosen().sample_size, chosen().link_days
    return page("participation_champions/test_form.html", face="worker", form=form, size=size, days=days, status=status)


@blueprint.get("/tests/<uuid:id>")
@requires(MAY)
def outside_test(id: UUID) -> Response:
    """One test: how it was drawn, and what the tester said of each line."""
    test = _test(id)
    lines = reading.lines_of(test.id)
    return page(
        "participation_champions/test.html",
        face="worker",
        test=test,
        lines=lines,
        result=reading.result_of(test, lines),
        is_open=test.ended_at is None and test.expires_at > utcnow(),
        may_draw=reader().can(DRAWS),
        verdicts=VERDICTS,
        tones=VERDICT_TONES,
        states=ACTION_STATES,
    )


@blueprint.post("/tests/<uuid:id>/end")
@requires(DRAWS)
def end_test(id: UUID) -> Response:
    """Close the link; what was said stays."""
    test = _test(id)
    if request.form.get("end") and test.ended_at is None:
        test.ended_at = utcnow()
        note("test_ended", test)
        db.session.commit()
        flash("The link opens nothing any more. What was said stays.", "success")
    return redirect(url_for("participation_champions.outside_test", id=id))


def _test(id: UUID) -> OutsideTest:
    found: OutsideTest | None = db.session.scalars(db.select(OutsideTest).where(OutsideTest.id == id)).one_or_none()
    return or_not_here(found)
