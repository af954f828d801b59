"""The public directory: what a young person finds, and what nobody finds there."""

from uuid import UUID

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.people.models import Place
from core.testing.browsing import PageClient
from plugins.groups.directory import Wish, understood
from tests.plugins.groups.planting import Plant, choose, council_id

URL = "/ashdown/groups/"


def found(client: PageClient, query: str = "") -> str:
    return client.get(URL + query).text


@pytest.fixture
def groups(plant: Plant) -> None:
    plant("climate-crew", name="Climate Crew", age_min=11, age_max=18, interests=["climate and nature"])
    plant("young-adults", name="Young Adults", age_min=18, age_max=25, access_offer=["step_free"])
    plant("little-parliament", name="Little Parliament", school_years=[5, 6])
    plant("anyone", name="Anyone At All")
    plant("extended", name="Extended Forum", age_min=11, age_max=18, age_stretch=25, age_rule="With special needs.")
    plant("coffee", name="Coffee Morning", participants="parents_carers")
    plant("quiet", name="Quiet Group", listing="hidden")
    plant("staffroom", name="Staff Room", participants="staff", listing="members")
    plant("over", name="Long Over", status="ended")


@pytest.mark.parametrize(
    ("age", "names"),
    [
        (10, {"Little Parliament", "Anyone At All"}),
        (14, {"Climate Crew", "Anyone At All", "Extended Forum"}),
        (18, {"Climate Crew", "Young Adults", "Anyone At All", "Extended Forum"}),
        (24, {"Young Adults", "Anyone At All", "Extended Forum"}),
        (40, {"Anyone At All"}),
    ],
)
def test_by_age(groups: None, client: PageClient, age: int, names: set[str]) -> None:
    page = found(client, f"?age={age}")
    every = {"Climate Crew", "Young Adults", "Little Parliament", "Anyone At All", "Extended Forum"}
    assert {name for name in every if name in page} == names


@pytest.mark.both_databases
def test_by_interest_access_and_who(groups: None, client: PageClient) -> None:
    assert "Climate Crew" in found(client, "?interest=climate+and+nature")
    assert "Young Adults" not in found(client, "?interest=climate+and+nature")
    assert "Young Adults" in found(client, "?access=step_free")
    assert "Climate Crew" not in found(client, "?access=step_free")
    assert "Coffee Morning" in found(client, "?who=parents_carers")
    assert "Coffee Morning" not in found(client)


def test_hidden_staff_and_ended_groups_are_never_shown(groups: None, client: PageClient) -> None:
    for query in ("", "?who=staff", "?age=14"):
        page = found(client, query)
        assert not [name for name in ("Quiet Group", "Staff Room", "Long Over") if name in page]


def test_nothing_found_offers_a_next_step(groups: None, client: PageClient) -> None:
    page = found(client, "?age=90&interest=sport")
    assert "We found no group for that" in page
    assert "Show every group" in page


def test_an_age_that_is_no_number_is_explained(groups: None, client: PageClient) -> None:
    page = found(client, "?age=lots")
    assert "Type your age as a number, such as 14." in page
    assert "Climate Crew" in page


@pytest.mark.parametrize("query", ["?place=nonsense", "?access=flying&who=dragons", "?interest=%00", "?age=-1"])
def test_strange_questions_are_answered(groups: None, client: PageClient, query: str) -> None:
    assert client.get(URL + query).status_code == 200


@pytest.mark.both_databases
def test_a_place_holds_what_lies_in_it(app: Flask, plant: Plant, client: PageClient) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        north = Place(key="t-north", kind="district", name="North End")
        db.session.add(north)
        db.session.flush()
        street = Place(key="t-street", kind="ward", name="North Street", parent_id=north.id)
        south = Place(key="t-south", kind="district", name="South End")
        db.session.add_all([street, south])
        db.session.commit()
        ids: dict[str, UUID] = {place.key or "": place.id for place in (north, street, south)}
    plant("street", name="Street Forum", place="t-street")
    plant("south", name="South Forum", place="t-south")
    plant("whole", name="Whole Area Forum")
    page = found(client, f"?place={ids['t-north']}")
    assert "Street Forum" in page  # it lies inside
    assert "Whole Area Forum" in page  # no place is stated, so it shuts nobody out
    assert "South Forum" not in page


def test_easy_read_shows_the_easy_purpose(plant: Plant, client: PageClient) -> None:
    plant("forum", name="Forum", purpose="Deliberative engagement.", purpose_easy="We talk. You listen.")
    assert "Deliberative engagement." in found(client)
    client.get("/ashdown/reading/easy")
    assert "We talk.<br>You listen." in found(client), "one idea a line"
    assert "We talk.<br>You listen." in client.get(URL + "forum").text


def test_a_groups_page_says_how_to_join_and_who_listens(plant: Plant, client: PageClient) -> None:
    plant(
        "forum",
        name="Forum",
        cadence="every_weeks",
        cadence_count=6,
        join=[{"kind": "nomination", "by_whom": ["Teacher"], "how": "Ask a teacher."}],
        seats=[{"board": "big-board", "seats": 2}],
    )
    page = client.get(URL + "forum").text
    for words in (
        "Ask a teacher.",
        "Nominated by: Teacher",
        "Every six weeks",
        "Has seats on the big-board",
        "2 seats",
    ):
        assert words in page


def test_a_change_shows_at_once_though_pages_are_kept(plant: Plant, world: object, client: PageClient) -> None:
    plant("forum", name="First Name")
    assert "First Name" in found(client)
    worker = world.browser("worker")  # type: ignore[attr-defined]
    worker.submit("/ashdown/groups/manage/forum/edit", {"name": "Second Name"})
    assert "Second Name" in found(client)
    assert "First Name" not in found(client)


def test_a_council_may_close_its_directory(app: Flask, plant: Plant, client: PageClient, world: object) -> None:
    plant("forum", name="Forum")
    choose(app, public_directory=False)
    assert client.get(URL).status_code == 404
    assert client.get(URL + "forum").status_code == 404
    assert world.browser("young_person").get(URL).status_code == 200  # type: ignore[attr-defined]


def test_reading_a_wish() -> None:
    assert understood({}) == Wish()
    assert understood({"age": " 14 "}).age == 14
    assert understood({"age": "121"}).problem
