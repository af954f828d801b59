"""Writing in a report: one section, what stands in it, and sections of its own; and signing it."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Form, Ref, db, page, requires
from plugins.evidence import pictures
from plugins.evidence.blueprint import blueprint
from plugins.evidence.here import chosen, ids_ticked, note, or_not_here, reader, row_or_404
from plugins.evidence.models import Line, Report, Section
from plugins.evidence.quotes import offered as quotes
from plugins.evidence.reports import signing
from plugins.evidence.reports.forms import OwnSectionForm, SectionForm, SignForm
from plugins.evidence.visibility import READS_REPORT, WRITES_REPORT


@blueprint.route("/desk/reports/<uuid:id>/sections/<uuid:section_id>", methods=["GET", "POST"])
@requires("evidence.write")
def section(id: UUID, section_id: UUID) -> Response:
    """Write in a section, choose what stands in it, or leave it out."""
    report, row = _section(id, section_id)
    if locked := _locked(report):
        return locked
    form = SectionForm(obj=row)
    if form.validate_on_submit():
        row.words, row.words_easy, row.is_shown = form.words.data, form.words_easy.data, form.is_shown.data
        refused = _keep_what_stands(row)
        signing.changed(report)
        note("section_written", row)
        db.session.commit()
        flash(" ".join(refused) if refused else "The section is saved.", "error" if refused else "success")
        return redirect(url_for(".report_desk", id=id))
    lines = db.session.scalars(db.select(Line).where(Line.section_id == row.id).order_by(Line.position, Line.id)).all()
    return page(
        "evidence/section.html",
        face="worker",
        status=422 if form.errors else 200,
        report=report,
        section=row,
        form=form,
        lines=[line for line in lines if line.ref_kind != "quote"],
        quotes=quotes.for_section(row.id),
        pictures=pictures.offered(Ref("evidence", "section", row.id)),
    )


@blueprint.route("/desk/reports/<uuid:id>/sections/new", methods=["GET", "POST"])
@requires("evidence.write")
def new_section(id: UUID) -> Response:
    """A section that only this report has."""
    report = row_or_404(Report, id, WRITES_REPORT)
    if locked := _locked(report):
        return locked
    form = OwnSectionForm()
    if form.validate_on_submit():
        last = db.session.scalar(db.select(db.func.max(Section.position)).where(Section.report_id == id))
        row = Section(id=form.record_id, report_id=id, key=f"own-{form.record_id.hex[:12]}", title=form.title.data)
        row.position = (last or 0) + 1
        if db.session.get(Section, row.id) is None:
            db.session.add(row)
            signing.changed(report)
            note("section_made", row)
        db.session.commit()
        return redirect(url_for(".section", id=id, section_id=row.id))
    return page(
        "evidence/section_new.html", face="worker", report=report, form=form, status=422 if form.errors else 200
    )


@blueprint.route("/desk/reports/<uuid:id>/sign", methods=["GET", "POST"])
@requires("evidence.sign")
def sign(id: UUID) -> Response:
    """Stand for the report as it is."""
    report, form = row_or_404(Report, id, READS_REPORT), SignForm()
    refused = ""
    if form.validate_on_submit():
        try:
            for_a_group = form.who.data == "group"
            signing.sign(report, reader(), form.as_words.data, form.note.data, for_a_group=for_a_group)
            db.session.commit()
            flash("It is signed.", "success")
            return redirect(url_for(".report_desk", id=id))
        except signing.SignRefused as error:
            db.session.rollback()
            refused = str(error)
    status = 422 if form.errors or refused else 200
    held = signing.signatures_of(report)
    return page(
        "evidence/sign.html",
        face="worker",
        status=status,
        report=report,
        form=form,
        refused=refused,
        signatures=held,
        wanted=chosen().sign_offs,
    )


@blueprint.post("/desk/reports/<uuid:id>/reopen")
@requires("evidence.write")
def reopen(id: UUID) -> Response:
    """Take the signatures back, so that it can be changed."""
    report = row_or_404(Report, id, WRITES_REPORT)
    form = Form()
    try:
        if form.validate_on_submit():
            signing.reopen(report)
            db.session.commit()
            flash("It can be changed again. The signatures are gone: have it signed when it is ready.", "success")
    except signing.SignRefused as refused:
        db.session.rollback()
        flash(str(refused), "error")
    return redirect(url_for(".report_desk", id=id))


def _section(report_id: UUID, section_id: UUID) -> tuple[Report, Section]:
    report = row_or_404(Report, report_id, WRITES_REPORT)
    query = db.select(Section).where(Section.id == section_id, Section.report_id == report.id)
    return report, or_not_here(db.session.scalar(query))


def _locked(report: Report) -> Response | None:
    """Back to the desk with the reason, where the report does not change now."""
    try:
        signing.require_open(report)
    except signing.SignRefused as refused:
        flash(str(refused), "error")
        return redirect(url_for(".report_desk", id=report.id))
    return None


def _keep_what_stands(row: Section) -> list[str]:
    """Lines, quotes and pictures as they were ticked; gives why one of them cannot stand there."""
    ticked = frozenset(request.form.getlist("line"))
    for line in db.session.scalars(db.select(Line).where(Line.section_id == row.id, Line.ref_kind != "quote")):
        line.is_shown = str(line.id) in ticked
    quotes.choose(row.id, ids_ticked("quote"))
    return pictures.choose(Ref("evidence", "section", row.id), ids_ticked("picture"), reader().user_id)
