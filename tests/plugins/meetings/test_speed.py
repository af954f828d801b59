"""Pages of meetings ask the database as often for fifty meetings as for one; what is kept is new after a change."""

import pytest

from core.db import authority_scope, bulk_insert, db
from core.testing.apps import World
from plugins.groups.models import Group
from plugins.meetings.models import Meeting
from plugins.meetings.moments import moment
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.groups.test_speed import statements
from tests.plugins.meetings.planting import AT, PlanMeeting, in_days

MOST = 8  # statements of the list
MOST_OF_THE_PLANNER = 14


def fill(world: World, number: int) -> None:
    """Plan `number` meetings of the one group, a week from each other."""
    with world.app.app_context(), authority_scope(council_id(world.app, "ashdown"), write=True):
        group = db.session.scalars(db.select(Group.id)).one()
        days = [in_days(7 + at) for at in range(number)]
        rows = [{"group_id": group, "title": f"M {on}", "starts_at": moment(on, AT), "on_date": on} for on in days]
        bulk_insert(Meeting, rows)
        db.session.commit()


@pytest.mark.parametrize(("path", "most"),
    [("manage/", MOST), ("manage/?state=planned", MOST), ("manage/planner", MOST_OF_THE_PLANNER)],
)
def test_the_number_of_queries_does_not_depend_on_rows(
    world: World, plant: Plant, plan: PlanMeeting, path: str, most: int
) -> None:
    browser, url = world.browser("worker"), f"/ashdown/meetings/{path}"
    plant("forum", name="Forum")
    plan("forum")
    browser.get(url)
    with statements(world.app) as few:
        browser.get(url)
    fill(world, 49)
    with statements(world.app) as many:
        assert browser.get(url).status_code == 200
    assert len(few) <= len(many) <= most, "\n".join(many)


def test_the_kept_list_shows_a_change_at_once(world: World, plant: Plant, plan: PlanMeeting) -> None:
    browser, url = world.browser("worker"), "/ashdown/meetings/manage/"
    plant("forum", name="Forum")
    id = plan("forum", title="Planning the summer")
    assert "Planning the summer" in browser.get(url).text
    with statements(world.app) as asked:
        browser.get(url)
    assert not [one for one in asked if "meetings_meeting" in one]
    assert browser.submit(f"/ashdown/meetings/{id}/cancel", {"why": "The heating is broken."}).status_code == 302
    assert "Cancelled" in browser.get(url).text.split("</thead>")[1]


def test_the_kept_list_is_of_one_day(
    world: World, plant: Plant, plan: PlanMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, url = world.browser("worker"), "/ashdown/meetings/manage/"
    plant("forum", name="Forum")
    plan("forum", on=in_days(1), title="Tomorrow's meeting")
    assert "Tomorrow&#39;s meeting" in browser.get(url).text
    later = in_days(3)
    monkeypatch.setattr("plugins.meetings.planning.listing.local_today", lambda: later)
    monkeypatch.setattr("plugins.meetings.views.listing.local_today", lambda: later)
    assert "Tomorrow&#39;s meeting" not in browser.get(url).text
