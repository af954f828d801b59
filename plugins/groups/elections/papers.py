"""Counting papers: one person enters the totals, another enters them again without seeing the first, and they agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from core.api import db
from plugins.groups.elections import contest as contests
from plugins.groups.elections import counting, states, turning
from plugins.groups.elections.contest import Contest
from plugins.groups.models import Candidate, Election


@dataclass(frozen=True)
class PaperCount:
    """What somebody counted: papers in the box, spoilt or empty ones among them, votes for each candidate's id."""

    papers: int
    spoilt: int
    votes: Mapping[UUID, int]

    def problem(self, places: int) -> str:
        """What cannot be right, in plain words; "" if it adds up."""
        return counting.paper_problem(self.votes.values(), self.papers, self.spoilt, places)


def enter(contest: Contest, count: PaperCount, by: UUID | None) -> None:
    """Keep a first count, in place of an earlier one that nobody has confirmed; raises states.NotNow."""
    election = _open(contest)
    election.papers, election.spoilt = count.papers, count.spoilt
    election.counted_by, election.checked_by = by, None
    for candidate in contests.candidates(election, "standing"):
        candidate.on_paper = count.votes.get(candidate.id, 0)
    db.session.flush()


def check(contest: Contest, count: PaperCount, by: UUID | None) -> list[tuple[str, int, int]]:
    """Compare a second count with the first. Where they agree the election is counted and the answer is empty.

    Else lines (what, first, second) to count again; nothing is kept. Raises states.NotNow, also for the counter.
    """
    election = _open(contest)
    if election.counted_by is None:
        raise states.NotNow("Nobody has entered a first count yet. Enter yours as the first.")
    if not may_check(contest, by):
        raise states.NotNow("You counted these papers, so somebody else has to check them. Nothing was changed.")
    differing = _differing(contest, count)
    if not differing:
        election.checked_by = by
        turning.move(contest, "counted")
    return differing


def may_check(contest: Contest, by: UUID | None) -> bool:
    """True for anybody but the person who counted."""
    return by is not None and contest.election.counted_by not in (None, by)


def _open(contest: Contest) -> Election:
    election = contests.locked(contest.election)
    if election.state != "closed":
        raise states.NotNow("Papers are counted once voting is over, and only until the result is known.")
    return election


def _differing(contest: Contest, count: PaperCount) -> list[tuple[str, int, int]]:
    election = contest.election
    standing: list[Candidate] = contests.candidates(election, "standing")
    lines = [("Papers in the box", election.papers, count.papers), ("Spoilt or empty", election.spoilt, count.spoilt)]
    lines += [(one.name, one.on_paper, count.votes.get(one.id, 0)) for one in standing]
    return [line for line in lines if line[1] != line[2]]
