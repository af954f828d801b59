"""Standing for election: named by somebody or stepping forward, with one's own yes and one's own words."""

from uuid import UUID

from core.api import Person, Ref, codes, db, gettext, safeguarding
from plugins.groups.elections import contest as contests
from plugins.groups.elections.contest import Contest
from plugins.groups.models import Candidate

MOST_WORDS = 300
PURPOSE = "stand"


class Refused(Exception):
    """Something about standing that cannot be done; the message says why and what to do."""


def words_problem(statement: str) -> str:
    """What is wrong with a statement; "" if nothing is."""
    number = len(statement.split())
    if number <= MOST_WORDS:
        return ""
    return gettext(
        "Your words are too many: %(number)s. You have up to %(most)s. Make it a little shorter.",
        number=number,
        most=MOST_WORDS,
    )


def may_step_forward(contest: Contest, person: Person | None) -> bool:
    """True for a young person of the body that elects, while candidates may stand."""
    if person is None or person.kind != "young_person" or person.organisation_id != contest.body.id:
        return False
    return contest.may_stand


def name(contest: Contest, person: Person, id: UUID) -> Candidate:
    """Put somebody's name down; nothing happens before their own yes. Raises Refused."""
    there = contests.candidacy(contest.election, person.id)
    if there is not None and there.id == id:  # the same form, sent twice
        return there
    if not contest.may_stand:
        raise Refused("The time to stand is over, so nobody can be added. Give more time first, under Change.")
    if person.kind != "young_person":
        raise Refused(f"{person.called} is not on the record as a young person, so cannot stand here.")
    if there is not None:
        raise Refused(_named_before(there, person))
    named = Candidate(id=id, election_id=contest.election.id, person_id=person.id, name=person.called, state="asked")
    db.session.add(named)
    db.session.flush()
    return named


def give_code(candidate: Candidate, secret: str) -> str:
    """A new code with which somebody without a sign-in answers; an earlier one is worthless from now on."""
    code = codes.draw()
    candidate.code_hash = codes.hashed(secret, PURPOSE, code)
    return code


def by_code(typed: str, secret: str) -> Candidate | None:
    """The candidate whom a code belongs to; None for a code that nobody was given."""
    code = codes.tidy(typed)
    if not code:
        return None
    wanted = db.select(Candidate).where(Candidate.code_hash == codes.hashed(secret, PURPOSE, code))
    return db.session.scalars(wanted).first()


def say_yes(contest: Contest, candidate: Candidate, called: str, statement: str) -> None:
    """Stand, under this name and with these words; also to change either. Raises Refused once the time is over."""
    if not contest.may_stand:
        raise Refused(gettext("The time to stand is over, so this was not saved. Ask your worker if it is a mistake."))
    candidate.state, candidate.name, candidate.statement = "standing", called, statement
    db.session.flush()
    safeguarding.screened(statement, Ref("groups", "candidate", candidate.id), person_id=candidate.person_id)


def say_no(contest: Contest, candidate: Candidate) -> None:
    """Say no, or withdraw: no reason is asked, and until voting opens it is one tap. Raises Refused after."""
    if contest.election.state not in ("draft", "standing"):
        raise Refused(gettext("Voting has begun, so your name stays on the ballot. If you changed your mind, tell us."))
    candidate.state = "declined" if candidate.state == "asked" else "withdrawn"
    db.session.flush()


def _named_before(candidate: Candidate, person: Person) -> str:
    said = {
        "asked": "has been asked already and has not answered yet",
        "standing": "stands already",
        "declined": "was asked and said no. They can change their mind themselves; please do not ask again",
        "withdrawn": "has withdrawn. They can stand again themselves, if they want to",
    }
    return f"{person.called} {said[candidate.state]}. Nothing was changed."
