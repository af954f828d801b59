"""Agencies ask: kept half-way, sent when whole, refused in words that say what to do; without an account as well."""

import re
from typing import Any

import pytest

from core.db import authority_scope, db
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.users.throttle import FIRST_WAIT
from plugins.influence.models import Ask
from plugins.requests.asking import writing
from plugins.requests.models import Request, RequestStep
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.requests.asking import add_rows, choose, form_of, in_days, person, read, request_of, the

ASK = "/ashdown/requests/ask"
WHO = {"asker_name": "Rowan Castle", "email": "rowan@buses.example"}
CODE = re.compile(r"<strong>([A-Z2-9]{4}-[A-Z2-9]{3}-[A-Z2-9]{3})</strong>")
LINK = re.compile(r"/ashdown/requests/with/[\w-]+={0,2}")


def begun(client: PageClient, **columns: Any) -> tuple[str, str]:
    """Begin a request without an account; the code and the address of it."""
    answer = client.submit(ASK, WHO | form_of(**columns) | {"keep": "yes"})
    code, link = CODE.search(answer.text), LINK.search(answer.text)
    assert answer.status_code == 200 and code and link, answer.text
    return code[1], link[0]


def test_the_public_page_says_how_to_ask(client: PageClient) -> None:
    page = client.get("/ashdown/requests/").text
    assert "A no is final, and nobody has to say why." in page and "Head of service" in page
    assert "No agency reads the names of young people here." in page
    assert "Ask to work with young people" in client.get("/ashdown/").text


def test_a_stranger_keeps_it_half_way_and_comes_back_with_the_code(client: PageClient, world: World) -> None:
    code, link = begun(client, voice="", success="")
    (kept,) = read(world.app, Request)
    assert kept.state == "draft" and kept.guest_id is not None and code not in (kept.code_hash, kept.title)
    other = world.browser("parent_carer")
    came = other.submit("/ashdown/requests/code", {"code": code.lower().replace("-", " ")})
    assert came.status_code == 302
    page = other.get(came.location)
    assert "Voice: say how each young person can say it in their own way." in page.text
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow" and page.headers["Cache-Control"] == "no-store"
    sent = client.submit(f"{link}/edit", {"send": "yes"})
    assert sent.status_code == 400
    assert "Nothing is sent yet; what you wrote is kept." in sent.text and "Say how you will know" in sent.text
    client.submit(f"{link}/edit", {"send": "yes", "voice": "On a map.", "success": "You wait in the light."})
    assert read(world.app, Request)[0].state == "sent"
    assert "looks through it" in client.get(link).text


def test_a_wrong_code_a_wrong_link_and_another_council_open_nothing(client: PageClient, world: World) -> None:
    code, link = begun(client)
    wrong = client.submit("/ashdown/requests/code", {"code": "BCDF-GHJ-KMN"})
    assert wrong.status_code == 400 and "We do not know this code. Look at it again. Nothing was changed." in wrong.text
    assert client.submit("/brackwell/requests/code", {"code": code}).status_code == 400
    wrong_end = link[:-1] + ("A" if link[-1] != "A" else "B")
    for bad in (wrong_end, "/ashdown/requests/with/c", link.replace("ashdown", "brackwell")):
        assert client.get(bad).status_code == 404, bad
        assert client.get(f"{bad}/edit").status_code == 404, bad


