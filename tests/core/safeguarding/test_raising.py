"""Staff say that something is wrong: from a person, a meeting or nothing; taken in once, and leaving no other trace."""

import re
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from core.audit.models import AuditEntry, Sighting
from core.db import authority_scope, db
from core.people.models import Person
from core.safeguarding.record import chronology
from core.safeguarding.store import ALLEGATIONS, CONCERNS, Store
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house

RAISE = "/ashdown/safeguarding/raise"
SEEN = "A bruise on the arm, and they would not say why."


def ashdown_id(app: Flask) -> Any:
    found = house().authorities.find("ashdown")
    assert found is not None
    return found.id


def cases(app: Flask, store: Store = CONCERNS) -> list[tuple[Any, dict[str, Any], list[Any]]]:
    """Each case with what its first entry says and the people it names."""
    with app.app_context(), authority_scope(ashdown_id(app)):
        rows = db.session.scalars(select(store.case).order_by(store.case.number)).all()
        parts = [(one.case_id, one.person_id, one.part) for one in db.session.scalars(select(store.part))]
        return [
            (row.how, chronology.read(store, row)[0].body or {}, [part[1:] for part in parts if part[0] == row.id])
            for row in rows
        ]


def send(browser: PageClient, page: TestResponse, fields: dict[str, str], expect: int = 200) -> TestResponse:
    """Fill the form of `page` in and send it."""
    hidden = dict(re.findall(r'name="(once|csrf_token|about)"[^>]*value="([^"]*)"', page.text))
    sent = browser.post(RAISE, data={**hidden, **fields})
    assert sent.status_code == expect
    return sent


def child(app: Flask, name: str = "Robin Ashgrove") -> Any:
    with app.app_context(), authority_scope(ashdown_id(app), write=True):
        person = Person(name=name, kind="young_person")
        db.session.add(person)
        db.session.commit()
        return person.id


def traces(app: Flask) -> tuple[int, int]:
    with app.app_context(), authority_scope(ashdown_id(app)):
        count = [db.session.scalar(select(func.count()).select_from(model)) for model in (AuditEntry, Sighting)]
        return int(count[0] or 0), int(count[1] or 0)


def test_a_worker_raises_one_about_a_person_and_gets_a_code(app: Flask, world: World) -> None:
    browser, robin = world.browser("worker"), child(app)
    page = browser.get(f"{RAISE}?person={robin}")
    assert "Robin Ashgrove" in page.text and "<title>Safeguarding" in page.text
    before = traces(app)

    sent = send(browser, page, {"facts": SEEN, "words": "I fell", "safe_now": "yes", "person_id": str(robin)})

    assert "Your code" in sent.text and SEEN not in sent.text
    [(how, body, people)] = cases(app)
    assert how == "inside"
    assert (body["facts"], body["words"], body["safe_now"]) == (SEEN, "I fell", "yes")
    assert people == [(robin, "child")]
    assert traces(app) == before, "neither the trail nor the list of readings knows of it"


def test_the_same_form_twice_is_one_concern(app: Flask, world: World) -> None:
    browser = world.browser("worker")
    page = browser.get(RAISE)
    first, second = (send(browser, page, {"facts": SEEN}) for _ in range(2))
    assert len(cases(app)) == 1
    assert first.text.count("call__number") == second.text.count("call__number")


def test_a_child_is_looked_for_by_name_and_what_was_typed_stays(app: Flask, world: World) -> None:
    browser, robin = world.browser("worker"), child(app)
    page = browser.get(RAISE)
    looked = send(browser, page, {"facts": SEEN, "about_name": "ashgrove", "look": "yes"})
    assert "Robin Ashgrove" in looked.text and SEEN in looked.text
    assert cases(app) == []

    send(browser, looked, {"facts": SEEN, "about_name": "ashgrove", "person_id": str(robin)})
    assert cases(app)[0][2] == [(robin, "child")]


def test_an_unknown_child_and_one_sentence_are_enough(app: Flask, world: World) -> None:
    browser = world.browser("worker")
    send(browser, browser.get(RAISE), {"words": "he hits me", "about_name": "A boy called Sam, about nine"})
    [(_, body, people)] = cases(app)
    assert body["about_name"] == "A boy called Sam, about nine" and people == []


def test_nothing_at_all_is_asked_for_again(app: Flask, world: World) -> None:
    browser = world.browser("worker")
    assert "one sentence" in send(browser, browser.get(RAISE), {}, 400).text
    assert cases(app) == []


def test_what_is_about_an_adult_who_works_with_children_is_kept_apart(app: Flask, world: World) -> None:
    browser = world.browser("worker")
    send(browser, browser.get(RAISE), {"facts": SEEN, "about_staff": "yes", "adult_name": "Jo Marsh"})
    assert cases(app) == []
    assert cases(app, ALLEGATIONS)[0][1]["adult_name"] == "Jo Marsh"


@pytest.mark.parametrize(
    "given", ["person=nonsense", f"person={UUID(int=7)}", "about=x", "about=a:b:c", "about=" + "x" * 999]
)
def test_an_address_that_names_nobody_shows_the_empty_form(world: World, given: str) -> None:
    assert "say that something is wrong" in world.browser("worker").get(f"{RAISE}?{given}").text


def test_somebody_who_may_not_see_people_is_not_shown_one(app: Flask, world: World) -> None:
    robin = child(app)
    browser = world.browser("decision_maker")
    page = browser.get(f"{RAISE}?person={robin}")
    assert page.status_code == 200 and "Robin Ashgrove" not in page.text
    looked = send(browser, page, {"about_name": "ashgrove", "look": "yes", "person_id": str(robin)})
    assert "Robin Ashgrove" not in looked.text
    send(browser, page, {"facts": SEEN, "person_id": str(robin)})
    assert cases(app)[0][2] == []


@pytest.mark.parametrize("role", ["young_person", "parent_carer"])
def test_others_find_no_such_page(world: World, role: str) -> None:
    assert world.browser(role).get(RAISE).status_code == 404


def test_a_persons_page_offers_it_and_says_nothing_of_concerns(app: Flask, world: World) -> None:
    browser, robin = world.browser("worker"), child(app)
    address = f"/ashdown/people/{robin}/"
    before = browser.get(address).text
    assert f"{RAISE}?person={robin}" in before
    send(browser, browser.get(f"{RAISE}?person={robin}"), {"facts": SEEN, "person_id": str(robin)})
    after = browser.get(address).text
    assert "oncern" not in after
    assert after.count("<a ") == before.count("<a ")
