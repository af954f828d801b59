"""Audits for those who fill them in, and the year's round for those who run it."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import begin_write, db, local_today, page, requires, signed_in
from plugins.standards.audits import filling, rounds
from plugins.standards.audits.forms import FillForm, OpenForm, OwnerForm, fill_form
from plugins.standards.blueprint import blueprint
from plugins.standards.here import note, reader, row_or_404
from plugins.standards.models import Audit, AuditForm
from plugins.standards.pages import form_page
from plugins.standards.plans.forms import offer_owners
from plugins.standards.plans.writing import owners
from plugins.standards.visibility import FILLS_AUDIT
from plugins.standards.vocabulary import AUDIT_STATES, AUDIT_TONES, YES_NO

RUNS = "standards.audit"
SENT = "This audit was sent already, and what was sent stands. Nothing was added."
CLASH = (
    "Somebody else saved this audit since you opened the page. Yours is below and not saved: look at it beside theirs "
    "in another window, then save again."
)
SAVED = "Saved. It is not sent yet: come back when you like."


@blueprint.get("/audits")
@requires("standards.fill")
def audits() -> Response:
    """The audits that wait for the reader's own team, those that were sent, and for the team every form."""
    actor = reader()
    query = db.select(Audit).where(FILLS_AUDIT.criteria(actor, Audit))
    mine = query.where(db.or_(Audit.owner_id == actor.person_id, ~db.literal(actor.can(RUNS))))
    rows = db.session.scalars(mine.order_by(Audit.state, Audit.due_on.desc(), Audit.id).limit(100)).all()
    forms = db.session.scalars(db.select(AuditForm).order_by(AuditForm.position, AuditForm.title)).all()
    return page(
        "standards/audits.html",
        audits=[(row, row.form.title, row.organisation.name) for row in rows],
        forms=[(form, rounds.this_year(form)) for form in forms] if actor.can(RUNS) else [],
        states=AUDIT_STATES,
        tones=AUDIT_TONES,
        today=local_today(),
    )


@blueprint.route("/audits/<uuid:id>", methods=["GET", "POST"])
@signed_in("who runs audits, who looks after this one, and staff of its organisation; its own rule decides")
def audit(id: UUID) -> Response:
    """Fill in an audit, with last year's answers beside; read it once it was sent."""
    row: Audit = row_or_404(Audit, FILLS_AUDIT, id=id)
    questions = filling.questions_of(row.form_id, row.year)
    form = fill_form(row.form, questions)
    status = 200
    if form.is_submitted():
        answer = _taken(row, form)
        if isinstance(answer, Response):
            return answer
        status = answer
    else:
        form.fill(filling.answers_of(row), row.next_steps)
        form.version.data = str(row.version)
    return _audit_page(row, form, status)


@blueprint.post("/audits/<uuid:id>/again")
@requires(RUNS)
def open_audit_again(id: UUID) -> Response:
    """Let a sent audit be changed."""
    row: Audit = row_or_404(Audit, FILLS_AUDIT, id=id)
    begin_write()
    filling.open_again(row)
    note("audit_opened_again", row)
    db.session.commit()
    flash("It can be changed again, and has to be sent again.", "success")
    return redirect(url_for("standards.audit", id=id))


@blueprint.route("/audits/<uuid:id>/owner", methods=["GET", "POST"])
@requires(RUNS)
def audit_owner(id: UUID) -> Response:
    """Say who looks after an audit, and by when it is to be sent."""
    row: Audit = row_or_404(Audit, FILLS_AUDIT, id=id)
    form, back = OwnerForm(obj=row), url_for("standards.audit_round", key=row.form.key, year=row.year)
    offer_owners(form, owners(), row.owner_id)
    if form.is_submitted() and form.validate():
        begin_write()
        row.owner_id = UUID(form.owner.data) if form.owner.data else None
        row.due_on, row.reminders = form.due_on.data, 0
        note("audit_given", row)
        db.session.commit()
        flash("Kept.", "success")
        return redirect(back)
    if not form.is_submitted():
        form.owner.data = str(row.owner_id or "")
    title = f"{row.organisation.name}: {row.form.title}, {row.year}"
    return form_page(form, title, ("The round", back))


