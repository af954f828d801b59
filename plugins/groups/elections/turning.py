"""What the clock has brought: an election is moved on by the first request that finds it due, whoever asks."""

from random import SystemRandom

from core.api import begin_write, db, utcnow
from plugins.groups.elections import contest as contests
from plugins.groups.elections import results, roll, states
from plugins.groups.elections.contest import Contest
from plugins.groups.models import Candidate, Election, Voter

_lot = SystemRandom()


def turn(contest: Contest) -> None:
    """Bring the election to where the clock says it is; commits if something moved."""
    if not _due(contest):
        return
    begin_write()
    contests.locked(contest.election)
    while to := _due(contest):
        move(contest, to)
        contests.moved_by_the_clock(contest.election)
    db.session.commit()


def move(contest: Contest, to: str) -> None:
    """Go to a state and do what belongs to it; the caller holds the election and commits. Raises states.NotNow."""
    election = contest.election
    election.state = states.checked(election.state, to)
    if to == "voting":
        draw_order(election)
        roll.enrol(contest)
    if to in ("closed", "void"):
        blur(election)
    if to == "counted":
        results.work_out(contest)
    db.session.flush()


def draw_order(election: Election) -> None:
    """Put the candidates in an order drawn by lot, which stays."""
    standing = contests.candidates(election, "standing")
    _lot.shuffle(standing)
    for position, candidate in enumerate(standing, start=1):
        candidate.position = position


def blur(election: Election) -> None:
    """Write every line of the roll and every tally anew in one transaction.

    Until then the last one to raise a tally could be told from the number of the transaction that PostgreSQL keeps
    with each row, by whoever reads the database's own columns.
    """
    roll_of = db.update(Voter).where(Voter.election_id == election.id).values(voted=Voter.voted)
    tallies = db.update(Candidate).where(Candidate.election_id == election.id).values(on_screen=Candidate.on_screen)
    for statement in (roll_of, tallies):
        db.session.execute(statement, execution_options={"synchronize_session": False})


def _due(contest: Contest) -> str:
    election = contest.election
    if election.state not in ("standing", "voting", "closed"):
        return ""
    contested = election.state != "standing" or is_contested(election)
    return states.due(election.state, contest.times, utcnow(), contested, contest.on_paper)


def is_contested(election: Election) -> bool:
    """True if more stand than there are places."""
    standing = db.select(db.func.count(Candidate.id)).where(
        Candidate.election_id == election.id, Candidate.state == "standing"
    )
    return (db.session.scalar(standing) or 0) > election.places
