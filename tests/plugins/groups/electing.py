"""A school that elects members of a group, for tests: its pupils, an election at any stage, and who is on its roll."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Flask

from core.api import bulk_insert
from core.db import authority_scope, db, utcnow
from core.people.models import Organisation, Person
from core.users import codes
from plugins.groups.elections.roll import PURPOSE
from plugins.groups.models import Candidate, Constituency, Election, Group, Voter
from tests.plugins.groups.planting import council_id

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class School:
    """A school with its pupils on the record, by name, and the group that it elects to."""

    app: Flask
    group_id: UUID
    key: str
    id: UUID
    constituency_id: UUID
    pupils: Mapping[str, UUID]
    council: str = "ashdown"
    staff: str = field(default="")

    def run(self, election: UUID) -> str:
        """The staff page of an election."""
        return f"/{self.council}/groups/manage/{self.key}/elections/{election}/"

    def page(self, election: UUID, rest: str = "") -> str:
        """The page of an election for young people."""
        return f"/{self.council}/groups/elections/{election}{rest}"


def school(app: Flask, group_id: UUID, *pupils: str, council: str = "ashdown", officer: UUID | None = None) -> School:
    """Put a school and its pupils on the record, and let it elect two to the group."""
    with app.app_context(), authority_scope(council_id(app, council), write=True):
        group = db.session.get_one(Group, group_id)
        body = Organisation(kind="school", name="Larkfield Primary")
        db.session.add(body)
        db.session.flush()
        made = {name: Person(kind="young_person", name=name, organisation_id=body.id) for name in pupils}
        sends = Constituency(group_id=group_id, organisation_id=body.id, places=2, returning_officer_id=officer)
        db.session.add_all([*made.values(), sends])
        db.session.commit()
        ids = {name: person.id for name, person in made.items()}
        return School(app, group_id, group.key, body.id, sends.id, ids, council)


def enrolled(school: School, person_id: UUID) -> None:
    """Put somebody who can sign in at the school."""
    with school.app.app_context(), authority_scope(council_id(school.app, school.council), write=True):
        db.session.get_one(Person, person_id).organisation_id = school.id
        db.session.commit()


def election(school: School, state: str = "voting", standing: Any = (), asked: Any = (), **values: Any) -> UUID:
    """An election in a state, with the times that belong to it; `standing` and `asked` are names of pupils."""
    values = {"places": 1, "who_may_vote": "Everybody in Years 5 and 6", "state": state, **_times(state), **values}
    with school.app.app_context(), authority_scope(council_id(school.app, school.council), write=True):
        made = Election(group_id=school.group_id, constituency_id=school.constituency_id, **values)
        db.session.add(made)
        db.session.flush()
        for place, name in enumerate([*standing, *asked], start=1):
            known = {"person_id": school.pupils[name], "name": name, "position": place}
            stands = "standing" if name in standing else "asked"
            db.session.add(Candidate(election_id=made.id, state=stands, statement=f"Vote for {name}!", **known))
        db.session.commit()
        return made.id


def _times(state: str) -> dict[str, Any]:
    """Times by which the clock leaves an election in `state`."""
    since = {"draft": 0, "standing": 0, "voting": 2, "closed": 4}.get(state, 4)
    first = utcnow() + HOUR - since * HOUR
    return {"stand_until": first, "opens_at": first + HOUR / 2, "closes_at": first + 2 * HOUR}


def on_roll(school: School, election_id: UUID, *people: UUID) -> list[UUID]:
    """Put people on the roll; ids of their lines."""
    with school.app.app_context(), authority_scope(council_id(school.app, school.council), write=True):
        lines = bulk_insert(Voter, [{"election_id": election_id, "person_id": person} for person in people])
        db.session.commit()
        return lines


def slips(school: School, election_id: UUID, number: int) -> list[str]:
    """Print codes; the codes."""
    made = [codes.draw() for _ in range(number)]
    secret = str(school.app.secret_key)
    with school.app.app_context(), authority_scope(council_id(school.app, school.council), write=True):
        hashes = [codes.hashed(secret, PURPOSE, code) for code in made]
        bulk_insert(Voter, [{"election_id": election_id, "code_hash": kept} for kept in hashes])
        db.session.commit()
    return made


def stored(school: School, election_id: UUID) -> Election:
    """The election as the database has it, detached."""
    with school.app.app_context(), authority_scope(council_id(school.app, school.council)):
        found: Election = db.session.get_one(Election, election_id)
        db.session.refresh(found)
        db.session.expunge(found)
        return found


def tallies(school: School, election_id: UUID) -> dict[str, int]:
    """Votes on screen by name, and "" for blank ones."""
    with school.app.app_context(), authority_scope(council_id(school.app, school.council)):
        rows = db.session.execute(
            db.select(Candidate.name, Candidate.on_screen).where(Candidate.election_id == election_id)
        )
        blank = db.session.scalar(db.select(Election.blank).where(Election.id == election_id))
        return {row.name: row.on_screen for row in rows} | {"": blank or 0}


def struck_off(school: School, election_id: UUID) -> int:
    """How many lines of the roll are struck off."""
    with school.app.app_context(), authority_scope(council_id(school.app, school.council)):
        voted = db.select(db.func.count(Voter.id)).where(Voter.election_id == election_id, Voter.voted.is_(True))
        return db.session.scalar(voted) or 0
