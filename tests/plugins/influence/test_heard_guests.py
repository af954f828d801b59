"""One who left a number, one who left nothing and one who withdrew: each is treated rightly (issue: Done means)."""

import re
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from core.db import db
from core.jobs import run_due
from core.notify import guest_sorting, guests
from core.notify.models import GuestMessage, MessageGuest
from core.testing.apps import World
from core.testing.browsing import PageClient
from plugins.influence.heard import links
from plugins.influence.models import AskView, Told, Verdict, View
from plugins.influence.voice import receipts
from tests.plugins.influence.planting import BUS, read
from tests.plugins.influence.working import at_work, happened

CODE = "/ashdown/what-happened/mine/code"


@pytest.fixture(autouse=True)
def by_day(monkeypatch: pytest.MonkeyPatch, texting: None) -> None:
    monkeypatch.setattr(guest_sorting, "quiet_until", lambda now: None)


def left(app: Flask, view: UUID, channel: str = "text", address: str = "07700 900456") -> UUID:
    """Let the anonymous speaker of `view` leave an address; the guest's id."""
    with at_work(app):
        row = db.session.get(View, view)
        assert row is not None
        row.guest_id = guests.leave(channel, address)
        db.session.commit()
        return row.guest_id


def code_of(app: Flask, view: UUID) -> str:
    """The code on the receipt of `view`."""
    with at_work(app):
        row = db.session.get(View, view)
        assert row is not None
        code = receipts.give(row)
        db.session.commit()
        return code


def opened(browser: PageClient, code: str) -> str:
    """The address of the page that a code opens."""
    answer = browser.submit(CODE, {"code": code})
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def link_of(app: Flask, view: UUID) -> str:
    """The path in the letter that waits for the guest of `view`."""
    (found,) = read(app, GuestMessage)
    return str(found.url)


def told(app: Flask, change: UUID) -> dict[UUID, tuple[str, str]]:
    return {row.view_id: (row.how, row.why_not) for row in read(app, Told, change_id=change)}


@pytest.mark.both_databases
def test_three_contributors(app: Flask, said: Any, asked: Any) -> None:
    number, nothing, withdrew = said("Mine"), said("Theirs"), said("Gone soon")
    guest, gone = left(app, number), left(app, withdrew, "email", "gone@home.example")
    ask = asked(views=[number, nothing, withdrew])
    code, back = code_of(app, nothing), opened(app.test_client(), code_of(app, withdrew))
    app.test_client().submit(f"{back}/take-back")
    change = happened(app, ask, "proof")
    assert told(app, change) == {number: ("guest", ""), nothing: ("", "no_way"), withdrew: ("", "taken_back")}
    assert {row.guest_id for row in read(app, GuestMessage)} == {guest}
    assert [row.id for row in read(app, MessageGuest)] == [guest], "the address of who withdrew is gone"
    assert gone not in {row.guest_id for row in read(app, View)}
    (words,) = [row.words for row in read(app, View, id=withdrew)]
    assert words == "" and read(app, AskView, view_id=withdrew)[0].taken_back_at
    opened(app.test_client(), code)
    assert told(app, change)[nothing] == ("page", ""), "who looked with the code was told by looking"


def test_the_letter_opens_one_view_and_no_other(app: Flask, said: Any, asked: Any) -> None:
    view, other = said(BUS), said("Somebody else's words")
    left(app, view)
    ask = asked(views=[view, other])
    happened(app, ask)
    browser, link = app.test_client(), link_of(app, view)
    shown = browser.get(link)
    assert shown.status_code == 200 and BUS in shown.text and "Can the bus wait" in shown.text
    assert "Somebody else" not in shown.text
    assert browser.get(link[:-1] + ("a" if link[-1] != "a" else "b")).status_code == 404
    assert browser.get(link.replace("/ashdown/", "/brackwell/")).status_code == 404


def test_a_link_is_worth_nothing_once_the_guest_or_the_words_are_gone(app: Flask, said: Any, asked: Any) -> None:
    view = said(BUS)
    left(app, view)
    happened(app, asked(views=[view]))
    link, browser = link_of(app, view), app.test_client()
    assert browser.submit(link, action=f"{link}/stop").status_code == 302
    assert browser.get(link).status_code == 404 and read(app, MessageGuest) == []


