"""Charters for everybody, and pledges: who keeps to them, looked at again, taken back."""

from flask import Flask

from core.authority import effective
from core.clock import local_today
from core.db import db
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.standards.models import Charter, CharterPromise, Pledge
from plugins.standards.settings import StandardsSettings
from tests.plugins.standards.planting import AT, at_work, change, declare, in_days, rows, team, typed_day

CHARTER = {
    "key": "promises",
    "title": "Our promises",
    "promises": [{"key": "listen", "words": "We listen to you.", "words_easy": "We listen."}],
}
AT_CHARTER = f"{AT}/charters/promises"


def pledge(worker: PageClient, body: str = "Growing Board", **typed: object) -> object:
    """Write a pledge down as a worker does."""
    return worker.submit(f"{AT_CHARTER}/pledge", {"body": body, "words": "We ask each month."} | typed)


def test_everybody_reads_what_was_promised_and_who_pledged(world: World, client: PageClient) -> None:
    declare(world.app, charter=[CHARTER])
    pledge(world.browser("worker"))
    text = client.get(AT_CHARTER).text
    assert "We listen to you." in text and "Growing Board" in text and "We ask each month." in text
    assert "Our promises" in client.get(f"{AT}/").text and "1 has pledged to keep it" in client.get(f"{AT}/").text


def test_what_is_not_shown_is_not_there_for_strangers(world: World, client: PageClient) -> None:
    declare(world.app, charter=[CHARTER | {"shown": False}])
    assert client.get(AT_CHARTER).data == client.get("/ashdown/mistyped").data
    assert "Staff only" in world.browser("worker").get(AT_CHARTER).text


def test_the_council_can_keep_charters_to_staff(world: World, client: PageClient) -> None:
    declare(world.app, charter=[CHARTER])
    with at_work(world.app) as council:
        effective.save_choice(council, "standards", settings=StandardsSettings(public_charters=False))
        db.session.commit()
    assert client.get(AT_CHARTER).status_code == 404 and "Our promises" not in client.get(f"{AT}/").text
    assert world.browser("worker").get(AT_CHARTER).status_code == 200


def test_the_same_body_pledges_once_and_is_told(world: World) -> None:
    declare(world.app, charter=[CHARTER])
    worker = world.browser("worker")
    pledge(worker)
    again = worker.submit(f"{AT_CHARTER}/pledge", {"body": "Growing Board", "words": "Other words."})
    assert again.status_code == 302
    assert "Growing Board has pledged this already. Nothing was changed" in worker.get(AT_CHARTER).text
    assert [row.words for row in rows(world.app, Pledge)] == ["We ask each month."]


def test_a_pledge_is_of_one_body(world: World) -> None:
    declare(world.app, charter=[CHARTER])
    refused = world.browser("worker").submit(f"{AT_CHARTER}/pledge", {"words": "Nobody’s"})
    assert (
        refused.status_code == 400 and "Choose a body from the list, or name another. One of the two." in refused.text
    )


def test_a_pledge_is_looked_at_again_and_the_answer_shown(world: World, client: PageClient) -> None:
    declare(world.app, charter=[CHARTER])
    worker = world.browser("worker")
    pledge(worker, **typed_day("look_again_on", in_days(-1)))
    assert "Look whether it was kept" in worker.get(AT_CHARTER).text
    assert "Look whether 1 pledge was kept" in worker.get("/ashdown/home").text
    (row,) = rows(world.app, Pledge)
    assert (
        worker.submit(f"{AT}/pledges/{row.id}", {"kept": "partly", "kept_words": "Not at weekends."}).status_code == 302
    )
    text = client.get(AT_CHARTER).text
    assert "Kept? Partly" in text and "Not at weekends." in text


def test_a_pledge_taken_back_is_gone_with_the_next_request_and_can_be_given_again(
    world: World, client: PageClient
) -> None:
    declare(world.app, charter=[CHARTER])
    worker = world.browser("worker")
    pledge(worker)
    assert "Growing Board" in client.get(AT_CHARTER).text
    (row,) = rows(world.app, Pledge)
    refused = worker.submit(f"{AT}/pledges/{row.id}/back", {"why": ""})
    assert refused.status_code == 400 and "Say why. Nothing was changed." in refused.text
    worker.submit(f"{AT}/pledges/{row.id}/back", {"why": "It was closed."})
    assert "Growing Board" not in client.get(AT_CHARTER).text
    pledge(worker)
    (row,) = rows(world.app, Pledge)
    assert row.taken_back_on is None and row.taken_back_why == ""


def test_a_team_of_the_list_pledges_by_its_name(world: World) -> None:
    declare(world.app, charter=[CHARTER])
    organisation = team(world.app, "Night team")
    world.browser("worker").submit(f"{AT_CHARTER}/pledge", {"organisation": str(organisation)})
    (row,) = rows(world.app, Pledge)
    assert (row.body, row.organisation_id) == ("Night team", organisation)


def test_a_promise_that_is_taken_out_is_kept_as_an_earlier_one(world: World) -> None:
    declare(world.app, charter=[CHARTER])
    worker = world.browser("worker")
    worker.submit(f"{AT_CHARTER}/edit", {"promises": "We answer you.\nWe answer you.\n"})
    found = {row.words: row.ended_on for row in rows(world.app, CharterPromise)}
    assert found == {"We listen to you.": local_today(), "We answer you.": None}


def test_a_charter_is_made_once_however_often_it_is_sent(world: World) -> None:
    worker = world.browser("worker")
    form = {"title": "New promises", "promises": "One"}
    shown = worker.get(f"{AT}/charters/new").text
    once = shown.split('name="once"')[1].split('value="')[1].split('"')[0]
    for _ in range(2):
        assert worker.submit(f"{AT}/charters/new", form | {"once": once}).status_code == 302
    assert [row.key for row in rows(world.app, Charter)] == ["new-promises"]


def test_two_councils_keep_their_promises_apart(app: Flask, client: PageClient) -> None:
    declare(app, charter=[CHARTER])
    assert client.get(AT_CHARTER).status_code == 200
    assert client.get("/brackwell/standards/charters/promises").status_code == 404
    change(app, Charter, {"key": "promises"}, title="Other words")
    assert rows(app, Charter, slug="brackwell", key="promises") == []
