"""Made-up elections by a school of the council: one to stand in, one to vote in, papers to count, a tie, a result.

They go to a group that schools elect or send members to; a council without one has none. The young person who can
sign in is at the school where they can be, and so may stand in one and vote in another.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from core.api import DemoMade, DemoWorld, Organisation, Person, bulk_insert, db, utcnow
from plugins.groups.demo.memberships import Memberships, demo_id
from plugins.groups.models import Candidate, Constituency, Election, Group, Voter

ROUTES = ("election", "delegation")
WORDS = (
    "I listen to everybody in our year, also to those who say little.",
    "The buses are my first thing. I will ask until they answer.",
    "I want the adults to come to us, and not only us to them.",
)
SOMEBODY = UUID("00000000-0000-4000-8000-000000000001")  # counted the papers; nobody's account


class Plot(NamedTuple):
    """One election: its state, what it elects, when voting opens (days from today) and for how long, and votes."""

    label: str
    state: str
    role: str
    opens: int
    days: int
    votes: tuple[int, ...] = ()
    counted_by: UUID | None = None


PLOTS = (
    Plot("voting", "voting", "Member", -2, 7),
    Plot("standing", "standing", "Chair", 9, 5),
    Plot("to count", "closed", "Deputy chair", -9, 5),
    Plot("to check", "closed", "Secretary", -12, 5, (3, 4, 1), SOMEBODY),
    Plot("tied", "counted", "Youth MP", -16, 5, (6, 6, 2)),
    Plot("declared", "declared", "Member", -366, 7, (9, 6, 4)),
)


def plant(memberships: Memberships) -> list[DemoMade]:
    """Make the elections that are missing; says how many."""
    world, group = memberships.world, _elected(memberships)
    school = _school(world)
    if group is None or school is None:
        return [DemoMade("elections", 0)]
    known = set(db.session.scalars(db.select(Election.id)))
    wanted = [plot for plot in PLOTS if demo_id(world, f"election/{plot.label}") not in known]
    pupils = _pupils(world, school)
    if not wanted or len(pupils) <= len(WORDS):
        return [DemoMade("elections", 0)]
    body = _constituency(group, school)
    for plot in wanted:
        _make(world, plot, body, pupils)
    return [DemoMade("elections", len(wanted))]


def _elected(memberships: Memberships) -> Group | None:
    """The first public group that schools elect to, or send members to."""
    open_to_all = [one for one in memberships.groups if one.listing == "public" and not one.members_hidden]
    ranked = [one for route in ROUTES for one in open_to_all if route in memberships.routes.get(one.id, [])]
    return ranked[0] if ranked else None


def _school(world: DemoWorld) -> UUID | None:
    """The school of the young person who can sign in, else the one with the most pupils."""
    first = next(iter(world.people.get("young_person", ())), None)
    own = db.session.scalar(db.select(Person.organisation_id).where(Person.id == first)) if first else None
    count = db.func.count(Person.id)
    largest = (
        db.select(Organisation.id)
        .join(Person, (Person.authority_id == Organisation.authority_id) & (Person.organisation_id == Organisation.id))
        .where(Organisation.kind == "school", Person.kind == "young_person")
        .group_by(Organisation.id)
        .order_by(count.desc(), Organisation.id)
    )
    return own or db.session.scalars(largest).first()


def _pupils(world: DemoWorld, school: UUID) -> list[tuple[UUID, str]]:
    """Id and name of the school's pupils, the one who can sign in last."""
    there = (Person.organisation_id == school, Person.kind == "young_person", Person.left_on.is_(None))
    found = db.select(Person.id, Person.name, Person.known_as).where(*there).order_by(Person.sort_name, Person.id)
    rows = [(row.id, row.known_as or row.name) for row in db.session.execute(found)]
    holders = set(world.people.get("young_person", ())[:1])
    return sorted(rows, key=lambda row: row[0] in holders)


def _constituency(group: Group, school: UUID) -> Constituency:
    wanted = db.select(Constituency).where(Constituency.group_id == group.id, Constituency.organisation_id == school)
    found: Constituency | None = db.session.scalars(wanted).one_or_none()
    if found is not None:
        return found
    made = Constituency(group_id=group.id, organisation_id=school, places=2)
    db.session.add(made)
    db.session.flush()
    return made


def _make(world: DemoWorld, plot: Plot, body: Constituency, pupils: Sequence[tuple[UUID, str]]) -> None:
    id = demo_id(world, f"election/{plot.label}")
    opens = utcnow().replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=plot.opens)
    bulk_insert(Election, [_election(plot, body, opens) | {"id": id}])
    bulk_insert(Candidate, list(_candidates(plot, id, pupils)))
    if plot.state != "standing":
        cast = sum(plot.votes) if plot.state in ("counted", "declared") else 0
        lines = [{"election_id": id, "person_id": person, "voted": False} for person, _ in pupils]
        codes = [{"election_id": id, "code_hash": f"{place:064d}", "voted": place < cast} for place in range(cast + 5)]
        bulk_insert(Voter, lines)
        bulk_insert(Voter, codes)


def _election(plot: Plot, body: Constituency, opens: datetime) -> dict[str, Any]:
    closes = opens + timedelta(days=plot.days)
    over = plot.state == "declared"
    papers = sum(plot.votes) if plot.counted_by else 0
    return {
        "group_id": body.group_id,
        "constituency_id": body.id,
        "state": plot.state,
        "role": plot.role,
        "places": 1,
        "who_may_vote": "Everybody at the school",
        "stand_until": opens - timedelta(days=1),
        "opens_at": opens,
        "closes_at": closes,
        "term_from": closes.date(),
        "term_to": (closes + timedelta(days=365)).date(),
        "papers": papers,
        "counted_by": plot.counted_by,
        "declared_at": closes if over else None,
    }


def _candidates(plot: Plot, election: UUID, pupils: Sequence[tuple[UUID, str]]) -> Iterator[dict[str, Any]]:
    votes = plot.votes or (0,) * len(WORDS)
    best, last = max(votes), sorted(votes)[-2]
    for place, ((person, name), words, number) in enumerate(zip(pupils, WORDS, votes, strict=False)):
        elected = None if best == last and number == best else number == best
        yield {
            "election_id": election,
            "person_id": person,
            "state": "asked" if plot.state == "standing" and place == 0 else "standing",
            "name": name,
            "statement": "" if plot.state == "standing" and place == 0 else words,
            "position": place + 1,
            "on_screen": 0 if plot.counted_by else number,
            "on_paper": number if plot.counted_by else 0,
            "elected": elected if plot.state in ("counted", "declared") else None,
        }
