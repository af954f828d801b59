"""How agreements stand, asked of the database at the moment of use: one statement, however many people.

Nothing is remembered between two questions, so a withdrawal holds from the next one on. Safeguarding never asks here:
it does not rest on agreement.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from core.clock import local_today
from core.consent.judging import ADULT_KINDS, COLUMNS, ages_today, judge, strictest
from core.consent.models import Competence, Entry
from core.consent.purposes import purposes
from core.consent.rules import Question, Standing
from core.db import db, prepared
from core.people.ages_here import council_ages as council_ages
from core.people.models import Person
from core.people.relationships.models import Relationship

__all__ = [
    "ADULT_KINDS",
    "NotAgreed",
    "ages_today",
    "agreed",
    "all_standings",
    "allows",
    "council_ages",
    "many_standings",
    "question_about",
    "require",
    "standing_of",
    "standings",
    "strictest",
    "uses",
]
BATCH = 500  # people in one statement: SQLite takes some 32,000 values, a page shows far fewer


class NotAgreed(Exception):
    """Somebody has not agreed to what was about to be done with their data; the message says why, in plain words."""


def standing_of(person_id: UUID, purpose: str) -> Standing:
    """How the agreement of one person stands today; not_asked for nobody."""
    return standings((person_id,), purpose).get(person_id, Standing("not_asked", why="Nobody of that name is here."))


def allows(person_id: UUID, purpose: str, option: str = "") -> bool:
    """True when this person has agreed, for this use where the purpose has uses; asked anew every time."""
    return standing_of(person_id, purpose).allows(option)


def require(person_id: UUID, purpose: str, option: str = "") -> None:
    """Go on only where they agreed; raises NotAgreed with the reason otherwise."""
    found = standing_of(person_id, purpose)
    if not found.allows(option):
        raise NotAgreed(found.why or "They did not agree to this use.")


def agreed(person_ids: Iterable[UUID], purpose: str, option: str = "") -> frozenset[UUID]:
    """Those of `person_ids` who have agreed."""
    return frozenset(one for one, found in standings(person_ids, purpose).items() if found.allows(option))


def uses(person_ids: Iterable[UUID], purpose: str) -> dict[UUID, frozenset[str]]:
    """For each of these people the uses that they agree to; an empty set where nothing holds."""
    return {one: found.options if found.holds else frozenset() for one, found in standings(person_ids, purpose).items()}


def standings(person_ids: Iterable[UUID], purpose: str) -> dict[UUID, Standing]:
    """How the agreement of each of these people stands; people who are not of this council are left out."""
    return {one: found[purpose] for one, found in many_standings(person_ids, (purpose,)).items()}


def many_standings(person_ids: Iterable[UUID], names: Sequence[str]) -> dict[UUID, dict[str, Standing]]:
    """How several agreements of each of these people stand, by person and purpose; one statement for all of them."""
    wanted, questions = list(dict.fromkeys(person_ids)), {name: question_about(name) for name in names}
    found: dict[UUID, dict[str, Standing]] = {}
    for start in range(0, len(wanted), BATCH):
        asked = {"people": wanted[start : start + BATCH], "names": list(names)}
        found |= judge(db.session.execute(_STATEMENT, asked).all(), questions)
    return found


def all_standings(person_id: UUID) -> dict[str, Standing]:
    """How every agreement of one person stands, by purpose; one statement. Empty for nobody."""
    return many_standings((person_id,), [purpose.name for purpose in purposes()]).get(person_id, {})


def question_about(purpose: str, day: date | None = None) -> Question:
    """The question as the rules take it: the council's ages, its day, and the limits that this purpose has."""
    declared = purposes().get(purpose)
    return Question(purpose, day or local_today(), council_ages(), frozenset(declared.limits if declared else ()))


def _statement() -> sa.Select[*tuple[Any, ...]]:
    """A row for each line of the ledger, beside the person, the adult's place in their life and any judgement."""
    stands_in = sa.and_(
        Relationship.authority_id == Entry.authority_id,
        Relationship.child_id == Entry.person_id,
        sa.or_(
            Relationship.adult_id == Entry.adult_id,
            sa.and_(Entry.voice == "council", Relationship.adult_id.is_(None)),
        ),
    )
    judged = sa.and_(
        Competence.authority_id == Entry.authority_id,
        Competence.person_id == Entry.person_id,
        Competence.decision == Entry.purpose,
        Competence.ended_on.is_(None),
    )
    about = Entry.purpose.in_(sa.bindparam("names", expanding=True))
    said = sa.and_(Entry.authority_id == Person.authority_id, Entry.person_id == Person.id, about)
    return (
        sa.select(*COLUMNS)
        .outerjoin(Entry, said)
        .outerjoin(Relationship, stands_in)
        .outerjoin(Competence, judged)
        .where(Person.id.in_(sa.bindparam("people", expanding=True)))
        .order_by(Entry.seq)
    )


_STATEMENT = prepared(_statement())  # built once: building it took as long as reading fifty people
