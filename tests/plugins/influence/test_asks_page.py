"""An ask's page: who sees it, and what each reader may read on it."""

import pytest

from core.testing.apps import World
from plugins.influence.models import Change
from tests.plugins.groups.planting import planter
from tests.plugins.influence.asking import add_rows, ask_of, asked_of, record_of, say

ROLES = ("young_person", "parent_carer", "worker", "practitioner", "decision_maker", "local_admin")


def seen_by(world: World, id: object) -> set[str]:
    """The roles whose browser finds the page."""
    answers = {role: world.browser(role).get(f"/ashdown/what-happened/asks/{id}").status_code for role in ROLES}
    assert set(answers.values()) <= {200, 404}
    return {role for role, status in answers.items() if status == 200}


def test_staff_follow_every_ask_and_others_only_those_that_concern_them(world: World) -> None:
    draft = ask_of(world.app)
    assert seen_by(world, draft) == {"worker", "practitioner"}
    view = say(world.app, person_id=record_of(world, "young_person"), voice="person")
    sent = ask_of(world.app, view, number=2, status="waiting")
    asked_of(world.app, sent, person_id=record_of(world, "decision_maker"))
    assert seen_by(world, sent) == {"worker", "practitioner", "young_person", "decision_maker"}


def test_before_it_is_sent_neither_those_who_asked_nor_those_who_will_answer_see_it(world: World) -> None:
    view = say(world.app, person_id=record_of(world, "young_person"), voice="person")
    draft = ask_of(world.app, view)
    asked_of(world.app, draft, person_id=record_of(world, "decision_maker"))
    assert seen_by(world, draft) == {"worker", "practitioner"}


def test_the_group_whose_question_it_is_sees_it(world: World) -> None:
    group = planter(world.app)("forum", members=[record_of(world, "young_person")])
    assert "young_person" in seen_by(world, ask_of(world.app, group_id=group, status="waiting"))


def test_another_council_finds_nothing(world: World) -> None:
    id = ask_of(world.app, status="waiting")
    assert world.browser("worker", "brackwell").get(f"/brackwell/what-happened/asks/{id}").status_code == 404


@pytest.mark.parametrize(
    ("permission", "owner", "staff"),
    [
        ("my_worker", False, False),
        ("nobody", False, False),
        ("team", False, True),
        ("decision_makers", True, True),
        ("published", True, True),
    ],
)
def test_a_view_is_read_by_those_whom_its_permission_names(
    world: World, permission: str, owner: bool, staff: bool
) -> None:
    id = ask_of(world.app, say(world.app, "Nobody asked us.", permission=permission), status="waiting")
    asked_of(world.app, id, person_id=record_of(world, "decision_maker"))
    page = f"/ashdown/what-happened/asks/{id}"
    assert ("Nobody asked us." in world.browser("decision_maker").get(page).text) is owner
    assert ("Nobody asked us." in world.browser("worker").get(page).text) is staff


def test_whoever_must_answer_reads_no_name_of_somebody_who_did_not_agree_to_it(world: World) -> None:
    young = record_of(world, "young_person")
    view = say(world.app, person_id=young, voice="person", by_words="Aisha of the forum", permission="decision_makers")
    id = ask_of(world.app, view, status="waiting")
    asked_of(world.app, id, person_id=record_of(world, "decision_maker"))
    text = world.browser("decision_maker").get(f"/ashdown/what-happened/asks/{id}").text
    assert "One person" in text and "Aisha" not in text and "Young person Tester" not in text


def test_the_trail_says_what_happened_and_never_what_somebody_wrote(world: World) -> None:
    young = record_of(world, "young_person")
    id = ask_of(world.app, say(world.app, person_id=young, voice="person"), status="partly")
    owner = asked_of(world.app, id, person_id=record_of(world, "decision_maker"))
    add_rows(
        world.app,
        Change(ask_id=id, position=1, kind="asked"),
        Change(ask_id=id, position=2, kind="answered", owner_id=owner, detail="partly"),
        Change(ask_id=id, position=3, kind="promise_moved", owner_id=owner, detail="2026-03-02 2026-04-01"),
        Change(ask_id=id, position=4, kind="verdict", detail="no", by_words="Aisha"),
        Change(ask_id=id, position=5, kind="proof", detail="a secret word"),
    )
    page = f"/ashdown/what-happened/asks/{id}"
    text = world.browser("young_person").get(page).text
    assert "There is an answer: Partly" in text and "2 March 2026, 1 April 2026" in text
    assert "Aisha" not in text and "a secret word" not in text
    assert "Aisha" not in world.browser("worker").get(page).text
