"""A year in one story: a worker plans it, moves a meeting, runs it from a phone and publishes minutes in Easy Read.

A member is told of the move, and reads what came of the evening. The parts have tests of their own, in more detail.
"""

import re
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import Locator, expect

from core.clock import local_today
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

COUNCIL = "nottingham"
PHONE = {"width": 320, "height": 640}
WORDS = "Ask us before you paint the walls, not after."
HARD = "The implementation of the new arrangements was postponed, and so a later opening could not be provided."
with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@dataclass(frozen=True)
class Evening:
    """One meeting of the story: its group's name, its page, and the day that it was first planned for."""

    group: str
    path: str
    was_on: date


@with_and_without_scripts
@pytest.mark.timeout(180)  # three people, some forty pages
def test_a_worker_plans_a_year_and_runs_an_evening(visit: Visit, scripts: bool) -> None:
    group = f"Open Door Panel {'with' if scripts else 'without'}"
    member = visit("young_person", COUNCIL, viewport=PHONE, java_script_enabled=scripts)
    worker = visit("worker", COUNCIL, java_script_enabled=scripts)
    _begins_a_group(worker, group, member.site.account("young_person", COUNCIL)["name"])
    _plans_next_year(worker, group, "Wednesday" if scripts else "Thursday")  # one worker cannot be at two
    evening = _moves_the_first(worker, group)
    _is_told(member, evening)
    _follows_in_a_calendar(visit(), evening)

    phone = visit("worker", COUNCIL, viewport=PHONE, java_script_enabled=scripts, has_touch=True)
    phone.go(evening.path)
    _keeps_the_register(phone, member.site.account("young_person", COUNCIL)["name"])
    phone.go(evening.path)
    _writes_down(phone)
    _writes_minutes(phone)
    _reads_what_came_of_it(member, evening)


def _begins_a_group(worker: Visitor, group: str, member: str) -> None:
    worker.go(f"/{COUNCIL}/groups/manage/new")
    worker.page.get_by_label("Name", exact=True).fill(group)
    worker.page.get_by_label("How often it meets").select_option(label="Every month")
    worker.main.get_by_role("button", name=re.compile("Add|Save")).click()
    worker.main.get_by_role("link", name="Members", exact=True).click()
    worker.follow("Add a member")
    worker.main.get_by_label("Name").fill(member)
    worker.press("Find")
    worker.follow(member)
    worker.page.get_by_label("They said yes to this themselves").check()
    worker.main.get_by_role("button", name=re.compile("Add|Save")).click()
    expect(worker.main.get_by_role("status")).to_contain_text(group)


def _plans_next_year(worker: Visitor, group: str, weekday: str) -> None:
    """The planner misses the group's meetings until its year is filled."""
    worker.go(f"/{COUNCIL}/meetings/manage/")
    worker.follow("Year planner")
    worker.follow("The year after")
    gap = _issues(worker, group)
    expect(gap).to_contain_text(f"{group} has no meeting")
    gap.get_by_role("link", name="Plan it").click()
    worker.follow("Change the usual day and time")
    worker.page.get_by_label("Day of the week").select_option(label=weekday)
    worker.page.get_by_label("Which one in the month").select_option(label="Second")
    worker.page.get_by_label("Starts at").fill("5pm")
    worker.page.get_by_label("How many minutes").fill("60")
    worker.press("Save")
    expect(worker.main).to_contain_text(f"Second {weekday} of October")
    worker.press("Plan these meetings")
    expect(worker.main.get_by_role("status")).to_contain_text(f"meetings are planned for {group}")
    assert _row(worker, group).locator("a.year-day").count() >= 9
    expect(_issues(worker, group)).to_have_count(0)


def _issues(worker: Visitor, group: str) -> Locator:
    """What the planner says about a group."""
    return worker.main.locator(".issues li").filter(has_text=group)


def _row(worker: Visitor, group: str) -> Locator:
    return worker.main.get_by_role("row").filter(has_text=group)


def _moves_the_first(worker: Visitor, group: str) -> Evening:
    """From next autumn to today, because nobody wants to wait."""
    _row(worker, group).locator("a.year-day").first.click()
    path = worker.path
    worker.follow("Change it")
    boxes = [worker.page.locator(f"#on_date-{part}") for part in ("year", "month", "day")]
    was_on = date(*(int(box.input_value()) for box in boxes))
    today = local_today()
    for box, number in zip(boxes, (today.year, today.month, today.day), strict=True):
        box.fill(str(number))
    worker.page.get_by_label("Starts at").fill("00:01")
    worker.press("Save")
    expect(worker.main.get_by_role("status")).to_contain_text("sees what changed")
    return Evening(group, path, was_on)


