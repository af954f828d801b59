"""One agenda for all groups, each in its own version, put on every meeting of the term (N48)."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from core.testing.browsing import PageClient
from plugins.meetings.models import AgendaItem
from plugins.participation_in_governance.models import AgendaLine
from tests.plugins.meetings.evenings import said
from tests.plugins.meetings.planting import PlanMeeting, read
from tests.plugins.participation_in_governance.planting import AUTUMN, HOME, add, choose, say

STREETS = {
    "title": "Your way to school",
    "title_young": "Our way to school",
    "title_easy": "Going to school",
    "minutes": 30,
    "standard": "Draw the way. Mark what must change.",
    "young": "Build the street from boxes.",
    "easy": "Look at the photos. Choose.",
}
DAY = date(2030, 10, 15)


@pytest.fixture
def autumn(app: Flask, terms: dict[str, UUID]) -> UUID:
    add(app, AgendaLine(programme_term_id=say(app, terms[AUTUMN]), **STREETS))
    return terms[AUTUMN]


@pytest.fixture
def meetings(plan: PlanMeeting, autumn: UUID) -> dict[str, UUID]:
    return {key: plan(key, on=DAY) for key in ("council", "parliament", "forum")}


def put(browser: PageClient, term: UUID) -> str:
    answer = browser.submit(f"{HOME}agenda?term={term}", action="/put")
    return said(browser, answer.location)


def test_each_group_has_the_item_in_its_own_version(
    app: Flask, worker: PageClient, autumn: UUID, meetings: dict[str, UUID]
) -> None:
    assert "The agenda is on 3 meetings: 3 items added, 0 changed." in put(worker, autumn)
    items = {item.meeting_id: item for item in read(app, AgendaItem)}
    titles = {key: items[id].title for key, id in meetings.items()}
    assert titles == {"council": STREETS["title"], "parliament": STREETS["title_young"], "forum": STREETS["title_easy"]}
    own = items[meetings["parliament"]].versions[0]
    assert (own["activity"], own["age_from"], own["age_to"]) == (STREETS["young"], 9, 11)
    assert len(items[meetings["parliament"]].versions) == 3, "the others can be opened"


def test_put_twice_it_adds_nothing_and_what_was_written_by_hand_stays(
    app: Flask, worker: PageClient, autumn: UUID, meetings: dict[str, UUID]
) -> None:
    put(worker, autumn)
    assert "0 items added, 0 changed." in put(worker, autumn)
    by_hand = next(item for item in read(app, AgendaItem) if item.meeting_id == meetings["council"])
    worker.submit(f"/ashdown/meetings/{meetings['council']}/agenda/{by_hand.id}", {"title": "Ours"})
    (line,) = read(app, AgendaLine)
    worker.submit(f"{HOME}agenda/line/{line.id}", {"minutes": "40"})
    assert "0 items added, 2 changed. 1 stay as somebody wrote them" in put(worker, autumn)
    minutes = {item.meeting_id: item.minutes for item in read(app, AgendaItem)}
    assert minutes == {meetings["council"]: 30, meetings["parliament"]: 40, meetings["forum"]: 40}


def test_a_group_can_be_left_out(app: Flask, worker: PageClient, autumn: UUID, meetings: dict[str, UUID]) -> None:
    (line,) = read(app, AgendaLine)
    worker.submit(f"{HOME}agenda/line/{line.id}", {"leaves_out": ["forum"]})
    put(worker, autumn)
    assert meetings["forum"] not in {item.meeting_id for item in read(app, AgendaItem)}


def test_without_meetings_it_says_what_to_do_first(worker: PageClient, autumn: UUID) -> None:
    assert "No meeting of this term is still to come, so nothing was changed." in put(worker, autumn)


def test_an_item_is_written_moved_and_taken_out(app: Flask, worker: PageClient, autumn: UUID) -> None:
    new = f"{HOME}agenda/{autumn}/new"
    refused = worker.submit(new, {"title": ""})
    assert refused.status_code == 400 and "Give it a name" in refused.text
    assert worker.submit(new, {"title": "Welcome", "kind": "welcome"}).status_code == 302
    first, second = sorted(read(app, AgendaLine), key=lambda line: line.position)
    assert second.title == "Welcome"
    worker.submit(f"{HOME}agenda?term={autumn}", action=f"/line/{second.id}/move")
    assert {line.title: line.position for line in read(app, AgendaLine)} == {"Welcome": 0, first.title: 1}
    asked = said(worker, f"{HOME}agenda/line/{second.id}/remove")
    assert "Meetings that have it on their own agenda already keep it there" in asked
    worker.submit(f"{HOME}agenda/line/{second.id}/remove")
    assert len(read(app, AgendaLine)) == 1


def test_a_version_stands_on_a_sheet_of_its_own(app: Flask, worker: PageClient, autumn: UUID) -> None:
    sheet = said(worker, f"{HOME}agenda/{autumn}/easy")
    assert "Going to school" in sheet and "Forum" in sheet and "Parliament" not in sheet.split("Autumn 2030")[1]
    assert worker.get(f"{HOME}agenda/{autumn}/loud").status_code == 404
    choose(app, versions=[{"group": "forum", "version": "standard"}])
    assert worker.get(f"{HOME}agenda/{autumn}/easy").status_code == 404, "no group works in it now"