def test_a_wrong_code_and_one_that_was_taken_back_are_answered_alike(app: Flask, said: Any) -> None:
    browser, view = app.test_client(), said(BUS)
    code = code_of(app, view)
    browser.submit(f"{opened(browser, code)}/take-back")
    gone, wrong = (browser.submit(CODE, {"code": one}) for one in (code, "BBBB-BBB-BBB"))
    plain = [re.sub(r'value="[^"]*"', "", one.text) for one in (gone, wrong)]
    assert gone.status_code == wrong.status_code == 400 and plain[0] == plain[1]


def test_after_many_wrong_codes_the_next_must_wait(app: Flask, said: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.users.tries.FREE", 3)
    browser, code = app.test_client(), code_of(app, said(BUS))
    answers = [browser.submit(CODE, {"code": "BBBB-BBB-BBB"}).text for _ in range(5)]
    assert "many tries" not in answers[0] and "many tries" in answers[-1]
    assert browser.submit(CODE, {"code": code}).status_code == 400, "a right one waits as well, so nothing is told"


def test_the_link_of_a_code_lasts_a_day(app: Flask, said: Any, time_machine: Any) -> None:
    time_machine.move_to("2027-03-10 12:00Z")
    browser = app.test_client()
    here = opened(browser, code_of(app, said(BUS)))
    time_machine.move_to("2027-03-11 12:00Z")
    assert browser.get(here).status_code == 200
    time_machine.move_to("2027-03-13 12:00Z")
    assert browser.get(here).status_code == 404


def test_with_a_code_one_says_whether_it_happened_and_leaves_an_address(app: Flask, said: Any, asked: Any) -> None:
    view = said(BUS)
    ask = asked(views=[view], status="done", owners=[{"state": "answered", "outcome": "done"}])
    browser = app.test_client()
    here = opened(browser, code_of(app, view))
    assert browser.submit(f"{here}/{ask}/verdict", {"verdict": "no", "words": "It still leaves."}).status_code == 302
    (row,) = read(app, Verdict)
    assert (row.view_id, row.person_id, row.verdict, row.on_status) == (view, None, "no", "done")
    assert browser.submit(f"{here}/hear", {"address": "01632 960001"}).status_code == 200
    assert browser.submit(f"{here}/hear", {"address": "07700 900111"}).status_code == 302
    assert [row.address for row in read(app, MessageGuest)] == ["+447700900111"]
    browser.submit(f"{here}/take-back")
    assert [(row.words, row.verdict) for row in read(app, Verdict)] == [("", "no")], "the number stays, the words go"


def test_a_code_gives_no_verdict_on_another_question(app: Flask, said: Any, asked: Any) -> None:
    here = opened(browser := app.test_client(), code_of(app, said(BUS)))
    other = asked(views=[said("Not mine")], status="done")
    assert browser.get(f"{here}/{other}/verdict").status_code == 404
    assert read(app, Verdict) == []


def test_stopped_between_telling_and_sending_nothing_goes_out(app: Flask, said: Any, asked: Any) -> None:
    view = said(BUS)
    guest = left(app, view)
    happened(app, asked(views=[view]))
    with at_work(app):
        guests.stop(guest)
        db.session.commit()
    with app.app_context():
        run_due()
    assert [(row.state, row.url) for row in read(app, GuestMessage)] == [("dropped", "")]


def test_the_receipts_code_stands_in_no_address(app: Flask, world: World, said: Any) -> None:
    code = code_of(app, said(BUS))
    assert code.replace("-", "") not in opened(app.test_client(), code).replace("-", "")


def test_a_link_signed_for_another_view_is_none(app: Flask, said: Any) -> None:
    one, other = said(BUS), said(BUS)
    guest = left(app, one)
    with at_work(app):
        assert links.view_of(links.of_guest(one, guest)) is not None
        assert links.view_of(links.of_guest(other, guest)) is None
        assert [links.view_of(text) for text in ("", "g", "x" * 47, "gé")] == [None] * 4
