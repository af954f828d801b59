"""One-time links: what the page shows and hides, that opening changes nothing, that a no counts at once and a yes
once somebody has checked who gave it; forms and links in every state.
"""

import re
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from core.consent import asking
from core.consent.models import Asking, Entry
from core.consent.reading import standing_of
from core.db import db, utcnow
from core.people.relationships.models import Relationship
from core.tasks import Task
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.users.tries import FREE
from tests.core.consent.conftest import PHOTOS, Family, Open, person, says, stands_in

TAKE_PART = "core.take_part"
LINK = re.compile(r'value="http://[^/"]+(/ashdown/agree/[^"]+)"')


@pytest.fixture
def worker(world: World) -> PageClient:
    """A participation worker of Ashdown."""
    return world.browser("worker")


@pytest.fixture
def nobody(app: Flask) -> PageClient:
    """A phone that is signed in nowhere."""
    client = app.test_client()
    assert isinstance(client, PageClient)
    return client


def link(worker: PageClient, family: Family, **typed: object) -> str:
    """Make a link for the mother and return its path."""
    chosen = {"who": str(family.mother), "purposes": [PHOTOS, TAKE_PART], "way": "link", "identity": "to_check"}
    shown = worker.submit(f"/ashdown/people/{family.child}/agreements/ask", chosen | typed)
    assert shown.status_code == 200
    found = LINK.search(shown.text)
    assert found, shown.text
    return found[1]


def test_the_page_shows_a_first_name_and_the_words_for_adults(
    worker: PageClient, nobody: PageClient, family: Family, within: Open
) -> None:
    path = link(worker, family)
    said = nobody.get(path).text
    assert "What do you agree to for Juno?" in said
    assert "About photograph, adult." in said and "About take part, adult." in said
    for hidden in ("Reed", "standard.", "2016", "school"):
        assert hidden not in said.split("<main")[1].split("</main")[0]
    nobody.get(path)
    with within():
        assert {line.state for line in db.session.scalars(db.select(Entry))} == {"asked"}
        assert db.session.scalars(db.select(Asking)).one().state == "open"


def test_a_no_counts_at_once_and_a_yes_waits(
    worker: PageClient, nobody: PageClient, family: Family, within: Open
) -> None:
    with within():
        says(family.child, True, TAKE_PART, voice="adult", adult_id=family.mother)
    path = link(worker, family)
    sent = nobody.submit(path, {"answer_0": "yes", "uses_0": ["print"], "answer_1": "no"})
    assert "waits=yes" in sent.headers["Location"]
    assert "a worker first makes sure that it was you" in nobody.get(sent.headers["Location"]).text
    with within():
        assert standing_of(family.child, TAKE_PART).state == "withdrawn"
        assert not standing_of(family.child, PHOTOS).holds
        found = db.session.scalars(db.select(Asking)).one()
        assert found.state == "answered" and list(found.answers) == [PHOTOS]
    assert "1 answer about agreements to check" in worker.get("/ashdown/home").text
    listed = worker.get("/ashdown/agreements/").text
    assert "Photos (Printed, such as posters and reports)" in listed and "Ada Reed" in listed
    assert "Say how you know who it was" in send(worker, f"/ashdown/agreements/check/{found.id}", {}).text


def test_a_check_makes_the_yes_count_and_closes_its_task(
    worker: PageClient, nobody: PageClient, family: Family, within: Open
) -> None:
    nobody.submit(link(worker, family), {"answer_0": "yes", "uses_0": ["print", "face_free"]})
    with within():
        waiting = db.session.scalars(db.select(Asking)).one()
        assert db.session.scalars(db.select(Task)).one().kind == "consent.check"
    sent = send(worker, f"/ashdown/agreements/check/{waiting.id}", {"identity": "called_back"})
    assert sent.status_code == 302
    with within():
        found = standing_of(family.child, PHOTOS)
        assert found.allows("print") and found.limits == {"face_free"}
        row = db.session.get_one(Asking, waiting.id)
        assert (row.state, row.identity, row.answers) == ("settled", "called_back", {})
        assert db.session.scalars(db.select(Task)).one().done_at is not None
        line = db.session.scalars(db.select(Entry).where(Entry.state == "given")).one()
        assert (line.how, line.band, line.capacity) == ("link", "adult", "parental_responsibility")
    assert worker.get(f"/ashdown/agreements/check/{waiting.id}").status_code == 404


def main(page: str) -> str:
    """What a page says, without its menus, which lead back to its address."""
    return page.split("<main")[1].split("</main")[0]


def send(browser: PageClient, url: str, data: dict[str, object]) -> TestResponse:
    """Send the first form of the page, which is the one that asks something."""
    page = browser.get(url).text.split("<main")[1]
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    return browser.post(url, data={"csrf_token": token[1], **data})


def test_put_aside_counts_no_yes(worker: PageClient, nobody: PageClient, family: Family, within: Open) -> None:
    nobody.submit(link(worker, family), {"answer_0": "yes", "uses_0": ["print"], "answer_1": "no"})
    with within():
        waiting = db.session.scalars(db.select(Asking)).one()
    sent = worker.submit(f"/ashdown/agreements/check/{waiting.id}", action="aside")
    assert sent.status_code == 302
    with within():
        assert not standing_of(family.child, PHOTOS).holds
        assert standing_of(family.child, TAKE_PART).state == "refused"
        row = db.session.get_one(Asking, waiting.id)
        assert (row.state, row.identity, row.answers) == ("settled", "not_them", {})


