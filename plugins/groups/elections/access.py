"""Who may run an election, who may see its people, and who may read about it: each asked of one election in hand.

Elections are run by staff who may, and by the returning officer of the body that elects. Candidates and the roll are
people of the group, and are shown to staff only where its members are. Young people of the body read who stands.
"""

from uuid import UUID

from flask import request

from core.api import Person, db
from plugins.groups.elections import contest as contests
from plugins.groups.elections import turning
from plugins.groups.elections.contest import Contest
from plugins.groups.here import not_here, or_not_here, reader
from plugins.groups.visibility import MY_GROUPS, SEES_GROUP, SEES_MEMBERS

PERMISSION = "groups.elections"


def run(key: str, id: UUID) -> Contest:
    """The election of this group, brought to where the clock says, if the reader runs it; else the neutral 404."""
    contest = or_not_here(contests.with_id(id))
    if contest.group.key != key or not runs(contest):
        not_here()
    if request.method == "POST":  # whoever changes something holds it, so that two at once come one after the other
        contests.locked(contest.election)
    turning.turn(contest)
    return contest


def run_with_people(key: str, id: UUID) -> Contest:
    """The same, if the reader may also see who stands and who may vote."""
    contest = run(key, id)
    return contest if sees_people(contest) else not_here()


def read(id: UUID) -> Contest:
    """The election, brought to where the clock says, if the reader may know of it; else the neutral 404."""
    contest = or_not_here(contests.with_id(id))
    if contest.election.state == "draft" and not runs(contest):
        not_here()
    if not (SEES_GROUP.allows(reader(), contest.group) or belongs(contest)):
        not_here()
    turning.turn(contest)
    return contest


def runs(contest: Contest) -> bool:
    """True for staff who run elections and may see the group, and for the body's returning officer."""
    if is_returning_officer(contest):
        return True
    return reader().can(PERMISSION) and SEES_GROUP.allows(reader(), contest.group)


def is_returning_officer(contest: Contest) -> bool:
    """True for the person whom the body named to run its elections."""
    return reader().person_id is not None and contest.constituency.returning_officer_id == reader().person_id


def sees_people(contest: Contest) -> bool:
    """True where the reader may see the group's members, or runs this body's elections."""
    return is_returning_officer(contest) or (runs(contest) and SEES_MEMBERS.allows(reader(), contest.group))


def belongs(contest: Contest) -> bool:
    """True for a voter, a candidate, and before there is a roll for a young person of the body.

    Of a hidden group nobody learns by being of the body alone.
    """
    person_id = reader().person_id
    if contests.candidacy(contest.election, person_id) or contests.line_of(contest.election, person_id):
        return True
    return contest.group.listing != "hidden" and is_of_the_body(contest)


def is_of_the_body(contest: Contest) -> bool:
    """True for a young person whom the record has at the body that elects."""
    person = own_record()
    return person is not None and person.kind == "young_person" and person.organisation_id == contest.body.id


def own_record() -> Person | None:
    """The reader's own record as a person of this council."""
    person_id = reader().person_id
    return db.session.get(Person, person_id) if person_id else None


def may_name(contest: Contest, person: Person) -> bool:
    """True if the reader may put this person's name down: a returning officer, only somebody of their own body."""
    return not is_returning_officer(contest) or person.organisation_id == contest.body.id


def is_member(contest: Contest) -> bool:
    """True for somebody who is in the group that is elected to."""
    return MY_GROUPS.allows(reader(), contest.group)