def _is_told(member: Visitor, evening: Evening) -> None:
    member.go(f"/{COUNCIL}/home")
    news = member.main.get_by_role("listitem").filter(has_text=f"Moved: {evening.group} meeting")
    expect(news).to_contain_text(f"It was on {evening.was_on:%A} {evening.was_on.day} {evening.was_on:%B}")
    member.fits()


def _follows_in_a_calendar(stranger: Visitor, evening: Evening) -> None:
    """Whoever follows the group has the meeting moved, not twice, and the others as they were."""
    key = evening.group.casefold().replace(" ", "-")
    feed = stranger.page.request.get(f"{stranger.site.url}/{COUNCIL}/meetings/group/{key}.ics").text()
    events = feed.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
    (own,) = [one for one in events if f"UID:{evening.path.rpartition('/')[2]}@" in one]
    assert "SEQUENCE:1" in own.split()
    assert f"{local_today():%Y%m%d}T000100" in own
    assert all("SEQUENCE:0" in one.split() for one in events if one is not own)


def _keeps_the_register(phone: Visitor, member: str) -> None:
    phone.main.get_by_role("link", name="Register", exact=True).tap()
    row = phone.main.locator("fieldset.taps").filter(has_text=member)
    row.locator("label").filter(has_text=re.compile("^Here$")).tap()
    phone.page.get_by_label("Somebody else walked in").fill("Kim")
    phone.fits()
    phone.main.get_by_role("button", name="Save", exact=True).last.tap()
    expect(phone.main.get_by_role("status").first).to_contain_text("1 here, 1 walked in")


def _writes_down(phone: Visitor) -> None:
    """Their words, what was decided, and who does what until when."""
    phone.main.get_by_role("link", name="In the room", exact=True).tap()
    phone.page.get_by_label("Their words, just as said").fill(WORDS)
    phone.page.get_by_label("The group and the team around it", exact=True).check()
    phone.main.get_by_role("button", name="Add these words").tap()
    expect(phone.main.locator("figure.quote p").filter(has_text=WORDS)).to_be_visible()
    phone.page.get_by_text("Write down a decision").tap()
    phone.page.get_by_label("What was decided").fill("Young people choose the colours")
    phone.main.get_by_role("button", name="Add the decision").tap()
    phone.page.get_by_text("Write down who does what").tap()
    phone.page.get_by_label("What will be done").fill("Bring three tins of paint")
    phone.page.get_by_label("Or who, in words").fill("Head of buildings")
    phone.main.get_by_role("button", name="Add the action").tap()
    expect(phone.main.get_by_text("Head of buildings").first).to_be_visible()
    phone.fits()


def _writes_minutes(phone: Visitor) -> None:
    """What is hard to read is said before the minutes are published."""
    phone.follow("Write the minutes")
    phone.page.get_by_label("In short").fill("We talked about the walls of the youth centre.")
    phone.page.get_by_label("Easy Read").fill(f"We talked about colours.\n{HARD}")
    phone.press("Save and check")
    expect(phone.main.get_by_text(re.compile("This sentence has"))).to_be_visible()
    phone.page.get_by_label("Easy Read").fill("We talked about colours.\nWe choose them.")
    phone.press("Save and check")
    expect(phone.main.get_by_text(re.compile("no long sentences"))).to_be_visible()
    phone.follow("Publish")
    phone.press("Publish")
    phone.page.wait_for_url(re.compile("/minutes"))


def _reads_what_came_of_it(member: Visitor, evening: Evening) -> None:
    member.go(f"/{COUNCIL}/home")
    changed = member.main.locator(".panel").filter(has=member.page.get_by_role("heading", name="What changed"))
    changed.get_by_role("link", name=f"Read what happened at {evening.group} meeting").click()
    member.go(evening.path)
    member.follow("The minutes in Easy Read")
    expect(member.main).to_contain_text("We choose them.")
    member.fits()
    member.follow("All of the minutes")
    for words in (WORDS, "Young people choose the colours", "Bring three tins of paint"):
        expect(member.main).to_contain_text(words)