@blueprint.route("/audits/forms/<key>/round", methods=["GET", "POST"])
@requires(RUNS)
def audit_round(key: str) -> Response:
    """Who has filled the form in this year and last, who has not; opening it for whoever has none."""
    form_row: AuditForm = row_or_404(AuditForm, key=key)
    year, form = _year(form_row), OpenForm()
    lines = rounds.rounds(form_row, year)
    opens = _opens_here(form_row, year)
    if form.is_submitted() and opens and form.validate() and _is_ahead(form):
        begin_write()
        number = rounds.open_audits(form_row, year, form.due_on.data)
        note("audits_opened", form_row, number=number)
        db.session.commit()
        flash(
            f"Opened for {number}." if number else "It was open for everybody already. Nothing was changed.", "success"
        )
        return redirect(url_for("standards.audit_round", key=key))
    today = local_today()
    return page(
        "standards/round.html",
        form_row=form_row,
        year=year,
        now=rounds.this_year(form_row),
        lines=[(line, line.state(today)) for line in lines],
        sent=sum(line.state(today) == "sent" for line in lines),
        form=form if opens and any(line.this is None for line in lines) else None,
        states=AUDIT_STATES,
        tones=AUDIT_TONES,
        today=today,
        status=400 if form.is_submitted() else 200,
    )


def _taken(row: Audit, form: FillForm) -> Response | int:
    """Save or send what was typed; the status of the page where it is not taken."""
    sends = "send" in request.form
    if not form.validate() or (sends and not form.is_whole()):
        return 400
    try:
        filling.save(row, form.given(), form["next_steps"].data or "", form.version.data or "", reader().person_id)
    except filling.AlreadySent:
        db.session.rollback()
        flash(SENT, "warning")
        return redirect(url_for("standards.audit", id=row.id))
    except filling.ChangedMeanwhile:
        db.session.rollback()
        form.version.data = str(row.version)
        form.form_errors.append(CLASH)
        return 409
    if sends:
        filling.send(row, reader().person_id)
    note("audit_sent" if sends else "audit_saved", row)
    db.session.commit()
    flash("The audit is sent. Thank you." if sends else SAVED, "success")
    return redirect(url_for("standards.audit", id=row.id))


def _audit_page(row: Audit, form: FillForm, status: int) -> Response:
    before = filling.last_year(row)
    return page(
        "standards/audit.html",
        audit=row,
        form=form,
        parts=_parts(row.form, form),
        now=filling.answers_of(row),
        last=before,
        before=filling.answers_of(before),
        choices={level["key"]: level["title"] for level in row.form.levels} | dict(YES_NO),
        late=row.state == "open" and row.due_on < local_today(),
        runs=reader().can(RUNS),
        status=status,
    )


def _parts(form_row: AuditForm, form: FillForm) -> list[tuple[dict[str, Any], list[tuple[Any, list[str]]]]]:
    """(section, [(question, names of its fields)]) in order, those without a section first."""
    sections = [{"key": "", "title": "", "about": ""}, *form_row.sections]
    rows = [
        (one, [f"{letter}{at}" for letter in "cnwy" if f"{letter}{at}" in form]) for at, one in enumerate(form.asked)
    ]
    known = {part["key"] for part in form_row.sections}
    found = [
        (part, [row for row in rows if (row[0].section if row[0].section in known else "") == part["key"]])
        for part in sections
    ]
    return [(part, lines) for part, lines in found if lines]


def _opens_here(form_row: AuditForm, year: int) -> bool:
    """A round is opened by hand in its own year, for a form that asks something."""
    here = not form_row.kept_by and form_row.in_use and year == rounds.this_year(form_row)
    return here and rounds.asks_something(form_row)


def _year(form_row: AuditForm) -> int:
    asked = request.args.get("year", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else rounds.this_year(form_row)  # noqa: PLR2004


def _is_ahead(form: OpenForm) -> bool:
    if form.due_on.data <= local_today():
        form.due_on.errors = ["Choose a day that is still to come."]
        return False
    return True
