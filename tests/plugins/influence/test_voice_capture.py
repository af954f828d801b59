"""A worker writes down what somebody says: in their words, with who may read it, whose it is and where it was said."""

import io
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from core.files.models import FileTag, StoredFile
from core.safeguarding.models.concerns import Concern
from core.testing.apps import World, add_person
from plugins.influence.models import View, ViewNote, ViewTag
from tests.plugins.groups.planting import Plant
from tests.plugins.influence.planting import BUS, Say, in_days, read, record_of

NEW = "/ashdown/what-happened/views/new"


def write(world: World, url: str = NEW, **typed: Any) -> Any:
    """Fill the form in as a worker and send it."""
    return world.browser("worker").submit(url, {"words": BUS, "permission": "team"} | typed, action="")


def a_picture() -> tuple[io.BytesIO, str]:
    held = io.BytesIO()
    Image.new("RGB", (60, 40), "#357").save(held, "PNG")
    return io.BytesIO(held.getvalue()), "me-and-my-sister.png"


def test_words_are_kept_just_as_said_with_the_choice_that_was_made(world: World) -> None:
    words = "  The bus 😡 stops\r\n<b>before</b> we finish "
    answer = write(world, words=words, permission="decision_makers")
    assert answer.status_code == 302
    (view,) = read(world.app, View)
    assert view.words.split() == words.split() and "<b>" in view.words
    assert (view.permission, view.entered, view.voice) == ("decision_makers", "worker", "anonymous")
    assert (view.entered_by_id, view.said_on) == (record_of(world, "worker"), in_days(0))
    kept = world.browser("worker").get(answer.location)
    assert kept.status_code == 200 and "&lt;b&gt;" in kept.text and "<b>before" not in kept.text


