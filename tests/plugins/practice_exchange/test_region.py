"""The region's lead reads offered practice of the own region, publishes standards, and sees no council's pages."""

from typing import Any

import pytest
from flask import Flask

from core.access.stamps import stamp_of
from core.testing.apps import World, add_account, sign_in, sign_in_as
from core.testing.browsing import PageClient
from plugins.standards.models import Action, Plan, Priority
from tests.plugins.influence.planting import add_rows, read
from tests.plugins.practice_exchange.conftest import LEADS, OURS, THEIRS, Shared, of_region, ticks

LINES = "Everybody hears what came of it\nA no has its reason"


def standard(app: Flask, lead: PageClient) -> str:
    """Publish a standard; returns its id."""
    answer = lead.submit(f"{LEADS}/standards/new", {"title": "Answers", "about": "For all", "lines": LINES})
    assert answer.status_code == 302, answer.text
    return str(of_region(app)[-1].id)


def pages(app: Flask) -> list[str]:
    """Every page of the region's face that needs no id."""
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("practice_exchange_region.")]
    return [rule.rule for rule in rules if rule.arguments == {"region"} and "GET" in (rule.methods or ())]


def test_the_lead_reads_the_own_region_and_no_other(app: Flask, lead: PageClient, shared: Shared) -> None:
    assert len(pages(app)) >= 4
    for address in pages(app):
        assert lead.get(address.replace("<region>", "made-up")).status_code == 200, address
        assert lead.get(address.replace("<region>", "elsewhere")).status_code == 404, address


def test_the_lead_of_another_region_gets_the_answer_for_what_is_not_there(app: Flask, shared: Shared) -> None:
    browser: Any = app.test_client()
    with app.app_context():
        who = add_account("regional_lead", None, "Lead Elsewhere", region="elsewhere")
    sign_in_as(browser, who, None)
    for address in (*pages(app), "/regions/<region>/practice/offers/" + str(shared.offer.id)):
        assert browser.get(address.replace("<region>", "made-up")).status_code == 404, address


def test_no_council_page_opens_for_the_lead(app: Flask, lead: PageClient, shared: Shared) -> None:
    for address in (f"{OURS}/", f"{OURS}/offers/{shared.offer.id}", "/ashdown/practice/copies/", "/ashdown/home"):
        assert lead.get(address).status_code in (302, 404), address


def test_strangers_sign_in_and_others_find_nothing(
    app: Flask, client: PageClient, world: World, shared: Shared
) -> None:
    operator: Any = app.test_client()
    sign_in(operator, "operator", None)
    for address in pages(app):
        here = address.replace("<region>", "made-up")
        assert client.get(here).headers["Location"].startswith("/sign-in?next="), "what is offered is not public"
        assert operator.get(here).status_code == 404
        assert world.browser("worker").get(here).status_code == 404, "staff have it on their council's pages"


def test_every_address_of_the_region_asks_for_the_leads_right(app: Flask) -> None:
    views = {name: view for name, view in app.view_functions.items() if name.startswith("practice_exchange_region.")}
    assert {str(stamp_of(view)) for view in views.values()} == {"practice_exchange.lead"}


def test_the_regions_page_shows_it_to_its_lead_alone(lead: PageClient, client: PageClient, shared: Shared) -> None:
    assert "A warm room in winter" in lead.get("/regions/made-up/").text
    assert "A warm room" not in client.get("/regions/made-up/").text


def test_a_region_that_the_council_is_not_in_is_not_there(worker: PageClient) -> None:
    assert worker.get("/ashdown/practice/elsewhere/").status_code == 404
    assert worker.get("/ashdown/practice/elsewhere/offer").status_code == 404


