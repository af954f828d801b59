"""Votes held elsewhere: small numbers never leave, what does not add up is said, first issues go on (W46)."""

from uuid import UUID

import pytest
from flask import Flask

from core.people.models import Organisation
from core.testing.apps import World
from plugins.meetings.models import AgendaItem
from plugins.youth_voice.models import Ballot, BallotSchool, Suggestion
from tests.plugins.groups.planting import Plant
from tests.plugins.meetings.planting import PlanMeeting, in_days, read
from tests.plugins.youth_voice.planting import put
from tests.plugins.youth_voice.test_elected import typed

VOTES = "/ashdown/youth-voice/votes"


@pytest.fixture
def group(app: Flask, world: World, plant: Plant) -> UUID:
    """The group that led the vote, and three schools on the record."""
    for name in ("Larch School", "Birch School", "Tiny School"):
        put(app, Organisation(kind="school", name=name))
    made: UUID = plant("council", name="Youth Council", workers=[world.people["ashdown", "worker"].person_id])
    return made


def answers(**more: object) -> dict[str, object]:
    schools = "Larch School; 900; 500; 4\nBirch School; 600; 300; 2\nTiny School; 14; 5; 0"
    numbers = {"electorate": "1514", "votes": "805", "spoilt": "6", "schools": schools}
    topics = "Safety; 400\nBuses; 300\nParks; 105"
    return (
        {"title": "What matters?", "topics": topics, "published": "y"}
        | numbers
        | typed("closed_on", in_days(-5))
        | more
    )


def test_everybody_reads_the_results_without_small_numbers(app: Flask, world: World, group: UUID) -> None:
    worker = world.browser("worker")
    assert worker.submit(f"{VOTES}/new?group={group}", answers()).status_code == 302
    (made,) = read(app, Ballot)
    inside = worker.get(f"{VOTES}/{made.id}").text
    assert "Tiny School" in inside and "do not add up" not in inside
    page = app.test_client().get(f"{VOTES}/{made.id}").text
    assert "Safety" in page and page.count("Too few to show") == 6, "two of three schools, three numbers each"
    assert ">14<" not in page and ">5<" not in page


def test_lists_that_cannot_be_read_are_refused_and_kept_on_the_page(app: Flask, world: World, group: UUID) -> None:
    worker, page = world.browser("worker"), f"{VOTES}/new?group={group}"
    wrong = worker.submit(page, answers(topics="Safety many"))
    assert wrong.status_code == 400 and "Nothing is saved yet." in wrong.text and "Safety many" in wrong.text
    strange = worker.submit(page, answers(schools="Oak School; 3; 2; 0"))
    assert "Not among the organisations here: Oak School." in strange.text
    over = worker.submit(page, answers(schools="Tiny School; 3; 4; 0"))
    assert "More papers than people who could vote: Tiny School." in over.text
    assert read(app, Ballot) == [] and read(app, BallotSchool) == []


def test_what_does_not_add_up_is_shown_to_staff(app: Flask, world: World, group: UUID) -> None:
    worker = world.browser("worker")
    worker.submit(f"{VOTES}/new?group={group}", answers(topics="Safety; 400"))
    (made,) = read(app, Ballot)
    assert "The issues come to 400, the good votes in all to 805." in worker.get(f"{VOTES}/{made.id}").text
    assert "come to 400" not in app.test_client().get(f"{VOTES}/{made.id}").text


def test_the_first_issues_are_suggested_once_and_go_on(
    app: Flask, world: World, group: UUID, plan: PlanMeeting
) -> None:
    worker, meeting = world.browser("worker"), plan("council")
    worker.submit(f"{VOTES}/new?group={group}", answers())
    (made,) = read(app, Ballot)
    for _ in range(2):
        worker.submit(f"{VOTES}/{made.id}/suggest", {"board_id": ""})
    first, second, third = sorted(read(app, Suggestion), key=lambda row: row.place)
    assert [row.title for row in (first, second, third)] == ["Safety", "Buses", "Parks"]
    address = "/ashdown/youth-voice/suggestions/"
    refused = worker.submit(f"{address}{first.id}", {"state": "set_aside", "why": ""})
    assert "or why it is set aside. Nothing is saved yet." in refused.text
    assert worker.submit(f"{address}{first.id}", {"state": "agenda", "meeting_id": str(meeting)}).status_code == 302
    (item,) = read(app, AgendaItem, title="Safety")
    assert item.meeting_id == meeting and "What matters?" in item.aim


def test_an_unpublished_vote_is_for_staff_alone(app: Flask, world: World, group: UUID) -> None:
    ballot = put(app, Ballot(group_id=group, title="Not yet", closed_on=in_days(-1), votes=500))
    assert world.browser("worker").get(f"{VOTES}/{ballot}").status_code == 200
    assert app.test_client().get(f"{VOTES}/{ballot}").status_code == 404
    assert world.browser("young_person").get(f"{VOTES}/{ballot}").status_code == 404
