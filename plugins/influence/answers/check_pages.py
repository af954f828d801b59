"""The pages of checks: young people answer one; staff open one; whoever must answer proposes one."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from core.api import db, gettext, page, requires, signed_in
from plugins.groups.api import SEES_MEMBERS, Group
from plugins.influence.answers import checks
from plugins.influence.answers.check_forms import HappenedForm, OpenForm, ProposeForm
from plugins.influence.answers.desk import ask_of
from plugins.influence.blueprint import blueprint
from plugins.influence.here import ask_or_404, not_here, note, or_not_here, owner_or_404, reader
from plugins.influence.models import Ask, Check
from plugins.influence.visibility import FOLLOWS_ASK


@blueprint.route("/checks/<uuid:id>", methods=["GET", "POST"])
@signed_in("those who asked, and the members of the group that is asked as well; nobody else finds it")
def check(id: UUID) -> Response:
    """Answer whether it really happened; it can be changed until the last day."""
    row, form = or_not_here(checks.found_for(reader(), id)), HappenedForm()
    form.offer()
    if form.validate_on_submit() and _answered(row, form):
        flash(gettext("Thank you. You can change your answer until the last day."), "success")
        return redirect(url_for("influence.check", id=id))
    row = or_not_here(checks.found_for(reader(), id))
    before = checks.own(reader(), [id]).get(id)
    if not form.is_submitted() and before:
        form.answer.data, form.words.data = before.answer, before.words
    over = checks.is_over(row)
    return page(
        "influence/check.html",
        form=None if over else form,
        check=row,
        title=db.session.scalar(db.select(Ask.title).where(Ask.id == row.ask_id)),
        answered=before is not None,
        over=over,
        status=409 if over and form.is_submitted() else 400 if form.errors else 200,
    )


@blueprint.route("/asks/<uuid:id>/checks/new", methods=["GET", "POST"])
@requires("influence.ask")
def new_check(id: UUID) -> Response:
    """Put a question back to young people."""
    ask, form = ask_or_404(id, FOLLOWS_ASK), _open_form()
    if form.validate_on_submit() and _opened(form, ask, None):
        return _to_ask(id, "The question is open, and young people are told.")
    return _edit_page(form, ask_or_404(id, FOLLOWS_ASK))


@blueprint.route("/checks/<uuid:id>/open", methods=["GET", "POST"])
@requires("influence.ask")
def open_check(id: UUID) -> Response:
    """Open a question that was proposed, in the words that it should have."""
    row = or_not_here(db.session.get(Check, id))
    ask, form = ask_or_404(row.ask_id, FOLLOWS_ASK), _open_form()
    if not form.is_submitted():
        form.question.data = row.question
    elif form.validate() and _opened(form, ask, row):
        return _to_ask(ask.id, "The question is open, and young people are told.")
    return _edit_page(form, ask)


@blueprint.route("/to-answer/<uuid:id>/check", methods=["GET", "POST"])
@requires("influence.answer")
def propose_check(id: UUID) -> Response:
    """Whoever must answer proposes what young people should be asked; staff open it."""
    owner, form = owner_or_404(id), ProposeForm()
    ask = ask_of(owner)
    if ask.status in ("draft", "withdrawn"):
        not_here()
    if form.validate_on_submit():
        note("check_proposed", checks.propose(ask, form.question.data or ""))
        db.session.commit()
        flash("It is proposed. The team opens it for young people, or talks with you about the words.", "success")
        return redirect(url_for("influence.to_answer"))
    return _edit_page(form, ask, "influence.to_answer")


def _open_form() -> OpenForm:
    form = OpenForm()
    listed = db.select(Group.id, Group.name).where(SEES_MEMBERS.criteria(reader(), Group), Group.status != "ended")
    form.offer((row.id, row.name) for row in db.session.execute(listed.order_by(Group.name)))
    return form


def _opened(form: OpenForm, ask: Ask, row: Check | None) -> bool:
    try:
        found = row or checks.propose(ask, form.question.data or "")
        found.question = form.question.data or found.question
        checks.open_for(found, ask, form.closes_on.data, form.group_id, reader().person_id)
        checks.tell_group(found, url_for("influence.check", id=found.id))
        note("check_opened", found)
        db.session.commit()
    except checks.CheckRefused as refused:
        db.session.rollback()
        return _refuse(form, refused)
    return True


def _answered(row: Check, form: HappenedForm) -> bool:
    person_id = reader().person_id or not_here()
    try:
        note("check_answered", checks.answer(row, person_id, form.answer.data or "", form.words.data or ""))
        db.session.commit()
    except checks.CheckRefused as refused:
        db.session.rollback()
        return _refuse(form, refused)
    except IntegrityError:  # the same answer arrived twice at the same moment: the first is kept
        db.session.rollback()
    return True


def _refuse(form: Any, refused: checks.CheckRefused) -> bool:
    field = form[refused.box] if refused.box in form else next(iter(form))
    field.errors = [*field.errors, gettext(str(refused))]
    return False


def _to_ask(id: UUID, said: str) -> Response:
    flash(said, "success")
    return redirect(url_for("influence.ask", id=id))


def _edit_page(form: ProposeForm, ask: Ask, back: str = "") -> Response:
    return page(
        "influence/check_edit.html",
        face="worker",
        form=form,
        ask=ask,
        back=url_for(back) if back else url_for("influence.ask", id=ask.id),
        status=400 if form.is_submitted() else 200,
    )
