"""Offering, finding and copying: what crosses is looked through, fixed, and found by words."""

from uuid import UUID

import pytest
from flask import Flask

from core.authority import effective
from core.clock import local_today
from core.db import db
from core.testing.browsing import PageClient
from plugins.learning.models import Resource
from plugins.practice_exchange.models import Copy
from plugins.practice_exchange.settings import ExchangeSettings
from plugins.standards.models import AuditForm, AuditQuestion, Charter, CharterPromise
from tests.plugins.evidence.conftest import told
from tests.plugins.groups.test_speed import statements
from tests.plugins.influence.planting import add_rows, read
from tests.plugins.influence.working import at_work
from tests.plugins.practice_exchange.conftest import LEADS, OURS, THEIRS, copied, of_region, offer_it, ticks


def guide(app: Flask, title: str = "Ten minutes", **columns: object) -> Resource:
    """A guide of Ashdown that everybody may read."""
    own = {"open_to": "everybody", "body": "Say hello first.", "changed_on": local_today()} | columns
    add_rows(app, Resource(title=title, **own))
    found: Resource = read(app, Resource, title=title)[0]
    return found


def test_what_stands_out_must_be_ticked_before_it_goes(app: Flask, worker: PageClient) -> None:
    made = guide(app, body="Ask Janet Miller on 01522 555123.")
    url = f"{OURS}/offer/learning/resource/{made.id}"
    refused = worker.submit(url)
    assert refused.status_code == 422
    assert "Something in the words could tell who somebody is. Look at each mark below" in refused.text
    assert of_region(app) == []
    assert worker.submit(url, {"looked": ticks(refused.text)}).status_code == 302
    assert [one.title for one in of_region(app)] == ["Ten minutes"]


def test_what_is_not_for_everybody_cannot_be_offered(app: Flask, worker: PageClient) -> None:
    staff = guide(app, title="For staff", open_to="staff")
    story = told(app, worker)
    assert "For staff" not in worker.get(f"{OURS}/offer").text
    for plugin, kind, id in (("learning", "resource", staff.id), ("evidence", "story", story.id)):
        assert worker.get(f"{OURS}/offer/{plugin}/{kind}/{id}").status_code == 404
    assert worker.get(f"{OURS}/offer/learning/nothing/{staff.id}").status_code == 404


def test_no_region_is_told_in_plain_words(app: Flask, worker: PageClient) -> None:
    made = guide(app)
    answer = worker.submit(f"{OURS}/offer/learning/resource/{made.id}", {"regions": []})
    assert answer.status_code == 422 and "Choose at least one region." in answer.text


def test_the_same_form_twice_offers_it_once(app: Flask, worker: PageClient) -> None:
    made = guide(app)
    page = worker.get(f"{OURS}/offer/learning/resource/{made.id}").text
    hidden = ("csrf_token", "once")
    fields = {name: page.split(f'name="{name}" type="hidden" value="')[1].split('"')[0] for name in hidden}
    for _ in range(2):
        sent = worker.post(f"{OURS}/offer/learning/resource/{made.id}", data=fields | {"regions": "made-up"})
        assert sent.status_code == 302
    assert len(of_region(app)) == 1


def test_what_is_changed_later_does_not_cross(app: Flask, worker: PageClient, other: PageClient) -> None:
    made = guide(app)
    offer_it(worker, "learning", "resource", made.id)
    with at_work(app):
        db.session.get_one(Resource, made.id).body = "Something new"
        db.session.commit()
    (offer,) = of_region(app)
    assert "Say hello first." in other.get(f"{THEIRS}/offers/{offer.id}").text


@pytest.mark.parametrize(
    ("asked", "there"),
    [("words=hello", True), ("words=HÉLLO+first", True), ("words=goodbye", False), ("words=%25", True)],
)
def test_who_solved_this_is_found_by_words(
    app: Flask, worker: PageClient, other: PageClient, asked: str, there: bool
) -> None:
    offer_it(worker, "learning", "resource", guide(app).id)
    assert ("Ten minutes" in other.get(f"{THEIRS}/?{asked}").text) == there


def test_it_is_found_by_kind_and_council(app: Flask, worker: PageClient, other: PageClient) -> None:
    offer_it(worker, "learning", "resource", guide(app).id)
    (offer,) = of_region(app)
    found = [
        other.get(f"{THEIRS}/?{asked}").text
        for asked in ("kind=learning.resource", f"council={offer.authority_id}", "kind=evidence.story", "council=x")
    ]
    assert ["Ten minutes" in page for page in found] == [True, True, False, False]
    assert "Try fewer words, or ask the other councils." in found[2]


