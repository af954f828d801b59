"""Standing for election: stepping forward, saying yes or no after being named, one's own words, who reads them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from flask import Flask

from core.db import authority_scope, db
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.testing.pages import Page, text
from plugins.groups.models import Candidate, Membership
from tests.plugins.groups.electing import School, election, enrolled, on_roll, school, stored
from tests.plugins.groups.planting import Plant, council_id

WORDS = "I want a quiet room in every school. Vote for me!"
CODE_PAGE = "/ashdown/groups/stand"


@pytest.fixture
def larkfield(app: Flask, plant: Plant) -> School:
    return school(app, plant("forum", name="Forum"), "Asha Marlowe", "Ben Holt")


@pytest.fixture
def me(world: World, larkfield: School) -> UUID:
    """The record of a pupil of the school who can sign in."""
    person = world.people["ashdown", "young_person"].person_id
    assert person is not None
    enrolled(larkfield, person)
    return person


@pytest.fixture
def pupil(world: World, me: UUID) -> PageClient:
    return world.browser("young_person")


def said(answer: Any) -> str:
    """What a page says."""
    return text(Page(answer.text).root)


def mine(larkfield: School, held: UUID, me: UUID) -> Candidate | None:
    """The pupil's line among the candidates, detached."""
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app)):
        found = db.session.scalars(
            db.select(Candidate).where(Candidate.election_id == held, Candidate.person_id == me)
        ).one_or_none()
        db.session.expunge_all()
        return found


def named(larkfield: School, held: UUID, person: UUID) -> None:
    """Somebody put the pupil's name down."""
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app), write=True):
        db.session.add(Candidate(election_id=held, person_id=person, name="Young", state="asked"))
        db.session.commit()


@pytest.mark.both_databases
def test_a_pupil_steps_forward_looks_at_it_and_stands(larkfield: School, me: UUID, pupil: PageClient) -> None:
    held = election(larkfield, "standing")
    page = larkfield.page(held)
    assert "I want to stand" in said(pupil.get(page))
    looked = pupil.submit(page + "/stand", {"name": "Sky", "statement": WORDS, "look": "1"})
    assert "This is what others will see" in said(looked)
    assert mine(larkfield, held, me) is None, "looking is not standing"
    assert pupil.submit(page + "/stand", {"name": "Sky", "statement": WORDS}).status_code == 302
    row = mine(larkfield, held, me)
    assert row is not None and (row.state, row.name, row.statement) == ("standing", "Sky", WORDS)
    assert WORDS in said(pupil.get(page))


def test_words_can_be_changed_while_there_is_time_and_not_after(larkfield: School, me: UUID, pupil: PageClient) -> None:
    held = election(larkfield, "standing")
    url = larkfield.page(held) + "/stand"
    pupil.submit(url, {"name": "Sky", "statement": WORDS})
    pupil.submit(url, {"name": "Sky", "statement": "Other words."})
    form = pupil.get(url).text
    with time_machine.travel(stored(larkfield, held).stand_until):
        token = form.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        pupil.post(url, data={"csrf_token": token, "name": "Sky", "statement": "Too late."})
        assert "The time to stand is over, so this was not saved." in said(pupil.get(larkfield.page(held)))
    row = mine(larkfield, held, me)
    assert row is not None and row.statement == "Other words."


def test_nobody_steps_forward_after_the_time(larkfield: School, pupil: PageClient) -> None:
    held = election(larkfield, "voting", standing=("Asha Marlowe", "Ben Holt"))
    assert "I want to stand" not in said(pupil.get(larkfield.page(held)))
    assert pupil.get(larkfield.page(held) + "/stand").status_code == 302
    assert "The time to stand is over." in said(pupil.get(larkfield.page(held)))


def test_three_hundred_words_and_not_one_more(larkfield: School, me: UUID, pupil: PageClient) -> None:
    held = election(larkfield, "standing")
    url = larkfield.page(held) + "/stand"
    answer = pupil.submit(url, {"name": "Sky", "statement": "word " * 301})
    assert answer.status_code == 400
    assert "Your words are too many: 301. You have up to 300." in said(answer)
    assert pupil.submit(url, {"name": "Sky", "statement": "word " * 300}).status_code == 302


