"""Rounds of paper forms: who gets one by the rules, the paper itself, entering by code, what is still missing."""

import io
import re
from uuid import UUID, uuid4

import pytest
from pypdf import PdfReader

from core.clock import local_today
from core.consent import asking, paper, rounds
from core.consent.answerers import Answerers
from core.consent.models import Asking, Competence, Entry, Round
from core.consent.reading import standing_of
from core.db import db
from core.people.models import Organisation, Person
from core.testing.apps import World
from core.testing.browsing import PageClient
from tests.core.consent.conftest import PHOTOS, Count, Family, Open, person, stands_in

TODAY = local_today()
TAKE_PART = "core.take_part"
BOTH = (PHOTOS, TAKE_PART)


@pytest.fixture
def worker(world: World) -> PageClient:
    """A participation worker of Ashdown."""
    return world.browser("worker")


def planned(people: list[UUID], **how: bool) -> dict[tuple[str, bool], list[str]]:
    """The forms that a round would hand out: (whose, is it the person's own) -> purposes."""
    found = rounds.handout(people, rounds.Wanted("Trip", BOTH, **how))
    names = {one.id: one.name for one in db.session.scalars(db.select(Person))}
    return {(names[w.adult_id or w.person_id], w.adult_id is None): list(n) for w, n in found.forms.items()}


def make_round(worker: PageClient, *people: UUID, **typed: object) -> str:
    """Make a round through its page, as a group's page sends people; returns its address."""
    shown = worker.get("/ashdown/agreements/rounds/new").text
    values = dict(re.findall(r'name="(csrf_token|once)"[^>]*value="([^"]+)"', shown))
    sent = {"do": "make", "title": "Summer trip", "purposes": list(BOTH), "adults": "one", "child_too": "y"}
    answer = worker.post(
        "/ashdown/agreements/rounds/new", data=values | {"person": [str(one) for one in people]} | sent | typed
    )
    assert answer.status_code == 302
    return answer.headers["Location"]


def codes(within: Open) -> dict[bool, str]:
    """The codes of the forms there are, by whether the form is the person's own."""
    with within():
        return {one.adult_id is None: asking.code_of(one.id) for one in db.session.scalars(db.select(Asking))}


def test_the_rules_say_who_gets_a_form(family: Family, within: Open) -> None:
    with within():
        older, alone, unknown = person("Ivy Old", 16), person("Lee Alone", 9), person("Sky Unknown")
        judged = person("Max Judged", 14)
        stands_in(judged, family.father)
        db.session.add(
            Competence(
                person_id=judged,
                decision=PHOTOS,
                judgement="competent",
                assessed_on=local_today(),
                review_on=local_today(),
            )
        )
        db.session.flush()
        everybody = [family.child, older, alone, unknown, judged]
        assert planned(everybody, child_too=False) == {
            ("Ada Reed", False): list(BOTH),
            ("Ivy Old", True): list(BOTH),
            ("Max Judged", True): [PHOTOS],
            ("Tom Reed", False): [TAKE_PART],
        }
        assert ("Tom Reed", False) in planned([family.child], every_adult=True)
        assert ("Juno Reed", True) in planned([family.child], child_too=True)
        found = rounds.handout(everybody, rounds.Wanted("Trip", BOTH))
        assert [one.name for one in found.nobody] == ["Lee Alone", "Sky Unknown"]


def test_a_child_in_care_is_the_councils_to_decide_about(within: Open) -> None:
    with within():
        child = person("Kay Care", 8)
        stands_in(child, None, kind="corporate_parent")
        found = rounds.handout([child], rounds.Wanted("Trip", BOTH, child_too=False))
        assert not found.forms and [one.name for one in found.council] == ["Kay Care"]
        titles = [adult.title for adult in Answerers((child,)).decision(child, PHOTOS).adults]
        assert titles == ["The council, as corporate parent"]