def test_the_list_takes_as_many_queries_for_many_as_for_one(app: Flask, worker: PageClient, other: PageClient) -> None:
    offer_it(worker, "learning", "resource", guide(app).id)
    other.get(f"{THEIRS}/")
    with statements(app) as one:
        other.get(f"{THEIRS}/")
    for number in range(4):
        offer_it(worker, "learning", "resource", guide(app, title=f"Guide {number}").id)
    other.get(f"{THEIRS}/")
    with statements(app) as many:
        other.get(f"{THEIRS}/")
    assert len(many) == len(one)


def test_a_long_list_has_pages(app: Flask, worker: PageClient, lead: PageClient) -> None:
    for number in range(21):
        offer_it(worker, "learning", "resource", guide(app, title=f"Guide {number:02}").id)
    page = lead.get(f"{LEADS}/").text
    assert "Guide 20" in page and "Guide 00" not in page
    further = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "Guide 00" in lead.get(further).text


def test_a_copy_of_a_guide_becomes_a_draft_for_staff(app: Flask, worker: PageClient, other: PageClient) -> None:
    offer_it(worker, "learning", "resource", guide(app).id)
    copy = copied(app, other, of_region(app)[0], make="y")
    (draft,) = read(app, Resource, "brackwell")
    assert (draft.title, draft.open_to, draft.source) == ("Ten minutes", "staff", "Copied from Ashdown")
    assert "A draft was made of it" in other.get(f"/brackwell/practice/copies/{copy.id}").text
    assert len(read(app, Resource)) == 1, "nothing of the other council changed"


def test_charters_and_audit_forms_become_drafts_that_nobody_else_sees(
    app: Flask, worker: PageClient, other: PageClient
) -> None:
    (charter,) = add_rows(app, Charter(key="c", title="We listen", about="All of us"))
    add_rows(app, CharterPromise(charter_id=charter, key="p", words="We answer each of you"))
    (form,) = add_rows(app, AuditForm(key="f", title="How we do", levels=[{"key": "a", "title": "Never", "about": ""}]))
    add_rows(app, AuditQuestion(form_id=form, key="q", words="Do we answer?"))
    offer_it(worker, "standards", "charter", charter)
    offer_it(worker, "standards", "audit_form", form)
    for offer in of_region(app):
        copied(app, other, offer, make="y")
    made, asked = read(app, Charter, "brackwell"), read(app, AuditForm, "brackwell")
    assert [(one.title, one.shown, one.source) for one in made] == [("We listen", False, "Copied from Ashdown")]
    assert [(one.title, one.in_use) for one in asked] == [("How we do", False)]
    assert [one.words for one in read(app, CharterPromise, "brackwell")] == ["We answer each of you"]
    assert [one.words for one in read(app, AuditQuestion, "brackwell")] == ["Do we answer?"]


def test_settings_are_offered_as_lines_to_copy(app: Flask, worker: PageClient, other: PageClient) -> None:
    with at_work(app) as authority:
        effective.save_choice(authority, "practice_exchange", settings=ExchangeSettings(page_size=7))
        db.session.commit()
    page = worker.get(f"{OURS}/offer").text
    url = page.split("/offer/practice_exchange/settings/")[1].split('"')[0]
    offer_it(worker, "practice_exchange", "settings", UUID(url))
    (offer,) = of_region(app)
    shown = other.get(f"{THEIRS}/offers/{offer.id}").text
    assert "[plugins.practice_exchange.settings]" in shown and "page_size = 7" in shown


def test_nobody_copies_their_own(app: Flask, worker: PageClient) -> None:
    offer_it(worker, "learning", "resource", guide(app).id)
    (offer,) = of_region(app)
    page = worker.get(f"{OURS}/offers/{offer.id}").text
    assert "Take a copy" not in page and "This is ours." in page


def test_a_copy_taken_twice_is_one(app: Flask, worker: PageClient, other: PageClient) -> None:
    offer_it(worker, "learning", "resource", guide(app).id)
    (offer,) = of_region(app)
    page = other.get(f"{THEIRS}/offers/{offer.id}").text
    token = page.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
    for _ in range(2):
        other.post(f"{THEIRS}/offers/{offer.id}/copy", data={"csrf_token": token})
    assert len(read(app, Copy, "brackwell")) == 1
