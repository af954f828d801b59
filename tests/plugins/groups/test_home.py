"""What groups show on front and home pages: each role what it can use, and nothing that it may not see."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.clock import local_today
from core.db import authority_scope, db
from core.testing.apps import sign_in
from plugins.groups.models import Board, BoardDate
from tests.plugins.groups.planting import Plant, council_id


def see(app: Flask, role: str, path: str = "home") -> str:
    client = app.test_client()
    sign_in(client, role)
    return client.get(f"/ashdown/{path}").text


def menu(page: str) -> str:
    return page.partition('id="menu"')[2].partition("</nav>")[0]


def give_date(app: Flask, key: str, days: int) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        board = db.session.scalars(db.select(Board.id).where(Board.key == key)).one()
        db.session.add(BoardDate(board_id=board, on_date=local_today() + timedelta(days=days)))
        db.session.commit()


def test_the_front_page_shows_nine_groups_and_says_how_many_more(app: Flask, client: FlaskClient, plant: Plant) -> None:
    for number in range(11):
        plant(f"group-{number}", name=f"Zebra {number:02}")
    plant("all", name="Aardvark Umbrella", kind="umbrella")
    page = client.get("/ashdown/").text
    below = page.partition("<main")[2]  # the menu calls all groups by the name of their umbrella
    assert "Zebra 08" in page and "Zebra 09" not in page and "Aardvark" not in below
    assert ">See these and 2 more</a>" in page


@pytest.mark.parametrize(
    ("role", "boards", "mine"),
    [("young_person", "Who listens", True), ("parent_carer", "Who listens", True), ("worker", "Boards", False),
     ("decision_maker", "Boards", False)],
)  # fmt: skip
def test_the_menu_speaks_to_its_reader(app: Flask, role: str, boards: str, mine: bool) -> None:
    page = see(app, role)
    assert f">{boards}</a>" in menu(page) and (">My groups</a>" in menu(page)) is mine
    assert "Add a group" not in menu(page)


def test_strangers_are_told_who_listens(client: FlaskClient) -> None:
    assert ">Who listens</a>" in menu(client.get("/ashdown/").text)
    assert "<h1" in (page := client.get("/ashdown/groups/boards/").text) and "Who listens</h1>" in page


def test_parents_see_their_own_groups_first(app: Flask, plant: Plant) -> None:
    plant("a", name="Aspen")
    plant("z", name="Zinnia", participants="parents_carers")
    parent, young = see(app, "parent_carer"), see(app, "young_person")
    assert parent.index("Zinnia") < parent.index("Aspen")
    assert "Aspen" in young and "Zinnia" not in young


def test_who_decides_sees_when_they_must_listen_to_whom(app: Flask, plant: Plant) -> None:
    plant("open", name="Open Group", seats=[{"board": "a-later"}, {"board": "b-sooner"}])
    plant("secret", name="Secret Group", listing="hidden", seats=[{"board": "b-sooner"}])
    give_date(app, "a-later", 20)
    give_date(app, "b-sooner", 10)
    page = see(app, "decision_maker")
    assert page.index("b-sooner") < page.index("a-later") and "Listens to: Open Group" in page
    assert "Secret Group" not in page


def test_a_worker_sees_their_groups_with_members_and_next_board(app: Flask, plant: Plant) -> None:
    client = app.test_client()
    me: Any = sign_in(client, "worker").person_id
    plant("mine", name="My Forum", workers=[me], seats=[{"board": "big-board"}])
    plant("other", name="Other Forum")
    give_date(app, "big-board", 30)
    give_date(app, "big-board", 3)
    page = client.get("/ashdown/home").text
    soon = local_today() + timedelta(days=3)
    assert "My Forum" in page and f"big-board</a>, {soon:%-d %B %Y}" in page
    assert "Other Forum</a></th>" not in page


def test_hidden_members_are_for_those_who_keep_young_people_safe(app: Flask, plant: Plant) -> None:
    plant("quiet", name="Quiet Forum", members_hidden=True, cadence="monthly")
    assert "stay hidden" in (page := see(app, "safeguarding_lead")) and "Quiet Forum" in page
    assert "stay hidden" not in see(app, "worker") and "stay hidden" not in see(app, "decision_maker")


def test_a_group_page_says_whom_to_ask(client: FlaskClient, plant: Plant) -> None:
    plant("own", name="Own Contact", contact="Sam, sam@ashdown.example")
    plant("none", name="No Contact")
    plant("over", name="Over", status="ended")
    own, none = client.get("/ashdown/groups/own").text, client.get("/ashdown/groups/none").text
    assert 'href="mailto:sam@ashdown.example"' in own and "Participation team" not in own
    assert "Participation team" in none and 'href="tel:01632960101"' in none
    assert "Want to come?" not in client.get("/ashdown/groups/over").text


def test_the_staff_page_gathers_what_is_not_stated_in_one_line(app: Flask, plant: Plant) -> None:
    plant("forum", name="Forum", who_for="Everybody.")
    page = see(app, "worker", "groups/manage/forum")
    assert page.count("Not stated: ") == 1 and page.index("How people join") < page.index("Everybody.")
