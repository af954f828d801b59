"""Told in a transaction, sent by a job, and only where and when the reader agrees at that moment."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import delete

from core.authority.effective import save_switch
from core.db import db, utcnow
from core.notify import NoticeFault, tell
from core.notify.models import Message
from core.notify.timed import pick_up
from core.people import merging
from core.people.models import Person

NOON = datetime(2027, 3, 10, 12, 0, tzinfo=UTC)  # a Wednesday in winter time


@pytest.fixture(autouse=True)
def by_day() -> Any:
    with time_machine.travel(NOON, tick=True):
        yield


@pytest.mark.both_databases
def test_a_message_is_a_sentence_a_link_the_council_and_how_to_stop(post: Any) -> None:
    robin = post.person("Robin Vale", "email")
    assert post.tell(robin, url="/ashdown/meetings/a-secret-name") == 1
    post.run()
    assert post.state(robin) == ("sent", "")
    (mail,) = post.mails()
    body = mail.get_content()
    assert "There is something new for you." in body and "Ashdown" in body
    assert "https://heard.example/ashdown/me/messages/" in body
    assert "/me/messages/stop/" in body
    (file,) = (post.app.extensions["heard"].deployment.data / "mail").glob("*.eml")
    raw = file.read_text()
    assert "\nList-Unsubscribe: <https://heard.example/ashdown/me/messages/stop/" in raw, "read as it is"
    assert "\nhttps://heard.example/ashdown/me/messages/" in raw, "no link is broken over lines"
    whole = mail.as_string()
    assert "Robin" not in whole and "a-secret-name" not in whole and "Vale" not in whole
    assert mail["To"] == "robin@home.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Message-ID"].endswith("@heard.example>")
    assert mail.get_content_type() == "text/plain"


@pytest.mark.both_databases
def test_told_twice_is_told_once_and_rolled_back_is_not_told(post: Any) -> None:
    robin = post.person("Robin Vale", "email")
    with post.within():
        tell([robin], "trial.news", "/ashdown/help", key="b")
        db.session.rollback()
    assert (post.tell(robin), post.tell(robin, robin)) == (1, 0)
    post.run()
    post.run()
    assert len(post.mails()) == 1


def test_another_councils_people_and_addresses_elsewhere_are_refused(post: Any) -> None:
    stranger = post.person("Kim Ash", "email", slug="brackwell")
    assert post.tell(stranger) == 0
    for url in ("https://elsewhere.example/", "/brackwell/help", "//elsewhere.example", "/ashdown/\\x"):
        with pytest.raises(ValueError, match="a path under this council"):
            post.tell(stranger, url=url)
    with pytest.raises(NoticeFault, match="no room and no plugin declares"):
        post.tell(stranger, notice="trial.unknown")


@pytest.mark.parametrize(
    ("ways", "fields", "notice", "outcome"),
    [
        ((), {}, "trial.news", ("dropped", "not_agreed")),
        (("post",), {}, "trial.news", ("dropped", "not_agreed")),
        (("text",), {}, "trial.news", ("dropped", "no_means")),
        (("email",), {"email": ""}, "trial.news", ("dropped", "no_address")),
        (("email",), {"email": "a@b.example, c@d.example"}, "trial.news", ("dropped", "no_address")),
        (("email",), {"born_on": None}, "trial.news", ("dropped", "too_young")),
        ((), {"kind": "worker", "born_on": None}, "trial.work", ("sent", "")),
        ((), {"kind": "worker", "born_on": None}, "trial.news", ("dropped", "not_agreed")),
        ((), {}, "groups.trial", ("dropped", "not_agreed")),
        ((), {"kind": "worker", "born_on": None}, "groups.trial", ("sent", "")),
        ((), {}, "rights.ready", ("sent", "")),
    ],
)
def test_who_is_written_to(post: Any, ways: Any, fields: Any, notice: str, outcome: Any) -> None:
    robin = post.person("Robin Vale", *ways, **fields)
    post.tell(robin, notice=notice)
    post.run()
    assert post.state(robin) == outcome
    assert len(post.mails()) == (outcome[0] == "sent")


@pytest.mark.both_databases
def test_a_withdrawal_between_telling_and_sending_holds(post: Any) -> None:
    robin = post.person("Robin Vale", "email")
    post.tell(robin)
    post.withdraw(robin)
    post.run()
    assert post.state(robin) == ("dropped", "not_agreed")
    assert post.mails() == []


def test_who_left_was_merged_or_erased_in_between_is_not_written_to(post: Any) -> None:
    left = post.person("Lee Ford", "email", email="lee@home.example")
    twin = post.person("Sam Hill", email="twin@home.example")
    kept = post.person("Sam Hill", "email", email="kept@home.example")
    gone = post.person("Max Dale", "email")
    post.tell(left, twin, gone)
    with post.within():
        person = db.session.get(Person, left)
        person.left_on = (NOON - timedelta(days=1)).date()
        merging.merge(db.session.get(Person, kept), db.session.get(Person, twin), uuid4(), None, lambda *_: None)
        db.session.execute(delete(Message).where(Message.person_id == gone))
        db.session.commit()
    post.run()
    assert post.state(left) == ("dropped", "gone")
    assert [mail["To"] for mail in post.mails()] == ["kept@home.example"]


def test_told_under_a_record_that_was_merged_reaches_the_one_in_use_once(post: Any) -> None:
    twin, kept = post.person("Sam Hill"), post.person("Sam Hill", "email", email="kept@home.example")
    with post.within():
        merging.merge(db.session.get(Person, kept), db.session.get(Person, twin), uuid4(), None, lambda *_: None)
        db.session.commit()
    assert post.tell(twin, kept) == 1
    post.run()
    assert [mail["To"] for mail in post.mails()] == ["kept@home.example"]


def test_a_part_that_was_switched_off_sends_nothing(post: Any) -> None:
    worker = post.person("Jo Reed", kind="worker")
    post.tell(worker, notice="groups.trial")
    with post.within():
        save_switch(post.council(), "groups", False)
        db.session.commit()
    post.run()
    assert post.state(worker) == ("dropped", "switched_off")


def test_without_a_way_to_send_messages_stand_on_the_site_alone(post: Any) -> None:
    post.set()
    robin = post.person("Robin Vale", "email")
    post.tell(robin)
    post.run()
    assert post.state(robin) == ("dropped", "no_means")


def test_what_nobody_could_send_for_a_day_is_given_up(post: Any) -> None:
    robin = post.person("Robin Vale", "email")
    post.set(mail="smtp", site="https://heard.example", mail_from="a@b.example", smtp_url="smtp+plain://127.0.0.1:9")
    post.tell(robin)
    post.run()
    assert post.state(robin) == ("queued", "")
    with time_machine.travel(utcnow() + timedelta(days=1, minutes=10)):
        post.set(mail="file", site="https://heard.example")
        with post.within():
            pick_up(post.council(), {})
            db.session.commit()
    assert post.state(robin) == ("failed", "gave_up")


def test_messages_of_half_a_year_ago_are_deleted(post: Any) -> None:
    robin = post.person("Robin Vale", "email")
    post.tell(robin)
    post.run(NOON + timedelta(days=100))
    assert len(post.rows(Message.id)) == 1
    with time_machine.travel(NOON + timedelta(days=190)):
        post.run()
    assert post.rows(Message.id) == []