def test_the_paper_holds_each_readers_words_and_no_address(worker: PageClient, family: Family, within: Open) -> None:
    where = make_round(worker, family.child)
    pdf = worker.get(f"{where}forms.pdf")
    assert pdf.mimetype == "application/pdf" and "no-store" in pdf.headers["Cache-Control"]
    pages = [one.extract_text() for one in PdfReader(io.BytesIO(pdf.data)).pages]
    assert len(pages) == 2
    said = {"Ada Reed" in one: " ".join(one.split()) for one in pages}
    assert "About photograph, adult." in said[True] and "About: Juno Reed" in said[True]
    assert "About photograph, young." in said[False]
    for own, code in codes(within).items():
        assert code in said[not own]
    assert "http" not in said[True] and "Printed, such as posters and reports" in said[True]
    easy = PdfReader(io.BytesIO(worker.get(f"{where}forms.pdf?band=easy").data)).pages[0].extract_text()
    assert "easy." in easy


def test_the_picture_on_a_form_is_its_code_alone(within: Open) -> None:
    svg = paper._svg("BCDF-GHJ-KMN")
    assert svg.startswith(b"<?xml") and b"http://www.w3.org" in svg and b"ashdown" not in svg


def test_a_form_is_entered_by_its_code_and_the_next_follows(worker: PageClient, family: Family, within: Open) -> None:
    where = make_round(worker, family.child)
    code = codes(within)[False]
    typed = code.lower().replace("-", " ")
    opened = worker.submit("/ashdown/agreements/enter", {"code": typed})
    page = opened.headers["Location"]
    assert "Form about Juno Reed" in worker.get(page).text and "Filled in by Ada Reed." in worker.get(page).text
    sent = worker.submit(page, {"answer_0": "yes", "uses_0": ["print"], "answer_1": "no"})
    assert sent.headers["Location"] == "/ashdown/agreements/enter"
    assert "Juno Reed: entered. Next form?" in worker.get("/ashdown/agreements/enter").text
    with within():
        assert standing_of(family.child, PHOTOS).allows("print")
        assert standing_of(family.child, TAKE_PART).state == "refused"
        line = db.session.scalars(db.select(Entry).where(Entry.state == "given")).one()
        assert (line.how, line.adult_id) == ("paper", family.mother)
    said = worker.get(where).text
    assert re.findall(r"<dd>(\d)</dd>", said) == ["2", "1", "1"]
    left = PdfReader(io.BytesIO(worker.get(f"{where}forms.pdf").data)).pages
    assert len(left) == 1, "what is back is not printed again"


def test_wrong_and_used_codes_are_said_plainly(worker: PageClient, family: Family, within: Open) -> None:
    where = make_round(worker, family.child)
    enter = "/ashdown/agreements/enter"
    assert "No form has this code" in worker.submit(enter, {"code": "BCDF-GHJ-KMN"}).text
    assert "No form has this code" in worker.submit(enter, {"code": "?"}).text
    code = codes(within)[True]
    page = worker.submit(enter, {"code": code}).headers["Location"]
    worker.submit(page, {"answer_0": "no"})
    again = worker.submit(enter, {"code": code}).text
    assert "This form was entered on" in again and "Nothing was entered a second time" in again
    assert worker.get(page).headers["Location"] == enter
    lines = worker.get(where).text
    assert lines.count("Take it back") == 1
    worker.submit(where, action="back")
    assert "it was taken back or is too old" in worker.submit(enter, {"code": codes(within)[False]}).text


def test_an_unsigned_yes_waits_and_a_no_counts(worker: PageClient, family: Family, within: Open) -> None:
    make_round(worker, family.child)
    page = worker.submit("/ashdown/agreements/enter", {"code": codes(within)[False]}).headers["Location"]
    sent = worker.submit(page, {"answer_0": "yes", "uses_0": ["print"], "answer_1": "no", "signed": []})
    assert sent.status_code == 302
    with within():
        assert not standing_of(family.child, PHOTOS).holds
        assert standing_of(family.child, TAKE_PART).state == "refused"
        assert "answered" in set(db.session.scalars(db.select(Asking.state)))


def test_a_scan_of_a_signed_form_is_kept(worker: PageClient, family: Family, within: Open) -> None:
    make_round(worker, family.child)
    page = worker.submit("/ashdown/agreements/enter", {"code": codes(within)[False]}).headers["Location"]
    bad = worker.submit(page, {"answer_1": "no", "scan": (io.BytesIO(b"<svg/>"), "form.jpg")})
    assert "Nothing was stored." in bad.text
    with within():
        made = paper.forms(list(db.session.scalars(db.select(Asking))))
    sent = worker.submit(page, {"answer_1": "no", "scan": (io.BytesIO(made), "form.pdf")})
    assert sent.status_code == 302
    with within():
        assert db.session.scalars(db.select(Entry).where(Entry.state == "refused")).one().scan_id is not None
    said = worker.get(f"/ashdown/people/{family.child}/agreements").text
    assert "The signed form" in said


