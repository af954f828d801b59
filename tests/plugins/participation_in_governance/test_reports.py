"""The programme's report: its sections are compiled from the records, small numbers stay inside (N62)."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask

from core.clock import local_today
from core.db import authority_scope
from core.hooks.values import Ref, ReportPart
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house
from plugins.evidence.models import Report, Section
from plugins.meetings.models import Attendance, Booking
from plugins.participation_in_governance.models import Output, Series, SeriesEvent, Turnout
from plugins.participation_in_governance.reports import parts
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.meetings.evenings import said
from tests.plugins.meetings.planting import PlanMeeting, read
from tests.plugins.participation_in_governance.planting import AUTUMN, HOME, add, add_school, belong, say

START, END = date(2030, 10, 1), date(2030, 12, 31)
DAY = date(2030, 10, 15)


def compiled(app: Flask, start: date = START, end: date = END, about: tuple[Ref, ...] = ()) -> dict[str, ReportPart]:
    with app.app_context():
        authority = house().authorities.find("ashdown")
        assert authority is not None
        with authority_scope(council_id(app)):
            return {part.key.partition(".")[2]: part for part in parts.parts(authority, start, end, about)}


def figures(part: ReportPart) -> dict[str, int]:
    return {figure.key.rpartition(".")[2]: figure.count for figure in part.figures}


@pytest.fixture
def lived(app: Flask, terms: dict[str, UUID], plan: PlanMeeting, plant: Plant) -> None:
    """A term in which something of each kind happened, and the same outside its days."""
    row = say(app, terms[AUTUMN])
    school = add_school(app, "Oak School")
    add(
        app,
        Output(programme_term_id=row, title="Plan", state="done", done_on=DAY),
        Output(programme_term_id=row, title="Old", state="done", done_on=START - timedelta(days=1)),
        Output(programme_term_id=row, title="Next", state="making"),
    )
    for on in (DAY, END + timedelta(days=1)):
        met = plan("parliament", on=on, state="held")
        add(app, Booking(meeting_id=met, organisation_id=school, came_children=7))
        officers = plan("council", on=on, state="held", kind="corporate")
        add(app, Attendance(meeting_id=officers, name="Director", status="here", counts_as="guest"))
    (series,) = add(app, Series(key="debate", title="Debate"))
    for on in (DAY, END + timedelta(days=1)):
        (event,) = add(app, SeriesEvent(series_id=series, title="North", on_date=on, children=3))
        add(app, Turnout(event_id=event, school_id=school, children=9))


@pytest.mark.both_databases
def test_its_sections_come_from_the_records_of_those_days(app: Flask, lived: None) -> None:
    found = compiled(app)
    assert figures(found["made"]) == {"done": 1, "making": 1}
    assert [line.title for line in found["made"].lines] == ["Plan"]
    assert figures(found["schools"]) == {"attendances": 1, "different": 1, "children": 7}
    assert figures(found["officers"]) == {"held": 1, "came": 1}
    assert figures(found["events"]) == {"held": 1, "schools": 1, "children": 12}


def test_numbers_of_children_are_marked_so_that_small_ones_are_held_back(app: Flask, lived: None) -> None:
    of_people = {figure.key for part in compiled(app).values() for figure in part.figures if figure.of_people}
    assert {key.rpartition(".")[2] for key in of_people} == {"children"} and len(of_people) == 2


def test_a_report_of_other_groups_has_nothing_of_the_programme(app: Flask, lived: None, plant: Plant) -> None:
    outside = plant("outside")
    assert compiled(app, about=(Ref("groups", "group", outside),)) == {}


def test_groups_that_nobody_may_know_of_are_in_no_report(
    app: Flask, lived: None, plant: Plant, plan: PlanMeeting
) -> None:
    plant("secret", listing="hidden")
    belong(app, "together", "secret")
    plan("secret", on=DAY, state="held", kind="corporate")
    assert figures(compiled(app)["officers"])["held"] == 1


def test_without_a_programme_there_is_nothing_to_report(app: Flask) -> None:
    assert compiled(app) == {}


def test_a_quarter_is_put_together_and_again_without_a_twin(
    app: Flask, worker: PageClient, lived: None, plan: PlanMeeting
) -> None:
    plan("council", on=local_today(), state="held", kind="corporate")
    page = said(worker, f"{HOME}reports")
    assert "None yet." in page
    for _ in range(2):
        answer = worker.submit(f"{HOME}reports")
        assert answer.status_code == 302
    (report,) = read(app, Report)
    assert report.kind.startswith("participation_in_governance.") and report.title.startswith("Together, ")
    keys = {section.key for section in read(app, Section)}
    assert {"about", "changed", "next"} <= keys and "participation_in_governance.made" in keys
    assert worker.get(answer.location).status_code == 200
    assert report.title in said(worker, f"{HOME}reports")


def test_what_is_no_period_is_not_here_and_only_planners_make_one(world: World, lived: None) -> None:
    worker = world.browser("worker")
    assert worker.submit(f"{HOME}reports", {"period": "ever"}).status_code == 404
    assert "Put one together" not in world.browser("practitioner").get(f"{HOME}reports").text
    assert world.browser("young_person").get(f"{HOME}reports").status_code == 404
