"""The staff list, cards on paper, what things are about, and what other pages show of what was said."""

from typing import Any

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.hooks.values import Ref
from core.people.models import Organisation, Place
from core.search import put
from core.testing.apps import World
from core.web.house import house
from plugins.influence.models import View, ViewTag
from plugins.influence.vocabulary import OWN_VOCABULARIES
from plugins.influence.voice import about
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.influence.planting import BUS, Asking, Say, add_rows, choose, in_days, read, record_of
from tests.plugins.meetings.test_home import statements

LIST = "/ashdown/what-happened/views/"
HOME = "/ashdown/home"
PAPER = "/ashdown/what-happened/views/paper"


def shown(world: World, query: str = "") -> str:
    return str(world.browser("worker").get(f"{LIST}{query}").text)


def test_each_filter_narrows_the_list(world: World, said: Say, asked: Asking, plant: Plant) -> None:
    group = plant("forum")
    said("Alpha", entered="worker", tags=[("rights", "31"), ("place", "hill")], sort="praise", permission="published")
    said("Beta", group_id=group, entered="self")
    asked(views=[said("Gamma", entered="self")])
    for query, words in {
        "": {"Alpha", "Beta", "Gamma"},
        "?about=rights:31": {"Alpha"},
        "?place=hill": {"Alpha"},
        "?sort=praise": {"Alpha"},
        "?permission=published": {"Alpha"},
        "?group=forum": {"Beta"},
        "?state=unasked": {"Alpha", "Beta"},
        "?state=waiting": {"Beta"},
        "?sort=nonsense&after=nonsense": {"Alpha", "Beta", "Gamma"},
    }.items():
        text = shown(world, query)
        assert {word for word in ("Alpha", "Beta", "Gamma") if f">{word}</label>" in text} == words, query


def test_words_are_found_and_what_the_reader_may_not_read_is_not(world: World, said: Say) -> None:
    views = {"Buses are late": said("Buses are late"), "Buses are cold": said("Buses are cold", permission="my_worker")}
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        for words, id in views.items():
            put(Ref("influence", "view", id), words)
        db.session.commit()
    text = shown(world, "?words=buses")
    assert "Buses are late" in text and "Buses are cold" not in text


