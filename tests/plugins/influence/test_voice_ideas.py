"""The idea box and what follows: with an account and without, the code, an address left, changing one's mind."""

import io
import re
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from core.db import authority_scope
from core.files.models import StoredFile
from core.notify.models import MessageGuest
from core.safeguarding.models.concerns import Concern
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.users import tries
from plugins.influence.models import AskView, Change, View
from plugins.influence.voice import receipts
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.influence.planting import BUS, Asking, Say, choose, read, record_of
from tests.plugins.meetings.recording import change

SAY = "/ashdown/what-happened/say"
CODE = re.compile(r"[B-Z2-9]{4}-[B-Z2-9]{3}-[B-Z2-9]{3}")


def code_on(text: str) -> str:
    found = CODE.search(text)
    assert found, "no code on the page"
    return found[0]


def test_a_stranger_says_something_and_gets_a_code_once(client: PageClient, app: Flask) -> None:
    answer = client.submit(SAY, {"words": BUS, "permission": "team"})
    assert answer.status_code == 200
    (view,) = read(app, View)
    assert (view.words, view.voice, view.person_id, view.entered) == (BUS, "anonymous", None, "self")
    code = code_on(answer.text)
    assert code not in (view.code_hash or "") and code not in client.get(SAY).text
    with app.test_request_context("/ashdown/"), authority_scope(council_id(app)):
        found = receipts.find(code.lower().replace("-", " "))
        assert found is not None and found.id == view.id
        assert receipts.find("BCDF-GHJ-KMN") is None and receipts.find("") is None
    with app.test_request_context("/brackwell/"), authority_scope(council_id(app, "brackwell")):
        assert receipts.find(code) is None


def test_an_address_is_kept_for_telling_and_nonsense_is_refused(client: PageClient, app: Flask) -> None:
    typed = {"words": BUS, "permission": "team"}
    assert client.submit(SAY, typed | {"address": "nonsense"}).status_code == 400
    assert read(app, View) == []
    client.submit(SAY, typed | {"address": "sam@home.example"})
    (view,), (guest,) = read(app, View), read(app, MessageGuest)
    assert view.guest_id == guest.id


def test_a_number_is_asked_for_and_taken_only_where_texts_can_be_sent(client: PageClient, app: Flask) -> None:
    typed = {"words": BUS, "permission": "team", "address": "07700 900123"}
    assert "mobile number" not in client.get(SAY).text
    assert "We cannot send text messages" in client.submit(SAY, typed).text
    assert read(app, View) == []


def test_a_number_is_taken_where_texts_can_be_sent(client: PageClient, app: Flask, texting: None) -> None:
    assert "mobile number" in client.get(SAY).text
    client.submit(SAY, {"words": BUS, "permission": "team", "address": "07700 900123"})
    assert [row.address for row in read(app, MessageGuest)] == ["+447700900123"]


@pytest.mark.parametrize("permission", ["nobody", "my_worker", ""])
def test_a_stranger_chooses_among_those_who_can_answer(client: PageClient, app: Flask, permission: str) -> None:
    assert client.submit(SAY, {"words": BUS, "permission": permission}).status_code == 400
    assert read(app, View) == []


def test_nothing_at_all_is_said_so_and_nothing_is_kept(client: PageClient, app: Flask) -> None:
    answer = client.submit(SAY, {"words": " ", "permission": "team"})
    assert answer.status_code == 400 and "Write something" in answer.text
    assert read(app, View) == []


def test_a_drawing_alone_is_enough(client: PageClient, app: Flask) -> None:
    held = io.BytesIO()
    Image.new("RGB", (60, 40), "#357").save(held, "PNG")
    held.seek(0)
    answer = client.submit(SAY, {"words": "", "permission": "team", "picture": (held, "mine.png"), "nobody_seen": "y"})
    assert answer.status_code == 200
    assert (read(app, View)[0].given_as, read(app, StoredFile)[0].kind) == ("drawing", "drawing")


def test_a_sign_of_harm_reaches_a_lead_whatever_was_chosen(world: World) -> None:
    young = world.browser("young_person")
    answer = young.submit(SAY, {"words": "My uncle hits me and I want to die", "permission": "nobody"})
    assert answer.status_code == 302
    (concern,) = read(world.app, Concern)
    assert concern is not None


