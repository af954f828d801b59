"""Elections as staff run them: the list of a group, starting one, where it stands, opening, closing, calling off."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from core.api import Organisation, create_once, db, page, requires, signed_in, utcnow
from plugins.groups.elections import access, declaring, home, results, roll, states, turning, wording
from plugins.groups.elections import contest as contests
from plugins.groups.elections.contest import Contest
from plugins.groups.elections.words import CANDIDATES, STATES, TIE_RULES, TONES
from plugins.groups.forms.election import ElectionForm, ReasonForm
from plugins.groups.here import chosen, group_called, not_here, note, reader
from plugins.groups.models import Constituency, Election, Group
from plugins.groups.views.blueprint import blueprint
from plugins.groups.visibility import SEES_MEMBERS

RUN_BY = "those who run this election: staff who may, and the body's returning officer; nobody else finds it"
SAID: dict[str, Any] = {
    "words": wording.moment_words,
    "states": STATES,
    "tones": TONES,
    "answers": CANDIDATES,
    "tie_rules": TIE_RULES,
}
"""The words that staff pages need beside an election itself."""
DONE = {
    "standing": "Candidates can stand now. Tell the young people of {body}, and name those who were put forward.",
    "voting": "Voting is open now, until {closes}.",
    "closed": "Voting is closed.",
    "counted": "Voting is closed and counted.",
}


@blueprint.get("/manage/<key>/elections/")
@requires("groups.elections")
def elections(key: str) -> Response:
    """The group's elections, and places that fell free."""
    group = group_called(key)
    held = list(contests.found(Election.group_id == group.id))
    for contest in held:
        turning.turn(contest)
    rows = [(one, home.tasks(one, reader())) for one in held]
    free, sees = declaring.vacancies(group), SEES_MEMBERS.allows(reader(), group)
    return page("groups/elections.html", face="worker", group=group, rows=rows, free=free, sees_members=sees, **SAID)


@blueprint.route("/manage/<key>/elections/new", methods=["GET", "POST"])
@requires("groups.elections")
def new_election(key: str) -> Response:
    """Write an election down; nothing starts yet, and sent twice it is made once."""
    group = group_called(key)
    form = ElectionForm()
    form.offer(chosen().member_roles)
    if form.validate_on_submit():
        election = _made(group, form)
        db.session.commit()
        flash("The election is written down. Read it through, then let candidates stand.", "success")
        return redirect(url_for("groups.run_election", key=group.key, id=election.id))
    if not form.is_submitted():
        _suggest(group, form)
    return _form_page(form, group, None, [])


@blueprint.get("/manage/<key>/elections/<uuid:id>/")
@signed_in(RUN_BY)
def run_election(key: str, id: UUID) -> Response:
    """Where an election stands and what is to be done next."""
    contest = access.run(key, id)
    with_people = access.sees_people(contest)
    return page(
        "groups/election_run.html",
        face="worker",
        contest=contest,
        election=contest.election,
        group=contest.group,
        steps=wording.steps(contest),
        facts=wording.facts(contest),
        candidates=contests.candidates(contest.election) if with_people else None,
        roll=roll.of(contest.election),
        expected=roll.expected(contest),
        tie=results.tie(contest.election),
        result=results.of(contest.election) if contest.election.state in states.RESULT_KNOWN else None,
        contested=turning.is_contested(contest.election),
        may_run=reader().can(access.PERMISSION),
        **SAID,
    )


@blueprint.route("/manage/<key>/elections/<uuid:id>/change", methods=["GET", "POST"])
@signed_in(RUN_BY)
def change_election(key: str, id: UUID) -> Response:
    """Change an election until voting opens; where nobody had to vote, also to give more time to stand."""
    contest = access.run(key, id)
    if not _may_change(contest):
        flash("This election cannot be changed any more, so that everybody votes under the same rules.")
        return _back(contest)
    form = ElectionForm()
    form.offer([*chosen().member_roles, contest.election.role])
    changed: list[tuple[str, str]] = []
    if not form.is_submitted():
        form.show(contest.election, contest.body.id)
    elif form.version.data != str(contest.election.version):
        changed = wording.differences(form, contest)
        form.version.data = str(contest.election.version)
        form.version.raw_data = [form.version.data]
    elif form.validate():
        _change(contest, form)
        db.session.commit()
        flash("The election is changed.", "success")
        return _back(contest)
    return _form_page(form, contest.group, contest, changed)


@blueprint.post("/manage/<key>/elections/<uuid:id>/start")
@signed_in(RUN_BY)
def start_election(key: str, id: UUID) -> Response:
    """Let candidates stand. From here on the clock moves the election by itself."""
    contest = access.run(key, id)
    if contest.election.state == "draft" and contest.election.stand_until <= utcnow():
        flash("The time to stand is over already, so nobody could. Change the times first.", "warning")
        return _back(contest)
    return _moved(contest, "standing")


