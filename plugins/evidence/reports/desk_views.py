"""The desk of reports: the list, a new one, and one report with everything that is still to be done to it."""

import csv
import io
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Ref, db, page, panels, requires
from plugins.evidence.blueprint import blueprint
from plugins.evidence.here import chosen, council, note, reader, row_or_404
from plugins.evidence.models import Report
from plugins.evidence.people import choices_of
from plugins.evidence.reports import compiling, inside, offered, shown, signing
from plugins.evidence.reports.compiling import CompileRefused, compile_again, compile_report
from plugins.evidence.reports.forms import ReportForm
from plugins.evidence.reports.planning import council_plan
from plugins.evidence.visibility import READS_REPORT, WRITES_REPORT

MISSING = "Some parts could not be counted: %s. The rest is here; try again later, nothing is lost."


@blueprint.get("/desk/reports")
@requires("evidence.reports")
def reports_desk() -> Response:
    """Every report, the latest days first."""
    size, at = chosen().page_size, max(request.args.get("skip", 0, int), 0)
    query = db.select(Report).order_by(Report.ends_on.desc(), Report.title, Report.id)
    rows = list(db.session.scalars(query.limit(size + 1).offset(at)))
    pages = {
        "previous": url_for(".reports_desk", skip=max(at - size, 0)) if at else None,
        "next": url_for(".reports_desk", skip=at + size) if len(rows) > size else None,
    }
    return page("evidence/reports_desk.html", face="worker", rows=rows[:size], pages=pages, state=inside.state)


@blueprint.route("/desk/reports/new", methods=["GET", "POST"])
@requires("evidence.write")
def new_report() -> Response:
    """Choose the days; the report is then put together from everything that was recorded in them."""
    form, offers = ReportForm(), {one.key: one for one in offered.offers(council())}
    form.period.choices = choices_of((key, one.label) for key, one in offers.items())
    if form.validate_on_submit():
        offer = offers[form.period.data]
        plan = council_plan(council(), offer.kind, offer.period, form.title.data or offer.title)
        found = compiling.report_of(plan.kind, plan.start, plan.end)
        if found is not None:
            flash("There is a report of these days already. This is it; nothing was changed.")
            return redirect(url_for(".report_desk", id=found.id))
        made = compile_report(council(), plan, reader().person_id)
        note("report_made", made.report)
        db.session.commit()
        _say(made, "The report is put together. Read it, write what is missing, and have it signed.")
        return redirect(url_for(".report_desk", id=made.report.id))
    return page("evidence/report_new.html", face="worker", form=form, status=422 if form.errors else 200)


@blueprint.get("/desk/reports/<uuid:id>")
@requires("evidence.reports")
def report_desk(id: UUID) -> Response:
    """One report as it stands, with its sections, signatures and what comes next."""
    report = row_or_404(Report, id, READS_REPORT)
    return page(
        "evidence/report_desk.html",
        face="worker",
        report=report,
        sections=inside.sections(report),
        signatures=signing.signatures_of(report),
        wanted=chosen().sign_offs,
        state=inside.state(report),
        blocks=panels.record(council(), reader(), Ref("evidence", "report", report.id)),
    )


@blueprint.post("/desk/reports/<uuid:id>/compile")
@requires("evidence.write")
def compile_anew(id: UUID) -> Response:
    """Gather figures and records again; what people wrote stays."""
    report = row_or_404(Report, id, WRITES_REPORT)
    try:
        signing.changed(report)
        made = compile_again(council(), report)
    except (signing.SignRefused, CompileRefused) as refused:
        db.session.rollback()
        flash(str(refused), "error")
        return redirect(url_for(".report_desk", id=id))
    note("report_compiled", report)
    db.session.commit()
    _say(made, "Everything is counted anew. What you wrote is as it was.")
    return redirect(url_for(".report_desk", id=id))


@blueprint.get("/desk/reports/<uuid:id>/figures.csv")
@requires("evidence.reports")
def report_figures(id: UUID) -> Response:
    """The figures of a report as everybody may read them, for another system (N62)."""
    report = row_or_404(Report, id, READS_REPORT)
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow(["report", "from", "to", "section", "figure", "count"])
    for one in shown.sections(council(), report):
        for figure in one.figures:
            row = [report.title, report.starts_on, report.ends_on, one.title, figure.title, figure.words or "c"]
            lines.writerow([_harmless(str(value)) for value in row])
    answer = Response(out.getvalue().encode("utf-8-sig"), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{report.key}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _harmless(value: str) -> str:
    """Spreadsheets run what begins like a formula."""
    return f"'{value}" if value[:1] in "=+-@" else value


def _say(made: compiling.Compiled, words: str) -> None:
    flash(MISSING % ", ".join(made.missing) if made.missing else words, "error" if made.missing else "success")
