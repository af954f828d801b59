"""A person's agreements for staff: what the page says, writing answers down, settling, and every refusal."""

from datetime import timedelta
from uuid import UUID

import pytest

from core.audit import Sighting
from core.clock import local_today
from core.consent.ledger import LedgerRefused, Said, answer
from core.consent.models import Entry
from core.consent.reading import standing_of
from core.db import db
from core.people.models import Person
from core.tasks import Task
from core.testing.apps import World
from core.testing.browsing import PageClient
from tests.core.consent.conftest import PHOTOS, Family, Open, person, says, stands_in

TODAY = local_today()


@pytest.fixture
def worker(world: World) -> PageClient:
    """A participation worker of Ashdown."""
    return world.browser("worker")


def agreements(who: UUID) -> str:
    """The address of somebody's agreements."""
    return f"/ashdown/people/{who}/agreements"


def recorded(how: str = "spoken", **more: object) -> dict[str, object]:
    """What a worker types who writes down a yes to photos in print."""
    day = {"said_on": [str(TODAY.day), str(TODAY.month), str(TODAY.year)]}
    return {"answer": "yes", "options": ["print"], "how": how, "note": "She rang; I know her.", **day, **more}


def test_every_purpose_stands_there_with_who_decides(worker: PageClient, family: Family) -> None:
    said = worker.get(agreements(family.child)).text
    for title in ("Taking part", "Photos", "My name", "Messages", "Sharing what I said", "Hearing what came of it"):
        assert title in said
    assert said.count("Not asked") >= 6
    assert "May answer: Ada Reed, parent with parental responsibility; Tom Reed" in said
    assert "Bea Moss" not in said, "a carer to whom nothing was delegated may not decide"
    assert "Safeguarding does not depend on any of this" in said
    assert "not the lawful basis" in said


def test_the_person_page_has_them_in_short(worker: PageClient, family: Family, within: Open) -> None:
    with within():
        says(family.child, True, voice="adult", adult_id=family.mother)
    said = worker.get(f"/ashdown/people/{family.child}/").text
    assert "All about these agreements" in said
    assert "Printed, such as posters and reports" in said


def test_a_purpose_without_words_cannot_be_asked(world: World, within: Open) -> None:
    with within("brackwell"):
        who = person("Sol Vale", 17)
        db.session.commit()
    browser = world.browser("worker", "brackwell")
    said = browser.get(f"/brackwell/people/{who}/agreements").text
    assert "This cannot be asked here: the council has no words for it yet." in said
    sent = browser.submit(
        f"/brackwell/people/{who}/agreements/core.tell_later/record",
        recorded(who="own", options=[]),
    )
    assert "This council has no words yet for “Hearing what came of it”" in sent.text
    assert "Nothing was written down" in sent.text


def test_a_call_is_written_down_with_who_heard_it(worker: PageClient, family: Family, within: Open) -> None:
    sent = worker.submit(f"{agreements(family.child)}/{PHOTOS}/record", recorded(who=str(family.mother)))
    assert sent.status_code == 302
    said = worker.get(agreements(family.child)).text
    assert "Yes from an adult, until" in said
    assert "Ada Reed, with parental responsibility" in said
    assert "She rang; I know her." in said
    with within():
        line = db.session.scalars(db.select(Entry).where(Entry.state == "given")).one()
        assert (line.how, line.options, line.capacity) == ("spoken", ["print"], "parental_responsibility")


def test_the_same_form_sent_twice_is_one_line(worker: PageClient, family: Family, within: Open) -> None:
    url = f"{agreements(family.child)}/{PHOTOS}/record"
    page = worker.get(url).text
    once = page.split('name="once"')[1].split('value="')[1].split('"')[0]
    for _ in range(2):
        assert worker.submit(url, recorded(who=str(family.mother), once=once)).status_code == 302
    with within():
        assert len(db.session.scalars(db.select(Entry)).all()) == 1


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"note": ""}, "Say who heard it, and how you know that it was them"),
        ({"options": []}, "Choose at least one of the uses, or say no. Nothing was written down."),
        ({"options": ["face_free"]}, "Choose at least one of the uses"),
        ({"said_on": ["1", "1", "2035"]}, "Give the day on which it was said"),
        ({"answer": ""}, "Choose yes or no"),
        ({"who": ""}, "Choose whose answer it is"),
    ],
)
def test_what_is_missing_is_said(worker: PageClient, family: Family, typed: dict[str, object], reason: str) -> None:
    url = f"{agreements(family.child)}/{PHOTOS}/record"
    assert reason in worker.submit(url, recorded(who=str(family.mother)) | typed).text


def test_somebody_not_entitled_is_not_offered_and_not_taken(worker: PageClient, family: Family, within: Open) -> None:
    url = f"{agreements(family.child)}/{PHOTOS}/record"
    assert worker.submit(url, recorded(who=str(family.carer))).status_code == 200
    with within(), pytest.raises(LedgerRefused, match="not recorded as somebody who may decide"):
        answer(family.child, PHOTOS, Said(yes=True, options=["print"], voice="adult", adult_id=family.carer))


