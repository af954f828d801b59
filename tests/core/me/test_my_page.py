"""My page for everybody with a role: what I agreed to, one press to change it, what is known, who sees and saw it."""

from datetime import date, timedelta
from uuid import uuid4
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from core import consent
from core.access.roles import COUNCIL_ROLES
from core.clock import local_today
from core.consent import ledger
from core.consent.models import Competence
from core.db import db
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.testing.pages import Page
from core.web.bands import LONGEST_EASY_SENTENCE, sentences
from tests.core.me.conftest import NAMED, PHOTOS, Home

PAGES = ("me/", "me/agreements/", "me/details", "me/who-can-see", "me/who-looked")
AGREEMENTS = "/ashdown/me/agreements/"


def allowed(home: Home, purpose: str = NAMED, option: str = "") -> bool:
    with home.within():
        return consent.allows(home.child, purpose, option)


def answers(browser: PageClient, yes: bool, purpose: str = NAMED, **more: object) -> str:
    """Press yes or no; returns what the next page says."""
    url = f"{AGREEMENTS}{purpose}"
    browser.submit(AGREEMENTS, {"answer": "yes" if yes else "no", **more}, action=url)
    return browser.get(AGREEMENTS).get_data(as_text=True)


@pytest.mark.parametrize("role", COUNCIL_ROLES)
@pytest.mark.parametrize("page", PAGES)
def test_every_role_has_every_part_of_the_page(world: World, role: str, page: str) -> None:
    answer = world.browser(role).get(f"/ashdown/{page}")
    assert answer.status_code == 200


@pytest.mark.parametrize("role", COUNCIL_ROLES)
def test_the_menu_leads_there(world: World, role: str) -> None:
    assert 'href="/ashdown/me/"' in world.browser(role).get("/ashdown/home").get_data(as_text=True)


@pytest.mark.parametrize("band", ["standard", "young", "easy"])
@pytest.mark.parametrize("page", PAGES)
def test_each_band_reads_well(world: World, home: Home, band: str, page: str) -> None:
    home.aged(11)
    browser = world.browser("young_person")
    browser.get(f"/ashdown/reading/{band}")
    assert browser.get(f"/ashdown/{page}").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_easy_read_has_no_long_sentence(world: World, home: Home, page: str) -> None:
    home.aged(10)
    home.tie(emergency_contact=True)
    home.says(True)
    home.says(False, "core.contact", voice="adult", adult_id=home.parent)
    home.says(True, "core.take_part", voice="adult", adult_id=home.parent)
    browser = world.browser("young_person")
    browser.get("/ashdown/reading/easy")
    root = Page(browser.get(f"/ashdown/{page}").get_data(as_text=True)).root
    main = next(root.iter("main"))
    said = [part for line in lines_of(main) for part in sentences(line)]
    assert not [one for one in said if len(one.split()) > LONGEST_EASY_SENTENCE]


def lines_of(main: Element) -> list[str]:
    """What stands in each paragraph, item and cell, line breaks kept apart."""
    for broken in main.iter("br"):
        broken.text = ". "
    inner = [one for one in main.iter() if one.tag in ("p", "li", "dd", "legend", "label")]
    return [" ".join("".join(one.itertext()).split()) for one in inner if not any(one.iter("ul"))]


def test_a_yes_counts_at_once_and_so_does_taking_it_back(world: World, home: Home) -> None:
    home.aged(16)
    browser = world.browser("young_person")
    assert "You said yes." in answers(browser, True)
    assert allowed(home)
    assert "You took your yes back" in answers(browser, False)
    assert not allowed(home)


def test_a_yes_is_for_the_uses_that_were_ticked(world: World, home: Home) -> None:
    home.aged(17)
    browser = world.browser("young_person")
    answers(browser, True, PHOTOS, options=["print", "face_free"])
    assert allowed(home, PHOTOS, "print") and not allowed(home, PHOTOS, "online")
    with home.within():
        assert consent.standing(home.child, PHOTOS).limits == {"face_free"}


