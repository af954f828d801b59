"""Ballots as somebody may read them: who typed them the numbers, everybody else only what tells of nobody (W46)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.api import Actor, Organisation, db, disclosure
from plugins.groups.api import SEES_GROUP, Board, Group
from plugins.youth_voice.models import Ballot, BallotSchool, BallotTopic, Suggestion
from plugins.youth_voice.results import rules
from plugins.youth_voice.results.rules import School


@dataclass(frozen=True)
class BallotRead:
    """One ballot with its group; `exact`: the reader sees the numbers as they were typed."""

    ballot: Any
    group_key: str
    group: str
    exact: bool

    @property
    def cast(self) -> int:
        """Good and spoilt papers."""
        return int(self.ballot.votes + self.ballot.spoilt)

    @property
    def cast_shown(self) -> int | None:
        """The same as this reader may see it."""
        return self.cast if self.exact else disclosure.published(self.cast)

    @property
    def turnout(self) -> str:
        """Turnout in words, "" where it is not known or must not be told."""
        could = self.ballot.electorate
        if not could:
            return ""
        if self.exact:
            return rules.turnout_of(self.cast, could)
        shown = rules.turnout(self.cast, could, disclosure.thresholds().published)
        return "" if shown is None else f"{shown} %"


def found(actor: Actor, *criteria: Any, most: int = 200) -> list[BallotRead]:
    """Ballots that the reader may know of, the latest first: staff see those that are not published yet."""
    exact, staff = actor.can("youth_voice.manage"), actor.can("youth_voice.view")
    shown = db.or_(Ballot.published.is_(True), db.literal(staff))
    query = (
        db.select(Ballot, Group.key, Group.name)
        .join(Group, (Group.authority_id == Ballot.authority_id) & (Group.id == Ballot.group_id))
        .where(SEES_GROUP.criteria(actor, Group), shown, *criteria)
        .order_by(Ballot.closed_on.desc(), Ballot.id)
        .limit(most)
    )
    return [BallotRead(row.Ballot, row.key, row.name, exact) for row in db.session.execute(query)]


def one(actor: Actor, id: UUID) -> BallotRead | None:
    """One ballot, if the reader may know of it."""
    return next(iter(found(actor, Ballot.id == id)), None)


def topics(ballot_id: UUID) -> list[BallotTopic]:
    """The issues, those with the most votes first."""
    query = db.select(BallotTopic).where(BallotTopic.ballot_id == ballot_id)
    return list(db.session.scalars(query.order_by(BallotTopic.votes.desc(), BallotTopic.title)))


def topics_shown(read: BallotRead) -> list[tuple[str, int | None]]:
    """The issues in order with their votes as this reader may see them.

    Where one is too small to tell, so is the next smallest: the total would give a single one away.
    """
    rows = topics(read.ballot.id)
    if read.exact:
        return [(row.title, row.votes) for row in rows]
    least = disclosure.thresholds().published
    cells = disclosure.hidden_cells({(row.title, "votes"): row.votes for row in rows}, least)
    kept_back = {title for title, _ in cells}
    return [(row.title, None if row.title in kept_back else disclosure.published(row.votes)) for row in rows]


def bodies(ballot_id: UUID) -> list[tuple[BallotSchool, str]]:
    """Each school, college or group with its name, by name."""
    query = (
        db.select(BallotSchool, Organisation.name)
        .join(
            Organisation,
            (Organisation.authority_id == BallotSchool.authority_id)
            & (Organisation.id == BallotSchool.organisation_id),
        )
        .where(BallotSchool.ballot_id == ballot_id)
        .order_by(Organisation.name, BallotSchool.id)
    )
    return [(row, name) for row, name in db.session.execute(query)]


def schools_shown(read: BallotRead) -> list[School]:
    """Every body with its numbers and turnout, as this reader may see them."""
    rows = bodies(read.ballot.id)
    numbers = {name: (row.electorate, row.votes + row.spoilt) for row, name in rows}
    if read.exact:
        return [
            School(name, could, cast, round(100 * cast / could) if could else None)
            for name, (could, cast) in numbers.items()
        ]
    least = disclosure.thresholds().published
    hidden = rules.hidden(numbers, least)
    return [_shown(name, could, cast, name in hidden, least) for name, (could, cast) in numbers.items()]


def suggestions(ballot_id: UUID) -> list[tuple[Suggestion, str, str]]:
    """What came out of a ballot, with the group and the board that each was put to, in the order of the ballot."""
    query = (
        db.select(Suggestion, Group.name.label("group"), Board.name.label("board"))
        .join(Group, (Group.authority_id == Suggestion.authority_id) & (Group.id == Suggestion.group_id))
        .outerjoin(Board, (Board.authority_id == Suggestion.authority_id) & (Board.id == Suggestion.board_id))
        .where(Suggestion.ballot_id == ballot_id)
        .order_by(Suggestion.place, Suggestion.id)
    )
    return [(row.Suggestion, row.group, row.board or "") for row in db.session.execute(query)]


def problems(read: BallotRead) -> list[str]:
    """What does not add up in a ballot's numbers, for staff."""
    ballot = read.ballot
    rows: Iterable[Any] = [row for row, _ in bodies(ballot.id)]
    return rules.mismatches(
        ballot.votes,
        read.cast,
        ballot.electorate,
        [row.votes for row in topics(ballot.id)],
        [(row.electorate, row.votes + row.spoilt) for row in rows],
    )


def _shown(name: str, could: int, cast: int, hidden: bool, least: int) -> School:
    if hidden:
        return School(name, None, None, None)
    return School(name, disclosure.published(could), disclosure.published(cast), disclosure.percent(cast, could, least))