def test_a_parent_cannot_answer_for_an_adult(worker: PageClient, within: Open) -> None:
    with within():
        grown, parent = person("Kit Lane", 19), person("Jo Lane", 50, "parent_carer")
        stands_in(grown, parent)
        db.session.commit()
        with pytest.raises(LedgerRefused, match="They are an adult: only they can answer"):
            answer(grown, PHOTOS, Said(yes=True, options=["print"], voice="adult", adult_id=parent))
    said = worker.get(agreements(grown)).text
    assert "They decide themselves: they are an adult." in said
    assert "Jo Lane" not in worker.get(f"{agreements(grown)}/{PHOTOS}/record").text


def test_an_unknown_birth_date_gets_the_youngest_protections(worker: PageClient, within: Open) -> None:
    with within():
        who = person("Sky Unknown")
        db.session.commit()
        assert says(who, True).state != "given"
    said = worker.get(agreements(who)).text
    assert "We do not know how old they are, so the rules for the youngest hold." in said


def test_parents_who_differ_are_settled_by_somebody_with_a_reason(world: World, family: Family, within: Open) -> None:
    with within():
        says(family.child, True, voice="adult", adult_id=family.mother)
        assert says(family.child, False, voice="adult", adult_id=family.father).state == "unsettled"
    practitioner, url = world.browser("practitioner"), f"{agreements(family.child)}/{PHOTOS}/settle"
    assert "Settle it" in practitioner.get(agreements(family.child)).text
    assert world.browser("worker").get(url).status_code == 404
    typed = {"answer": "yes", "options": ["print"]}
    assert "Say how it was settled and why" in practitioner.submit(url, typed).text
    assert practitioner.submit(url, typed | {"note": "Both were heard; print alone."}).status_code == 302
    with within():
        assert standing_of(family.child, PHOTOS).allows("print")
        task = db.session.scalars(db.select(Task).where(Task.kind == "consent.unsettled")).one()
        assert task.done_at is not None


def test_an_adult_who_is_kept_away_stands_nowhere_and_nothing_says_why(worker: PageClient, within: Open) -> None:
    with within():
        child, adult = person("Wren Ash", 9), person("Rob Ash", 40, "parent_carer")
        stands_in(child, adult, no_contact=True)
        db.session.commit()
    said = worker.get(agreements(child)).text
    assert "Rob Ash" not in said and "no contact" not in said.casefold() and "court" not in said.casefold()
    assert "No adult who may answer is recorded and checked." in said


def test_history_marks_what_was_replaced_and_shows_the_words(worker: PageClient, family: Family, within: Open) -> None:
    with within():
        says(family.child, True, voice="adult", adult_id=family.mother)
        says(family.child, True, voice="adult", adult_id=family.mother, options=["online"])
        says(family.child, False)
    said = worker.get(agreements(family.child)).text
    assert said.count(">Replaced<") == 1
    assert "They said no." in said
    words = worker.get(f"{agreements(family.child)}/{PHOTOS}/words").text
    assert "About photograph, standard." in words and "About photograph, adult." in words


def test_merged_records_and_strangers_find_nothing(
    world: World, worker: PageClient, family: Family, within: Open
) -> None:
    neutral = worker.get("/ashdown/no-such-page").data
    with within():
        db.session.get_one(Person, family.carer).merged_into_id = family.mother
        db.session.commit()
    assert worker.get(agreements(family.carer)).data == neutral
    for role in ("young_person", "parent_carer", "local_admin"):
        assert world.browser(role).get(agreements(family.child)).data == neutral
    assert world.browser("worker", "brackwell").get(agreements(family.child)).data == neutral


def test_what_ends_soon_says_so(worker: PageClient, family: Family, within: Open) -> None:
    with within():
        says(family.child, True, voice="adult", adult_id=family.mother, said_on=TODAY - timedelta(days=715))
    assert "Ask again soon." in worker.get(agreements(family.child)).text


def test_forms_with_a_file_ask_for_their_protection_themselves(
    world: World, worker: PageClient, family: Family, within: Open
) -> None:
    """They are let through the common door, which reads no large body, and ask once the permission is clear."""
    url = f"{agreements(family.child)}/{PHOTOS}/record"
    assert worker.post(url, data=recorded(who="own")).status_code == 400
    assert world.browser("young_person").post(url, data={}).status_code == 404
    with within():
        assert not db.session.scalars(db.select(Entry)).all()


def test_who_looked_is_on_record(worker: PageClient, family: Family, within: Open) -> None:
    worker.get(agreements(family.child))
    with within():
        assert family.child in set(db.session.scalars(db.select(Sighting.person_id)))


def test_everybody_who_may_see_agreements_opens_the_page(world: World, family: Family) -> None:
    for role in ("worker", "practitioner", "safeguarding_lead"):
        assert world.browser(role).get(agreements(family.child)).status_code == 200, role
    assert "admin/data-protection/lawful-bases" in world.browser("safeguarding_lead").get(agreements(family.child)).text


def test_a_no_is_taken_even_where_the_council_dropped_its_words(within: Open) -> None:
    with within("brackwell"):
        who = person("Ren Vale", 17)
        line = Entry(person_id=who, purpose="core.tell_later", state="given", voice="own", said_on=TODAY, seq=1)
        db.session.add(line)
        db.session.commit()
        assert standing_of(who, "core.tell_later").holds
        with pytest.raises(LedgerRefused, match="no words yet"):
            answer(who, "core.tell_later", Said(yes=True))
        assert answer(who, "core.tell_later", Said(yes=False)).state == "withdrawn"