def test_very_many_from_one_address_must_wait(client: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plugins.requests.asking.views.tries.enter", lambda purpose: FIRST_WAIT)
    answer = client.submit(ASK, WHO | form_of())
    assert answer.status_code == 429
    assert "Too many came from here. Wait 1 minutes, then send it again. Nothing was changed." in answer.text
    assert "City Buses" in answer.text, "what was typed is still there"


def test_where_the_form_is_closed_only_people_with_an_account_ask(client: PageClient, world: World) -> None:
    choose(world.app, open_form=False)
    assert "Here only people with an account can ask." in client.get(ASK).text
    assert "Ask now" not in client.get("/ashdown/requests/").text
    assert "What do you ask, in one line?" in world.browser("decision_maker").get(ASK).text


def test_a_stranger_says_who_they_are(client: PageClient) -> None:
    answer = client.submit(ASK, form_of() | {"email": "nowhere"})
    assert answer.status_code == 400
    assert "Say who you are: nobody works with young people without a name." in answer.text
    assert "This is no whole e-mail address, such as sam@work.example." in answer.text
    assert "Write in one line what you ask." in client.submit(ASK, WHO | form_of(title="")).text


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"cannot_change": ""}, "Honest limits: say what cannot change, and why."),
        ({"feedback_by": in_days(25)}, "The feedback day comes before the work ends. Promise a day after it."),
        ({"feedback_by": in_days(-2)}, "The feedback day has passed or is today."),
        ({"kind": "research"}, "Say what could upset or harm somebody, and what you do then."),
    ],
)
def test_bad_input_is_refused_and_kept(world: World, columns: dict[str, Any], words: str) -> None:
    browser = world.browser("decision_maker")
    answer = browser.submit(ASK, form_of(**columns) | {"send": "yes"})
    assert answer.status_code == 400 and words in answer.text
    (kept,) = read(world.app, Request)
    assert kept.state == "draft" and "Nothing is sent yet; what you wrote is kept." in answer.text
    mended = browser.submit(
        f"/ashdown/requests/mine/{kept.id}/edit",
        form_of(risks="We stop.", records="Nothing.") | {"send": "yes"},
    )
    assert mended.status_code == 302 and the(world.app, kept.id).state == "sent"


def test_a_group_that_ended_meanwhile_cannot_be_asked(world: World, plant: Plant) -> None:
    group = plant("forum", status="ended")
    id = request_of(world.app, asker_id=person(world, "worker"), group_id=group)
    page = world.browser("worker").get(f"/ashdown/requests/mine/{id}")
    assert "The group that you chose does not meet any more. Choose another, or leave it open" in page.text


def test_a_form_sent_twice_is_one_request_and_an_older_form_overwrites_nothing(world: World) -> None:
    browser = world.browser("decision_maker")
    assert browser.submit(ASK, form_of()).status_code == 302
    (kept,) = read(world.app, Request)
    stale = browser.submit(f"/ashdown/requests/mine/{kept.id}/edit", {"version": "0", "title": "Something else"})
    assert stale.status_code == 409 and "Theirs counts, nothing of yours was kept" in stale.text
    assert the(world.app, kept.id).title == kept.title and "Something else" in stale.text


def test_an_agency_that_owes_feedback_is_stopped_told_why_and_lifted_by_a_lead(world: World) -> None:
    owed = request_of(world.app, title="School meals", state="feedback", feedback_by=in_days(-4), agency="CITY  buses")
    mine = request_of(world.app, asker_id=person(world, "decision_maker"))
    browser, edit = world.browser("decision_maker"), f"/ashdown/requests/mine/{mine}/edit"
    assert "promised young people feedback on “School meals”" in browser.get(edit).text
    stopped = browser.submit(edit, {"send": "yes"})
    assert stopped.status_code == 400 and the(world.app, mine).state == "draft"
    assert "Give them that feedback first" in stopped.text and "a lead can lift this" in stopped.text
    lead, lift = world.browser("local_admin"), f"/ashdown/requests/desk/{owed}/lift"
    assert f"/ashdown/requests/desk/{owed}" in lead.get("/ashdown/requests/approvers").text
    assert "Let them ask again" in lead.get(f"/ashdown/requests/desk/{owed}").text
    assert "Say why: young people still wait" in lead.submit(lift, {"words": ""}).text
    assert lead.submit(lift, {"words": "Their manager is ill; a new day is agreed."}).status_code == 302
    assert world.browser("worker").get(lift).status_code == 404, "only a lead lifts it"
    (step,) = read(world.app, RequestStep, request_id=owed)
    assert (step.kind, step.by_id) == ("lifted", person(world, "local_admin"))
    assert browser.submit(edit, {"send": "yes"}).status_code == 302 and the(world.app, mine).state == "sent"


