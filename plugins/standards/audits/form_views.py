"""What audits ask: the form, its sections and levels, its questions, and taking one out without losing answers."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import begin_write, db, page, requires
from plugins.standards.audits import asking, rounds
from plugins.standards.audits.forms import AuditQuestionForm, WhatIsAskedForm, as_parts
from plugins.standards.blueprint import blueprint
from plugins.standards.here import note, row_or_404
from plugins.standards.models import AuditForm, AuditQuestion
from plugins.standards.pages import form_page
from plugins.standards.plans.writing import new_key, next_position
from plugins.standards.vocabulary import ORGANISATIONS, QUESTIONS

RUNS = "standards.audit"
PLAIN = ("title", "about", "opens_day", "opens_month", "days", "source", "in_use")


@blueprint.get("/audits/forms/<key>")
@requires(RUNS)
def audit_form(key: str) -> Response:
    """One form: whom it is for, its sections, questions, and those that are asked no more."""
    row: AuditForm = row_or_404(AuditForm, key=key)
    questions = asking.asked(row.id)
    titles = {part["key"]: part["title"] for part in row.sections}
    return page(
        "standards/audit_form.html",
        form_row=row,
        questions=[one for one in questions if one.asked_until is None],
        earlier=[one for one in questions if one.asked_until is not None],
        titles=titles,
        kinds=[ORGANISATIONS.get(kind, kind) for kind in row.kinds],
        ways=QUESTIONS,
        year=rounds.this_year(row),
    )


@blueprint.route("/audits/forms/new", methods=["GET", "POST"])
@requires(RUNS)
def new_audit_form() -> Response:
    """Add a form."""
    form = WhatIsAskedForm()
    if not form.is_submitted():
        form.opens_day.data, form.opens_month.data, form.days.data, form.in_use.data = 1, 9, 60, True
    return _form_page(form, None, "Add a form of audits")


@blueprint.route("/audits/forms/<key>/edit", methods=["GET", "POST"])
@requires(RUNS)
def edit_audit_form(key: str) -> Response:
    """Change a form."""
    row: AuditForm = row_or_404(AuditForm, key=key)
    form = WhatIsAskedForm(obj=row)
    if not form.is_submitted():
        form.sections.data = "\n".join(part["title"] for part in row.sections)
        form.levels.data = "\n".join(part["title"] for part in row.levels)
    return _form_page(form, row, f"Change “{row.title}”")


@blueprint.route("/audits/forms/<key>/questions/new", methods=["GET", "POST"])
@requires(RUNS)
def new_question(key: str) -> Response:
    """Add a question to a form."""
    row: AuditForm = row_or_404(AuditForm, key=key)
    form = AuditQuestionForm()
    if not form.is_submitted():
        form.needed.data = True
    return _question_page(form, row, None, "")


@blueprint.route("/audits/questions/<uuid:id>", methods=["GET", "POST"])
@requires(RUNS)
def edit_question(id: UUID) -> Response:
    """Word a question anew; says what hangs on it."""
    row: AuditQuestion = row_or_404(AuditQuestion, id=id)
    held = asking.depends_on(row).words
    warning = f"{held} To ask something else, take this question out and add a new one." if held else ""
    return _question_page(AuditQuestionForm(obj=row), row.form, row, warning)


@blueprint.route("/audits/questions/<uuid:id>/remove", methods=["GET", "POST"])
@requires(RUNS)
def remove_question(id: UUID) -> Response:
    """Take a question out: what hangs on it is said first, and stays with its years."""
    row: AuditQuestion = row_or_404(AuditQuestion, id=id)
    form, held = row.form, asking.depends_on(row)
    form_page = url_for("standards.audit_form", key=form.key)
    if request.method == "POST":
        begin_write()
        note("question_removed", row)
        asking.remove(row, form)
        until = row.asked_until if held.answers else None
        db.session.commit()
        flash(_removed(until), "success")
        return redirect(form_page)
    return page("standards/remove_question.html", question=row, form_row=form, held=held)


def _removed(until: int | None) -> str:
    if until is None:
        return "The question is taken out."
    return f"It is asked for the last time in {until}. Its answers stay with their years and can be read there."


def _form_page(form: WhatIsAskedForm, row: AuditForm | None, title: str) -> Response:
    if form.is_submitted() and form.validate():
        begin_write()
        saved = _save_form(form, row or db.session.get(AuditForm, form.record_id))
        note("audit_form_saved", saved)
        db.session.commit()
        flash("The form is saved.", "success")
        return redirect(url_for("standards.audit_form", key=saved.key))
    back = url_for("standards.audit_form", key=row.key) if row else url_for("standards.audits")
    return form_page(form, title, (row.title if row else "Audits", back))


def _save_form(form: WhatIsAskedForm, row: AuditForm | None) -> AuditForm:
    made = row or AuditForm(
        id=form.record_id, key=new_key(AuditForm, form.title.data or ""), position=next_position(AuditForm)
    )
    for name in PLAIN:
        setattr(made, name, form[name].data)
    made.sections = as_parts(form.sections.data or "", made.sections or [])
    made.levels = as_parts(form.levels.data or "", made.levels or [])
    made.kinds = list(form.kinds.data or [])
    db.session.add(made)
    db.session.flush()
    return made


def _question_page(form: AuditQuestionForm, form_row: AuditForm, row: AuditQuestion | None, warning: str) -> Response:
    form.offer(form_row)
    back = url_for("standards.audit_form", key=form_row.key)
    if form.is_submitted() and form.validate() and form.check_levels(form_row):
        begin_write()
        made = row or db.session.get(AuditQuestion, form.record_id) or _new_question(form, form_row)
        for name in ("words", "hint", "section", "kind", "needed", "young"):
            setattr(made, name, form[name].data)
        db.session.add(made)
        db.session.flush()
        note("question_saved", made)
        db.session.commit()
        flash("The question is saved.", "success")
        return redirect(back)
    return form_page(form, "Change a question" if row else "Add a question", (form_row.title, back), warning=warning)


def _new_question(form: AuditQuestionForm, form_row: AuditForm) -> AuditQuestion:
    key = new_key(AuditQuestion, form.words.data or "", form_id=form_row.id)
    position = next_position(AuditQuestion, form_id=form_row.id)
    return AuditQuestion(id=form.record_id, form_id=form_row.id, key=key, position=position)
