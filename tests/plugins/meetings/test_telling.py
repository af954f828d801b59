"""Members are told that a meeting was moved, cancelled or is on again, and reminded when they said that they come."""

from uuid import UUID

import pytest
from flask import Flask

from core.authority.effective import save_settings
from core.db import authority_scope, db
from core.notify.models import Message
from core.testing.apps import World
from core.web.house import house
from plugins.meetings.models import Coming
from plugins.meetings.settings import MeetingsSettings
from plugins.meetings.telling import NOTICES, remind
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.planting import PlanMeeting, in_days, read


@pytest.fixture
def member(world: World, plant: Plant) -> UUID:
    found = world.people["ashdown", "young_person"].person_id
    assert found
    plant("forum", members=[found])
    return found


def told(app: Flask, person_id: UUID) -> list[tuple[str, str]]:
    return [(row.notice, row.url) for row in read(app, Message, person_id=person_id)]


def reminded(app: Flask) -> None:
    with app.test_request_context("/ashdown/"), authority_scope(council_id(app), write=True):
        council = house().authorities.find("ashdown")
        assert council
        app.preprocess_request()
        remind(council, {})
        db.session.commit()


def test_members_hear_of_every_step_by_a_link_to_the_meeting(
    app: Flask, world: World, member: UUID, plan: PlanMeeting
) -> None:
    meeting = plan("forum")
    worker, here = world.browser("worker"), f"/ashdown/meetings/{meeting}"
    assert worker.submit(f"/ashdown/meetings/{meeting}/edit", {"at": "5pm"}).status_code == 302
    worker.submit(f"/ashdown/meetings/{meeting}/cancel", {"why": "Snow"})
    worker.submit(here, action="on-again")
    assert set(told(app, member)) == {(f"meetings.{what}", here) for what in ("changed", "cancelled", "on_again")}


def test_a_meeting_that_is_over_is_told_of_to_nobody(app: Flask, world: World, member: UUID, plan: PlanMeeting) -> None:
    meeting = plan("forum", on=in_days(-3))
    world.browser("worker").submit(f"/ashdown/meetings/{meeting}/cancel", {"why": "Snow"})
    assert told(app, member) == []


def test_who_comes_is_reminded_once_two_days_before_unless_the_council_switched_it_off(
    app: Flask, world: World, member: UUID, plan: PlanMeeting
) -> None:
    other = world.people["ashdown", "parent_carer"].person_id
    meeting, _ = plan("forum", on=in_days(2)), plan("forum", on=in_days(3))
    with app.app_context(), authority_scope(council_id(app), write=True):
        for person_id, answer in ((member, "coming"), (other, "cant")):
            db.session.add(Coming(meeting_id=meeting, person_id=person_id, answer=answer))
        council = house().authorities.find("ashdown")
        assert council
        save_settings(council, "meetings", MeetingsSettings(remind_people=False))
        db.session.commit()
    reminded(app)
    assert told(app, member) == []
    with app.app_context(), authority_scope(council_id(app), write=True):
        save_settings(council, "meetings", MeetingsSettings(remind_people=True))
        db.session.commit()
    reminded(app)
    reminded(app)
    assert told(app, member) == [("meetings.reminder", f"/ashdown/meetings/{meeting}")]
    assert other is not None and told(app, other) == []


def test_no_sentence_names_anything() -> None:
    assert all(notice.needs_agreement and notice.for_adults for notice in NOTICES)
