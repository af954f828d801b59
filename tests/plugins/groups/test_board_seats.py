"""Seats on boards: numbers for everyone against what was promised, names for those who see members."""

from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from core.clock import local_today
from core.db import db
from core.testing.apps import World
from plugins.groups import stored
from plugins.groups.boards import keeping
from plugins.groups.models import BoardSeat, Membership, SeatHolder
from tests.plugins.groups.board_planting import BOARDS, ashdown, give_date, give_seat, on, people, rate, rows, typed
from tests.plugins.groups.planting import Plant

BIG = BOARDS + "big-board"
SEATS = BOARDS + "seats"
TWO = {"board": "big-board", "seats": 2, "counted": "each"}


def public(app: Flask, path: str = SEATS) -> str:
    return app.test_client().get(path).text


def end_membership(app: Flask, person: UUID) -> None:
    with ashdown(app):
        row = db.session.scalars(db.select(Membership).where(Membership.person_id == person)).one()
        row.status, row.left_on = "left", local_today()


def new_seat(app: Flask, group: UUID) -> str:
    """The address at which somebody takes up the group's seat on the big board."""
    with ashdown(app):
        seat = db.session.scalars(db.select(BoardSeat.id).where(BoardSeat.group_id == group)).one()
    return f"{BIG}/seats/{seat}/new"


def test_the_public_reads_numbers_against_the_promise_and_no_name(app: Flask, plant: Plant) -> None:
    kit, ash = people(app, "Kit Marlow", "Ash Rowe")
    forum = plant("forum", name="Forum", members=[kit, ash], seats=[TWO])
    give_seat(app, forum, "big-board", kit)
    give_seat(app, forum, "big-board", ash, stands_in=True)
    page = public(app)
    assert "Children and young people hold 1 of the 2 seats promised." in page
    assert "1 of 2 filled" in page and ">1 empty</span>" in page
    for path in (SEATS, BIG, BOARDS):
        assert "Kit" not in public(app, path) and "Ash" not in public(app, path).replace("Ashdown", "")
    assert "1 of 2 promised seats filled" in public(app, BIG) and "1 of 2 promised seats filled" in public(app, BOARDS)


def test_a_number_shared_between_boards_is_counted_once(app: Flask, plant: Plant) -> None:
    (kit,) = people(app, "Kit Marlow")
    both = [{"board": name, "seats": 2, "counted": "total"} for name in ("big-board", "other-board")]
    forum = plant("forum", name="Forum", members=[kit], seats=both)
    give_seat(app, forum, "other-board", kit)
    assert "hold 1 of the 2 seats promised" in (page := public(app))
    assert "One number for these boards together" in page and page.count("1 of 2 filled") == 1
    assert "Shared with other-board" in public(app, BIG)


def test_where_the_strategy_does_not_say_each_board_counts_and_the_doubt_is_shown(app: Flask, plant: Plant) -> None:
    plant("forum", seats=[{"board": name, "seats": 2} for name in ("big-board", "other-board")])
    page = public(app)
    assert "hold 0 of the 4 seats promised" in page and page.count(">Nobody yet</span>") == 2
    assert "It is not written down if the number is for this board alone." in page


def test_seats_of_hidden_groups_are_in_no_public_number(app: Flask, world: World, plant: Plant) -> None:
    plant("secret", name="Secret Forum", listing="hidden", seats=[TWO])
    plant("parents", name="Parents", participants="parents_carers", seats=[TWO])
    plant("open", name="Open Forum", seats=[TWO | {"seats": 3}])
    assert "hold 0 of the 3 seats promised" in (page := public(app)) and "Secret" not in page
    assert "hold 0 of the 5 seats promised" in world.browser("safeguarding_lead").get(SEATS).text


def test_hidden_members_without_a_promised_number_are_never_counted_one_by_one(
    app: Flask, world: World, plant: Plant
) -> None:
    (kit,) = people(app, "Kit Marlow")
    forum = plant("forum", name="Forum", members=[kit], members_hidden=True, seats=[{"board": "big-board"}])
    assert "Number not stated. 0 filled" in public(app)
    give_seat(app, forum, "big-board", kit)
    assert "Fewer than 10 filled" in public(app, SEATS + "?fresh")
    assert "Fewer than 5 filled" in world.browser("decision_maker").get(SEATS).text


@pytest.mark.both_databases
def test_a_member_takes_up_a_seat_and_more_than_promised_is_a_remark(app: Flask, world: World, plant: Plant) -> None:
    kit, ash = people(app, "Kit Marlow", "Ash Rowe")
    forum = plant("forum", name="Forum", members=[kit, ash], seats=[TWO | {"seats": 1}])
    worker, new = world.browser("worker"), new_seat(app, forum)
    assert worker.submit(new, {"person_id": str(kit), "from_on": typed(on(-9))}).status_code == 302
    assert "people hold" not in worker.get(BIG + "/seats").text
    second = worker.submit(new, {"person_id": str(ash)})
    assert "2 people hold 1 seat of Forum. Nobody was refused." in worker.get(second.location).text
    assert "Nobody of this group is free" in worker.get(new).text
    assert {row.person_id for row in rows(app, SeatHolder)} == {kit, ash}


