"""The pages about conflicts, moving and the LADO as leads meet them; nothing is left for whoever is barred."""

from uuid import UUID

import pytest

from core.db import db
from core.safeguarding.alarms.crew import whom
from core.safeguarding.alarms.finding import crew_of
from core.safeguarding.conflicts import bars
from core.safeguarding.record import chronology
from core.safeguarding.store import ALLEGATIONS, CONCERNS, STORES
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house
from tests.core.safeguarding.desk.conftest import Desk

LIST = "/ashdown/safeguarding/"
LOG = f"{LIST}low-level"
RAVI = "Ravi Menon"
NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def desk(world: World) -> Desk:
    """The desk of Ashdown."""
    return Desk(world)


@pytest.fixture
def lead(world: World) -> PageClient:
    """A browser of Ashdown's safeguarding lead."""
    return world.browser("safeguarding_lead")


@pytest.fixture
def other(desk: Desk) -> PageClient:
    """The browser of a second lead, Ravi Menon."""
    return desk.somebody(RAVI)


def _bar(desk: Desk, url: str, why: str = "close") -> None:
    with desk.scope():
        store, case = desk.found(url)
        bars.bar(store, chronology.locked(store, case.id), desk.user_id(RAVI), why, None)
        db.session.commit()


def _kinds(desk: Desk, url: str) -> list[str]:
    return [one.kind for one in desk.entries(url)]


@pytest.mark.parametrize("name", STORES)
def test_a_barred_lead_finds_nothing_anywhere(desk: Desk, lead: PageClient, other: PageClient, name: str) -> None:
    url = desk.raised("A worker hurt me", STORES[name])
    assert url in other.get(LIST).text
    data = {"who": str(desk.user_id(RAVI)), "why": "close", "note": "They are married."}
    assert lead.submit(f"{url}/conflicts", data).status_code == 302
    assert url not in other.get(LIST).text
    missing = other.get(f"{LIST}{name}/{NOWHERE}")
    for page in ("", "/conflicts", "/i-know-somebody", "/move", "/step/note"):
        answer = other.get(f"{url}{page}")
        assert (answer.status_code, answer.text) == (404, missing.text)


def test_what_a_barred_lead_still_has_open_writes_nothing(desk: Desk, other: PageClient) -> None:
    url = desk.raised()
    shown = other.get(f"{url}/step/note").text
    _bar(desk, url)
    token = shown.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
    for page, said in (("step/note", {"what": "x", "source": "seen"}), ("move", {"reason": "x"})):
        assert other.post(f"{url}/{page}", data={"csrf_token": token, **said}).status_code == 404
    assert _kinds(desk, url) == ["raised", "barred"]


def test_a_lead_lets_somebody_in_again(desk: Desk, lead: PageClient, other: PageClient) -> None:
    url = desk.raised("Ravi hurt me", ALLEGATIONS)
    assert other.get(url).status_code == 404
    assert RAVI in lead.get(f"{url}/conflicts").text
    lead.submit(f"{url}/conflicts/{desk.user_id(RAVI)}/let-in", {"note": "Another Ravi, a coach"})
    assert other.get(f"{url}/conflicts").status_code == 200
    assert _kinds(desk, url) == ["raised", "barred", "bar_ended"]


def test_who_declares_a_conflict_is_out_and_cannot_come_back_alone(
    desk: Desk, lead: PageClient, other: PageClient
) -> None:
    url = desk.raised()
    assert other.submit(f"{url}/i-know-somebody", {"note": "My neighbour"}).status_code == 302
    assert other.get(url).status_code == 404
    assert other.get(f"{url}/conflicts/{desk.user_id(RAVI)}/let-in").status_code == 404
    assert "Said that they know somebody in it" in lead.get(f"{url}/conflicts").text


def test_the_last_lead_is_warned_before_stepping_out(desk: Desk, lead: PageClient) -> None:
    url = desk.raised()
    assert "You are the last lead" in lead.get(f"{url}/i-know-somebody").text
    lead.submit(f"{url}/i-know-somebody", {"note": "My sister"})
    body = desk.entries(url)[-1].body
    assert body is not None and body["nobody_left"] is True


def test_a_concern_is_moved_from_its_page(desk: Desk, lead: PageClient, other: PageClient) -> None:
    url = desk.raised("A man at the club hit me")
    data = {"adult_name": "Ravi", "reason": "He helps at the club"}
    there = lead.submit(f"{url}/move", data).location
    assert there.startswith(f"{LIST}allegations/")
    assert (other.get(there).status_code, other.get(url).status_code) == (404, 404)
    assert lead.submit(f"{url}/move", data).location == url
    assert _kinds(desk, url).count("moved") == 1


def test_the_threshold_leads_to_the_lado_or_to_the_log(desk: Desk, lead: PageClient) -> None:
    url = desk.raised("He shouts a lot", ALLEGATIONS, answers={"adult_name": "Jo Bright-Lea"})
    lead.submit(f"{url}/threshold", {"reason": "Loud, no more"})
    assert "Jo Bright-Lea" in lead.get(LOG).text
    assert lead.submit(f"{url}/threshold", {"tests": ["harmed"], "reason": "He pushed me"}).location == f"{url}/lado"
    assert "Jo Bright-Lea" not in lead.get(LOG).text
    said = {"on": ["20", "11", "2025"], "spoke_to": "Duty officer", "advice": "Meet", "police": "yes"}
    assert lead.submit(f"{url}/lado", said).status_code == 302
    assert lead.submit(f"{url}/outcome", {"outcome": "unfounded", "reason": "Nothing"}).status_code == 302
    assert _kinds(desk, url) == ["raised", "low_level", "threshold", "lado", "outcome"]


