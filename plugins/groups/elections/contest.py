"""One election with what it belongs to, and the candidates in it: what every page about it reads first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from core.api import Organisation, Ref, db, record, utcnow
from plugins.groups.elections import states
from plugins.groups.elections.states import Times
from plugins.groups.models import Candidate, Constituency, Election, Group, Voter

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Contest:
    """An election, the group that it gives members to, and the body that elects."""

    election: Election
    group: Group
    constituency: Constituency
    body: Organisation

    @property
    def times(self) -> Times:
        """Until when candidates may stand, when voting opens and closes."""
        return times_of(self.election)

    @property
    def on_paper(self) -> bool:
        """True if somebody has to count papers."""
        return self.election.how != "screen"

    @property
    def on_screen(self) -> bool:
        """True if votes can be cast in Heard."""
        return self.election.how != "paper"

    @property
    def may_stand(self) -> bool:
        """True while somebody may put themselves forward or change their words."""
        return states.may_stand(self.election.state, self.times, utcnow())

    @property
    def may_vote(self) -> bool:
        """True while votes are taken on screen."""
        return self.on_screen and states.may_vote(self.election.state, self.times, utcnow())


def times_of(election: Any) -> Times:
    """The three times of an election or of a row that holds them."""
    return Times(election.stand_until, election.opens_at, election.closes_at)


def found(*criteria: Any) -> Iterator[Contest]:
    """The elections that fit, the newest vote first."""
    sends, body = Constituency, Organisation
    joined = (
        db.select(Election, Group, sends, body)
        .join(Group, (Group.authority_id == Election.authority_id) & (Group.id == Election.group_id))
        .join(sends, (sends.authority_id == Election.authority_id) & (sends.id == Election.constituency_id))
        .join(body, (body.authority_id == sends.authority_id) & (body.id == sends.organisation_id))
        .where(*criteria)
        .order_by(Election.opens_at.desc(), Election.id)
    )
    return (Contest(*row) for row in db.session.execute(joined))


def shown_with(group: Group) -> list[Contest]:
    """The elections that the group's page leads to: those under way, and what came of those of the last year."""
    lately = utcnow() - A_YEAR
    return list(found(Election.group_id == group.id, Election.state != "draft", Election.closes_at > lately))


def with_id(id: UUID) -> Contest | None:
    """The election with this id; None if it is not there."""
    return next(found(Election.id == id), None)


def candidates(election: Election, *in_states: str) -> list[Candidate]:
    """Those in these states (all if none is named), in the order that the lot gave, else by name."""
    wanted = db.select(Candidate).where(Candidate.election_id == election.id)
    if in_states:
        wanted = wanted.where(Candidate.state.in_(in_states))
    return list(db.session.scalars(wanted.order_by(Candidate.position, Candidate.name, Candidate.id)))


def candidacy(election: Election, person_id: UUID | None) -> Candidate | None:
    """The person's own line among the candidates."""
    if person_id is None:
        return None
    wanted = db.select(Candidate).where(Candidate.election_id == election.id, Candidate.person_id == person_id)
    return db.session.scalars(wanted).one_or_none()


def line_of(election: Election, person_id: UUID | None) -> Voter | None:
    """The person's own line on the roll."""
    if person_id is None:
        return None
    wanted = db.select(Voter).where(Voter.election_id == election.id, Voter.person_id == person_id)
    return db.session.scalars(wanted).one_or_none()


def locked(election: Election) -> Election:
    """The election as it stands now, held for this transaction."""
    wanted = db.select(Election).where(Election.id == election.id).with_for_update()
    held: Election = db.session.scalars(wanted.execution_options(populate_existing=True)).one()
    return held


def moved_by_the_clock(election: Election) -> None:
    """Write into the audit where an election has got to; nobody did it, least of all whoever happened to look."""
    about = Ref("groups", "election", election.id)
    record("groups.election_moved", about, detail={"to": election.state}, by=None)
