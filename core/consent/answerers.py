"""Who can answer for whom: people, the adults in their lives and judgements, read for many at once.

Three statements, however many people. An adult who is kept from a child stands in no list, and nothing says why.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.clock import local_today
from core.consent.deciding import Deciding, deciding
from core.consent.ledger import bond_of, subject_of
from core.consent.models import Competence
from core.consent.reading import question_about, strictest
from core.consent.rules import Bond, may_answer
from core.db import db
from core.people.models import Person
from core.people.relationships.models import Relationship

KINDS = {
    "parent": "parent",
    "carer": "carer",
    "guardian": "guardian",
    "corporate_parent": "corporate parent",
    "deputy": "deputy",
}
COUNCIL = "The council, as corporate parent"


@dataclass(frozen=True)
class Adult:
    """Somebody who stands in for a child; `id` is None for the council as corporate parent."""

    id: UUID | None
    name: str
    bonds: tuple[Bond, ...]

    @property
    def voice(self) -> str:
        """Whose word theirs is in the ledger."""
        return "adult" if self.id else "council"

    @property
    def title(self) -> str:
        """Name and place in the child's life, in words."""
        if self.id is None:
            return COUNCIL
        kinds = ", ".join(dict.fromkeys(KINDS.get(bond.kind, bond.kind) for bond in self.bonds))
        held = any(bond.parental_responsibility for bond in self.bonds)
        return f"{self.name}, {kinds}{' with parental responsibility' if held else ''}"


@dataclass(frozen=True)
class Decision:
    """Who has to decide about one purpose, and the adults who may answer."""

    purpose: str
    deciding: Deciding
    adults: tuple[Adult, ...]


class Answerers:
    """The people of `person_ids` who are of this council, and who may answer for each."""

    def __init__(self, person_ids: Iterable[UUID]) -> None:
        ids = list(dict.fromkeys(person_ids))
        found = db.session.scalars(select(Person).where(Person.id.in_(ids), Person.merged_into_id.is_(None)))
        self.people: dict[UUID, Person] = {person.id: person for person in found}
        self._adults = _adults(ids)
        self._judged = _judgements(ids)

    def decision(self, person_id: UUID, purpose: str) -> Decision:
        """Who decides about this purpose for this person; KeyError for nobody of this council."""
        question = question_about(purpose)
        subject = subject_of(self.people[person_id], question, self._judged.get((person_id, purpose)))
        able = (
            adult
            for adult in self._adults[person_id]
            if not may_answer(question, subject, adult.voice, strictest(adult.bonds, question))
        )
        return Decision(purpose, deciding(question, subject), tuple(able))

    def able(self, person_id: UUID, purposes: Iterable[str]) -> dict[Adult, list[str]]:
        """The adults who may answer about any of these purposes, and about which."""
        found: dict[Adult, list[str]] = defaultdict(list)
        for purpose in purposes:
            for adult in self.decision(person_id, purpose).adults:
                found[adult].append(purpose)
        return found


def _adults(ids: Sequence[UUID]) -> dict[UUID, list[Adult]]:
    query = (
        select(Relationship, Person.name)
        .outerjoin(Person, (Person.authority_id == Relationship.authority_id) & (Person.id == Relationship.adult_id))
        .where(Relationship.child_id.in_(ids))
        .order_by(Relationship.emergency_contact.desc(), Relationship.made_at, Relationship.id)
    )
    bonds: dict[UUID, dict[tuple[UUID | None, str], list[Bond]]] = defaultdict(lambda: defaultdict(list))
    for row, name in db.session.execute(query):
        bonds[row.child_id][row.adult_id, name or COUNCIL].append(bond_of(row))
    made: dict[UUID, list[Adult]] = defaultdict(list)
    for child_id, found in bonds.items():
        made[child_id] = [Adult(adult_id, name, tuple(held)) for (adult_id, name), held in found.items()]
    return made


def _judgements(ids: Sequence[UUID]) -> dict[tuple[UUID, str], str]:
    """What was judged last about each decision, as far as it holds today."""
    columns: Any = (Competence.person_id, Competence.decision, Competence.judgement)
    query = (
        select(*columns)
        .where(Competence.person_id.in_(ids), Competence.ended_on.is_(None), Competence.review_on >= local_today())
        .order_by(Competence.assessed_on, Competence.made_at)
    )
    return {(row.person_id, row.decision): row.judgement for row in db.session.execute(query)}