def test_very_many_from_one_address_wait_and_keep_their_words(
    client: PageClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tries, "FREE", 1)
    sent = [client.submit(SAY, {"words": f"{BUS} {number}", "permission": "team"}) for number in range(3)]
    assert [one.status_code for one in sent] == [200, 200, 429] or sent[-1].status_code == 429
    assert f"{BUS} 2" in sent[-1].text and "is not sent yet" in sent[-1].text
    assert len(read(app, View)) < 3


def test_where_the_box_is_closed_strangers_are_asked_to_sign_in(world: World) -> None:
    choose(world.app, idea_box=False)
    stranger: Any = world.app.test_client()
    shown = stranger.get(SAY)
    assert shown.status_code == 200 and "<textarea" not in shown.text and "sign-in" in shown.text
    assert stranger.post(SAY, data={"words": BUS, "permission": "team"}).status_code in (200, 400)
    assert read(world.app, View) == []
    assert "<textarea" in world.browser("young_person").get(SAY).text


def test_a_young_person_says_something_of_their_own_and_finds_it_again(world: World, plant: Plant) -> None:
    young, worker = record_of(world, "young_person"), record_of(world, "worker")
    plant("forum", members=[young], workers=[worker])
    browser = world.browser("young_person")
    assert "Only Worker Tester" in browser.get(SAY).text
    answer = browser.submit(SAY, {"words": BUS, "permission": f"worker-{worker}"})
    (view,) = read(world.app, View)
    assert (view.person_id, view.permission, view.worker_id, view.code_hash) == (young, "my_worker", worker, None)
    shown = browser.get(answer.location)
    assert BUS in shown.text and "Worker Tester may read it" in shown.text


def test_a_worker_of_no_group_of_mine_cannot_be_chosen(world: World) -> None:
    worker = record_of(world, "worker")
    answer = world.browser("young_person").submit(SAY, {"words": BUS, "permission": f"worker-{worker}"})
    assert answer.status_code == 400 and read(world.app, View) == []


def test_a_narrower_choice_takes_it_out_of_questions_and_off_public_pages(
    world: World, said: Say, asked: Asking
) -> None:
    view = said(person=record_of(world, "young_person"), permission="published")
    ask = asked(views=[view])
    url, browser = f"/ashdown/what-happened/mine/said/{view}", world.browser("young_person")

    def row() -> AskView:
        return read(world.app, AskView, ask_id=ask)[0]

    assert change(browser, url, {"permission": "team"}).status_code == 302
    assert row().taken_back_at is None and read(world.app, View)[0].chosen_at is not None
    assert change(browser, url, {"permission": "nobody"}).status_code == 302
    assert row().taken_back_at is not None
    assert [one.kind for one in read(world.app, Change, ask_id=ask)] == ["view_taken_back"]
    assert change(browser, url, {"permission": "published"}).status_code == 302
    assert row().taken_back_at is not None, "going back into a question is for a person to decide"


def test_taking_back_leaves_no_word_and_keeps_the_trail(world: World, said: Say, asked: Asking) -> None:
    view = said(person=record_of(world, "young_person"))
    ask = asked(views=[view])
    browser = world.browser("young_person")
    url = f"/ashdown/what-happened/mine/said/{view}"
    assert browser.submit(url, action="take-back").status_code == 302
    (row,) = read(world.app, View)
    assert (row.words, row.taken_back_why) == ("", "asked")
    assert len(read(world.app, Change, ask_id=ask)) == 1
    assert browser.get(url).status_code == 404
    assert BUS not in world.browser("worker").get(f"/ashdown/what-happened/asks/{ask}").text


def test_a_drawing_goes_with_the_words(world: World) -> None:
    browser = world.browser("young_person")
    held = io.BytesIO()
    Image.new("RGB", (60, 40), "#357").save(held, "PNG")
    held.seek(0)
    answer = browser.submit(SAY, {"permission": "team", "picture": (held, "mine.png"), "nobody_seen": "y"})
    assert "<img" in browser.get(answer.location).text
    browser.submit(answer.location, action="take-back")
    assert read(world.app, StoredFile) == []


def test_another_young_person_can_neither_change_nor_take_back(world: World, said: Say) -> None:
    view = said(person=record_of(world, "young_person"))
    url = f"/ashdown/what-happened/mine/said/{view}"
    for role in ("parent_carer", "worker", "decision_maker"):
        browser = world.browser(role)
        assert browser.get(url).status_code == 404
        assert browser.post(f"{url}/take-back").status_code in (400, 404)
    assert read(world.app, View)[0].words == BUS