def test_a_double_press_keeps_it_once(world: World) -> None:
    worker = world.browser("worker")
    shown = worker.get(NEW).text
    once = shown.split('name="once"')[1].split('value="')[1].split('"')[0]
    token = shown.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    for _ in range(2):
        worker.post(NEW, data={"csrf_token": token, "once": once, "words": BUS, "permission": "team", "who": "nobody",
                               "sort": "change", "group_id": "", "picture_is": "drawing"})  # fmt: skip
    assert len(read(world.app, View)) == 1


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"words": ""}, "Write down what was said, or add"),
        ({"permission": "nobody"}, "Not a valid choice"),
        ({"permission": ""}, "choose."),
        ({"said_on": ["1", "1", "2999"]}, "This day has not come yet"),
        ({"who": "somebody", "called": "Nobody Whatsoever"}, "Nobody on record has this name"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(world: World, typed: dict[str, Any], why: str) -> None:
    answer = write(world, **typed)
    assert answer.status_code == 400 and why in answer.text
    assert typed.get("words", BUS) in answer.text
    assert read(world.app, View) == []


def test_a_member_is_chosen_and_the_next_one_keeps_the_group(world: World, plant: Plant) -> None:
    with world.app.app_context():
        aisha = add_person("Aisha Bell")
    group = plant("forum", members=[aisha], workers=[record_of(world, "worker")])
    answer = write(world, f"{NEW}?group={group}&place=nowhere", who=str(aisha))
    (view,) = read(world.app, View)
    assert (view.voice, view.person_id, view.group_id) == ("person", aisha, group)
    assert f"group={group}" in world.browser("worker").get(answer.location).text


def test_somebody_is_found_by_name_without_scripts(world: World) -> None:
    with world.app.app_context():
        aisha = add_person("Aisha Bell")
    found = write(world, who="somebody", called="aish", find="1")
    assert found.status_code == 200 and "Aisha Bell" in found.text and BUS in found.text
    assert read(world.app, View) == [], "finding keeps nothing"
    assert write(world, who="somebody", called="aish", person_id=str(aisha)).status_code == 302
    assert read(world.app, View)[0].person_id == aisha


def test_members_of_a_private_group_are_neither_offered_nor_taken(world: World, plant: Plant) -> None:
    with world.app.app_context():
        child = add_person("Kai Rowan")
    group = plant("care", members=[child], members_hidden=True)
    assert "Kai Rowan" not in world.browser("worker").get(f"{NEW}?group={group}").text
    assert write(world, f"{NEW}?group={group}", who=str(child)).status_code == 400
    assert write(world, who="somebody", called="somebody else", person_id=str(child)).status_code == 400


def test_on_behalf_and_without_words_are_said_honestly(world: World) -> None:
    write(world, for_them="Her mother", observed="y")
    (view,) = read(world.app, View)
    assert (view.entered, view.by_words, view.given_as) == ("on_behalf", "Her mother", "observed")


def test_for_the_worker_alone_it_is_kept_for_the_one_who_wrote_it(world: World) -> None:
    write(world, permission="my_worker")
    (view,) = read(world.app, View)
    assert view.worker_id == record_of(world, "worker")
    assert world.browser("practitioner").get(f"/ashdown/what-happened/views/{view.id}").status_code == 404


def test_a_sign_of_harm_reaches_a_lead_and_the_page_says_nothing(world: World) -> None:
    answer = write(world, words="My uncle hits me and I want to die")
    assert answer.status_code == 302
    assert "harm" not in world.browser("worker").get(answer.location).text.casefold()
    assert len(read(world.app, Concern)) == 1


def test_a_drawing_is_part_of_the_view_and_is_seen_with_it_alone(world: World) -> None:
    with world.app.app_context():
        aisha = add_person("Aisha Bell")
    refused = write(world, words="", picture=a_picture())
    assert refused.status_code == 400 and "nobody can be seen" in refused.text
    answer = write(world, words="", picture=a_picture(), nobody_seen="y", who="somebody", called="aisha",
                   person_id=str(aisha))  # fmt: skip
    assert answer.status_code == 302
    (view,) = read(world.app, View)
    (file,) = read(world.app, StoredFile)
    assert (view.given_as, view.file_id, file.kind) == ("drawing", file.id, "drawing")
    assert [tag.person_id for tag in read(world.app, FileTag)] == [aisha]
    worker = world.browser("worker")
    shown = worker.get(f"/ashdown/what-happened/views/{view.id}").text
    address = shown.split('<img src="')[1].split('"')[0].replace("&amp;", "&")
    assert worker.get(address).mimetype == "image/jpeg"
    assert world.browser("practitioner").get(address).status_code == 404, "the address is that one reader's"


def test_what_is_no_picture_is_refused_and_nothing_is_kept(world: World) -> None:
    answer = write(world, picture=(io.BytesIO(b"MZ not a picture"), "x.png"), nobody_seen="y")
    assert answer.status_code == 400 and BUS in answer.text
    assert read(world.app, View) == [] and read(world.app, StoredFile) == []


def test_notes_stand_apart_and_never_touch_the_words(world: World, said: Say) -> None:
    view = said()
    url = f"/ashdown/what-happened/views/{view}"
    worker = world.browser("worker")
    assert worker.submit(url, {"words": ""}, action="/notes").status_code == 400
    assert worker.submit(url, {"words": "I think they mean the 42."}, action="/notes").status_code == 302
    (note,) = read(world.app, ViewNote)
    assert (note.view_id, note.by_id) == (view, record_of(world, "worker"))
    assert read(world.app, View)[0].words == BUS
    page = worker.get(url).text
    assert page.index(BUS) < page.index("Adults’ notes") < page.index("I think they mean the 42.")


def test_what_it_is_about_is_changed_and_unknown_words_are_refused(world: World, said: Say) -> None:
    view = said(tags=[("rights", "12"), ("gone", "theme")])
    url = f"/ashdown/what-happened/views/{view}/about"
    worker = world.browser("worker")
    assert worker.submit(url, {"about": ["rights:31", "gone:theme"]}).status_code == 302
    assert {(tag.vocabulary, tag.key) for tag in read(world.app, ViewTag)} == {("rights", "31"), ("gone", "theme")}
    assert worker.submit(url, {"about": ["rights:999"]}).status_code == 200
    assert {tag.key for tag in read(world.app, ViewTag)} == {"31", "theme"}


def test_where_it_was_said_comes_from_the_address_and_nonsense_is_left_out(world: World) -> None:
    write(world, f"{NEW}?about=meetings:meeting:{UUID(int=5)}")
    write(world, f"{NEW}?about=nonsense", words="Two")
    found = {view.words: view.where_id for view in read(world.app, View)}
    assert found == {BUS: UUID(int=5), "Two": None}
