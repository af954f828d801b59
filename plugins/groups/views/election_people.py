"""The people of an election, for staff who may see them: naming candidates, codes for voters, ballot papers."""

from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Form, Person, db, page, requires, safeguarding, signed_in
from plugins.groups.elections import access, roll, slips, standing, wording
from plugins.groups.elections import contest as contests
from plugins.groups.elections.contest import Contest
from plugins.groups.forms.election import CodesForm, OfficerForm
from plugins.groups.here import not_here, note, or_not_here
from plugins.groups.models import Candidate
from plugins.groups.views.blueprint import blueprint
from plugins.groups.views.elections import RUN_BY

MOST_FOUND = 20


@blueprint.get("/manage/<key>/elections/<uuid:id>/candidates/add")
@signed_in(RUN_BY)
def find_candidate(key: str, id: UUID) -> Response:
    """Find the young person on the council's record; a returning officer finds those of their own body."""
    contest = access.run_with_people(key, id)
    words = request.args.get("words", "").strip()
    named = {one.person_id for one in contests.candidates(contest.election)}
    values: dict[str, Any] = {"contest": contest, "group": contest.group, "words": words, "named": named}
    found = _people(contest, words) if words else []
    values["kept_back"] = safeguarding.practice.whereabouts_hidden([one.id for one in found])
    return page("groups/election_find.html", face="worker", found=found, form=Form(), **values)


@blueprint.post("/manage/<key>/elections/<uuid:id>/candidates/add/<uuid:person_id>")
@signed_in(RUN_BY)
def name_candidate(key: str, id: UUID, person_id: UUID) -> Response:
    """Put a name down. The young person is asked, and stands only by their own yes."""
    contest = access.run_with_people(key, id)
    person = or_not_here(db.session.get(Person, person_id))
    if not access.may_name(contest, person):
        not_here()
    try:
        candidate = standing.name(contest, person, Form().record_id)
        note("candidate_named", candidate, election=str(id))
        db.session.commit()
    except standing.Refused as refused:
        db.session.rollback()
        flash(str(refused), "warning")
        return redirect(url_for("groups.run_election", key=key, id=id))
    flash(f"{person.called} is asked. They stand once they have said yes themselves.", "success")
    return redirect(url_for("groups.run_election", key=key, id=id))


@blueprint.post("/manage/<key>/elections/<uuid:id>/candidates/<uuid:candidate_id>/code")
@signed_in(RUN_BY)
def candidate_code(key: str, id: UUID, candidate_id: UUID) -> Response:
    """A letter with a code, shown this once, for somebody without a sign-in."""
    contest = access.run_with_people(key, id)
    candidate = _candidate(contest, candidate_id)
    if not contest.may_stand:
        flash("The time to stand is over, so a code would open nothing. Give more time first, under Change.")
        return redirect(url_for("groups.run_election", key=key, id=id))
    code = standing.give_code(candidate, str(current_app.secret_key))
    note("candidate_code", candidate)
    db.session.commit()
    until = wording.moment_words(contest.election.stand_until)
    values: dict[str, Any] = {"contest": contest, "group": contest.group, "until": until}
    address = slips.to_type(url_for("groups.stand_by_code", _external=True))
    return page("groups/election_letter.html", face="worker", code=code, address=address, candidate=candidate, **values)


@blueprint.post("/manage/<key>/elections/<uuid:id>/candidates/<uuid:candidate_id>/off")
@signed_in(RUN_BY)
def candidate_off(key: str, id: UUID, candidate_id: UUID) -> Response:
    """Take a name off before voting opens, because the young person told somebody so, or it was put down by mistake."""
    contest = access.run_with_people(key, id)
    candidate = _candidate(contest, candidate_id)
    try:
        standing.say_no(contest, candidate)
    except standing.Refused:
        db.session.rollback()
        flash("Voting has begun, so the ballot stays as it is. If it cannot stand, call the election off.", "warning")
        return redirect(url_for("groups.run_election", key=key, id=id))
    note("candidate_off", candidate)
    db.session.commit()
    flash(f"{candidate.name} does not stand. They can change that themselves while there is time.", "success")
    return redirect(url_for("groups.run_election", key=key, id=id))