def test_a_link_handed_over_in_person_counts_at_once(
    worker: PageClient, nobody: PageClient, family: Family, within: Open
) -> None:
    path = link(worker, family, identity="handed_over")
    sent = nobody.submit(path, {"answer_0": "yes", "uses_0": ["print"]})
    assert "They count from now on." in nobody.get(sent.headers["Location"]).text
    with within():
        assert standing_of(family.child, PHOTOS).allows("print")


def test_a_link_works_once_and_only_for_what_was_asked(
    worker: PageClient, nobody: PageClient, family: Family, within: Open
) -> None:
    path = link(worker, family, purposes=[PHOTOS])
    page = nobody.get(path).text
    assert "About take part" not in page
    nobody.submit(path, {"answer_0": "no", "answer_1": "yes"})
    again = nobody.get(path)
    assert again.status_code == 404 and "This link cannot be used now" in again.text
    assert main(nobody.get("/ashdown/agree/unknown").text) == main(again.text), "used and unknown must look the same"
    with within():
        assert standing_of(family.child, TAKE_PART).state == "not_asked"


def test_an_old_link_and_one_of_another_council_are_gone(
    worker: PageClient, nobody: PageClient, family: Family, within: Open
) -> None:
    path = link(worker, family)
    assert nobody.get(path.replace("ashdown", "brackwell")).status_code == 404
    with within():
        db.session.scalars(db.select(Asking)).one().expires_at = utcnow() - timedelta(minutes=1)
        db.session.commit()
    assert nobody.get(path).status_code == 404


def test_whoever_may_no_longer_decide_cannot_answer(
    worker: PageClient, nobody: PageClient, family: Family, within: Open
) -> None:
    path = link(worker, family)
    with within():
        bond = db.session.scalars(db.select(Relationship).where(Relationship.adult_id == family.mother)).one()
        bond.no_contact = True
        db.session.commit()
    gone = nobody.get(path)
    assert gone.status_code == 404 and "Juno" not in gone.text
    assert main(gone.text) == main(nobody.get("/ashdown/agree/unknown").text), "nothing says that they are kept away"


def test_guesses_have_to_wait(nobody: PageClient) -> None:
    for number in range(FREE + 1):
        nobody.get(f"/ashdown/agree/guess-{number}")
    assert "Too many tries" in nobody.get("/ashdown/agree/guess").text


def test_a_yes_without_a_use_and_no_answer_at_all_are_said(
    worker: PageClient, nobody: PageClient, family: Family
) -> None:
    path = link(worker, family)
    assert "Tick at least one, or choose no." in nobody.submit(path, {"answer_0": "yes"}).text
    assert "Tick at least one, or choose no." in nobody.submit(path, {"answer_0": "yes", "uses_0": ["face_free"]}).text
    assert "Answer at least one of them." in nobody.submit(path, {}).text
    assert nobody.get(path).status_code == 200, "a slip does not use the link up"


def test_a_young_person_answers_for_themselves_in_their_words(
    worker: PageClient, nobody: PageClient, within: Open
) -> None:
    with within():
        who = person("Rae Hill", 16)
        db.session.commit()
    chosen = {"who": "own", "purposes": [TAKE_PART], "way": "link", "identity": "handed_over"}
    shown = worker.submit(f"/ashdown/people/{who}/agreements/ask", chosen)
    path = LINK.search(shown.text)
    assert path
    said = nobody.get(path[1]).text
    assert "What do you agree to?" in said and "About take part, standard." in said
    nobody.get("/ashdown/reading/easy")
    assert "About take part, easy." in nobody.get(path[1]).text
    nobody.submit(path[1], {"answer_0": "yes"})
    with within():
        assert standing_of(who, TAKE_PART).holds


def test_the_no_of_somebody_who_may_not_decide_goes_to_a_worker(family: Family, within: Open) -> None:
    with within():
        asked = asking.Whom(family.child, family.mother)
        made = asking.make_form(asked, [PHOTOS], None, family.child)
        db.session.scalars(
            db.select(Relationship).where(Relationship.adult_id == family.mother)
        ).one().verified_on = None
        db.session.flush()
        asking.take(made, {PHOTOS: asking.Given(False)}, checked=True)
        db.session.commit()
        assert standing_of(family.child, PHOTOS).state == "asked"
        task = db.session.scalars(db.select(Task)).one()
        assert task.kind == "consent.other_no" and "said no: photos" in task.title


def test_an_adult_is_asked_only_about_what_was_delegated_to_them(worker: PageClient, within: Open) -> None:
    with within():
        child, carer = person("Ash Vale", 9), person("Mo Vale", 45, "parent_carer")
        stands_in(child, carer, kind="carer", parental_responsibility=False, delegated=[PHOTOS])
        db.session.commit()
    chosen = {"who": str(carer), "purposes": [PHOTOS, TAKE_PART], "way": "link", "identity": "to_check"}
    shown = worker.submit(f"/ashdown/people/{child}/agreements/ask", chosen)
    assert "This adult may not decide about: Taking part." in shown.text
    page = {"who": str(carer), "purposes": [PHOTOS], "way": "screen"}
    shown = worker.submit(f"/ashdown/people/{child}/agreements/ask", page)
    assert "Only the person themselves is asked on their own page" in shown.text


def test_asking_on_their_own_page_is_written_down(worker: PageClient, family: Family, within: Open) -> None:
    chosen = {"who": "own", "purposes": [PHOTOS], "way": "screen"}
    assert worker.submit(f"/ashdown/people/{family.child}/agreements/ask", chosen).status_code == 302
    with within():
        assert standing_of(family.child, PHOTOS).state == "asked"


def test_two_answers_at_once_are_one(family: Family, within: Open) -> None:
    with within():
        made = asking.make_form(asking.Whom(family.child), [PHOTOS], None, family.child)
        db.session.commit()
        assert asking.claim(made)
        assert not asking.claim(made)
