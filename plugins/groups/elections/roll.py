"""Who may vote: young people on the record of the body that elects, and printed codes that belong to nobody by name."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.api import Person, bulk_insert, codes, db
from plugins.groups.elections.contest import Contest
from plugins.groups.models import Election, Voter

MOST_CODES = 400  # at once: a large school prints them year by year
PURPOSE = "vote"


@dataclass(frozen=True)
class Roll:
    """How many lines the roll has, and how many of them have been struck off."""

    people: int
    codes: int
    voted: int

    @property
    def all(self) -> int:
        """Everybody who may vote."""
        return self.people + self.codes


def enrol(contest: Contest) -> None:
    """Put everybody of the body who is on the record on the roll; those who are there already stay."""
    held = db.select(Voter.person_id).where(Voter.election_id == contest.election.id, Voter.person_id.is_not(None))
    known = set(db.session.scalars(held))
    new = [person_id for person_id in db.session.scalars(_belonging(contest.body.id)) if person_id not in known]
    bulk_insert(Voter, [{"election_id": contest.election.id, "person_id": person_id} for person_id in new])


def expected(contest: Contest) -> int:
    """How many will be on the roll by name once voting opens."""
    belonging = _belonging(contest.body.id).subquery()
    return db.session.scalar(db.select(db.func.count()).select_from(belonging)) or 0


def of(election: Election) -> Roll:
    """The roll in numbers; no names."""
    by_name = db.case((Voter.person_id.is_not(None), 1), else_=0)
    struck_off = db.case((Voter.voted.is_(True), 1), else_=0)
    count = db.select(
        db.func.count(Voter.id), db.func.sum(by_name), db.func.sum(struck_off)
    ).where(Voter.election_id == election.id)  # fmt: skip
    lines, people, voted = db.session.execute(count).one()
    return Roll(people or 0, lines - (people or 0), voted or 0)


def print_codes(contest: Contest, number: int, secret: str, form: str) -> list[str]:
    """Make `number` codes and return them, for the one time that anybody sees them.

    The same form sent twice gives the same codes and makes none twice.
    """
    made = [codes.of_form(secret, form, place) for place in range(number)]
    hashes = {code: codes.hashed(secret, PURPOSE, code) for code in made}
    there = set(db.session.scalars(db.select(Voter.code_hash).where(Voter.code_hash.in_(hashes.values()))))
    new = [kept for kept in hashes.values() if kept not in there]
    bulk_insert(Voter, [{"election_id": contest.election.id, "code_hash": kept} for kept in new])
    return made


def take_back_codes(election: Election) -> int:
    """Make every code that nobody has used worthless; return how many there were."""
    unused = db.delete(Voter).where(
        Voter.election_id == election.id, Voter.person_id.is_(None), Voter.voted.is_(False)
    )
    before = of(election).codes
    db.session.execute(unused, execution_options={"synchronize_session": False})
    return before - of(election).codes


def by_code(typed: str, secret: str) -> Voter | None:
    """The line that belongs to a code, in whichever election of this council; None for a code that nobody printed."""
    code = codes.tidy(typed)
    if not code:
        return None
    return db.session.scalars(db.select(Voter).where(Voter.code_hash == codes.hashed(secret, PURPOSE, code))).first()


def _belonging(organisation_id: UUID) -> Any:
    return db.select(Person.id).where(
        Person.organisation_id == organisation_id,
        Person.kind == "young_person",
        Person.merged_into_id.is_(None),
        Person.left_on.is_(None),
    )