@blueprint.route("/manage/<key>/elections/<uuid:id>/officer", methods=["GET", "POST"])
@requires("groups.elections")
def returning_officer(key: str, id: UUID) -> Response:
    """Say who of the body runs its elections there: they name candidates, give out codes and count or check papers."""
    contest = access.run(key, id)
    form, sends = OfficerForm(), contest.constituency
    form.offer(contest.body.id, sends.returning_officer_id)
    if form.validate_on_submit():
        sends.returning_officer_id = form.chosen()
        note("returning_officer_chosen", sends, person=form.officer.data or None)
        db.session.commit()
        flash("That is saved.", "success")
        return redirect(url_for("groups.run_election", key=key, id=id))
    if not form.is_submitted():
        form.officer.data = str(sends.returning_officer_id or "")
    values: dict[str, Any] = {"contest": contest, "group": contest.group}
    return page("groups/election_officer.html", face="worker", form=form, status=_status(form), **values)


@blueprint.route("/manage/<key>/elections/<uuid:id>/codes", methods=["GET", "POST"])
@signed_in(RUN_BY)
def voter_codes(key: str, id: UUID) -> Response:
    """Make codes for voters without a sign-in: printed on slips, and shown this once."""
    contest = _with_codes(key, id)
    form = CodesForm()
    if form.validate_on_submit():
        secret = str(current_app.secret_key)
        made = roll.print_codes(contest, form.number.data, secret, str(form.record_id))
        note("election_codes", contest.election, number=len(made))
        db.session.commit()
        address = url_for("groups.vote", _external=True)
        to_type = slips.to_type(address)
        until = wording.moment_words(contest.election.closes_at)
        values: dict[str, Any] = {"contest": contest, "group": contest.group, "until": until}
        picture = slips.picture(address)
        return page("groups/election_slips.html", face="worker", made=made, address=to_type, picture=picture, **values)
    values = {"contest": contest, "group": contest.group, "roll": roll.of(contest.election)}
    values |= {"expected": roll.expected(contest), "form": form}
    return page("groups/election_codes.html", face="worker", status=_status(form), **values)


@blueprint.post("/manage/<key>/elections/<uuid:id>/codes/back")
@signed_in(RUN_BY)
def take_back_codes(key: str, id: UUID) -> Response:
    """Make all unused codes worthless, because a sheet was lost or too many were printed."""
    contest = _with_codes(key, id)
    number = roll.take_back_codes(contest.election)
    note("election_codes_back", contest.election, number=number)
    db.session.commit()
    flash(f"{number} codes that nobody had used work no more.", "success")
    return redirect(url_for("groups.voter_codes", key=key, id=id))


@blueprint.get("/manage/<key>/elections/<uuid:id>/papers")
@signed_in(RUN_BY)
def ballot_papers(key: str, id: UUID) -> Response:
    """Ballot papers to print, with the names in the order of the lot."""
    contest = access.run_with_people(key, id)
    if contest.election.state != "voting" or not contest.on_paper:
        flash("Ballot papers can be printed once voting is open: then it is certain who stands, and in which order.")
        return redirect(url_for("groups.run_election", key=key, id=id))
    names = contests.candidates(contest.election, "standing")
    on_a_page = 1 if len(names) > slips.MOST_ON_HALF_A_PAGE else 2
    values: dict[str, Any] = {"contest": contest, "group": contest.group, "candidates": names, "on_a_page": on_a_page}
    return page("groups/election_papers.html", face="worker", **values)


def _with_codes(key: str, id: UUID) -> Contest:
    """An election in which codes can be of use; else the neutral 404."""
    contest = access.run_with_people(key, id)
    return contest if contest.on_screen and contest.election.state in ("standing", "voting") else not_here()


def _status(form: Form) -> int:
    return 400 if form.is_submitted() else 200


def _candidate(contest: Contest, id: UUID) -> Candidate:
    wanted = db.select(Candidate).where(Candidate.id == id, Candidate.election_id == contest.election.id)
    found: Candidate | None = db.session.scalars(wanted).one_or_none()
    return or_not_here(found)


def _people(contest: Contest, words: str) -> list[Any]:
    """Young people whose name holds every word, by name."""
    asked = Person(name=words).find_text.split()
    query = db.select(Person.id, Person.name, Person.known_as, Person.born_on, Person.organisation_id).where(
        Person.kind == "young_person",
        Person.merged_into_id.is_(None),
        *(Person.find_text.contains(word) for word in asked),
    )
    if access.is_returning_officer(contest):
        query = query.where(Person.organisation_id == contest.body.id)
    return list(db.session.execute(query.order_by(Person.sort_name, Person.id).limit(MOST_FOUND)))
