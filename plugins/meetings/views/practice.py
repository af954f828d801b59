"""A meeting's safe practice: what is lacking, who is on duty, the risks, and confirming that all is in place."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import begin_write, create_once, db, local_today, page, requires
from plugins.meetings.coming import leading
from plugins.meetings.forms.practice import ConfirmForm, DutyForm, RisksForm, boxes, risks_sent
from plugins.meetings.here import council, meeting_or_404, note, or_not_here, reader
from plugins.meetings.models import Meeting, RiskAssessment
from plugins.meetings.moments import when_words
from plugins.meetings.practice import duty, enough, evening, risks
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.visibility import KEEPS_PRACTICE

LACKING = "Not confirmed: something is still lacking. Mend it first, or ask a safeguarding lead or a local admin."


@blueprint.route("/<uuid:id>/safe-practice", methods=["GET", "POST"])
@requires("meetings.practice")
def safe_practice(id: UUID) -> Response:
    """Everything that keeps this meeting safe, on one page; and confirming it."""
    found, form = meeting_or_404(id, KEEPS_PRACTICE), ConfirmForm()
    ratio = enough.expected(found)
    gaps = evening.lacking(found, ratio)
    if form.validate_on_submit():
        if gaps and evening.refuses() and not _may_excuse():
            flash(LACKING, "warning")
            return redirect(url_for("meetings.safe_practice", id=id))
        if form.why.data or not gaps:
            return _confirmed(found, (form.why.data or "") if gaps else "")
        form.why.errors = ["Say why it takes place all the same, and what you do instead."]
    row = duty.row_of(found)
    return page(
        "meetings/safe_practice.html",
        face="worker",
        form=form,
        meeting=found,
        when=when_words(found.starts_at, found.minutes),
        lacking=gaps,
        ratio=ratio,
        on_duty=duty.of(found),
        adults=evening.cleared(found).values(),
        held=risks.holding(found),
        overdue=risks.is_overdue(found, local_today()),
        likely=risks.LIKELY,
        row=row,
        refuses=evening.refuses(),
        may_excuse=_may_excuse(),
        status=400 if form.is_submitted() else 200,
    )


@blueprint.route("/<uuid:id>/safe-practice/lead", methods=["GET", "POST"])
@requires("meetings.practice")
def duty_lead(id: UUID) -> Response:
    """Say who is the safeguarding lead on duty."""
    found, form = meeting_or_404(id, KEEPS_PRACTICE), DutyForm()
    row = duty.row_of(found)
    people = {one.person_id: one.name for one in (*leading.workers(found), *leading.named(found))}
    form.offer(people)
    if form.validate_on_submit():
        note("duty_changed", duty.put(found, form.values()))
        db.session.commit()
        flash("Saved. Young people of the group see the first name, and whoever leads the number.", "success")
        return redirect(url_for("meetings.safe_practice", id=id))
    if row and not form.is_submitted():
        form.show(row)
    return _form_page("meetings/duty_lead.html", form, meeting=found)


@blueprint.route("/<uuid:id>/safe-practice/risks", methods=["GET", "POST"])
@requires("meetings.practice")
def assess_risks(id: UUID) -> Response:
    """What could go wrong and what is done about it, begun from last time; signed anew."""
    found, form, wrong = meeting_or_404(id, KEEPS_PRACTICE), RisksForm(), ""
    shown = risks.to_start_from(found)
    if form.is_submitted():
        shown, wrong = risks_sent(request.form)
        if form.validate() and not wrong and "more" not in request.form:
            return _signed(found, form, shown)
    else:
        form.begin(_own_name())
    return _form_page(
        "meetings/risks.html",
        form,
        meeting=found,
        boxes=boxes(shown, 4 if "more" in request.form else 2),
        likely=risks.LIKELY,
        wrong="" if "more" in request.form else wrong,
    )


@blueprint.get("/<uuid:id>/risk-assessment")
@requires("meetings.practice")
def risk_assessment(id: UUID) -> Response:
    """The risk assessment that holds, to read and to print."""
    found = meeting_or_404(id, KEEPS_PRACTICE)
    held = or_not_here(risks.holding(found))
    return page(
        "meetings/risk_assessment.html",
        face="worker",
        meeting=found,
        held=held,
        likely=risks.LIKELY,
        council=council(),
        on_duty=duty.of(found),
    )


def _may_excuse() -> bool:
    """Whoever keeps the checks of adults may let a meeting take place although something is lacking."""
    return reader().can("practice.keep")


def _confirmed(found: Meeting, why: str) -> Response:
    begin_write()
    note("practice_confirmed", duty.confirm(found, reader().user_id, why), although=bool(why))
    db.session.commit()
    flash("Confirmed. If something changes, this page says so.", "success")
    return redirect(url_for("meetings.safe_practice", id=found.id))


def _signed(found: Meeting, form: RisksForm, shown: list[dict[str, str]]) -> Response:
    signed = {
        "for_group": form.holds_for.data == "group",
        "review_on": form.review_on.data,
        "signed_name": form.signed_name.data or "",
        "signed_by_id": reader().person_id,
        "signed_on": local_today(),
    }
    row, is_new = create_once(RiskAssessment, form, lambda id: risks.sign(id, found, shown, **signed))
    if is_new:
        note("risks_signed", row)
    db.session.commit()
    flash("Signed. It can be printed from this page.", "success")
    return redirect(url_for("meetings.safe_practice", id=found.id))


def _own_name() -> str:
    return reader().name


def _form_page(template: str, form: Any, **context: Any) -> Response:
    return page(template, face="worker", form=form, status=400 if form.is_submitted() else 200, **context)