def test_yes_without_a_use_says_what_to_do_and_writes_nothing(world: World, home: Home) -> None:
    home.aged(17)
    page = answers(world.browser("young_person"), True, PHOTOS, options=[])
    assert "Tick what is fine, then press Yes. Nothing was changed." in page
    with home.within():
        assert not ledger.lines(home.child)


def test_made_up_uses_and_people_are_dropped(world: World, home: Home) -> None:
    home.aged(17)
    browser = world.browser("young_person")
    token = _token(browser)
    browser.post(
        f"{AGREEMENTS}core.share",
        data={"csrf_token": token, "answer": "yes", "options": ["team", "nonsense"], "with_people": [str(uuid4())]},
    )
    with home.within():
        entry = ledger.lines(home.child)[0]
        assert (entry.options, entry.with_people) == (["team"], [])


def test_the_same_answer_twice_is_one_line(world: World, home: Home) -> None:
    home.aged(17)
    browser = world.browser("young_person")
    token = _token(browser)
    for _ in range(2):
        browser.post(f"{AGREEMENTS}{NAMED}", data={"csrf_token": token, "answer": "yes"})
    with home.within():
        assert [entry.state for entry in ledger.lines(home.child)] == ["given"]


def test_under_the_guardians_age_a_yes_waits_for_an_adult_and_a_no_does_not(world: World, home: Home) -> None:
    home.aged(10)
    browser = world.browser("young_person")
    page = browser.get(AGREEMENTS).get_data(as_text=True)
    assert "We also need the yes of somebody who looks after you." in page
    said = answers(browser, True)
    assert "You said yes. We also need the yes of somebody who looks after you" in said
    assert "Your yes does not count yet." in said and "It counts from now on." not in said
    assert not allowed(home)
    home.tie()
    home.says(True, voice="adult", adult_id=home.parent)
    assert "somebody who looks after you said yes" in browser.get(AGREEMENTS).get_data(as_text=True)
    assert allowed(home)
    answers(browser, False)
    assert not allowed(home)


def test_what_was_asked_comes_first_and_is_on_the_first_page_until_it_is_answered(world: World, home: Home) -> None:
    home.aged(16)
    browser = world.browser("young_person")
    asks = "We ask whether something is all right with you"
    assert asks not in browser.get("/ashdown/home").get_data(as_text=True)
    with home.within():
        ledger.ask(home.child, "core.contact", "screen", None)
        db.session.commit()
    assert asks in browser.get("/ashdown/home").get_data(as_text=True)
    page = browser.get(AGREEMENTS).get_data(as_text=True)
    assert page.index('id="core-contact"') < page.index('id="core-take_part"')
    answers(browser, False, "core.contact")
    assert asks not in browser.get("/ashdown/home").get_data(as_text=True)


def test_what_was_said_before_names_nobody(world: World, home: Home) -> None:
    home.aged(10)
    home.tie()
    home.says(True, voice="adult", adult_id=home.parent, note="A secret remark")
    page = world.browser("young_person").get(AGREEMENTS).get_data(as_text=True)
    assert "Somebody who looks after you said yes." in page
    assert "Parent carer Tester" not in page and "A secret remark" not in page


def test_a_purpose_without_words_is_not_there(world: World) -> None:
    browser = world.browser("young_person", "brackwell")
    assert "core-tell_later" not in browser.get("/brackwell/me/agreements/").get_data(as_text=True)
    token = _token(browser, "/brackwell/me/agreements/")
    for name in ("core.tell_later", "core.nonsense"):
        answer = browser.post(f"/brackwell/me/agreements/{name}", data={"csrf_token": token, "answer": "yes"})
        assert answer.status_code == 404


def test_staff_have_agreements_of_their_own(world: World, home: Home) -> None:
    browser = world.browser("worker")
    assert "You said yes." in answers(browser, True)
    with home.within():
        worker = world.people["ashdown", "worker"].person_id
        assert worker and consent.allows(worker, NAMED)


