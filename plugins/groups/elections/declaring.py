"""Declaring: those elected become members with a term of office; voting again after a tie; places that fell free."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from core.api import Organisation, db, local_today, utcnow
from plugins.groups import membership
from plugins.groups.elections import contest as contests
from plugins.groups.elections import results, states
from plugins.groups.elections.contest import Contest
from plugins.groups.here import note
from plugins.groups.models import Candidate, Constituency, Election, Group, Membership

SAME = ("group_id", "constituency_id", "role", "by_election", "how", "who_may_vote", "tie_rule", "term_from", "term_to")


@dataclass(frozen=True)
class Vacancy:
    """Places of one body that fell free before their term was over, and that nobody is being elected to yet.

    `since` is the day on which the first of them fell free, None where nobody wrote it down.
    """

    organisation_id: UUID
    body: str
    role: str
    places: int
    term_to: Any
    since: Any = None


def declare(contest: Contest) -> list[Membership]:
    """Make those elected members; raises states.NotNow before the count, with a tie open, or with nobody elected."""
    election = contests.locked(contest.election)
    states.checked(election.state, "declared")
    if results.tie(election):
        raise states.NotNow("A tie is still to be settled. Settle it first; then declare the result.")
    chosen = [candidate for candidate in contests.candidates(election, "standing") if candidate.elected]
    if not chosen and not election.tie_note:
        raise states.NotNow("Nobody was elected, so there is nothing to declare. Give more time, or call it off.")
    seated = [_seat(contest, candidate) for candidate in chosen]
    election.state, election.declared_at = "declared", utcnow()
    db.session.flush()
    membership.recount(contest.group)
    return seated


def _seat(contest: Contest, candidate: Candidate) -> Membership:
    """Make an elected candidate a member, or one again; a term of office that is over stays in view."""
    election = contest.election
    member = membership.held(contest.group, candidate.person_id)
    if member is None:
        member = Membership(group_id=contest.group.id, person_id=candidate.person_id)
    membership.keep_past_term(member, election.term_from, election.term_to)
    if member.joined_on is None or member.status == "left":
        member.joined_on = local_today()
    member.status, member.left_on, member.paused_on = "active", None, None
    member.role, member.route, member.for_organisation_id = election.role, "election", contest.body.id
    member.term_from, member.term_to = election.term_from, election.term_to
    db.session.add(member)
    db.session.flush()
    note("member_added", member, route="election", election=str(election.id))
    return member


def vote_again(contest: Contest, id: UUID, opens_at: datetime, closes_at: datetime) -> Election:
    """Start another vote between those who tied, and settle the tie by it; raises states.NotNow."""
    found = results.tie(contests.locked(contest.election))
    if found is None:
        raise states.NotNow("There is no tie to settle any more. Nothing was changed.")
    first = contest.election
    times = {"stand_until": utcnow(), "opens_at": opens_at, "closes_at": closes_at}
    same = {name: getattr(first, name) for name in SAME}
    again = Election(id=id, state="standing", places=found.to_fill, **times, **same)
    db.session.add(again)
    db.session.flush()
    for one in found.between:
        kept = {"person_id": one.person_id, "name": one.name, "statement": one.statement, "state": "standing"}
        db.session.add(Candidate(election_id=again.id, **kept))
    results.settle(contest, set(), "Those who tied are voted on again.")
    return again


def vacancies(group: Group) -> list[Vacancy]:
    """Places for a by-election: somebody elected left before their term was over, and nobody has followed them."""
    today = local_today()
    left = (
        db.select(
            *(Membership.for_organisation_id, Organisation.name),
            *(Membership.role, Membership.term_to, Membership.left_on),
        )
        .join(
            Organisation,
            (Organisation.authority_id == Membership.authority_id)
            & (Organisation.id == Membership.for_organisation_id),
        )
        .where(
            Membership.group_id == group.id,
            Membership.route == "election",
            Membership.status == "left",
            db.or_(Membership.term_to.is_(None), Membership.term_to >= today),
        )
        .order_by(Organisation.name)
    )
    gone: dict[UUID, list[Any]] = {}
    for row in db.session.execute(left):
        gone.setdefault(row.for_organisation_id, []).append(row)
    free, running = (free_places(group), _being_elected(group)) if gone else ({}, {})
    open_now = {id: min(len(rows) - running.get(id, 0), free.get(id, 0)) for id, rows in gone.items()}
    return [
        Vacancy(id, rows[0].name, rows[0].role, open_now[id], rows[0].term_to, _since(rows))
        for id, rows in gone.items()
        if open_now[id] > 0
    ]


def _since(rows: list[Any]) -> Any:
    return min((row.left_on for row in rows if row.left_on), default=None)


def free_places(group: Group) -> dict[UUID, int]:
    """For each body that elects, by its organisation: its places less its sitting members and those being elected."""
    sitting = _counted(
        db.select(Membership.for_organisation_id, db.func.count(Membership.id)).where(
            Membership.group_id == group.id, Membership.status != "left", Membership.for_organisation_id.is_not(None)
        ),
        Membership.for_organisation_id,
    )
    running = _being_elected(group)
    places = db.select(Constituency.organisation_id, Constituency.places).where(Constituency.group_id == group.id)
    return {id: number - sitting.get(id, 0) - running.get(id, 0) for id, number in db.session.execute(places)}


def _being_elected(group: Group) -> dict[UUID, int]:
    """For each body, by its organisation, the places of its elections that are not over."""
    return _counted(
        db.select(Constituency.organisation_id, db.func.sum(Election.places))
        .join(
            Election,
            (Election.authority_id == Constituency.authority_id) & (Election.constituency_id == Constituency.id),
        )
        .where(Election.group_id == group.id, Election.state.not_in(states.OVER)),
        Constituency.organisation_id,
    )


def _counted(query: Any, by: Any) -> dict[UUID, int]:
    return {row[0]: row[1] for row in db.session.execute(query.group_by(by))}
