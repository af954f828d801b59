"""What elections ask of somebody today: to vote, to say whether they stand, to count, to settle a tie, to declare."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple

from flask import url_for

from core.api import ZONE, Actor, HomeItem, Person, db, gettext, utcnow
from plugins.groups.elections import contest as contests
from plugins.groups.elections import results, states, turning
from plugins.groups.elections.access import PERMISSION, sees_people
from plugins.groups.elections.contest import Contest
from plugins.groups.models import Candidate, Constituency, Election, Group, Voter
from plugins.groups.visibility import SEES_GROUP


class Task(NamedTuple):
    """Something that staff can do in an election: words, the page for it, and whether the election waits for it."""

    words: str
    endpoint: str
    waits: bool = False


UNDER_WAY: Final = {
    "draft": [Task("Read it through and start it", "groups.run_election"), Task("Change", "groups.change_election")],
    "standing": [Task("Name a candidate", "groups.find_candidate"), Task("Change", "groups.change_election")],
    "voting": [Task("Codes for voters", "groups.voter_codes"), Task("Print ballot papers", "groups.ballot_papers")],
}
COUNTED: Final = {
    "tie": Task("Settle a tie in an election", "groups.settle_tie", waits=True),
    "declare": Task("Declare the result of an election", "groups.run_election", waits=True),
    "look": Task("Look where an election has got to", "groups.run_election", waits=True),
}


def items(actor: Actor) -> list[HomeItem]:
    """The lines of the home page of whoever is signed in."""
    if actor.person_id is None:
        return []
    return [*_of_my_own(actor), *_to_run(actor)]


def _of_my_own(actor: Actor) -> list[HomeItem]:
    me = db.session.get(Person, actor.person_id)
    if me is None or me.kind != "young_person":
        return []
    asked = db.select(Candidate.election_id).where(Candidate.person_id == me.id)
    may_vote = db.select(Voter.election_id).where(Voter.person_id == me.id)
    mine = db.or_(
        Election.id.in_(asked),
        Election.id.in_(may_vote),
        db.and_(Constituency.organisation_id == me.organisation_id, Group.listing != "hidden"),
    )
    found = contests.found(Election.state.in_(("standing", "voting")), mine)
    return [item for contest in [*found] if (item := _my_part(contest, me))]


def _my_part(contest: Contest, me: Person) -> HomeItem | None:
    """What this election wants of somebody, by the clock: the page itself moves it on when it is opened."""
    election, candidate = contest.election, contests.candidacy(contest.election, me.id)
    title, now = f"{contest.group.name}, {contest.body.name}", utcnow()
    if contest.may_stand and candidate is not None and candidate.state == "asked":
        said = gettext("You were named as a candidate: do you want to stand?")
        return _line("needs", said, "groups.stand", election, title, election.stand_until)
    if contest.may_stand and candidate is None and me.organisation_id == contest.body.id:
        said = gettext("You can stand for election")
        return _line("next", said, "groups.election", election, title, election.stand_until)
    open_now = contest.on_screen and contest.times.opens_at <= now < contest.times.closes_at
    if open_now and _still_to_vote(contest, me):
        return _line("needs", gettext("You can vote"), "groups.ballot", election, title, election.closes_at)
    return None


def _still_to_vote(contest: Contest, me: Person) -> bool:
    """True for a line that is not struck off, and before the roll is made for everybody who will be on it."""
    line = contests.line_of(contest.election, me.id)
    if line is not None or contest.election.state == "voting":
        return line is not None and not line.voted
    return me.organisation_id == contest.body.id and turning.is_contested(contest.election)


def _line(section: Any, said: str, endpoint: str, election: Election, note: str, until: datetime) -> HomeItem:
    here = until.astimezone(ZONE)
    return HomeItem(section, said, url_for(endpoint, id=election.id), note, here.date(), here.time())


def _to_run(actor: Actor) -> list[HomeItem]:
    mine = Constituency.returning_officer_id == actor.person_id
    if actor.can(PERMISSION):
        mine = db.or_(mine, SEES_GROUP.criteria(actor))
    over = db.and_(Election.state == "voting", Election.closes_at <= utcnow())
    unopposed = db.and_(Election.state == "standing", Election.opens_at <= utcnow())
    waiting = db.or_(Election.state.in_(("closed", "counted")), over, unopposed)
    return [item for contest in _with_people(waiting, mine) if (item := _item(contest, actor))]


def _with_people(waiting: Any, mine: Any) -> Iterator[Contest]:
    """Elections whose pages with names the reader may open: every step that waits leads to one of them."""
    return (contest for contest in [*contests.found(waiting, mine)] if sees_people(contest))


def _item(contest: Contest, actor: Actor) -> HomeItem | None:
    todo = next((one for one in tasks(contest, actor) if one.waits), None)
    if todo is None:
        return None
    about = f"{contest.body.name} elects members of {contest.group.name}"
    url = url_for(todo.endpoint, key=contest.group.key, id=contest.election.id)
    return HomeItem("needs", todo.words, url, about, faces=("worker",))


def tasks(contest: Contest, actor: Actor) -> list[Task]:
    """What staff can do next, the most urgent first; whether they may is for the page that each leads to."""
    election = contest.election
    if election.state == "counted":
        return [COUNTED["tie" if results.tie(election) else "declare"]]
    over = election.state == "closed" or bool(states.due(election.state, contest.times, utcnow(), True, True))
    if election.state == "draft" or not over:
        return UNDER_WAY.get(election.state, [])
    if election.state == "standing" or not contest.on_paper:
        return [COUNTED["look"]]
    first = Task("Count the papers of an election", "groups.count_papers", waits=election.counted_by is None)
    if election.counted_by in (None, actor.user_id):
        return [first]
    return [Task("Check the count of papers of an election", "groups.check_papers", waits=True)]
