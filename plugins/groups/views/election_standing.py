"""Standing for election, by the young person alone: signed in, or with the code from a letter."""

from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from core.api import create_once, db, gettext, page, public, signed_in, tries
from plugins.groups.elections import access, standing
from plugins.groups.elections import contest as contests
from plugins.groups.elections.contest import Contest
from plugins.groups.forms.election_own import CodeForm, StatementForm
from plugins.groups.here import council, not_here, note, reader
from plugins.groups.models import Candidate
from plugins.groups.views.blueprint import blueprint
from plugins.groups.views.election_codes import unknown_code, wait_words

AN_HOUR = 3600


@blueprint.route("/elections/<uuid:id>/stand", methods=["GET", "POST"])
@signed_in("young people stand for themselves; nobody else finds this page")
def stand(id: UUID) -> Response:
    """Say yes to standing, or step forward oneself; change one's words until the time is over."""
    contest = access.read(id)
    candidate, person = contests.candidacy(contest.election, reader().person_id), access.own_record()
    if candidate is None and (person is None or not standing.may_step_forward(contest, person)):
        return _closed(contest) if person is not None and access.is_of_the_body(contest) else not_here()
    form = StatementForm()
    if not form.is_submitted():
        _show(form, candidate, person.called if person else "")
    elif form.validate() and "look" not in request.form:
        return _said_yes(contest, candidate or _stepped_forward(contest, form), form)
    back = url_for("groups.election", id=id)
    return _stand_page(form, contest, candidate, url_for("groups.stand", id=id), back)


@blueprint.post("/elections/<uuid:id>/stand/no")
@signed_in("young people say no or withdraw themselves; nobody else finds this page")
def do_not_stand(id: UUID) -> Response:
    """Say no, or withdraw: one tap, no reason."""
    contest = access.read(id)
    candidate = contests.candidacy(contest.election, reader().person_id) or not_here()
    return _said_no(contest, candidate, url_for("groups.election", id=id))


@blueprint.route("/stand", methods=["GET", "POST"])
@public("somebody without a sign-in answers with the code from their letter")
def stand_by_code() -> Response:
    """Type the code from a letter; then the same page as for those who sign in."""
    form = CodeForm()
    if form.validate_on_submit():
        if wait := tries.enter("stand"):
            return unknown_code("groups/election_stand_code.html", form, wait_words(wait))
        candidate = standing.by_code(form.code.data, str(current_app.secret_key))
        contest = contests.with_id(candidate.election_id) if candidate else None
        if candidate is not None and contest is not None:
            tries.was_right("stand")
            db.session.commit()
            return _answer_page(contest, candidate, StatementForm(formdata=None))
        said = gettext("We do not know this code. Look at it again. If it still does not work, ask for another.")
        return unknown_code("groups/election_stand_code.html", form, said)
    status = 400 if form.is_submitted() else 200
    return page("groups/election_stand_code.html", face="young", form=form, status=status)


@blueprint.post("/stand/answer")
@public("the page that a code opened: its signed token says whose it is")
def answer_by_code() -> Response:
    """Yes with one's own words, or no."""
    contest, candidate = _of_token(request.form.get("letter", ""))
    if "no" in request.form:
        return _said_no(contest, candidate, url_for("groups.stand_by_code"))
    form = StatementForm()
    if form.validate() and "look" not in request.form:
        return _said_yes(contest, candidate, form, url_for("groups.stand_by_code"))
    return _answer_page(contest, candidate, form)


def _show(form: StatementForm, candidate: Candidate | None, called: str) -> None:
    form.name.data = candidate.name if candidate else called
    form.statement.data = candidate.statement if candidate else ""


def _stepped_forward(contest: Contest, form: StatementForm) -> Candidate:
    values = {"election_id": contest.election.id, "person_id": reader().person_id, "name": form.name.data}
    return create_once(Candidate, form, lambda id: Candidate(id=id, **values))[0]


def _said_yes(contest: Contest, candidate: Candidate, form: StatementForm, back: str = "") -> Response:
    try:
        standing.say_yes(contest, candidate, form.name.data, form.statement.data or "")
    except standing.Refused as refused:
        return _refused(contest, refused, back)
    note("candidate_stands", candidate)
    db.session.commit()
    flash(gettext("You stand for election. You can change your words until the time to stand is over."), "success")
    return redirect(back or url_for("groups.election", id=contest.election.id))


def _said_no(contest: Contest, candidate: Candidate, back: str) -> Response:
    try:
        standing.say_no(contest, candidate)
    except standing.Refused as refused:
        return _refused(contest, refused, back)
    note(f"candidate_{candidate.state}", candidate)
    db.session.commit()
    flash(gettext("You do not stand. That is fine, and nobody asks why."), "success")
    return redirect(back)


def _refused(contest: Contest, refused: standing.Refused, back: str) -> Response:
    id = contest.election.id
    db.session.rollback()
    flash(str(refused), "warning")
    return redirect(back or url_for("groups.election", id=id))


def _closed(contest: Contest) -> Response:
    flash(gettext("The time to stand is over. You can still read who stands, and vote."), "warning")
    return redirect(url_for("groups.election", id=contest.election.id))


def _answer_page(contest: Contest, candidate: Candidate, form: StatementForm) -> Response:
    if not form.is_submitted() or "statement" not in request.form:
        _show(form, candidate, candidate.name)
    letter = _tokens().dumps(str(candidate.id))
    return _stand_page(form, contest, candidate, url_for("groups.answer_by_code"), "", letter)


def _stand_page(form: Any, contest: Contest, candidate: Any, action: str, back: str, letter: str = "") -> Response:
    looking = "look" in request.form and not form.errors
    status = 400 if form.is_submitted() and form.errors else 200
    values = {"form": form, "contest": contest, "group": contest.group, "candidate": candidate, "letter": letter}
    where = {"action": action, "back": back, "looking": looking}
    return page("groups/election_stand.html", face="young", status=status, **values, **where)


def _of_token(token: str) -> tuple[Contest, Candidate]:
    """The election and the candidate of a page that a code opened not long ago; else the neutral 404."""
    try:
        id = UUID(_tokens().loads(token, max_age=AN_HOUR))
    except (BadData, ValueError):
        not_here()
    candidate = db.session.get(Candidate, id)
    contest = contests.with_id(candidate.election_id) if candidate else None
    return (contest, candidate) if contest and candidate else not_here()


def _tokens() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=f"groups.stand:{council().id}")
