"""Voting: choose, look at it once more, cast. Signed in, or with a code on whatever tablet goes round the classroom.

What somebody chooses is in the page that they look at and nowhere else, until it is counted as one more.
"""

from uuid import UUID

from flask import current_app, flash, redirect, request, url_for
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from core.api import db, gettext, page, public, signed_in, tries
from plugins.groups.elections import access, casting, roll, turning, wording
from plugins.groups.elections import contest as contests
from plugins.groups.elections.contest import Contest
from plugins.groups.forms.election_own import NOBODY, BallotForm, CodeForm
from plugins.groups.here import council, not_here, reader
from plugins.groups.models import Voter
from plugins.groups.views.blueprint import blueprint
from plugins.groups.views.election_codes import unknown_code, wait_words

AN_HOUR = 3600


@blueprint.route("/elections/<uuid:id>/vote", methods=["GET", "POST"])
@signed_in("a voter votes for themselves; whoever is not on the roll finds nothing")
def ballot(id: UUID) -> Response:
    """Vote, signed in."""
    contest = access.read(id)
    line = contests.line_of(contest.election, reader().person_id) or not_here()
    form = BallotForm(data={"choices": []})
    return _vote(contest, line, form, url_for("groups.ballot", id=id), url_for("groups.election", id=id))


@blueprint.route("/vote", methods=["GET", "POST"])
@public("somebody with a code from a slip of paper votes without signing in")
def vote() -> Response:
    """Type the code; the ballot follows. After the vote this page is ready for the next voter."""
    form = CodeForm()
    if not form.validate_on_submit():
        status = 400 if form.is_submitted() else 200
        return page("groups/election_vote.html", face="young", form=form, status=status)
    if wait := tries.enter("vote"):
        return unknown_code("groups/election_vote.html", form, wait_words(wait))
    line = roll.by_code(form.code.data, str(current_app.secret_key))
    contest = contests.with_id(line.election_id) if line else None
    if line is None or contest is None:
        said = gettext("We do not know this code. Look at it again. If it still does not work, ask for another.")
        return unknown_code("groups/election_vote.html", form, said)
    tries.was_right("vote")
    db.session.commit()
    turning.turn(contest)
    if line.voted:
        return unknown_code("groups/election_vote.html", form, gettext("With this code somebody has voted already."))
    if not contest.may_vote:
        return unknown_code("groups/election_vote.html", form, wording.now_words(contest))
    paper = BallotForm(formdata=None, data={"paper": _tokens().dumps(str(line.id)), "choices": []})
    return _ballot_page(contest, paper, url_for("groups.vote_by_code"), url_for("groups.vote"))


@blueprint.post("/vote/ballot")
@public("the ballot that a code opened: its signed token says which line of the roll it is")
def vote_by_code() -> Response:
    """Choose, look, cast; then back to the start, for the next voter."""
    form = BallotForm()
    line = _line_of_token(form.paper.data or "")
    if line is None:
        flash(gettext("This ballot was open too long. Nothing was counted. Type your code again."), "warning")
        return redirect(url_for("groups.vote"))
    contest = contests.with_id(line.election_id) or not_here()
    turning.turn(contest)
    return _vote(contest, line, form, url_for("groups.vote_by_code"), url_for("groups.vote"))


def _vote(contest: Contest, line: Voter, form: BallotForm, action: str, back: str) -> Response:
    """One step: the ballot, the look at it, or the cast."""
    if line.voted:
        return _already(back)
    if not contest.may_vote:
        flash(gettext("Your vote was not counted.") + " " + wording.now_words(contest), "warning")
        return redirect(back)
    if not form.is_submitted() or "again" in request.form or not _is_valid(contest, form):
        return _ballot_page(contest, form, action, back)
    if "cast" not in request.form:
        return _look_page(contest, form, action)
    return _cast(contest, line, form, back)


def _is_valid(contest: Contest, form: BallotForm) -> bool:
    if not form.validate():
        return False
    standing = [one.id for one in contests.candidates(contest.election, "standing")]
    wrong = casting.problem(form.chosen(), standing, contest.election.places)
    form.choices.errors = [wrong] if wrong else []
    return not wrong


def _cast(contest: Contest, line: Voter, form: BallotForm, back: str) -> Response:
    try:
        counted = casting.cast_vote(contest.election.id, line.id, form.chosen())
    except casting.Refused as refused:
        db.session.rollback()
        flash(str(refused), "warning")
        return redirect(back)
    db.session.commit()
    if counted == "before":
        return _already(back)
    flash(gettext("Your vote is counted. Thank you! Nobody can see how you voted."), "success")
    return redirect(back)


def _already(back: str) -> Response:
    """A second vote, or the same one sent twice: kind, and without a change."""
    flash(gettext("Your vote is already counted. It counts once, and nothing was changed."))
    return redirect(back)


def _ballot_page(contest: Contest, form: BallotForm, action: str, back: str) -> Response:
    names = contests.candidates(contest.election, "standing")
    status = 400 if form.errors else 200
    values = {"contest": contest, "form": form, "candidates": names, "action": action, "back": back, "nobody": NOBODY}
    return page("groups/election_ballot.html", face="young", status=status, **values)


def _look_page(contest: Contest, form: BallotForm, action: str) -> Response:
    chosen = set(form.chosen())
    names = [one for one in contests.candidates(contest.election, "standing") if one.id in chosen]
    return page(
        "groups/election_look.html",
        face="young",
        contest=contest,
        form=form,
        chosen=names,
        nobody=NOBODY,
        action=action,
    )


def _line_of_token(token: str) -> Voter | None:
    try:
        id = UUID(_tokens().loads(token, max_age=AN_HOUR))
    except (BadData, ValueError):
        return None
    return db.session.get(Voter, id)


def _tokens() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=f"groups.vote:{council().id}")
