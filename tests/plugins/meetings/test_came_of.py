"""What came of several meetings is told to exactly those who may read the minutes of each: rule and query agree."""

from itertools import product
from uuid import UUID, uuid4

import pytest
from flask import Flask

from core.access.actor import ANONYMOUS, Actor
from core.db import db
from core.testing.apps import World
from plugins.groups.models import Membership
from plugins.groups.visibility import PERMISSIONS as GROUPS
from plugins.meetings.models import Action, Decision, Meeting, Minutes
from plugins.meetings.record import minutes
from plugins.meetings.record.came_of import came_of
from plugins.meetings.settings import MeetingsSettings
from plugins.meetings.visibility import PERMISSIONS as MEETINGS
from plugins.meetings.visibility import SEES_MEETING
from tests.plugins.groups.planting import Plant
from tests.plugins.influence.working import at_work
from tests.plugins.meetings.evenings import person
from tests.plugins.meetings.planting import PlanMeeting, in_days

ROLES = ("young_person", "parent_carer", "worker", "practitioner", "decision_maker", "safeguarding_lead", "local_admin")
LISTINGS, HIDDEN, STATES, FOR_ALL = (
    ("public", "members", "hidden"),
    (True, False),
    ("published", "draft"),
    (True, False),
)


def actor(role: str, person_id: UUID | None) -> Actor:
    """Somebody of this role, with the permissions that it has in groups and meetings."""
    held = frozenset(one.name for one in (*GROUPS, *MEETINGS) if role in one.roles)
    return Actor(user_id=uuid4(), person_id=person_id, roles=frozenset({role}), permissions=held)


@pytest.fixture
def held(app: Flask, world: World, plant: Plant, plan: PlanMeeting) -> list[UUID]:
    """A meeting of every kind of group with every kind of minutes; the young person is in half of the groups."""
    made = []
    for number, (listing, hidden, state, for_all) in enumerate(product(LISTINGS, HIDDEN, STATES, FOR_ALL)):
        group = plant(f"group-{number}", listing=listing, members_hidden=hidden)
        made.append(plan(f"group-{number}", on=in_days(-3), state="held"))
        with at_work(app):
            db.session.add(Minutes(meeting_id=made[-1], summary="We met.", state=state, for_all=for_all))
            db.session.add_all(Action(meeting_id=made[-1], text="Ring.", state=one) for one in ("done", "open"))
            db.session.add(Decision(meeting_id=made[-1], text="Later buses."))
            if number % 2:
                db.session.add(Membership(group_id=group, person_id=person(world, "young_person")))
            db.session.commit()
    return made


@pytest.mark.parametrize("public", [True, False])
def test_the_query_tells_what_the_rule_allows(
    app: Flask, world: World, held: list[UUID], monkeypatch: pytest.MonkeyPatch, public: bool
) -> None:
    chosen = MeetingsSettings(public_minutes=public)
    monkeypatch.setattr("plugins.meetings.record.came_of.chosen", lambda: chosen)
    readers = [ANONYMOUS, *(actor(role, person(world, role)) for role in ROLES)]
    told = 0
    with at_work(app):
        rows = {row.meeting_id: row for row in db.session.scalars(db.select(Minutes))}
        for reader in readers:
            by_rule = {
                meeting.id
                for meeting in db.session.scalars(db.select(Meeting))
                if rows[meeting.id].state == "published"
                and SEES_MEETING.allows(reader, meeting)
                and minutes.level_of(reader, meeting, rows[meeting.id], chosen) is not None
            }
            assert set(came_of(reader, held)) == by_rule, reader.roles
            told += len(by_rule)
    assert told, "somebody reads something"


def test_it_says_what_was_decided_and_done(app: Flask, held: list[UUID]) -> None:
    with at_work(app):
        (came,) = list(came_of(ANONYMOUS, held).values())
    assert (came.summary, came.decisions, came.done, len(came.actions)) == ("We met.", ["Later buses."], 1, 2)
