"""Resources: found by whom they are open to, put away without loss, with a paper, never with remarks in public."""

import io

import pytest

from core.authority import effective
from core.db import authority_scope, db
from core.testing.apps import World
from core.web.house import house
from plugins.learning.models import Resource, ResourceTag
from plugins.learning.resources.forms import is_safe
from plugins.learning.settings import LearningSettings
from tests.plugins.groups.planting import council_id
from tests.plugins.groups.test_speed import statements
from tests.plugins.influence.planting import add_rows, in_days, read

HERE = "/ashdown/learning/"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
WRITTEN = {"title": "First meeting", "kind": "guide", "body": "Say hello at the door.", "open_to": "staff"}


def test_each_reader_finds_what_is_open_to_them(world: World) -> None:
    titles = {"everybody": "For all", "members": "For members", "staff": "For staff"}
    rows = [Resource(title=title, open_to=open_to, changed_on=in_days(0)) for open_to, title in titles.items()]
    ids = dict(zip(titles, add_rows(world.app, *rows), strict=True))
    readers = {"": {"everybody"}, "young_person": {"everybody", "members"}, "practitioner": set(titles)}
    for role, may in readers.items():
        browser = world.browser(role) if role else world.app.test_client()
        page = browser.get(HERE).get_data(as_text=True)
        for open_to, title in titles.items():
            assert (title in page) == (open_to in may), (role, title)
            assert browser.get(f"{HERE}r/{ids[open_to]}").status_code == (200 if open_to in may else 404)


@pytest.mark.both_databases
def test_it_is_found_by_its_words_and_by_whom_it_helps(world: World) -> None:
    worker, stranger = world.browser("worker"), world.app.test_client()
    typed = WRITTEN | {"open_to": "everybody", "audiences": ["champions"], "remarks": "Ask legal first"}
    assert worker.submit(f"{HERE}new", typed).status_code == 302
    assert "First meeting" in stranger.get(f"{HERE}?words=hello door").text
    assert "We found nothing for that" in stranger.get(f"{HERE}?words=sausage").text
    assert "First meeting" in stranger.get(f"{HERE}?audience=champions").text
    assert "First meeting" not in stranger.get(f"{HERE}?audience=carers").text
    (row,) = read(world.app, Resource)
    assert "Ask legal first" in worker.get(f"{HERE}r/{row.id}").text
    assert "Ask legal first" not in stranger.get(f"{HERE}r/{row.id}").text, "W71: remarks are never published"
    assert worker.submit(f"{HERE}r/{row.id}", {"away": "yes"}, action="/away").status_code == 302
    assert stranger.get(f"{HERE}r/{row.id}").status_code == 404
    assert "First meeting" not in stranger.get(f"{HERE}?words=hello").text
    assert worker.submit(f"{HERE}r/{row.id}", {"away": ""}, action="/away").status_code == 302
    assert "First meeting" in stranger.get(f"{HERE}?words=hello").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"kind": "link"}, "Write the address of the website"),
        ({"kind": "link", "url": "http://plain.example"}, "An address begins with https://"),
        ({"kind": "file"}, "Choose the paper, or choose something else above."),
        ({"title": ""}, "Give it a name."),
    ],
    ids=["no address", "not safe", "no paper", "no name"],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(world: World, typed: dict[str, str], said: str) -> None:
    answer = world.browser("worker").submit(f"{HERE}new", WRITTEN | typed)
    assert answer.status_code == 400 and said in answer.text and "Say hello at the door." in answer.text
    assert read(world.app, Resource) == []


def test_a_file_that_is_no_paper_is_refused_and_the_words_stay(world: World) -> None:
    upload = {"kind": "file", "paper": (io.BytesIO(b"not a paper"), "paper.pdf")}
    answer = world.browser("worker").submit(f"{HERE}new", WRITTEN | upload)
    assert answer.status_code == 400 and "Nothing was saved; what you typed is still here." in answer.text
    assert "Say hello at the door." in answer.text and read(world.app, Resource) == []


@pytest.mark.parametrize(
    ("link", "safe"),
    [
        ("https://a.example/b", True),
        ("javascript:alert(1)", False),
        ("https://u@a.example", False),
        ("https://", False),
    ],
)
def test_only_addresses_that_say_where_they_lead_are_safe(link: str, safe: bool) -> None:
    assert is_safe(link) is safe


def test_the_number_of_statements_does_not_depend_on_rows(world: World) -> None:
    stranger = world.app.test_client()

    def add(number: int) -> None:
        rows = [Resource(title=f"R{n}", open_to="everybody", changed_on=in_days(-n)) for n in range(number)]
        ids = add_rows(world.app, *rows)
        add_rows(world.app, *(ResourceTag(resource_id=id, sort="topic", key="Feedback") for id in ids))

    add(1)
    stranger.get(HERE)
    with statements(world.app) as few:
        stranger.get(HERE)
    add(60)
    with statements(world.app) as many:
        page = stranger.get(HERE).text
    assert len(many) <= len(few) <= 6 and "after=" in page, "\n".join(many)


def test_a_council_may_keep_its_resources_to_its_members(world: World) -> None:
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        found = house().authorities.find("ashdown")
        assert found is not None
        effective.save_choice(found, "learning", settings=LearningSettings(public_resources=False))
        db.session.commit()
    assert world.app.test_client().get(HERE).status_code == 404
    assert world.browser("young_person").get(HERE).status_code == 200