def test_nobody_from_outside_the_group_holds_its_seat(app: Flask, world: World, plant: Plant) -> None:
    kit, stranger = people(app, "Kit Marlow", "Lee Vale")
    forum = plant("forum", name="Forum", members=[kit], seats=[TWO])
    worker, new = world.browser("worker"), new_seat(app, forum)
    for wrong in (str(stranger), "nonsense", ""):
        assert worker.submit(new, {"person_id": wrong}).status_code == 400
    slip = worker.submit(new, {"person_id": str(kit), "from_on": typed(on(9)), "to_on": typed(on(2))})
    assert "The seat ends before it begins." in slip.text and rows(app, SeatHolder) == []


def test_who_left_or_whose_time_is_over_is_to_be_replaced(app: Flask, world: World, plant: Plant) -> None:
    kit, ash = people(app, "Kit Marlow", "Ash Rowe")
    me = world.people["ashdown", "worker"].person_id
    forum = plant("forum", name="Forum", members=[kit, ash], workers=[me], seats=[TWO])
    give_seat(app, forum, "big-board", kit, to_on=on(-1))
    give_seat(app, forum, "big-board", ash)
    worker = world.browser("worker")
    assert worker.get(BIG + "/seats").text.count("To be replaced") == 1
    assert "Find somebody for Forum&#39;s seat on big-board" in worker.get("/ashdown/home").text
    end_membership(app, ash)
    page = worker.get(BIG + "/seats").text
    assert page.count("To be replaced") == 2 and "Not in the group any more" in page and "Time is over" in page
    assert "hold 0 of the 2" in public(app)


def test_names_only_for_those_who_see_the_members(app: Flask, world: World, plant: Plant) -> None:
    (kit,) = people(app, "Kit Marlow")
    forum = plant("quiet", name="Quiet Forum", members=[kit], members_hidden=True, seats=[TWO])
    seat = give_seat(app, forum, "big-board", kit)
    assert "Kit Marlow" in world.browser("safeguarding_lead").get(BIG + "/seats").text
    page = world.browser("worker").get(BIG + "/seats").text
    assert "Kit Marlow" not in page and "You do not see who is in this group" in page
    assert world.browser("worker").get(f"{BIG}/seats/{seat}/new").status_code == 404
    for role in ("decision_maker", "local_admin", "young_person"):
        assert world.browser(role).get(BIG + "/seats").status_code == 404


def test_a_seat_that_somebody_holds_survives_the_file_and_the_staff_page(
    app: Flask, world: World, plant: Plant
) -> None:
    (kit,) = people(app, "Kit Marlow")
    forum = plant("forum", name="Forum", members=[kit], seats=[TWO])
    seat = give_seat(app, forum, "big-board", kit)
    with ashdown(app):
        fields = stored.current()["group", "forum"]
        stored.save("group", "forum", fields | {"seats": [fields["seats"][0] | {"seats": 3}]})
    assert "hold 1 of the 3" in public(app)
    worker = world.browser("worker")
    kept = worker.submit(f"/ashdown/groups/manage/forum/seats/{seat}", action="/remove")
    assert "The seat stays: somebody holds or held it." in worker.get(kept.location).text


def test_a_young_person_sees_their_own_seat_and_when_papers_are_due(app: Flask, world: World, plant: Plant) -> None:
    me = world.people["ashdown", "young_person"].person_id
    assert me
    forum = plant("forum", name="Forum", members=[me], seats=[TWO])
    give_seat(app, forum, "big-board", me, to_on=on(100))
    give_date(app, "big-board", 20, papers_due_on=on(13))
    young = world.browser("young_person")
    page, home = young.get("/ashdown/groups/mine/boards").text, young.get("/ashdown/home").text
    for words in ("big-board", "For Forum", day(on(13)), day(on(100))):
        assert words in page and words in home, words
    assert "Your board meets: big-board" in home
    give_date(app, "big-board", 9, cancelled=True)
    assert "Cancelled: big-board does not meet" in young.get("/ashdown/home").text
    assert "big-board" not in world.browser("parent_carer").get("/ashdown/groups/mine/boards").text


def test_a_decision_maker_sees_dates_papers_and_seats_at_once(app: Flask, world: World, plant: Plant) -> None:
    plant("forum", name="Forum", seats=[TWO])
    give_date(app, "big-board", 20)
    page = world.browser("decision_maker").get("/ashdown/home").text
    seats = ("hold 0 of the 2 seats promised", "0 of 2 promised seats filled")
    for words in (*seats, "Papers are due on", "big-board meets", "not enough answers yet"):
        assert words in page, words


def day(when: date) -> str:
    return f"{when:%-d %B %Y}"


def test_a_seat_that_ended_long_ago_is_due(app: Flask, world: World, plant: Plant) -> None:
    kit, ash = people(app, "Kit Marlow", "Ash Rowe")
    forum = plant("forum", members=[kit, ash], seats=[TWO])
    give_seat(app, forum, "big-board", kit, to_on=on(-4000))
    give_seat(app, forum, "big-board", ash)
    rate(app, "big-board", give_date(app, "big-board", -4000), kit, welcome=4)
    rate(app, "big-board", give_date(app, "big-board", -40), kit, welcome=4)
    with ashdown(app):
        found = {due.kind: len(due.ids) for due in keeping.due(on(-3000), False)}
    assert found == {"seats held on boards": 1, "ratings of boards": 1}
