"""Publishing a report and taking it down: what everybody would read, with whatever could tell who somebody is."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Form, db, disclosure, page, requires
from plugins.evidence.blueprint import blueprint
from plugins.evidence.here import council, row_or_404
from plugins.evidence.models import Report
from plugins.evidence.reports import publishing, shown, signing
from plugins.evidence.reports.forms import UnpublishForm
from plugins.evidence.visibility import READS_REPORT


@blueprint.route("/desk/reports/<uuid:id>/publish", methods=["GET", "POST"])
@requires("evidence.publish")
def publish_report(id: UUID) -> Response:
    """Look through the report as everybody would read it, tick what was looked at, and publish it."""
    report, form = row_or_404(Report, id, READS_REPORT), Form()
    signatures, ticks = len(signing.signatures_of(report)), frozenset(request.form.getlist("looked"))
    refused: tuple[str, ...] = ()
    if form.validate_on_submit():
        try:
            publishing.publish(council(), report, ticks, signatures)
            db.session.commit()
            flash("Everybody can read the report now.", "success")
            return redirect(url_for(".report", key=report.key))
        except publishing.PublishRefused as error:
            db.session.rollback()
            report, refused = row_or_404(Report, id, READS_REPORT), error.reasons
    return page(
        "evidence/publish_report.html",
        face="worker",
        status=422 if refused else 200,
        report=report,
        form=form,
        desk=publishing.look(report, ticks),
        stopped=publishing.why_not(report, signatures),
        refused=refused,
        sections=shown.sections(council(), report),
        kinds=disclosure.KINDS,
    )


@blueprint.route("/desk/reports/<uuid:id>/unpublish", methods=["GET", "POST"])
@requires("evidence.publish")
def unpublish_report(id: UUID) -> Response:
    """Take it down at once, with the reason."""
    report, form = row_or_404(Report, id, READS_REPORT), UnpublishForm()
    if form.validate_on_submit():
        publishing.unpublish(report, form.why.data)
        db.session.commit()
        flash("Nobody outside can read it any more. It is still signed and can be published again.", "success")
        return redirect(url_for(".report_desk", id=id))
    back = url_for(".report_desk", id=id)
    return page(
        "evidence/unpublish.html",
        face="worker",
        form=form,
        what=report.title,
        back=back,
        status=422 if form.errors else 200,
    )