def test_people_are_picked_by_pasted_names_and_by_school_and_year(
    worker: PageClient, family: Family, within: Open
) -> None:
    with within():
        school = db.session.scalars(db.select(Organisation).where(Organisation.kind == "school")).first()
        assert school is not None
        for name, years in (("Zoë Sims", 10), ("Al Sims", 12), ("Al Sims", 12)):
            one = db.session.get_one(Person, person(name, years))
            one.organisation_id = school.id if years == 10 else None
        year = next(one for one in db.session.scalars(db.select(Person).where(Person.name == "Zoë Sims")))
        year.school_year, year.school_year_from = (
            6,
            local_today().year if local_today().month > 8 else local_today().year - 1,
        )
        school_id = school.id
        db.session.commit()
    asked = {"do": "look", "names": "juno REED\nZoe Sims\nAl Sims\nNo Body", "title": ""}
    said = worker.submit("/ashdown/agreements/rounds/new", asked).text
    assert (
        "On the list: 2." in said
        and "Nobody is called so: No Body" in said
        and "More than one person is called so: Al Sims" in said
    )
    by_school = {"do": "look", "organisation_id": str(school_id), "school_year": "6"}
    assert "Zoë Sims" in worker.submit("/ashdown/agreements/rounds/new", by_school).text
    other = by_school | {"school_year": "9"}
    assert "Nobody is on the list yet." in worker.submit("/ashdown/agreements/rounds/new", other).text


def test_a_round_needs_people_and_purposes_and_is_made_once(worker: PageClient, family: Family, within: Open) -> None:
    new = "/ashdown/agreements/rounds/new"
    said = worker.submit(new, {"do": "make", "title": "Trip", "purposes": [PHOTOS]}).text
    assert "Add the people first" in said
    assert (
        "Choose at least one thing to ask about"
        in worker.submit(new, {"do": "make", "title": "Trip", "person": [str(family.child)]}).text
    )
    page = worker.get(new).text
    values = dict(re.findall(r'name="(csrf_token|once)"[^>]*value="([^"]+)"', page))
    typed = values | {
        "do": "make",
        "title": "Trip",
        "purposes": [PHOTOS],
        "adults": "one",
        "person": [str(family.child)],
    }
    for _ in range(2):
        assert worker.post(new, data=typed).status_code == 302
    with within():
        assert len(db.session.scalars(db.select(Round)).all()) == 1
        assert len(db.session.scalars(db.select(Asking)).all()) == 1
        assert {line.state for line in db.session.scalars(db.select(Entry))} == {"asked"}


def test_people_of_another_council_are_left_out(worker: PageClient, family: Family, within: Open) -> None:
    with within("brackwell"):
        theirs = person("Not Ours", 9)
        db.session.commit()
    where = make_round(worker, family.child, theirs, uuid4())
    assert "Not Ours" not in worker.get(where).text


def test_a_round_of_two_hundred_is_a_handful_of_statements(world: World, within: Open, count: Count) -> None:
    with within():
        people = [person(f"Child {number:03}", 9) for number in range(200)]
        parent = person("One Parent", 40, "parent_carer")
        for one in people:
            stands_in(one, parent)
        db.session.commit()
        with count() as statements:
            found = rounds.handout(people, rounds.Wanted("Trip", BOTH))
        assert len(found.forms) == 400
        assert len(statements) <= 4, statements


def test_only_those_who_may_see_agreements_see_a_round(world: World, worker: PageClient, family: Family) -> None:
    where = make_round(worker, family.child)
    neutral = worker.get("/ashdown/no-such-page").data
    for role in ("local_admin", "data_protection_officer", "young_person", "parent_carer", "decision_maker"):
        assert world.browser(role).get(where).data == neutral, role
    lead = world.browser("safeguarding_lead")
    assert "Juno Reed" in lead.get(where).text and "Print what is not back" not in lead.get(where).text
