"""A link in a mail: looked at by anybody any number of times, used once, for one question, for seven days."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import pytest
from flask import Flask

from core.db import authority_scope, db, utcnow
from core.notify.models import GuestMessage, MessageGuest
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.influence.answers import links
from plugins.influence.models import Answer, AnswerLink, Ask, Change, Owner
from tests.plugins.groups.planting import council_id
from tests.plugins.influence.planting import Asking, Say, read, record_of
from tests.plugins.influence.test_answers_giving import DONE
from tests.plugins.influence.working import at_work

OFFICER = {"title": "Head of Transport", "name": "Noor Bell", "email": "noor.bell@buses.example", "kind": "partner"}
BASE = "/ashdown/what-happened/answer/"


def link(app: Flask, ask_id: UUID) -> str:
    """The address in a new link to the first owner of an ask."""
    with at_work(app):
        owner = db.session.scalars(db.select(Owner).where(Owner.ask_id == ask_id)).first()
        assert owner is not None
        token = links.new_link(owner)
        db.session.commit()
        return BASE + token


def spoil(app: Flask, **values: Any) -> None:
    """Change every link there is."""
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.execute(db.update(AnswerLink).values(values))
        db.session.commit()


def somebody(app: Flask) -> PageClient:
    """A browser in which nobody is signed in."""
    return cast(PageClient, app.test_client())


def machine(app: Flask) -> PageClient:
    """What opens mail before people do: it asks for heads too, which are no pages."""
    found = somebody(app)
    found.look = False
    return found


def counts(app: Flask) -> tuple[int, int, int]:
    """How many answers, changes and used links there are."""
    used = [row for row in read(app, AnswerLink) if row.used_at]
    return len(read(app, Answer)), len(read(app, Change)), len(used)


@pytest.mark.both_databases
def test_looking_changes_nothing_and_sending_acts_once(app: Flask, asked: Asking) -> None:
    url, browser = link(app, asked(owners=[OFFICER])), somebody(app)
    for _ in range(3):
        shown = browser.get(url)
        assert shown.status_code == 200 and "Can the bus wait for us?" in shown.text
    assert machine(app).head(url).status_code == 200 and counts(app) == (0, 0, 0)
    assert "noindex" in shown.headers["X-Robots-Tag"] and shown.headers["Cache-Control"] == "no-store"
    sent = browser.submit(url, DONE)
    assert sent.status_code == 302 and counts(app) == (1, 1, 1)
    assert "Thank you" in browser.get(sent.location).text
    (answer,), (owner,) = read(app, Answer), read(app, Owner)
    assert (answer.how, answer.by_words, owner.state) == ("link", "Head of Transport", "answered")
    assert browser.get(url).status_code == 404 and counts(app) == (1, 1, 1)


def test_the_same_form_again_is_thanked_and_another_one_is_too_late(app: Flask, asked: Asking) -> None:
    url, browser = link(app, asked(owners=[OFFICER])), somebody(app)
    page = browser.get(url).text
    fields = {
        name: page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in ("csrf_token", "once")
    }
    other = somebody(app)
    assert browser.post(url, data=DONE | fields).status_code == 302
    assert browser.post(url, data=DONE | fields).status_code == 302
    assert other.post(url, data=DONE).status_code in (400, 404) and counts(app) == (1, 1, 1)


def test_a_mistake_does_not_use_the_link_up(app: Flask, asked: Asking) -> None:
    url, browser = link(app, asked(owners=[OFFICER])), somebody(app)
    refused = browser.submit(url, DONE | {"outcome": "cannot"})
    assert refused.status_code == 400 and "Write why." in refused.text and counts(app) == (0, 0, 0)
    assert browser.submit(url, DONE | {"more": "1"}).status_code == 200
    assert browser.submit(url, DONE).status_code == 302


def gone_page(app: Flask, url: str) -> str:
    """What the page says of a link that opens nothing, without what differs by request."""
    shown = somebody(app).get(url)
    assert shown.status_code == 404 and "noindex" in shown.headers["X-Robots-Tag"]
    return shown.text.split("<main")[1].split("csrf_token")[0].replace(url.removeprefix(BASE), "TOKEN")


def test_ended_used_wrong_and_taken_back_are_one_page(app: Flask, asked: Asking) -> None:
    id = asked("The secret question", owners=[OFFICER])
    url = link(app, id)
    wrong = gone_page(app, BASE + "wrong")
    assert "A link works once and ends after 7 days" in wrong and "secret question" not in wrong
    spoil(app, used_at=utcnow())
    assert gone_page(app, url) == wrong
    spoil(app, used_at=None, expires_at=utcnow() - timedelta(seconds=1))
    assert gone_page(app, url) == wrong
    spoil(app, expires_at=utcnow() + timedelta(days=1))
    with app.app_context(), authority_scope(council_id(app), write=True):
        db.session.execute(db.update(Ask).values(status="withdrawn"))
        db.session.commit()
    assert gone_page(app, url) == wrong


def test_a_link_opens_one_question_of_one_council(app: Flask, asked: Asking) -> None:
    mine = asked("Mine", owners=[OFFICER])
    asked("Not mine", owners=[{"title": "Mayor"}])
    url = link(app, mine)
    page = somebody(app).get(url).text
    assert "Mine" in page and "Not mine" not in page
    assert somebody(app).get(url.replace("ashdown", "brackwell")).status_code == 404
    other = next(row for row in read(app, Owner) if row.title == "Mayor")
    assert somebody(app).get(f"/ashdown/what-happened/to-answer/{other.id}").status_code in (302, 401, 403, 404)


@pytest.mark.both_databases
def test_of_two_answers_by_two_links_the_second_finds_them_used_up(app: Flask, asked: Asking) -> None:
    id = asked(owners=[OFFICER])
    first, second = link(app, id), link(app, id)
    assert somebody(app).submit(first, DONE).status_code == 302
    assert somebody(app).get(second).status_code == 404


def test_a_link_names_nobody(world: World, said: Say, asked: Asking) -> None:
    child = record_of(world, "young_person")
    view = said("I wait in the dark.", child, permission="decision_makers", by_words="Young person Tester")
    page = somebody(world.app).get(link(world.app, asked(views=[view], owners=[OFFICER]))).text
    assert "I wait in the dark." in page and "Somebody who asked" in page and "Young person Tester" not in page


@pytest.mark.both_databases
def test_a_link_is_sent_to_the_address_and_kept_as_a_hash(app: Flask, asked: Asking) -> None:
    asked(owners=[OFFICER])
    send(app)
    (guest,), (message,), (row,) = read(app, MessageGuest), read(app, GuestMessage), read(app, AnswerLink)
    assert guest.address == OFFICER["email"] and message.url.startswith(BASE)
    token = message.url.removeprefix(BASE)
    assert token not in row.token_hash and row.guest_id == guest.id
    assert timedelta(days=6, hours=23) < row.expires_at - utcnow() <= timedelta(days=7)
    assert somebody(app).get(message.url).status_code == 200


def send(app: Flask) -> bool:
    """Send a link to the one owner there is."""
    with at_work(app):
        sent = links.send_link(db.session.scalars(db.select(Owner)).one())
        db.session.commit()
        return sent


def test_nobody_is_written_to_at_an_address_of_no_use(app: Flask, asked: Asking) -> None:
    asked(owners=[OFFICER | {"email": "no address"}])
    assert not send(app) and read(app, AnswerLink) == []


def test_a_second_link_goes_to_the_same_guest_so_that_a_stop_holds(app: Flask, asked: Asking) -> None:
    asked(owners=[OFFICER])
    assert send(app) and send(app)
    (guest,) = read(app, MessageGuest)
    with app.app_context(), authority_scope(council_id(app), write=True):
        from_core = db.session.get(MessageGuest, guest.id)
        assert from_core is not None
        from_core.stopped_at, from_core.address = utcnow(), ""
        db.session.commit()
    assert not send(app) and len(read(app, MessageGuest)) == 1


def test_a_fresh_link_goes_where_the_old_one_went_and_not_too_often(app: Flask, asked: Asking) -> None:
    asked(owners=[OFFICER])
    send(app)
    (message,) = read(app, GuestMessage)
    spoil(app, expires_at=utcnow() - timedelta(days=1), made_at=utcnow() - timedelta(days=8))
    browser = somebody(app)
    for _ in range(5):
        page = browser.get(message.url)
        token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
        answer = browser.post(message.url + "/again", data={"csrf_token": token})
        assert answer.status_code == 302 and answer.location.endswith("/on-its-way")
    assert len(read(app, AnswerLink)) == 1 + links.MOST_FRESH
    wrong = browser.post(BASE + "wrong/again", data={"csrf_token": token})
    assert wrong.status_code == 302 and wrong.location.endswith("/on-its-way")
    assert "Look into your mail" in browser.get(wrong.location).text
    assert {row.address for row in read(app, MessageGuest)} == {OFFICER["email"]}


def test_who_tries_many_secrets_waits(app: Flask) -> None:
    browser = somebody(app)
    answers = [browser.get(f"{BASE}{number}").status_code for number in range(64)]
    assert answers[0] == 404 and answers[-1] == 429


def test_links_that_ended_are_deleted_after_a_while_with_the_address(app: Flask, asked: Asking) -> None:
    asked(owners=[OFFICER])
    send(app)
    spoil(app, expires_at=utcnow() - links.KEPT + timedelta(hours=1))
    tidied(app)
    assert len(read(app, AnswerLink)) == len(read(app, MessageGuest)) == 1
    spoil(app, expires_at=utcnow() - links.KEPT - timedelta(hours=1))
    tidied(app)
    assert read(app, AnswerLink) == read(app, MessageGuest) == []


def tidied(app: Flask) -> None:
    """As the nightly work does it."""
    with at_work(app) as here:
        links.tidy(here)
        db.session.commit()