def test_pages_follow_each_other_without_a_gap(world: World, said: Say) -> None:
    for number in range(13):
        said(f"Number {number:02}", said_on=in_days(-(number // 2)))
    choose(world.app, page_size=10)
    first = shown(world)
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = str(world.browser("worker").get(following).text)
    found = [[number for number in range(13) if f"Number {number:02}" in text] for text in (first, second)]
    assert len(found[0]) == 10 and sorted(found[0] + found[1]) == list(range(13))


def test_ticked_lines_go_to_a_new_question(world: World, said: Say) -> None:
    view = said()
    worker = world.browser("worker")
    answer = worker.submit(f"{LIST}?sort=change", {"view": [str(view)], "ask": "1"}, action="/chosen")
    assert answer.location.endswith(f"/ashdown/what-happened/asks/new?view={view}")
    assert worker.get(answer.location).status_code == 200
    nothing = worker.submit(f"{LIST}?sort=change", {"view": ["nonsense"], "ask": "1"}, action="/chosen")
    assert nothing.location.endswith("/views/?sort=change")


def test_what_was_read_waits_no_more_and_only_for_those_who_may_read_it(world: World, said: Say) -> None:
    mine, hidden = said(entered="self"), said("Only for one", entered="self", permission="my_worker")
    worker = world.browser("worker")
    answer = worker.submit(LIST, {"view": [str(mine), str(hidden)], "read": "1"}, action="/chosen")
    assert answer.status_code == 302
    assert {view.id for view in read(world.app, View) if view.read_at} == {mine}
    assert "to be read" not in worker.get(HOME).text
    other = said("Another", entered="self", person=record_of(world, "young_person"))
    assert worker.submit(f"{LIST}{other}", action="/read").status_code == 302
    seen = world.browser("young_person").get(f"/ashdown/what-happened/mine/said/{other}").text
    assert "The team has read it." in seen


def test_the_list_asks_the_database_the_same_number_of_times_however_long_it_is(world: World, said: Say) -> None:
    said()
    worker = world.browser("worker")
    worker.get(LIST)
    with statements(world.app) as few:
        worker.get(LIST)
    for number in range(12):
        said(f"{number}", tags=[("rights", "12")])
    worker.get(LIST)
    with statements(world.app) as many:
        worker.get(LIST)
    assert len(many) <= len(few) and len(many) <= 12, many


def test_cards_are_kept_each_with_what_they_have_in_common(world: World, plant: Plant) -> None:
    group = plant("forum")
    typed = {
        "group_id": str(group),
        "about": ["rights:12"],
        "card1-words": "One",
        "card1-permission": "team",
        "card3-words": "Three",
        "card3-permission": "published",
    }
    answer = world.browser("worker").submit(PAPER, typed)
    assert answer.status_code == 302 and f"group={group}" in answer.location
    found = {view.words: view for view in read(world.app, View)}
    assert found.keys() == {"One", "Three"}
    assert {(view.group_id, view.entered, view.voice) for view in found.values()} == {(group, "paper", "anonymous")}
    assert found["Three"].permission == "published"
    assert len(read(world.app, ViewTag)) == 2


def test_a_card_without_its_tick_keeps_nothing_and_loses_nothing(world: World) -> None:
    answer = world.browser("worker").submit(
        PAPER, {"card1-words": "One", "card1-permission": "team", "card2-words": "Two"}
    )
    assert answer.status_code == 400 and "One" in answer.text and "Two" in answer.text
    assert "what is ticked on the card" in answer.text
    assert read(world.app, View) == []
    assert "Nothing was kept" in world.browser("worker").submit(PAPER, {}).text


@pytest.mark.parametrize("band", ["standard", "young", "easy", "nonsense"])
def test_a_card_to_print_is_one_tagged_page(world: World, plant: Plant, band: str) -> None:
    plant("care", listing="hidden", members_hidden=True, name="The care council")
    stranger: Any = world.app.test_client()
    answer = stranger.get(f"/ashdown/what-happened/views/cards.pdf?band={band}&group=care")
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF")
    assert b"/StructTreeRoot" in answer.data
    plain = stranger.get(f"/ashdown/what-happened/views/cards.pdf?band={band}")
    assert plain.data == answer.data, "a hidden group stands on no stranger's card"


def test_lists_hold_services_places_and_rights_but_never_who_somebody_is(app: Flask) -> None:
    add_rows(
        app,
        Place(key="hill", kind="ward", name="North Hill"),
        Place(key="gone", kind="ward", name="Gone", active=False),
        Organisation(key="buses", kind="service", name="City Buses"),
        *(Organisation(key=f"s{number}", kind="school", name=f"School {number}") for number in range(60)),
    )
    with app.test_request_context("/ashdown/"), authority_scope(council_id(app)):
        authority = house().authorities.find("ashdown")
        assert authority is not None
        lists = about.choices(authority)
        assert lists["place"].entries["hill"] == "North Hill" and "gone" not in lists["place"].entries
        assert lists["service"].entries["buses"] == "City Buses"
        assert not any(key.startswith("s1") for key in lists["service"].entries), "too many to look through"
        assert next(iter(lists["rights"].entries)) == "12"
        kinds = {one.key: one.kind for one in authority.file.vocabularies}
        assert {kinds[key] for key in lists if key not in OWN_VOCABULARIES} <= {"themes", "outcomes", "types", "levels"}
        assert about.titles(authority, [("place", "hill"), ("gone", "x"), ("rights", "31")]) == [
            "North Hill", "Rest, play, sport and art (31)",
        ]  # fmt: skip
        assert about.known(authority, ["place:hill", "place:hill", "no", "gone:x"]) == [("place", "hill")]


def test_the_home_page_says_what_waits_and_since_when(world: World, said: Say) -> None:
    said(said_on=in_days(-40), entered="self")
    text = world.browser("worker").get(HOME).text
    assert "1 thing in the idea box waits to be read" in text and "longer than the page" in text
    assert "waits to be read" not in world.browser("local_admin").get(HOME).text
    assert "waits to be read" not in world.browser("young_person").get(HOME).text


def test_what_a_worker_heard_and_what_the_reader_may_not_read_do_not_wait(world: World, said: Say) -> None:
    said(entered="worker")
    said(entered="self", permission="my_worker")
    assert "to be read" not in world.browser("worker").get(HOME).text


def test_a_persons_page_hands_over_what_they_said_to_those_who_may_read_it(world: World, said: Say) -> None:
    child = record_of(world, "young_person")
    said("For the team", person=child)
    said("For one worker", person=child, permission="my_worker", worker_id=record_of(world, "practitioner"))
    page = f"/ashdown/people/{child}/"
    worker, other = world.browser("worker").get(page).text, world.browser("practitioner").get(page).text
    assert "For the team" in worker and "For one worker" not in worker
    assert "For the team" in other and "For one worker" in other


def test_the_way_in_is_offered_to_families_and_strangers(world: World) -> None:
    stranger: Any = world.app.test_client()
    assert "/ashdown/what-happened/say" in stranger.get("/ashdown/").text
    assert "/ashdown/what-happened/say" in world.browser("young_person").get(HOME).text
    assert BUS not in stranger.get("/ashdown/").text