@blueprint.post("/manage/<key>/elections/<uuid:id>/open")
@signed_in(RUN_BY)
def open_voting(key: str, id: UUID) -> Response:
    """Open voting now, earlier than was said: the times are changed to what truly happened."""
    contest = access.run(key, id)
    now, election = utcnow(), contest.election
    if election.state == "standing" and not turning.is_contested(election):
        flash("Nobody has to vote yet: no more stand than there are places. Wait for candidates, or for the day.")
        return _back(contest)
    if election.state == "standing":
        election.stand_until, election.opens_at = min(election.stand_until, now), now
    return _moved(contest, "voting")


@blueprint.post("/manage/<key>/elections/<uuid:id>/close")
@signed_in(RUN_BY)
def close_voting(key: str, id: UUID) -> Response:
    """Close voting now, earlier than was said."""
    contest = access.run(key, id)
    if contest.election.state == "voting":
        contest.election.closes_at = utcnow()
    return _moved(contest, "closed")


@blueprint.route("/manage/<key>/elections/<uuid:id>/void", methods=["GET", "POST"])
@signed_in(RUN_BY)
def void_election(key: str, id: UUID) -> Response:
    """Call an election off, with a reason that everybody reads."""
    contest = access.run(key, id)
    form = ReasonForm()
    if form.validate_on_submit():
        contest.election.void_why = form.void_why.data
        return _moved(contest, "void")
    status = 400 if form.is_submitted() else 200
    values = {"contest": contest, "group": contest.group, "form": form}
    return page("groups/election_void.html", face="worker", status=status, **values)


def _made(group: Group, form: ElectionForm) -> Election:
    body = _constituency(group, form)
    election, is_new = create_once(
        Election, form, lambda id: Election(id=id, group_id=group.id, constituency_id=body.id, **form.values())
    )
    if is_new:
        note("election_added", election, group=str(group.id))
    return election


def _constituency(group: Group, form: ElectionForm) -> Constituency:
    """The body among those that elect to this group; it is added with as many places if it is new here."""
    if db.session.get(Organisation, form.body()) is None:
        not_here()
    wanted = db.select(Constituency).where(
        Constituency.group_id == group.id, Constituency.organisation_id == form.body()
    )
    found: Constituency | None = db.session.scalars(wanted).one_or_none()
    if found is not None:
        return found
    body = Constituency(group_id=group.id, organisation_id=form.body(), places=form.places.data)
    db.session.add(body)
    db.session.flush()
    note("constituency_added", body, group=str(group.id))
    return body


def _change(contest: Contest, form: ElectionForm) -> None:
    election = contest.election
    for name, value in form.values().items():
        setattr(election, name, value)
    election.constituency_id = _constituency(contest.group, form).id
    if election.state == "counted":
        _stand_again(contest)
    note("election_changed", election)


def _stand_again(contest: Contest) -> None:
    """More time to stand, where nobody had to vote."""
    turning.move(contest, "standing")
    for candidate in contests.candidates(contest.election, "standing"):
        candidate.elected = None


def _may_change(contest: Contest) -> bool:
    election = contest.election
    unopposed = election.state == "counted" and not results.was_voted_on(election)
    return election.state in states.BEFORE_VOTING or unopposed


def _moved(contest: Contest, to: str) -> Response:
    """Move an election, say so, and write it down; one that has moved on meanwhile stays as it is."""
    try:
        turning.move(contest, to)
    except states.NotNow as late:
        db.session.rollback()
        flash(str(late), "warning")
        return redirect(url_for("groups.run_election", key=contest.group.key, id=contest.election.id))
    note(f"election_{to}", contest.election)
    db.session.commit()
    turning.turn(contest)
    said = DONE.get(contest.election.state, "The election is called off. Those who read about it see why.")
    flash(said.format(body=contest.body.name, closes=wording.moment_words(contest.election.closes_at)), "success")
    return _back(contest)


def _suggest(group: Group, form: ElectionForm) -> None:
    """Begin a by-election from the place that fell free."""
    wanted = request.args.get("body", "")
    free = next((one for one in declaring.vacancies(group) if str(one.organisation_id) == wanted), None)
    if free is not None:
        form.organisation_id.data, form.places.data, form.by_election.data = wanted, free.places, True
        form.role.data, form.term_to.data = free.role, free.term_to


def _form_page(form: ElectionForm, group: Group, contest: Contest | None, changed: list[Any]) -> Response:
    status = 409 if changed else 400 if form.is_submitted() else 200
    values = {"form": form, "group": group, "contest": contest, "changed": changed}
    return page("groups/election_edit.html", face="worker", status=status, **values)


def _back(contest: Contest) -> Response:
    return redirect(url_for("groups.run_election", key=contest.group.key, id=contest.election.id))
