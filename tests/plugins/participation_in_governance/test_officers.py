"""Meetings with senior officers: who was to come and who came, on the meeting's own register (N33)."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from core.clock import local_today
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.meetings.models import Attendance, Meeting
from tests.plugins.groups.planting import Plant
from tests.plugins.meetings.evenings import EARLY, said
from tests.plugins.meetings.planting import PlanMeeting, read
from tests.plugins.participation_in_governance.planting import HOME, belong, choose

POST = "Head of Service"


@pytest.fixture
def evening(app: Flask, programme: dict[str, UUID], plan: PlanMeeting) -> UUID:
    """A meeting of today to which a head of service must come."""
    choose(app, senior_posts=["Director", POST])
    return plan("council", on=local_today(), at=EARLY, kind="corporate", wanted=POST, title="With officers")


def test_who_came_is_written_down_once_and_stands_on_the_register(
    app: Flask, worker: PageClient, evening: UUID
) -> None:
    url = f"{HOME}officers/{evening}"
    sent = {"status-0": "here", "name-0": "Kerensa Vole", "status-1": "away", "name-1": ""}
    for _ in range(2):
        assert worker.submit(url, sent).status_code == 302
    lines = {row.name: (row.status, row.counts_as) for row in read(app, Attendance)}
    assert lines == {f"{POST}: Kerensa Vole": ("here", "guest"), "Director": ("away", "guest")}
    assert read(app, Meeting)[0].state == "held"
    page = said(worker, f"{HOME}officers")
    assert f"Came {POST}: Kerensa Vole" in page and f"{POST}: came 1 time" in page
    assert "Director: Not seen yet" in page
    shown = worker.get(url).text
    assert 'value="Kerensa Vole"' in shown, "what was written is there to be changed"
    assert "Kerensa Vole" in worker.get(f"/ashdown/meetings/{evening}/register").text


def test_a_slip_can_be_taken_back(app: Flask, worker: PageClient, evening: UUID) -> None:
    url = f"{HOME}officers/{evening}"
    worker.submit(url, {"status-1": "here", "name-1": "Somebody Wrong"})
    worker.submit(url, {"status-1": "", "name-1": ""})
    assert not read(app, Attendance)


def test_before_its_day_nobody_can_have_come(
    app: Flask, worker: PageClient, programme: dict[str, UUID], plan: PlanMeeting
) -> None:
    later = plan("council", on=local_today() + timedelta(days=2), kind="corporate", wanted=POST)
    answer = worker.submit(f"{HOME}officers/{later}", {"status-0": "here"})
    assert "The register opens on" in said(worker, answer.location)
    assert not read(app, Attendance)


def test_what_is_no_meeting_with_officers_is_not_here(
    worker: PageClient, programme: dict[str, UUID], plan: PlanMeeting, plant: Plant
) -> None:
    plant("outside")
    ordinary, elsewhere = plan("council", on=local_today()), plan("outside", on=local_today(), kind="corporate")
    for id in (ordinary, elsewhere, UUID(int=5)):
        assert worker.get(f"{HOME}officers/{id}").status_code == 404


def test_a_group_whose_members_are_hidden_is_for_those_who_see_them(
    app: Flask, world: World, plant: Plant, programme: dict[str, UUID], plan: PlanMeeting
) -> None:
    plant("care", members_hidden=True)
    belong(app, "together", "care")
    hidden = plan("care", on=local_today(), kind="corporate", wanted=POST, title="Care with officers")
    worker, lead = world.browser("worker"), world.browser("practitioner")
    assert "Care with officers" not in said(worker, f"{HOME}officers")
    assert worker.get(f"{HOME}officers/{hidden}").status_code == 404
    assert "Care with officers" in said(lead, f"{HOME}officers")
