"""Questions between leads: asked, answered with something that helps, solved, and told once."""

from flask import Flask

from core.db import db
from core.testing.browsing import PageClient
from plugins.practice_exchange import timed
from tests.plugins.influence.working import at_work
from tests.plugins.practice_exchange.conftest import LEADS, OURS, THEIRS, Shared, of_region

ASKED = {"title": "How do you pay for travel?", "words": "Ours wait for weeks."}


def ask(app: Flask, browser: PageClient) -> str:
    """Ask as Ashdown or Brackwell, whoever's browser it is; returns the id."""
    url = f"{THEIRS}/questions/new" if browser.get(f"{THEIRS}/").status_code == 200 else f"{OURS}/questions/new"
    answer = browser.submit(url, ASKED)
    assert answer.status_code == 302, answer.text
    return str(of_region(app)[-1].id)


def look(app: Flask) -> None:
    """What both councils do four times an hour."""
    for slug in ("ashdown", "brackwell"):
        with at_work(app, slug) as authority:
            timed.look(authority, {})
            db.session.commit()


def test_one_council_asks_and_another_solves_it(
    app: Flask, worker: PageClient, other: PageClient, lead: PageClient, shared: Shared
) -> None:
    id = ask(app, other)
    sent = worker.submit(f"{OURS}/questions/{id}", {"words": "We text a code.", "attached": str(shared.offer.id)})
    assert sent.status_code == 302, sent.text
    page = other.get(f"{THEIRS}/questions/{id}").text
    assert "We text a code." in page and "A warm room in winter" in page
    assert other.submit(f"{THEIRS}/questions/{id}", action="/solved").status_code == 302
    answer = of_region(app)[-1].id
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    other.post(f"{THEIRS}/questions/{id}/solved", data={"csrf_token": token, "answer": str(answer)})
    for browser, url in ((lead, LEADS), (worker, OURS)):
        page = browser.get(f"{url}/questions/{id}").text
        assert "This solved it" in page and "Solved" in page
    assert "How do you pay" in lead.get(f"{LEADS}/questions/?state=solved").text
    assert "How do you pay" not in lead.get(f"{LEADS}/questions/?state=open").text


def test_each_is_told_once(app: Flask, worker: PageClient, other: PageClient) -> None:
    id = ask(app, other)
    look(app)
    look(app)
    asked = "Another council of your region has a question."
    assert worker.get("/ashdown/me/messages/").text.count(asked) == 1
    assert asked not in other.get("/brackwell/me/messages/").text, "nobody is told of their own question"
    worker.submit(f"{OURS}/questions/{id}", {"words": "We text a code."})
    look(app)
    assert "answered your council" in other.get("/brackwell/me/messages/").text


def test_only_who_asked_says_that_it_is_solved(app: Flask, worker: PageClient, other: PageClient) -> None:
    id = ask(app, other)
    page = worker.get(f"{OURS}/questions/{id}").text
    assert "We solved it ourselves" not in page
    token = page.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
    assert worker.post(f"{OURS}/questions/{id}/solved", data={"csrf_token": token}).status_code == 404


def test_a_name_in_a_question_is_pointed_out_and_nothing_is_sent(app: Flask, other: PageClient) -> None:
    answer = other.submit(f"{THEIRS}/questions/new", ASKED | {"words": "Janet Miller waits for weeks."})
    assert answer.status_code == 422 and "Nothing was sent yet" in answer.text
    assert "Janet Miller waits" in answer.text, "what was typed is kept"
    assert of_region(app) == []


def test_an_empty_question_and_an_empty_answer_say_what_is_missing(
    app: Flask, worker: PageClient, other: PageClient
) -> None:
    assert "Write your question." in other.submit(f"{THEIRS}/questions/new", {"title": ""}).text
    id = ask(app, other)
    assert "Write your answer." in worker.submit(f"{OURS}/questions/{id}", {"words": ""}).text


def test_a_question_that_is_taken_back_is_gone(app: Flask, worker: PageClient, other: PageClient) -> None:
    id = ask(app, other)
    assert other.submit(f"{THEIRS}/questions/{id}", action="/back").status_code == 302
    assert worker.get(f"{OURS}/questions/{id}").status_code == 404
    assert "How do you pay" not in str([one.find_text for one in of_region(app)])
