"""What whoever must answer may read: only what is meant for them, at this moment; and how fast, and two at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from core.testing.apps import World
from plugins.influence.answers import asked as asking
from plugins.influence.answers.asked import clock_words
from plugins.influence.models import Answer, Ask, Change, Owner
from plugins.influence.voice.forgetting import forget
from tests.plugins.groups.planting import Plant
from tests.plugins.groups.test_speed import statements
from tests.plugins.influence.planting import Asking, Say, in_days, read, record_of
from tests.plugins.influence.test_answers_giving import answer, mine
from tests.plugins.influence.working import agree, at_work, contributor

MOST = 6  # statements of the page of one who decides


def quotes(app: Flask, names: bool = True) -> list[tuple[str, str]]:
    """What the owner of the one ask reads."""
    with at_work(app):
        ask = asking.db.session.scalars(asking.db.select(Ask)).one()
        return [(one.words, one.who) for one in asking.quotes(ask, names=names)]


@pytest.mark.parametrize("permission", ["my_worker", "team", "nobody", "decision_makers", "published"])
def test_only_what_is_meant_for_those_who_decide_is_read(app: Flask, said: Say, asked: Asking, permission: str) -> None:
    asked(views=[said("I wait in the dark.", permission=permission)])
    shown = [("I wait in the dark.", asking.SOMEBODY)]
    assert quotes(app) == (shown if permission in ("decision_makers", "published") else [])


def test_what_was_taken_back_is_gone_at_once(app: Flask, said: Say, asked: Asking) -> None:
    view = said(permission="published")
    asked(views=[view])
    assert len(quotes(app)) == 1
    with at_work(app):
        row = asking.db.session.get(asking.View, view)
        assert row is not None
        forget(row, "asked")
        asking.db.session.commit()
    assert quotes(app) == []


def test_a_no_to_sharing_bites_at_once_and_silence_does_not(app: Flask, said: Say, asked: Asking) -> None:
    person = contributor(app)
    asked(views=[said("Mine", person, permission="decision_makers")])
    assert quotes(app) == [("Mine", asking.SOMEBODY)]
    agree(app, person, "core.share", "anonymous")
    assert len(quotes(app)) == 1
    agree(app, person, "core.share", "my_worker")
    assert quotes(app) == []
    agree(app, person, "core.share", yes=False)
    assert quotes(app) == []


def test_a_name_is_read_while_its_person_agrees_and_never_behind_a_link(app: Flask, said: Say, asked: Asking) -> None:
    person = contributor(app, "Robin Vale")
    asked(views=[said("Mine", person, permission="decision_makers", by_words="Robin Vale")])
    assert quotes(app)[0][1] == asking.SOMEBODY
    agree(app, person, "core.named")
    assert quotes(app)[0][1] == "Robin Vale" and quotes(app, names=False)[0][1] == asking.SOMEBODY
    agree(app, person, "core.named", yes=False)
    assert quotes(app)[0][1] == asking.SOMEBODY


def test_nobody_is_named_as_one_of_a_group_whose_members_are_private(
    app: Flask, said: Say, asked: Asking, plant: Plant
) -> None:
    group = plant("secret", name="Children in Care Council", listing="hidden", members_hidden=True)
    person = contributor(app, "Robin Vale")
    agree(app, person, "core.named")
    asked(views=[said("Mine", person, permission="published"), said("Ours", permission="published", voice="group",
                 group_id=group)], group_id=group)  # fmt: skip
    assert sorted(quotes(app)) == [("Mine", asking.SOMEBODY), ("Ours", asking.GROUP)]
    with at_work(app):
        owner = asking.db.session.scalars(asking.db.select(Owner)).one()
        ask = asking.db.session.scalars(asking.db.select(Ask)).one()
        assert asking.read(owner, ask, names=False).group == ""


@pytest.mark.parametrize(
    ("days", "words"),
    [(5, "in 5 days"), (1, "in 1 day"), (0, "Answer today"), (-1, "1 day ago"), (-12, "12 days ago")],
    ids=["soon", "tomorrow", "today", "yesterday", "late"],
)
def test_the_clock_says_how_far_away_the_day_is(app: Flask, days: int, words: str) -> None:
    with at_work(app):
        assert words in clock_words("waiting", in_days(days), in_days(0))
        assert clock_words("answered", in_days(days), in_days(0)) == ""


def test_the_page_asks_the_database_as_often_for_many_as_for_one(world: World, asked: Asking) -> None:
    browser, url = world.browser("decision_maker"), "/ashdown/what-happened/to-answer/"
    answer(world.app, asked("First", owners=[mine(world)]))
    asked("Second", owners=[mine(world)])
    browser.get(url)
    with statements(world.app) as few:
        browser.get(url)
    for number in range(9):
        answer(world.app, asked(f"Answered {number}", owners=[mine(world)]))
        asked(f"Waiting {number}", owners=[mine(world)])
    browser.get(url)
    with statements(world.app) as many:
        assert browser.get(url).status_code == 200
    assert len(many) == len(few) <= MOST, "\n".join(many)


@pytest.mark.both_databases
def test_two_answers_at_the_same_moment_are_both_kept_in_order(app: Flask, asked: Asking) -> None:
    id, gate = asked(), Barrier(2, timeout=20)

    def one(words: str) -> None:
        gate.wait()
        answer(app, id, words=words)

    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(one, words) for words in ("Yes, at nine.", "Yes, at ten.")]:
            done.result()
    rows = sorted(read(app, Answer), key=lambda row: row.number)
    assert [row.number for row in rows] == [1, 2]
    assert {row.words for row in rows} == {"Yes, at nine.", "Yes, at ten."}
    assert sorted(change.position for change in read(app, Change)) == [1, 2]


def test_the_worker_of_another_council_finds_nothing(world: World, asked: Asking) -> None:
    ask, owner = asked(), read(world.app, Owner)[0].id
    elsewhere = world.browser("worker", "brackwell")
    for path in (f"asks/{ask}/answer/{owner}", f"asks/{ask}/checks/new"):
        assert elsewhere.get(f"/brackwell/what-happened/{path}").status_code == 404
    assert record_of(world, "worker") != record_of(world, "worker", "brackwell")
