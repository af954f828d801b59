"""Papers: written in reading bands, read by the group and staff alone, each in their own band."""

from uuid import UUID

import pytest
from flask import Flask

from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.meetings.agenda import papers
from plugins.meetings.models import Paper
from tests.plugins.groups.planting import Plant
from tests.plugins.meetings.planting import PlanMeeting, in_days, read

BUSES = {"title": "About buses", "standard": "The council runs 12 routes.\n\nTwo end early."}


@pytest.fixture
def worker(world: World, plant: Plant) -> PageClient:
    plant("forum", members=[world.people["ashdown", "young_person"].person_id])
    return world.browser("worker")


@pytest.fixture
def base(worker: PageClient, plan: PlanMeeting) -> str:
    return f"/ashdown/meetings/{plan('forum', on=in_days(30))}/papers/"


def added(worker: PageClient, base: str, **more: str) -> str:
    """Add a paper as staff do; gives its address."""
    made = worker.submit(f"{base}new", BUSES | more)
    assert made.status_code == 302
    return str(made.location)


@pytest.mark.both_databases
def test_a_paper_is_read_in_ones_own_band(world: World, worker: PageClient, base: str) -> None:
    page = added(worker, base, easy="There are 12 buses. 2 stop early.")
    young = world.browser("young_person")
    assert "The council runs 12 routes." in young.get(page).text
    young.get("/ashdown/reading/easy")
    easy = young.get(page).text
    assert "There are 12 buses.<br>2 stop early." in easy and "The council runs" not in easy
    assert "The council runs" in young.get(f"{page}?as=standard").text
    assert young.get(f"{page}?as=latin").status_code == 404


def test_a_band_that_is_missing_falls_back_and_says_so(world: World, worker: PageClient, base: str) -> None:
    page = added(worker, base)
    assert "There is no Easy Read version yet." in worker.get(page).text
    assert "There is no Easy Read version yet." in worker.get(base).text
    young = world.browser("young_person")
    assert "There is no Easy Read version yet." not in young.get(page).text
    young.get("/ashdown/reading/easy")
    shown = young.get(page).text
    assert "This paper is not in Easy Read yet." in shown and "The council runs 12 routes." in shown


@pytest.mark.parametrize(
    ("texts", "asked", "band"),
    [
        ({"standard": "a", "young": "b"}, "easy", "young"),
        ({"standard": "a"}, "young", "standard"),
        ({"easy": "c"}, "standard", "easy"),
        ({"easy": "c", "standard": "a"}, "young", "easy"),
        ({"standard": "a", "young": "b", "easy": "c"}, "young", "young"),
    ],
)
def test_the_nearest_band_stands_in(texts: dict[str, str], asked: str, band: str) -> None:
    row = Paper(title="x", **({"standard": "", "young": "", "easy": ""} | texts))
    assert papers.shown(row, asked).band == band


def test_only_the_group_and_staff_read_papers(world: World, worker: PageClient, base: str, plant: Plant) -> None:
    page = added(worker, base)
    for role in ("decision_maker", "parent_carer"):
        browser = world.browser(role)
        assert browser.get(page).status_code == 404, role
        assert browser.get(base).status_code == 404, role
    assert world.app.test_client().get(page).status_code in (302, 401)
    assert world.browser("young_person", "brackwell").get(page).status_code in (302, 401, 404)
    assert world.browser("safeguarding_lead").get(page).status_code == 200
    meeting = base.removesuffix("/papers/")
    assert "About buses" not in world.app.test_client().get(meeting).text
    assert "About buses" in world.browser("young_person").get(meeting).text


def test_members_cannot_write(world: World, worker: PageClient, base: str) -> None:
    page = added(worker, base)
    for address in (f"{base}new", f"{page}/edit", f"{page}/remove"):
        assert world.browser("young_person").get(address).status_code == 404
        assert world.browser("safeguarding_lead").get(address).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"standard": ""}, "Write the paper in at least one way"),
        ({"title": ""}, "Give the paper a name"),
        ({"link": "http://council.example/report"}, "A link begins with https://"),
        ({"link": "ftp://council.example/report"}, "A link begins with https://"),
        ({"link": "https://council.example@elsewhere.example"}, "A link begins with https://"),
        ({"link": "https://[bad"}, "A link begins with https://"),
        ({"item_id": "00000000-0000-4000-8000-000000000000"}, "Not a valid choice"),
    ],
)
def test_a_slip_is_explained(app: Flask, worker: PageClient, base: str, typed: dict[str, str], said: str) -> None:
    answer = worker.submit(f"{base}new", BUSES | typed)
    assert answer.status_code == 400 and said in answer.text
    assert read(app, Paper) == []


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https:council.example", "https://a b.example", "https://"])
def test_only_whole_https_addresses_are_links(link: str) -> None:
    assert not papers.is_safe(link)
    assert papers.is_safe("https://council.example/report?page=2#part")


def test_a_link_says_where_it_leads_and_that_it_leaves(world: World, worker: PageClient, base: str) -> None:
    page = added(worker, base, link="https://council.example/report?page=2")
    shown = world.browser("young_person").get(page).text
    assert 'href="https://council.example/report?page=2" rel="noreferrer' in shown
    assert "Read more at council.example" in shown and "This link leaves Heard." in shown


def test_the_author_sees_what_could_be_easier(world: World, worker: PageClient, base: str) -> None:
    long = "We will commence consultation with every single one of the many groups that are in the whole of our city."
    page = added(worker, base, easy=f"We met.\n{long}")
    shown = worker.get(page).text
    assert "Line 2<" in shown and "no more than 15 words" in shown
    assert "Line 2<" in worker.get(f"{page}/edit").text
    assert "Line 2<" not in world.browser("young_person").get(page).text


def test_two_people_lose_nothing(app: Flask, worker: PageClient, base: str) -> None:
    page = added(worker, base)
    stale = worker.get(f"{page}/edit").text.split('name="version"')[1].split('value="')[1].split('"')[0]
    assert worker.submit(f"{page}/edit", {"title": "Theirs"}).status_code == 302
    answer = worker.submit(f"{page}/edit", {"title": "Mine", "version": stale})
    assert answer.status_code == 409
    assert "Somebody else changed this paper" in answer.text
    assert 'value="Mine"' in answer.text and "Theirs" in answer.text
    assert read(app, Paper)[0].title == "Theirs"


def test_taking_away_asks_first(app: Flask, worker: PageClient, base: str) -> None:
    page = added(worker, base)
    assert "cannot be brought back" in worker.get(f"{page}/remove").text
    assert len(read(app, Paper)) == 1
    assert worker.submit(f"{page}/remove").status_code == 302
    assert read(app, Paper) == []
    assert worker.get(page).status_code == 404


def test_a_paper_of_another_meeting_is_not_here(worker: PageClient, base: str, plan: PlanMeeting) -> None:
    page = added(worker, base)
    other: UUID = plan("forum", on=in_days(60))
    elsewhere = page.replace(base, f"/ashdown/meetings/{other}/papers/")
    assert elsewhere != page
    assert worker.get(elsewhere).status_code == 404