def test_the_clock_for_the_lado_runs_until_they_are_told(desk: Desk, lead: PageClient) -> None:
    url = desk.raised("He pushed me", ALLEGATIONS)
    desk.take(lead, url, "acknowledge")
    triage = {"safe_now": "yes", "risk": "low", "reason": "r", "about_staff": "yes", "conflict": "no"}
    desk.take(lead, url, "triage", **triage)
    steps = [desk.case(url, "due_step")[0]]
    for said in ({"reason": "Small"}, {"tests": ["risk"], "reason": "Again"}):
        lead.submit(f"{url}/threshold", said)
        steps += desk.case(url, "due_step")
    told = {"on": ["20", "11", "2025"], "spoke_to": "Duty officer", "advice": "Meet", "police": "no"}
    lead.submit(f"{url}/lado", told)
    assert [*steps, *desk.case(url, "due_step")] == ["lado", "decide", "lado", "decide"]


def test_three_worries_in_a_year_are_a_pattern_to_whoever_may_read_them(
    desk: Desk, lead: PageClient, other: PageClient
) -> None:
    for number in range(3):
        url = desk.raised(f"Worry {number}", ALLEGATIONS, answers={"adult_name": "Jo Bright-Lea"})
        lead.submit(f"{url}/threshold", {"reason": "Small"})
    assert all("Look at these together" in one.get(LOG).text for one in (lead, other))
    _bar(desk, url)
    assert "Look at these together" not in other.get(LOG).text


def test_the_same_lead_never_closes_an_allegation_alone(desk: Desk, lead: PageClient, other: PageClient) -> None:
    url = desk.raised("A worker hurt me", ALLEGATIONS)
    with desk.scope():
        case = chronology.locked(ALLEGATIONS, desk.found(url)[1].id)
        for kind in ("acknowledged", "triaged", "decided"):
            chronology.append(ALLEGATIONS, case, kind, {}, by=None)
        db.session.commit()
    words = {"outcome": "unfounded", "reason": "r", "child_view": "v", "feedback": "yes", "feedback_how": "h"}
    desk.take(lead, url, "propose-closing", **words)
    lead.submit(f"{url}/step/confirm-closing", {"reason": "I agree with myself"})
    assert desk.case(url, "state") == ["closing"]
    _bar(desk, url)
    assert other.get(f"{url}/step/confirm-closing").status_code == 404
    with desk.scope():
        held = chronology.locked(ALLEGATIONS, desk.found(url)[1].id)
        bars.let_in(ALLEGATIONS, held, desk.user_id(RAVI), UUID(int=1), "")
        db.session.commit()
    desk.take(other, url, "confirm-closing", reason="I have read it")
    assert desk.case(url, "state") == ["closed"]


@pytest.mark.parametrize("role", ["local_admin", "worker", "data_protection_officer", "young_person", "parent_carer"])
def test_nobody_else_finds_these_pages(world: World, desk: Desk, role: str) -> None:
    url, browser = desk.raised(store=ALLEGATIONS), world.browser(role)
    pages = ("conflicts", "i-know-somebody", "move", "threshold", "lado", "outcome")
    assert {browser.get(f"{url}/{page}").status_code for page in pages} == {404}
    assert browser.get(LOG).status_code == 404


def test_a_concern_has_no_pages_of_an_allegation(desk: Desk, lead: PageClient) -> None:
    url = desk.raised(store=CONCERNS)
    assert {lead.get(f"{url}/{page}").status_code for page in ("threshold", "lado", "outcome")} == {404}


def test_whoever_it_was_given_to_does_not_read_who_must_not_see_it(desk: Desk, lead: PageClient, world: World) -> None:
    url, _ = desk.raised("Ravi Menon came by"), desk.somebody(RAVI)
    _bar(desk, url)
    given = str(desk.user_id("Practitioner Tester"))
    desk.take(lead, url, "allocate", user_id=given, why="See her at school")
    page = world.browser("practitioner").get(url)
    assert page.status_code == 200 and "kept from it" not in page.text
    assert "Somebody was kept from it" in lead.get(url).text


def test_a_barred_author_keeps_the_receipt(desk: Desk, world: World) -> None:
    code_hash = "d" * 64
    desk.somebody(RAVI)
    url = desk.raised("I was too rough", ALLEGATIONS, receipt_hash=code_hash, answers={"adult_name": RAVI})
    assert desk.case(url, "receipt_hash") == [code_hash]


def test_the_lado_hears_where_every_lead_is_barred(desk: Desk, world: World) -> None:
    with desk.scope():
        council = house().authorities.by_id(desk.council_id)
        assert council is not None
        crew = crew_of(council)
        everybody = frozenset(one.user_id for one in crew.users if one.user_id)
        for store in STORES:
            for stage in ("leads", "again", "deputies", "duty", "nobody"):
                assert whom(crew, store, stage, everybody) == (crew.lado,)


def test_no_page_counts_cases_in_a_row(desk: Desk, lead: PageClient, other: PageClient) -> None:
    """A gap between two numbers would tell a barred lead of the case between them."""
    first, hidden, third = (desk.raised(f"Case {number}", ALLEGATIONS) for number in range(3))
    _bar(desk, hidden)
    for page in (other.get(LIST).text, other.get(third).text):
        assert "about staff 1<" not in page and "about staff 3<" not in page
    assert first.split("/")[-1][:8].upper() in other.get(LIST).text
    found = other.get(f"{first}/step/link?find={third.split('/')[-1][:8]}").text
    assert third.split("/")[-1] in found
    assert hidden.split("/")[-1] not in other.get(f"{first}/step/link?find={hidden.split('/')[-1][:8]}").text
