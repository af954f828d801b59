"""Schools taking part: attendances and different schools apart, who has not come, what they said (N55)."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from core.clock import local_today
from core.db import authority_scope
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house
from plugins.meetings.models import Attendance, Booking
from plugins.participation_in_governance.models import SchoolAsked
from plugins.participation_in_governance.schools import targets
from plugins.standards.models import Target, TargetFigure
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.groups.test_speed import statements
from tests.plugins.meetings.evenings import person, said
from tests.plugins.meetings.planting import PlanMeeting, read
from tests.plugins.participation_in_governance.planting import HOME, YEAR, add, add_school, belong, choose

URL = f"{HOME}schools?year={YEAR}"


@pytest.fixture
def schools(app: Flask, plant: Plant, programme: dict[str, UUID], plan: PlanMeeting, world: World) -> dict[str, UUID]:
    """Two meetings of a group with targets: Oak brings children to both, somebody of Ash is on one register."""
    plant("assembly", school_years=[5, 6], target_attendances=100, target_unique=40)
    belong(app, "together", "assembly")
    made = {name: add_school(app, name) for name in ("Oak School", "Ash School", "Elm School")}
    first, second = (plan("assembly", on=on, state="held") for on in (date(2030, 10, 1), date(2030, 11, 5)))
    off = plan("assembly", on=date(2030, 12, 3), state="cancelled")
    for meeting in (first, second, off):
        add(app, Booking(meeting_id=meeting, organisation_id=made["Oak School"], children=9, came_children=8))
    add(app, Booking(meeting_id=second, organisation_id=made["Elm School"], children=9))
    came = {"person_id": person(world, "young_person"), "status": "here", "organisation_id": made["Ash School"]}
    add(app, Attendance(meeting_id=first, **came))
    return made


def of_assembly(browser: PageClient) -> str:
    """What the page says of the one group that has targets: the first on it."""
    return said(browser, URL).split("As a table")[1].split("School attendances0")[0]


def test_attendances_and_different_schools_are_two_numbers(worker: PageClient, schools: dict[str, UUID]) -> None:
    page = of_assembly(worker)
    assert "School attendances3 of 100" in page.replace(" of", " of") and "Different schools2 of 40" in page
    assert "97 to go" in page and "38 to go" in page


def test_who_has_not_come_is_a_list(worker: PageClient, schools: dict[str, UUID]) -> None:
    page = of_assembly(worker)
    missing = page.split("Not come yet")[1].split("Came:")[0]
    assert "Elm School" in missing and "Hillside School" in missing and "Not asked" in missing
    assert "Oak School" not in missing and "Ash School" not in missing


def test_what_a_school_said_is_kept_and_one_it_is_not_for_is_no_longer_missing(
    app: Flask, worker: PageClient, schools: dict[str, UUID]
) -> None:
    url = f"{HOME}schools/assembly/{schools['Elm School']}"
    assert worker.submit(url, {"state": "not_this_year", "note": "A new roof."}).status_code == 302
    assert "A new roof." in said(worker, URL)
    clash = worker.submit(url, {"state": "asked", "version": "0"})
    assert clash.status_code == 409 and "Somebody else changed this while you typed." in clash.text
    worker.submit(url, {"state": "not_for_them"})
    page = of_assembly(worker)
    assert "Elm School" not in page.split("Not come yet")[1].split("Came:")[0]
    assert read(app, SchoolAsked)[0].state == "not_for_them"


def test_the_table_is_safe_in_a_spreadsheet(app: Flask, worker: PageClient, schools: dict[str, UUID]) -> None:
    add_school(app, "=1+1 School")
    lines = worker.get(f"{HOME}schools.csv?year={YEAR}").text.splitlines()
    assert lines[0].startswith("Group,School,Place,Times")
    assert any(line.startswith("Assembly,Oak School,,2,2030-11-05,16") for line in lines)
    assert any("'=1+1 School" in line for line in lines)


def test_targets_of_the_councils_plans_are_counted_every_night(
    app: Flask, schools: dict[str, UUID], plan: PlanMeeting
) -> None:
    for key in ("visits", "schools"):
        add(app, Target(key=key, title=key, number=100, unit="schools", counted=True))
    choose(app, school_targets=[{"group": "assembly", "attendances": "visits", "different": "schools"}])
    for at in (0, -1):
        meeting = plan("assembly", on=local_today(), state="held", title=f"Now {at}")
        add(app, Booking(meeting_id=meeting, organisation_id=schools["Elm School"], children=3, came_children=3))
    with app.app_context():
        authority = house().authorities.find("ashdown")
        assert authority is not None
        with authority_scope(council_id(app), write=True):
            targets.count(authority, {})
            targets.db.session.commit()
    figures = {row.value for row in read(app, TargetFigure)}
    assert figures == {2, 1}, "two attendances of one school"


def test_years_and_groups_that_are_none_are_not_here(worker: PageClient, schools: dict[str, UUID]) -> None:
    assert worker.get(f"{HOME}schools?year=next").status_code == 404
    assert worker.get(f"{HOME}schools/nobody/{schools['Elm School']}").status_code == 404
    assert worker.get(f"{HOME}schools/assembly/{UUID(int=7)}").status_code == 404


def test_the_number_of_queries_does_not_depend_on_schools(
    app: Flask, worker: PageClient, schools: dict[str, UUID]
) -> None:
    worker.get(URL)
    with statements(app) as few:
        worker.get(URL)
    for number in range(30):
        add_school(app, f"School {number:02}")
    with statements(app) as many:
        worker.get(URL)
    assert len(many) <= len(few)