def test_councils_map_their_plan_to_each_line(
    app: Flask, lead: PageClient, worker: PageClient, other: PageClient
) -> None:
    (plan,) = add_rows(app, Plan(key="p", title="Plan", shown=True))
    (priority,) = add_rows(app, Priority(plan_id=plan, key="one", title="First"))
    (action,) = add_rows(app, Action(plan_id=plan, priority_id=priority, key="a", title="A letter to each of them"))
    id = standard(app, lead)
    url = f"{OURS}/standards/{id}/1"
    assert "offered to the region" in worker.get(url).text, "the form says who reads it"
    sent = worker.submit(url, {"stage": "begun", "plan": f"standards.action.{action}", "words": "We write back."})
    assert sent.status_code == 302, sent.text
    page = lead.get(f"{LEADS}/standards/{id}").text
    assert "1 of 2 councils say how far they are." in page and "0 of 2 councils" in page
    for words in ("Ashdown", "We have begun", "A letter to each of them", "We write back."):
        assert words in page
    assert "1 of 2" in lead.get(f"{LEADS}/standards/").text
    assert "We write back." in other.get(f"{THEIRS}/standards/{id}").text


def test_what_a_council_said_of_a_line_makes_room_for_what_it_says_now(
    app: Flask, lead: PageClient, worker: PageClient
) -> None:
    id = standard(app, lead)
    for stage in ("begun", "done"):
        assert worker.submit(f"{OURS}/standards/{id}/1", {"stage": stage}).status_code == 302
    page = lead.get(f"{LEADS}/standards/{id}").text
    assert "1 of 2 councils" in page and "We do this" in page and "We have begun" not in page
    assert worker.submit(f"{OURS}/standards/{id}", action="/back").status_code == 302
    assert "1 of 2 councils" not in lead.get(f"{LEADS}/standards/{id}").text


def test_a_mapping_is_refused_with_what_to_do(app: Flask, lead: PageClient, worker: PageClient) -> None:
    id = standard(app, lead)
    url = f"{OURS}/standards/{id}/1"
    assert "Choose how far you are." in worker.submit(url).text
    named = worker.submit(url, {"stage": "done", "words": "Janet Miller does it."})
    assert named.status_code == 422 and "Nothing was sent yet" in named.text
    kept = worker.submit(url, {"stage": "done", "words": "Janet Miller does it.", "looked": ticks(named.text)})
    assert kept.status_code == 302
    assert worker.get(f"{OURS}/standards/{id}/9").status_code == 404


def test_a_standard_needs_lines_and_not_too_many(app: Flask, lead: PageClient) -> None:
    form = {"title": "Answers"}
    assert "Write at least one line." in lead.submit(f"{LEADS}/standards/new", form).text
    many = lead.submit(f"{LEADS}/standards/new", form | {"lines": "\n".join(map(str, range(31)))})
    assert "Use 30 lines or fewer, or publish two standards." in many.text
    assert of_region(app) == []


def test_a_standard_that_is_taken_back_is_gone(app: Flask, lead: PageClient, worker: PageClient) -> None:
    id = standard(app, lead)
    assert worker.get(f"{OURS}/standards/{id}").status_code == 200
    assert lead.submit(f"{LEADS}/standards/{id}", action="/back").status_code == 302
    assert worker.get(f"{OURS}/standards/{id}").status_code == 404
    assert lead.get(f"{LEADS}/standards/{id}").status_code == 404


def test_with_two_councils_practice_is_shared_all_the_same(
    app: Flask, lead: PageClient, other: PageClient, shared: Shared
) -> None:
    """Fewer than four councils compare no figures; sharing practice needs two."""
    assert "A warm room in winter" in other.get(f"{THEIRS}/").text
    assert "A warm room in winter" in lead.get(f"{LEADS}/").text


@pytest.mark.parametrize(("role", "status"), [("young_person", 404), ("parent_carer", 404), ("decision_maker", 200)])
def test_who_reads_it_in_a_council(world: World, shared: Shared, role: str, status: int) -> None:
    browser = world.browser(role, "brackwell")
    assert browser.get(f"{THEIRS}/offers/{shared.offer.id}").status_code == status
    assert browser.get(f"{THEIRS}/offer").status_code == 404, "only workers offer"


def test_the_words_of_a_council_are_not_read_through_anothers_rows(app: Flask, shared: Shared) -> None:
    """The taker keeps no word of it: what crosses is one row of the platform."""
    assert read(app, Action, "brackwell") == []
    (offer,) = of_region(app)
    assert "Robin" not in str((offer.title, offer.summary, offer.parts, offer.contact, offer.find_text))
