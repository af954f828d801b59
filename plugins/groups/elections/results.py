"""The result: tallies from screen and paper, who is elected, ties by the rule set beforehand, what may be shown."""

from dataclasses import dataclass
from uuid import UUID

from core.api import db
from plugins.groups.elections import contest as contests
from plugins.groups.elections import counting, roll, states
from plugins.groups.elections.contest import Contest
from plugins.groups.here import council
from plugins.groups.models import Candidate, Election

CHOSEN_BY_HAND = frozenset({"lot", "group"})  # tie rules under which staff say who of the tied has the place


@dataclass(frozen=True)
class Tie:
    """Candidates with equally many votes for the places that are left."""

    between: list[Candidate]
    to_fill: int


@dataclass(frozen=True)
class Result:
    """How many voted, and what may be said of it. Without `figures` only who was elected is shown."""

    candidates: list[Candidate]
    on_screen: int
    papers: int
    spoilt: int
    blank: int
    on_roll: int
    figures: bool

    @property
    def ballots(self) -> int:
        """Votes cast on screen and on paper, blank and spoilt ones too."""
        return self.on_screen + self.papers

    @property
    def more_than_the_roll(self) -> bool:
        """True if there are more votes than people and codes: somebody voted twice, or a count is wrong."""
        return self.ballots > self.on_roll


def votes(candidate: Candidate) -> int:
    """A candidate's votes from screen and paper."""
    return candidate.on_screen + candidate.on_paper


def work_out(contest: Contest) -> None:
    """Say of each candidate whether they are elected; of those tied for the last places that is not known yet."""
    standing = contests.candidates(contest.election, "standing")
    by_id = {candidate.id: candidate for candidate in standing}
    found = counting.outcome({id: votes(candidate) for id, candidate in by_id.items()}, contest.election.places)
    for id, candidate in by_id.items():
        candidate.elected = None if id in found.tied else id in found.elected


def tie(election: Election) -> Tie | None:
    """Who is tied, once counted; None where nobody is."""
    standing = contests.candidates(election, "standing")
    open_ = [candidate for candidate in standing if candidate.elected is None]
    if election.state != "counted" or not open_:
        return None
    sure = sum(1 for candidate in standing if candidate.elected)
    return Tie(open_, election.places - sure)


def settle(contest: Contest, chosen: set[UUID], note: str) -> None:
    """Write down how a tie was settled. Under "share" all of them have the place; raises states.NotNow.

    `chosen` are as many of the tied as there are places left, or none where another vote follows.
    """
    found = tie(contest.election)
    if found is None:
        raise states.NotNow("There is no tie to settle any more. Nothing was changed.")
    for candidate in found.between:
        candidate.elected = contest.election.tie_rule == "share" or candidate.id in chosen
    contest.election.tie_note = note
    db.session.flush()


def of(election: Election) -> Result:
    """The result as it may be read by somebody who may see it at all."""
    standing, struck_off = contests.candidates(election, "standing"), roll.of(election)
    standing.sort(key=lambda one: (-votes(one), one.position))
    ballots = struck_off.voted + election.papers
    fewest = council().file.disclosure.published
    shown = counting.may_show(map(votes, standing), election.blank, ballots, fewest)
    return Result(
        candidates=standing,
        on_screen=struck_off.voted,
        papers=election.papers,
        spoilt=election.spoilt,
        blank=election.blank,
        on_roll=struck_off.all,
        figures=shown and len(standing) > 1,
    )


def was_voted_on(election: Election) -> bool:
    """True where there was a ballot; False where no more stood than there were places."""
    standing = contests.candidates(election, "standing")
    return len(standing) > election.places