def test_a_stranger_of_a_late_agency_reads_nothing_of_what_it_asked(client: PageClient, world: World) -> None:
    request_of(world.app, title="School meals", state="feedback", feedback_by=in_days(-4))
    answer = client.submit(ASK, WHO | form_of() | {"send": "yes"})
    assert answer.status_code == 400 and "School meals" not in answer.text
    assert "Your agency promised young people feedback on something else" in answer.text
    assert CODE.search(answer.text), "they still get the code of what was kept"
    assert read(world.app, Request, state="draft")


def test_feedback_that_came_today_stops_nobody_any_more(world: World) -> None:
    (ask,) = add_rows(world.app, Ask(number=1, title="What came of it", status="done", asked_on=in_days(-9)))
    request_of(world.app, state="feedback", feedback_by=in_days(-4), ask_id=ask)
    mine = request_of(world.app, asker_id=person(world, "worker"))
    assert world.browser("worker").submit(f"/ashdown/requests/mine/{mine}/edit", {"send": "yes"}).status_code == 302
    assert the(world.app, mine).state == "sent"


def test_the_stop_can_be_switched_off_and_holds_for_nobody_else(world: World) -> None:
    request_of(world.app, state="feedback", feedback_by=in_days(-4))
    other = request_of(world.app, asker_id=person(world, "worker"), agency="City Parks")
    same = request_of(world.app, asker_id=person(world, "worker"))
    browser = world.browser("worker")
    assert browser.submit(f"/ashdown/requests/mine/{other}/edit", {"send": "yes"}).status_code == 302
    choose(world.app, block_late=False)
    assert browser.submit(f"/ashdown/requests/mine/{same}/edit", {"send": "yes"}).status_code == 302


def test_what_was_sent_keeps_its_words_and_can_be_taken_back(world: World) -> None:
    id = request_of(world.app, asker_id=person(world, "worker"), state="sent")
    browser, mine = world.browser("worker"), f"/ashdown/requests/mine/{id}"
    assert browser.get(f"{mine}/edit").status_code == 302 and writing.SENT in browser.get(mine).text
    browser.submit(mine, action="withdraw")
    assert the(world.app, id).state == "withdrawn"
    assert "You took it back. You can ask anew." in browser.get(mine).text
    again = browser.post(f"{mine}/withdraw", data={"csrf_token": _token(browser)})
    assert again.status_code == 302 and "They can ask anew." in browser.get(mine).text


def test_somebody_elses_request_is_not_there(world: World) -> None:
    id = request_of(world.app, asker_id=person(world, "worker"))
    for role in ("decision_maker", "young_person", "local_admin"):
        for page in ("", "/edit"):
            assert world.browser(role).get(f"/ashdown/requests/mine/{id}{page}").status_code == 404
    assert world.browser("worker", "brackwell").get(f"/brackwell/requests/mine/{id}").status_code == 404


def test_an_outsider_reads_no_name_of_a_hidden_group(client: PageClient, world: World, plant: Plant) -> None:
    _, link = begun(client)
    hidden = plant("care-council", name="Children in Care Council", listing="hidden", members_hidden=True)
    (kept,) = read(world.app, Request)
    _put(world, kept.id, hidden)
    page = client.get(link).text
    assert "A group of young people" in page and "Children in Care Council" not in page
    assert "Children in Care Council" not in client.get(ASK).text


def _put(world: World, id: Any, group: Any) -> None:
    with world.app.app_context(), authority_scope(council_id(world.app), write=True):
        changed = {"state": "asking", "group_id": group, "asked_on": in_days(0), "reply_by": in_days(9)}
        db.session.execute(db.update(Request).where(Request.id == id).values(changed))
        db.session.commit()


def _token(browser: PageClient) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get(ASK).text)
    assert found
    return found[1]


def test_a_typed_day_that_is_no_day_says_so(world: World) -> None:
    answer = world.browser("worker").submit(ASK, form_of() | {"ends_on": ["31", "2", ""]})
    assert answer.status_code == 400 and "Enter a whole date" in answer.text


def test_every_box_goes_past_the_word_screen(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    monkeypatch.setattr(writing.safeguarding, "screened", lambda text, about, **more: seen.append(text))
    world.browser("decision_maker").submit(ASK, form_of(question="He hurts me", thanks="Food", wanted="Anybody"))
    assert {"He hurts me", "Food", "Anybody", "City Buses"} <= set(seen[0])
