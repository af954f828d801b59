"""A parent's page about a child: within the rule, limited as the child grows, and nothing at all where it says so."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from core import consent
from core.access.roles import COUNCIL_ROLES
from core.clock import local_today
from core.consent import ledger
from core.consent.models import Competence
from core.db import db
from core.people.models import Place
from core.people.relationships import children_of, parents_see
from core.testing.apps import World, add_person
from core.testing.browsing import PageClient
from tests.core.me.conftest import NAMED, Home


def url(home: Home) -> str:
    return f"/ashdown/me/children/{home.child}/"


def seen(world: World, home: Home) -> str:
    answer = world.browser("parent_carer").get(url(home))
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def answers(world: World, home: Home, yes: bool, purpose: str = NAMED) -> int:
    """Send an answer as the parent; returns the status."""
    parent = world.browser("parent_carer")
    page = parent.get("/ashdown/home").get_data(as_text=True)
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    answer = "yes" if yes else "no"
    sent = parent.post(f"{url(home)}agreements/{purpose}", data={"csrf_token": token, "answer": answer})
    return sent.status_code


def is_not_there(browser: PageClient, home: Home) -> bool:
    """The same page, byte for byte, as for an address that does not exist."""
    answer, neutral = browser.get(url(home)), browser.get("/ashdown/no-such-page")
    return (answer.status_code, answer.data) == (404, neutral.data)


def judged(home: Home, judgement: str) -> None:
    with home.within():
        today = local_today()
        db.session.add(
            Competence(
                person_id=home.child, decision=NAMED, judgement=judgement, assessed_on=today,
                review_on=today + timedelta(days=90),
            )
        )  # fmt: skip
        db.session.commit()


@pytest.mark.parametrize("role", COUNCIL_ROLES)
def test_nobody_but_the_parent_has_the_page(world: World, home: Home, role: str) -> None:
    home.aged(10)
    home.tie()
    assert is_not_there(world.browser(role), home) is (role != "parent_carer")
    assert is_not_there(world.browser(role, "brackwell"), home)


@pytest.mark.parametrize(
    "what",
    [
        {"no_contact": True},
        {"court_order": True},
        {"verified_on": None},
        {"parental_responsibility": False},
        {"ends_on": date(2026, 2, 1)},
        {"starts_on": date(2999, 1, 1)},
    ],
    ids=str,
)
def test_nothing_is_there_for_whoever_the_rule_shows_nothing(world: World, home: Home, what: dict[str, object]) -> None:
    home.aged(10)
    home.tie(**what)
    parent = world.browser("parent_carer")
    assert is_not_there(parent, home)
    assert str(home.child) not in parent.get("/ashdown/me/").get_data(as_text=True)
    assert answers(world, home, True) == 404
    with home.within():
        assert not ledger.lines(home.child)


def test_one_flag_beats_another_place_in_the_childs_life(world: World, home: Home) -> None:
    home.aged(10)
    home.tie()
    home.tie(kind="carer", no_contact=True)
    assert is_not_there(world.browser("parent_carer"), home)


def test_a_parent_answers_for_a_child_who_then_sees_that_they_did(world: World, home: Home) -> None:
    home.aged(10)
    home.tie()
    assert "We do not have your answer" in seen(world, home)
    assert answers(world, home, True) == 302
    with home.within():
        assert consent.allows(home.child, NAMED)
        assert ledger.lines(home.child)[0].adult_id == home.parent
    assert "Agreed" in seen(world, home)
    page = world.browser("young_person").get("/ashdown/me/agreements/").get_data(as_text=True)
    assert "Somebody who looks after you said yes." in page
    assert answers(world, home, False) == 302
    with home.within():
        assert not consent.allows(home.child, NAMED)


def test_the_childs_no_wins_and_is_told_without_whose_word_it_was(world: World, home: Home) -> None:
    home.aged(14)
    home.tie()
    answers(world, home, True)
    home.says(False)
    page = seen(world, home)
    assert "You said yes. It is not agreed all the same." in page
    assert "child said" not in page.casefold() and "they said no" not in page.casefold()


def test_what_a_child_was_judged_able_to_decide_is_not_the_parents(world: World, home: Home) -> None:
    home.aged(14)
    home.tie()
    judged(home, "competent")
    page = seen(world, home)
    assert f'action="{url(home)}agreements/{NAMED}"' not in page
    assert f'action="{url(home)}agreements/core.take_part"' in page
    assert answers(world, home, True) == 404
    home.says(True)
    assert "Agreed" in seen(world, home)


def test_at_thirteen_the_birthday_and_ways_to_reach_are_gone(world: World, home: Home) -> None:
    home.tie()
    home.change(home.child, email="child@ashdown.example", known_as="Robin")
    home.aged(12)
    assert "child@ashdown.example" in seen(world, home)
    home.aged(13)
    page = seen(world, home)
    assert "child@ashdown.example" not in page and "Birthday" not in page and "Robin" in page


def test_a_child_who_became_16_yesterday(world: World, home: Home) -> None:
    home.tie(emergency_contact=True)
    home.aged(16, days=1)
    page = seen(world, home)
    assert "old enough to decide alone" in page and "person we call in an emergency" in page
    assert '<form method="post" action="/ashdown/me/children' not in page
    assert answers(world, home, True) == 404


def test_a_child_who_becomes_18_today_is_gone_from_the_page(world: World, home: Home) -> None:
    home.tie()
    home.aged(18)
    assert is_not_there(world.browser("parent_carer"), home)
    assert answers(world, home, True) == 404


@pytest.mark.parametrize(("age", "says"), [(13, "shows you less"), (16, "decides alone"), (18, "no longer here")])
def test_the_page_says_beforehand_what_a_birthday_changes(world: World, home: Home, age: int, says: str) -> None:
    home.tie()
    home.aged(age, days=-30)
    assert says in seen(world, home)
    home.aged(age, days=-120)
    assert says not in seen(world, home)


def test_an_unknown_date_of_birth_shows_no_more_than_logistics(world: World, home: Home) -> None:
    home.tie()
    home.born(None, email="child@ashdown.example")
    page = seen(world, home)
    assert "child@ashdown.example" not in page
    assert f'action="{url(home)}agreements/{NAMED}"' in page


def test_a_carer_sees_and_decides_what_was_handed_to_them(world: World, home: Home) -> None:
    home.aged(10, days=3)
    home.change(home.child, email="child@ashdown.example")
    home.tie(kind="carer", parental_responsibility=False, delegated=[NAMED])
    page = seen(world, home)
    assert f"agreements/{NAMED}" in page and "core-photograph" not in page and "child@ashdown.example" not in page
    assert answers(world, home, True, "core.take_part") == 404
    assert answers(world, home, True) == 302


def test_a_protected_childs_page_says_nothing_about_where_they_are(world: World, home: Home) -> None:
    home.aged(10)
    home.tie()
    with home.within():
        place = add_place()
    home.change(home.child, place_id=place)
    assert "A place of theirs" in seen(world, home)
    home.change(home.child, is_protected=True)
    page = seen(world, home)
    assert "A place of theirs" not in page and "Place" not in page and "rotect" not in page


def test_a_parents_look_is_a_reading_that_the_child_is_told(world: World, home: Home) -> None:
    home.aged(10)
    home.tie()
    seen(world, home)
    page = world.browser("young_person").get("/ashdown/me/who-looked").get_data(as_text=True)
    assert "Parent or carer" in page and "as somebody who looks after you sees it" in page


def test_what_was_asked_of_a_parent_waits_on_their_first_page(world: World, home: Home) -> None:
    home.aged(10)
    home.tie()
    with home.within():
        ledger.ask(home.child, NAMED, "screen", None, home.parent)
        db.session.commit()
    asks = "We ask whether something is all right for your child"
    parent = world.browser("parent_carer")
    assert asks in parent.get("/ashdown/home").get_data(as_text=True)
    answers(world, home, False)
    assert asks not in parent.get("/ashdown/home").get_data(as_text=True)


def test_the_rule_asked_of_the_database(world: World, home: Home) -> None:
    home.aged(10)
    home.tie()
    with home.within():
        assert [one.child.id for one in children_of(home.parent)] == [home.child]
        assert parents_see(home.parent, home.child)
        assert not parents_see(home.parent, home.child, cls="S3")
        assert not parents_see(home.child, home.parent)
        grown = local_today().replace(year=local_today().year + 6, day=28)
        assert not parents_see(home.parent, home.child, on=grown)
        assert not children_of(add_person("Nobody's parent", "parent_carer"))


def add_place() -> UUID:
    place = Place(kind="district", name="A place of theirs")
    db.session.add(place)
    db.session.commit()
    return place.id