def test_a_judgement_is_told_as_a_result_and_nothing_more(world: World, home: Home) -> None:
    home.aged(14)
    with home.within():
        today = local_today()
        judged = {"judgement": "competent", "assessed_on": today, "review_on": today + timedelta(days=90)}
        db.session.add(Competence(person_id=home.child, decision=NAMED, weighing="What they told me", **judged))
        db.session.commit()
    page = world.browser("young_person").get("/ashdown/me/details").get_data(as_text=True)
    assert "You can decide this yourself." in page and "What they told me" not in page


def test_the_details_say_nothing_of_protection(world: World, home: Home) -> None:
    browser = world.browser("young_person")
    before = [_plain(browser, page) for page in PAGES]
    home.change(home.child, is_protected=True)
    assert [_plain(browser, page) for page in PAGES] == before


def test_who_can_see_follows_the_permissions_and_the_rule(world: World, home: Home) -> None:
    home.aged(10)
    url = "/ashdown/me/who-can-see"
    browser = world.browser("young_person")
    page = browser.get(url).get_data(as_text=True)
    assert "Participation worker" in page and "Parent carer Tester" not in page and "Decision-maker" not in page
    home.tie(emergency_contact=True)
    page = browser.get(url).get_data(as_text=True)
    assert "Parent carer Tester" in page and "can answer for you" in page and "in an emergency" in page
    home.aged(16)
    assert "what you choose to share, and nothing else" in browser.get(url).get_data(as_text=True)
    home.aged(18)
    assert "Parent carer Tester" not in browser.get(url).get_data(as_text=True)


@pytest.mark.parametrize("flag", ["no_contact", "court_order"])
def test_an_adult_who_is_kept_away_leaves_no_trace_on_any_page(world: World, home: Home, flag: str) -> None:
    home.aged(10)
    browser = world.browser("young_person")
    before = [_plain(browser, page) for page in PAGES]
    home.tie(**{flag: True}, flag_note="Grave")
    assert [_plain(browser, page) for page in PAGES] == before


def test_opening_my_own_page_is_no_reading_and_a_workers_is(world: World, home: Home) -> None:
    browser = world.browser("young_person")
    for page in PAGES:
        browser.get(f"/ashdown/{page}")
    assert "Nobody has looked yet" in browser.get("/ashdown/me/who-looked").get_data(as_text=True)
    world.browser("worker").get(f"/ashdown/people/{home.child}/")
    assert "Participation worker" in browser.get("/ashdown/me/who-looked").get_data(as_text=True)


def test_every_request_about_data_is_one_step_away(world: World) -> None:
    page = world.browser("young_person").get("/ashdown/me/").get_data(as_text=True)
    for kind in ("access", "correction", "erasure", "complaint"):
        assert f"/ashdown/me/ask/{kind}" in page


def test_the_link_to_messages_is_there_when_the_page_is(world: World, app: Flask) -> None:
    page = world.browser("young_person").get("/ashdown/me/").get_data(as_text=True)
    there = app.url_map.bind("").test("/ashdown/me/messages", "GET")
    assert ("/ashdown/me/messages" in page) is there


def _token(browser: PageClient, url: str = AGREEMENTS) -> str:
    page = browser.get(url).get_data(as_text=True)
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def _plain(browser: PageClient, page: str) -> str:
    """A page without its tokens."""
    parts = browser.get(f"/ashdown/{page}").get_data(as_text=True).split('name="csrf_token" value="')
    return "".join([parts[0], *(part.partition('"')[2] for part in parts[1:])])


def test_a_date_of_birth_is_said_as_people_say_it(world: World, home: Home) -> None:
    home.born(date(2012, 2, 29))
    assert "29 February 2012" in world.browser("young_person").get("/ashdown/me/details").get_data(as_text=True)