@pytest.mark.both_databases
def test_whoever_is_named_says_no_and_may_say_yes_later(larkfield: School, me: UUID, pupil: PageClient) -> None:
    held = election(larkfield, "standing")
    named(larkfield, held, me)
    page = larkfield.page(held)
    assert "You were named as a candidate: do you want to stand?" in said(pupil.get("/ashdown/home"))
    pupil.submit(page, action="/stand/no")
    row = mine(larkfield, held, me)
    assert row is not None and row.state == "declined"
    assert "You were named" not in said(pupil.get("/ashdown/home"))
    pupil.submit(page + "/stand", {"name": "Sky", "statement": ""})
    row = mine(larkfield, held, me)
    assert row is not None and row.state == "standing"


def test_somebody_who_said_no_is_not_asked_again(larkfield: School, me: UUID, pupil: PageClient, world: World) -> None:
    held = election(larkfield, "standing")
    named(larkfield, held, me)
    pupil.submit(larkfield.page(held), action="/stand/no")
    worker = world.browser("worker")
    find = larkfield.run(held) + "candidates/add?words=young"
    assert "named already" in said(worker.get(find))
    once = worker.get(larkfield.run(held) + "candidates/add?words=asha").text
    form = {name: once.split(f'name="{name}"')[-1].split('value="')[1].split('"')[0] for name in ("csrf_token", "once")}
    worker.post(larkfield.run(held) + f"candidates/add/{me}", data=form)
    assert "was asked and said no. They can change their mind themselves" in said(worker.get(larkfield.run(held)))
    row = mine(larkfield, held, me)
    assert row is not None and row.state == "declined"


def test_withdrawing_is_one_tap_until_voting_opens(larkfield: School, me: UUID, pupil: PageClient) -> None:
    held = election(larkfield, "standing", standing=("Asha Marlowe", "Ben Holt"))
    page = larkfield.page(held)
    pupil.submit(page + "/stand", {"name": "Sky", "statement": WORDS})
    with time_machine.travel(stored(larkfield, held).stand_until + timedelta(minutes=1)):
        pupil.submit(page, action="/stand/no")
        row = mine(larkfield, held, me)
        assert row is not None and row.state == "withdrawn"


def test_once_voting_is_open_a_name_stays_on_the_ballot(larkfield: School, me: UUID, pupil: PageClient) -> None:
    held = election(larkfield, "standing", standing=("Asha Marlowe", "Ben Holt"))
    page = larkfield.page(held)
    pupil.submit(page + "/stand", {"name": "Sky", "statement": WORDS})
    token = pupil.get(page).text.split('name="csrf_token" value="')[1].split('"')[0]
    with time_machine.travel(stored(larkfield, held).opens_at):
        pupil.post(page + "/stand/no", data={"csrf_token": token})
        assert "Voting has begun, so your name stays on the ballot." in said(pupil.get(page))
    row = mine(larkfield, held, me)
    assert row is not None and row.state == "standing"


@pytest.mark.both_databases
def test_a_letter_with_a_code_lets_somebody_without_a_sign_in_answer(
    larkfield: School, world: World, client: PageClient
) -> None:
    held = election(larkfield, "standing", asked=("Asha Marlowe",))
    letter = world.browser("worker").submit(larkfield.run(held), action="/code")
    code = _code(letter.text)
    assert code not in world.browser("worker").get(larkfield.run(held)).text
    opened = client.submit(CODE_PAGE, {"code": code.lower()})
    assert "Stand for election: Forum" in said(opened)
    answer = _answered(client, opened.text, name="Asha", statement=WORDS)
    assert "You stand for election." in said(answer)
    row = mine(larkfield, held, larkfield.pupils["Asha Marlowe"])
    assert row is not None and (row.state, row.name, row.statement) == ("standing", "Asha", WORDS)
    again = client.submit(CODE_PAGE, {"code": code})
    assert WORDS in again.text
    _answered(client, again.text, no="1")
    row = mine(larkfield, held, larkfield.pupils["Asha Marlowe"])
    assert row is not None and row.state == "withdrawn"


