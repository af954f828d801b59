"""The pages: the approach in examples for everybody; for staff how far each is, what teams learned, and the report."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from werkzeug.wrappers import Response

from core.api import (
    Form,
    Organisation,
    Ref,
    create_once,
    current_actor,
    db,
    local_today,
    page,
    public,
    public_page,
    record,
    requires,
    touch,
)
from plugins.evidence.api import WRITES_STORY, CompileRefused, Story, compile_report, report_url, reports_of
from plugins.practice_examples import reading, yearly
from plugins.practice_examples.forms import ShareForm
from plugins.practice_examples.here import REPORT, SERIES, council
from plugins.practice_examples.models import Shared

blueprint = Blueprint("practice_examples", __name__)


@blueprint.get("/")
@public("examples that somebody looked through and published; what may be shown is asked at each reading (NC1)")
@public_page
def index() -> Response:
    """What taking part looks like here: examples, awards, and the reports of each year."""
    authority = council()
    return page(
        "practice_examples/index.html",
        words=reading.words_of(authority),
        aims=authority.file.strategy.aims if authority.file.strategy else (),
        cards=reading.examples(),
        awards=reading.awards(authority),
        reports=reading.reports(),
    )


@blueprint.get("/desk")
@requires("practice_examples.share")
def desk() -> Response:
    """How far each example is, and the yearly report."""
    return page(
        "practice_examples/desk.html",
        face="worker",
        rows=reading.standing(),
        reports=[(one, report_url(one)) for one in reports_of(REPORT)],
        year=yearly.this_year(council()),
        form=Form(),
        series=SERIES,
    )


@blueprint.post("/report")
@requires("practice_examples.share")
def report() -> Response:
    """Put this year's report together from what was recorded, or count it anew (NC54)."""
    if not Form().validate_on_submit():
        abort(400)
    try:
        made = compile_report(council(), yearly.plan(council()), current_actor().person_id)
    except CompileRefused as refused:
        db.session.rollback()
        flash(str(refused), "error")
        return redirect(url_for(".desk"))
    record("practice_examples.report", Ref("evidence", "report", made.report.id), by=current_actor().user_id)
    db.session.commit()
    flash("The report is put together. Write what is missing, and have it signed.", "success")
    return redirect(report_url(made.report))


@blueprint.route("/learning/<uuid:story_id>", methods=["GET", "POST"])
@requires("practice_examples.share")
def share(story_id: UUID) -> Response:
    """Note which team was told of an example, and what they can take from it (NC43, NC53)."""
    seen = db.select(Story).where(Story.id == story_id, WRITES_STORY.criteria(current_actor(), Story))
    story: Story | None = db.session.scalar(seen)
    if story is None:
        abort(404)
    form = ShareForm()
    form.offer(_teams())
    if form.validate_on_submit():
        row, is_new = create_once(Shared, form, lambda id: _note(id, story, form))
        if is_new:
            record("practice_examples.shared", Ref("practice_examples", "shared", row.id), by=current_actor().user_id)
            touch(council().id)
        db.session.commit()
        flash("It is noted which team was told.", "success")
        return redirect(url_for("evidence.story_desk", id=story_id))
    status = 422 if form.errors else 200
    notes = reading.notes_on(story_id)
    return page("practice_examples/share.html", face="worker", story=story, form=form, notes=notes, status=status)


def _note(id: UUID, story: Story, form: ShareForm) -> Shared:
    row = Shared(id=id, story_id=story.id, team=form.team.data or "", words=form.words.data)
    row.organisation_id = UUID(form.organisation.data) if form.organisation.data else None
    row.on_day, row.by_id = form.on_day.data or local_today(), current_actor().person_id
    return row


def _teams() -> list[tuple[str, str]]:
    query = db.select(Organisation.id, Organisation.name).where(Organisation.kind == "service")
    return [(str(row.id), row.name) for row in db.session.execute(query.order_by(Organisation.name, Organisation.id))]
