"""After voting, for staff: papers counted by one and checked by another, ties settled, the result declared."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from core.api import db, page, signed_in
from plugins.groups.elections import access, declaring, papers, results, states
from plugins.groups.elections import contest as contests
from plugins.groups.elections.contest import Contest
from plugins.groups.elections.words import SETTLING
from plugins.groups.forms.election import AgainForm, TieForm
from plugins.groups.forms.election_papers import PapersForm, form_for
from plugins.groups.here import note, reader
from plugins.groups.views.blueprint import blueprint
from plugins.groups.views.elections import RUN_BY


@blueprint.route("/manage/<key>/elections/<uuid:id>/count", methods=["GET", "POST"])
@signed_in(RUN_BY)
def count_papers(key: str, id: UUID) -> Response:
    """The first count of the papers."""
    contest = access.run_with_people(key, id)
    form = _papers_form(contest)
    if not _adds_up(form, contest):
        return _papers_page(form, contest, first=True)
    try:
        papers.enter(contest, form.count(), reader().user_id)
    except states.NotNow as late:
        return _late(contest, late)
    note("election_papers_counted", contest.election)
    db.session.commit()
    flash("Your count is kept. Now somebody else counts the same papers, without seeing yours.", "success")
    return _back(contest)


@blueprint.route("/manage/<key>/elections/<uuid:id>/check", methods=["GET", "POST"])
@signed_in(RUN_BY)
def check_papers(key: str, id: UUID) -> Response:
    """The second count, by somebody else; where both agree the election is counted."""
    contest = access.run_with_people(key, id)
    if not papers.may_check(contest, reader().user_id):
        flash("You counted these papers, or nobody has yet. Somebody else has to check them.", "warning")
        return _back(contest)
    form = _papers_form(contest)
    if not _adds_up(form, contest):
        return _papers_page(form, contest, first=False)
    try:
        differing = papers.check(contest, form.count(), reader().user_id)
    except states.NotNow as late:
        return _late(contest, late)
    if differing:
        db.session.rollback()
        return _papers_page(form, contest, first=False, differing=differing)
    note("election_papers_checked", contest.election)
    db.session.commit()
    flash("Both counts agree. The election is counted.", "success")
    return _back(contest)


@blueprint.route("/manage/<key>/elections/<uuid:id>/tie", methods=["GET", "POST"])
@signed_in(RUN_BY)
def settle_tie(key: str, id: UUID) -> Response:
    """Write down how a tie was settled, by the rule that everybody knew beforehand."""
    contest = access.run_with_people(key, id)
    found = results.tie(contest.election)
    if found is None:
        return _late(contest, states.NotNow("There is no tie to settle any more. Nothing was changed."))
    if contest.election.tie_rule == "vote_again":
        return _vote_again(contest, found)
    form = TieForm()
    by_hand = contest.election.tie_rule in results.CHOSEN_BY_HAND
    form.chosen.choices = [SelectChoice(str(one.id), one.name) for one in found.between] if by_hand else []
    form.to_fill = found.to_fill
    if form.validate_on_submit():
        results.settle(contest, {UUID(id) for id in form.chosen.data or []}, form.tie_note.data)
        note("election_tie_settled", contest.election, rule=contest.election.tie_rule)
        db.session.commit()
        flash("That is written down. Read the result through, then declare it.", "success")
        return _back(contest)
    return _tie_page(contest, found, form)


@blueprint.post("/manage/<key>/elections/<uuid:id>/declare")
@signed_in(RUN_BY)
def declare_election(key: str, id: UUID) -> Response:
    """Declare the result: those elected become members with their term of office."""
    contest = access.run_with_people(key, id)
    try:
        seated = declaring.declare(contest)
    except states.NotNow as late:
        return _late(contest, late)
    note("election_declared", contest.election, members=[str(one.id) for one in seated])
    db.session.commit()
    flash("The result is declared, and those elected are members now.", "success")
    return _back(contest)


def _vote_again(contest: Contest, found: results.Tie) -> Response:
    form = AgainForm()
    if not form.validate_on_submit():
        return _tie_page(contest, found, form)
    opens_at, closes_at = form.moments()
    try:
        again = declaring.vote_again(contest, form.record_id, opens_at, closes_at)
    except (states.NotNow, IntegrityError):  # the same form, sent twice
        return _late(contest, states.NotNow("There is no tie to settle any more. Nothing was changed."))
    note("election_tie_settled", contest.election, rule="vote_again", again=str(again.id))
    db.session.commit()
    flash("There will be another vote between them. Declare here who was elected without a tie.", "success")
    return redirect(url_for("groups.run_election", key=contest.group.key, id=again.id))


def _tie_page(contest: Contest, found: results.Tie, form: Any) -> Response:
    status = 400 if form.is_submitted() else 200
    values = {"contest": contest, "group": contest.group, "tie": found, "form": form}
    settling = SETTLING[contest.election.tie_rule]
    return page("groups/election_tie.html", face="worker", settling=settling, status=status, **values)


def _papers_form(contest: Contest) -> PapersForm:
    return form_for(contests.candidates(contest.election, "standing"))


def _adds_up(form: PapersForm, contest: Contest) -> bool:
    """Validate, and say at the first line what cannot be right."""
    if not form.validate_on_submit():
        return False
    if problem := form.count().problem(contest.election.places):
        form.papers.errors = [problem]
        return False
    return True


def _papers_page(form: PapersForm, contest: Contest, first: bool, differing: Any = ()) -> Response:
    values = {"contest": contest, "group": contest.group, "form": form, "first": first, "differing": differing}
    if contest.election.state != "closed":
        return _late(contest, states.NotNow("Papers are counted once voting is over, until the result is known."))
    status = 409 if differing else 400 if form.is_submitted() else 200
    return page("groups/election_count.html", face="worker", status=status, **values)


def _late(contest: Contest, late: states.NotNow) -> Response:
    key, id = contest.group.key, contest.election.id
    db.session.rollback()
    flash(str(late), "warning")
    return redirect(url_for("groups.run_election", key=key, id=id))


def _back(contest: Contest) -> Response:
    return redirect(url_for("groups.run_election", key=contest.group.key, id=contest.election.id))
