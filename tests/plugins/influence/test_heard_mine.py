"""My page shows each thing I said with its four steps, in my words and band; and nothing of anybody else."""

from typing import Any

from flask import Flask

from core.db import db
from core.testing.apps import World
from plugins.influence.heard import steps
from plugins.influence.models import Answer, Owner, Promise, Told
from tests.plugins.influence.planting import BUS, add_rows, in_days, read, record_of
from tests.plugins.influence.working import agree, at_work, contributor, happened

MINE = "/ashdown/what-happened/mine/"


def answered(app: Flask, ask: Any, **more: Any) -> None:
    """Plant an answer and a promise of the one owner of `ask`."""
    (owner,) = read(app, Owner, ask_id=ask)
    words = {"words": "The seven o'clock bus now waits.", "words_easy": "The bus waits.", "outcome": "doing"}
    add_rows(app, Answer(ask_id=ask, owner_id=owner.id, **(words | more)))
    promise = {"what": "New timetable", "who": "City Buses", "due_on": in_days(10)}
    add_rows(app, Promise(ask_id=ask, owner_id=owner.id, **promise))


def test_my_page_follows_what_i_said(app: Flask, world: World, said: Any, asked: Any) -> None:
    me = record_of(world, "young_person")
    view, other = said(person=me), said("Somebody else's secret", person=contributor(app))
    said("Only for my worker", person=me, permission="my_worker")
    ask = asked(views=[view, other], status="doing")
    answered(app, ask)
    shown = world.browser("young_person").get(MINE).text
    for words in (
        BUS,
        "Can the bus wait for us?",
        "The seven o&#39;clock bus now waits.",
        "New timetable",
        "City Buses",
    ):
        assert words in shown
    assert "so nobody was asked about it" in shown and "Did it happen? Tell us" in shown
    assert "secret" not in shown


def test_easy_readers_get_the_easy_answer(app: Flask, world: World, said: Any, asked: Any) -> None:
    ask = asked(views=[said(person=record_of(world, "young_person"))], status="doing")
    answered(app, ask)
    young = world.browser("young_person")
    young.set_cookie("reading", "easy.en")
    shown = young.get(MINE).text
    assert "The bus waits." in shown and "seven o" not in shown
    young.delete_cookie("reading")


def test_a_draft_and_what_others_said_stay_away(app: Flask, world: World, said: Any, asked: Any) -> None:
    asked("Not sent yet", views=[said(person=record_of(world, "young_person"))], sent=False)
    shown = world.browser("young_person").get(MINE).text
    assert "Not sent yet" not in shown and "Nobody who decides has been asked yet." in shown
    assert app.test_client().get(MINE).status_code in (302, 401, 404)


def test_what_my_group_asked_is_there_too(app: Flask, world: World, plant: Any, asked: Any) -> None:
    asked("A question of my group", group_id=plant("council", members=[record_of(world, "young_person")]))
    asked("A question of another", group_id=plant("other"))
    shown = world.browser("young_person").get(MINE).text
    assert "A question of my group" in shown and "A question of another" not in shown


def test_a_long_list_goes_on_by_key(app: Flask, world: World, said: Any) -> None:
    me = record_of(world, "young_person")
    for number in range(15):
        said(f"View {number:02d}.", person=me, said_on=in_days(-number))
    young = world.browser("young_person")
    first = young.get(MINE).text
    onwards = first.split('href="/ashdown/what-happened/mine/?before=')[1].split('"')[0]
    second = young.get(f"{MINE}?before={onwards}").text
    assert "View 09." in first and "View 10." not in first
    assert "View 14." in second and "View 09." not in second


def test_the_first_page_says_what_is_new_and_what_waits(app: Flask, world: World, said: Any, asked: Any) -> None:
    me = record_of(world, "young_person")
    agree(app, me, "core.tell_later")
    ask = asked(views=[said(person=me)], status="done", answered_on=in_days(-1),
                owners=[{"state": "answered", "outcome": "done"}])  # fmt: skip
    happened(app, ask)
    shown = world.browser("young_person").get("/ashdown/home").text
    assert "There is proof" in shown and "Did it happen? Can the bus wait for us?" in shown


def test_staff_see_who_could_not_be_told_and_tell_them(app: Flask, world: World, said: Any, asked: Any) -> None:
    silent, refused = said("Said on paper", by_words="Aysha, 9"), said(person=contributor(app, later=False))
    ask = asked(views=[silent, refused])
    change = happened(app, ask)
    here, worker = f"/ashdown/what-happened/asks/{ask}", world.browser("worker")
    shown = worker.get(here).text
    assert "Aysha, 9" in shown and shown.count("I told them") == 1, "who wants to hear nothing is left in peace"
    assert worker.submit(here, action=f"/told/{silent}").status_code == 302
    row = next(one for one in read(app, Told, change_id=change) if one.view_id == silent)
    assert (row.how, row.why_not, row.by_id) == ("in_person", "", record_of(world, "worker"))
    assert "I told them" not in worker.get(here).text
    assert "Who heard of it" not in world.browser("young_person").get("/ashdown/home").text


def test_steps_say_where_it_stands(app: Flask) -> None:
    with at_work(app):
        for status, states in (
            ("", ["done", "done", "now", "next"]),
            ("waiting", ["done", "done", "done", "now"]),
            ("doing", ["done", "done", "done", "now"]),
            ("cannot", ["done", "done", "done", "done"]),
        ):
            found = steps.steps_of(status, "1 March", "2 March", status == "doing", "3 March")
            assert [state for _, _, state in found] == states
        assert db.session.is_active