def test_a_new_letter_makes_the_old_one_worthless(larkfield: School, world: World, client: PageClient) -> None:
    held = election(larkfield, "standing", asked=("Asha Marlowe",))
    worker = world.browser("worker")
    letters = [worker.submit(larkfield.run(held), action="/code").text for _ in range(2)]
    old, new = (_code(letter) for letter in letters)
    assert "We do not know this code." in said(client.submit(CODE_PAGE, {"code": old}))
    assert "Stand for election" in said(client.submit(CODE_PAGE, {"code": new}))
    assert client.submit("/brackwell/groups/stand", {"code": new}).status_code == 400


def test_pupils_of_another_school_can_read_but_not_stand(larkfield: School, world: World) -> None:
    held = election(larkfield, "standing", standing=("Asha Marlowe",))
    stranger = world.browser("young_person")
    page = said(stranger.get(larkfield.page(held)))
    assert "Who stands is shown to those who can vote." in page
    assert "Asha Marlowe" not in page
    assert "I want to stand" not in page
    assert stranger.get(larkfield.page(held) + "/stand").status_code == 404


def test_who_stands_is_not_for_the_public(larkfield: School, client: PageClient, world: World) -> None:
    held = election(larkfield, "standing", standing=("Asha Marlowe",))
    assert "Asha Marlowe" not in client.get(larkfield.page(held)).text
    assert "Asha Marlowe" in world.browser("worker").get(larkfield.page(held)).text
    draft = election(larkfield, "draft", standing=("Asha Marlowe",))
    assert client.get(larkfield.page(draft)).status_code == 404
    assert client.get(larkfield.page(held).replace("ashdown", "brackwell")).status_code == 404


def test_a_hidden_groups_election_is_there_for_those_it_concerns(
    app: Flask, plant: Plant, world: World, client: PageClient
) -> None:
    hidden = plant("care", name="Care council", listing="hidden", members_hidden=True)
    body = school(app, hidden, "Asha Marlowe", "Ben Holt")
    me = world.people["ashdown", "young_person"].person_id
    assert me is not None
    enrolled(body, me)
    held = election(body, standing=("Asha Marlowe", "Ben Holt"))
    page, pupil = body.page(held), world.browser("young_person")
    assert client.get(page).status_code == 404
    assert world.browser("worker").get(page).status_code == 404
    assert pupil.get(page).status_code == 404, "being at the school tells nobody of a hidden group"
    assert "Care council" not in pupil.get("/ashdown/home").text
    on_roll(body, held, me)
    assert "Asha Marlowe" in pupil.get(page).text
    assert "Asha Marlowe" in world.browser("safeguarding_lead").get(page).text


def test_the_result_of_a_sensitive_group_is_no_public_matter(app: Flask, plant: Plant, client: PageClient) -> None:
    body = school(app, plant("care", name="Care council", members_hidden=True), "Asha Marlowe", "Ben Holt")
    held = election(body, "declared", standing=("Asha Marlowe",))
    answer = said(client.get(body.page(held)))
    assert "Asha Marlowe" not in answer
    assert "The result is known to the members of the group" in answer


def test_a_member_reads_who_stands(larkfield: School, world: World) -> None:
    held = election(larkfield, "standing", standing=("Asha Marlowe",))
    me = world.people["ashdown", "young_person"].person_id
    with larkfield.app.app_context(), authority_scope(council_id(larkfield.app), write=True):
        db.session.add(Membership(group_id=larkfield.group_id, person_id=me))
        db.session.commit()
    assert "Asha Marlowe" in world.browser("young_person").get(larkfield.page(held)).text


def _code(letter: str) -> str:
    """The code that a letter shows."""
    return next(one.text or "" for one in Page(letter).all("strong") if one.get("class") == "letter__letters")


def _answered(client: PageClient, html: str, **values: str) -> Any:
    """Send the form that a code opened."""
    form = [one for one in Page(html).all("form") if "/stand/answer" in (one.get("action") or "")][-1]
    hidden = {one.get("name", ""): one.get("value", "") for one in form.iter("input") if one.get("type") == "hidden"}
    return client.post(form.get("action", ""), data={**hidden, **values}, follow_redirects=True)
