"""The part of a meeting without adults: members read it, adults only what is shared, and no role opens it."""

import re
from uuid import UUID

import pytest
from flask import Flask

from core.testing.apps import World
from plugins.youth_voice.models import OwnItem
from tests.plugins.groups.planting import Plant
from tests.plugins.meetings.planting import PlanMeeting, read

ADULTS = ("worker", "practitioner", "safeguarding_lead")


@pytest.fixture
def own(world: World, plant: Plant, plan: PlanMeeting) -> str:
    """The address of a meeting's own part; the young person is a member, the worker supports the group."""
    young, worker = (world.people["ashdown", role].person_id for role in ("young_person", "worker"))
    plant("clic", members=[young], workers=[worker], informal_part="Time together", members_hidden=True)
    meeting: UUID = plan("clic")
    return f"/ashdown/youth-voice/meetings/{meeting}/own"


def test_members_write_and_adults_read_only_what_is_shared(app: Flask, world: World, own: str) -> None:
    young = world.browser("young_person")
    assert young.submit(own, {"kind": "topic", "words": "How do we pay rent?"}).status_code == 302
    assert "How do we pay rent?" in young.get(own).text
    for role in ADULTS:
        assert "How do we pay rent?" not in world.browser(role).get(own).text, role
    (item,) = read(app, OwnItem)
    young.submit(own, {"shared": "yes"}, action=f"{own}/{item.id}/share")
    assert "How do we pay rent?" in world.browser("worker").get(own).text
    young.submit(own, {"shared": "no"}, action=f"{own}/{item.id}/share")
    assert "How do we pay rent?" not in world.browser("worker").get(own).text


def test_no_adult_writes_shares_or_takes_away(app: Flask, world: World, own: str) -> None:
    young, worker = world.browser("young_person"), world.browser("worker")
    young.submit(own, {"kind": "topic", "words": "Ours"})
    (item,) = read(app, OwnItem)
    found = re.search(r'name="csrf_token" value="([^"]+)"', worker.get("/ashdown/youth-voice/beyond/new").text)
    token = found[1] if found else ""
    for path in ("share", "remove"):
        answer = worker.post(f"{own}/{item.id}/{path}", data={"csrf_token": token, "shared": "yes"})
        assert answer.status_code == 404
    assert len(read(app, OwnItem)) == 1
    assert young.submit(own, action=f"{own}/{item.id}/remove").status_code == 302 and read(app, OwnItem) == []


def test_others_find_no_page_and_notes_are_not_offered(world: World, own: str) -> None:
    for role in ("parent_carer", "decision_maker", "local_admin"):
        assert world.browser(role).get(own).status_code == 404, role
    young = world.browser("young_person")
    assert "No notes are kept of this part." in young.get(own).text
    assert young.submit(own, {"kind": "note", "words": "Minutes"}).status_code == 400
