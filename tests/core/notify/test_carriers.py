"""Mail through a real SMTP server with TLS, texts through GOV.UK Notify's client and through mail, files, the log."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from sqlalchemy import select, update

from core.db import db
from core.notify import sending
from core.notify.models import Message
from core.people.models import Person
from core.tasks import Task
from tests.core.notify.conftest import SITE
from tests.core.notify.smtp_server import KEY, PASSWORD, TEMPLATE, USER, Inbox, NotifyDouble, notify_double, smtp_server


@pytest.fixture
def inbox(post: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    with smtp_server(tmp_path) as (found, port, certificate):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        url = f"smtp://{USER}:{quote(PASSWORD, safe='')}@localhost:{port}"
        post.set(mail="smtp", site=SITE, mail_from="no-reply@heard.example", smtp_url=url)
        yield found


@pytest.fixture
def double(post: Any) -> Iterator[NotifyDouble]:
    with notify_double() as found:
        post.set(mail="file", site=SITE, notify_url=found.address, notify_keys={"ashdown": KEY})
        post.messages(text="govuk_notify", notify_template=TEMPLATE)
        yield found


@pytest.fixture(autouse=True)
def by_day(request: pytest.FixtureRequest) -> Iterator[None]:
    """Texts go out by day; certificates and tokens need the true time."""
    if "double" in request.fixturenames or "inbox" in request.fixturenames:
        yield
        return
    with time_machine.travel(datetime(2026, 3, 11, 12, 0, tzinfo=UTC)):
        yield


def again(post: Any) -> None:
    """Try once more, long after."""
    post.run(datetime(2126, 1, 1, tzinfo=UTC))


def test_mail_goes_over_tls_with_a_password_to_one_recipient_each(post: Any, inbox: Inbox) -> None:
    post.messages(sender="Ashdown voices", reply_to="participation")
    people = [post.person("A", "email", email="a@home.example"), post.person("B", "email", email="b@home.example")]
    post.tell(*people)
    post.run()
    assert sorted(to for _, (to,), _ in inbox.letters) == ["a@home.example", "b@home.example"]
    sender, _, mail = inbox.letters[0]
    assert sender == "no-reply@heard.example"
    assert mail["From"] == "Ashdown voices <no-reply@heard.example>"
    assert mail["Reply-To"].endswith(".example")
    assert [post.state(one) for one in people] == [("sent", "")] * 2


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(
    post: Any, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    robin = post.person("Robin Vale", "email")
    post.tell(robin)
    post.run()
    assert inbox.letters == [] and post.state(robin) == ("queued", "")


def test_a_refused_address_fails_for_good_and_makes_one_task_that_says_nothing_of_it(post: Any, inbox: Inbox) -> None:
    robin, sam = post.person("Robin Vale", "email"), post.person("Sam Hill", "email", email="sam@home.example")
    inbox.answers["robin@home.example"] = "550 no such mailbox"
    post.tell(robin, sam)
    post.tell(robin, key="b")
    post.run()
    again(post)
    assert post.state(robin) == post.state(robin, "b") == ("failed", "refused")
    assert post.state(sam) == ("sent", "")
    with post.within():
        (task,) = db.session.scalars(select(Task).where(Task.kind == "notify.address"))
        assert task.title == "An e-mail address does not work" and task.person_id == robin
        assert "robin" not in f"{task.title}{task.note}{task.key}".lower()


@pytest.mark.parametrize("when", ["recipient", "letter"])
def test_what_the_server_will_not_take_now_is_tried_again_and_sent_once(post: Any, inbox: Inbox, when: str) -> None:
    robin = post.person("Robin Vale", "email")
    inbox.answers = {"robin@home.example": "451 later"} if when == "recipient" else {}
    inbox.data_answer = "452 later" if when == "letter" else ""
    post.tell(robin)
    post.run()
    assert post.state(robin) == ("queued", "") and inbox.letters == []
    inbox.answers, inbox.data_answer = {}, ""
    again(post)
    assert post.state(robin) == ("sent", "") and len(inbox.letters) == 1


def test_a_letter_refused_for_itself_makes_no_task(post: Any, inbox: Inbox) -> None:
    robin = post.person("Robin Vale", "email")
    inbox.data_answer = "554 spam"
    post.tell(robin)
    post.run()
    assert post.state(robin) == ("failed", "not_taken")
    with post.within():
        assert db.session.scalars(select(Task)).all() == []


def test_a_server_that_is_away_is_asked_once_for_a_whole_batch(post: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("core.notify.carriers.smtp.opened", lambda *all: asked.append(all) or _raise(OSError()))
    post.set(mail="smtp", site=SITE, mail_from="a@b.example", smtp_url="smtp+plain://127.0.0.1:9")
    people = [post.person(str(n), "email") for n in range(4)]
    post.tell(*people)
    post.run()
    assert len(asked) == 1
    assert {post.state(one) for one in people} == {("queued", "")}


def test_a_text_goes_through_notify_with_the_councils_own_key(post: Any, double: NotifyDouble) -> None:
    robin = post.person("Robin Vale", "text")
    post.tell(robin, notice="trial.urgent")
    post.run()
    (taken,) = double.taken
    assert taken["phone_number"] == "+447700900123"
    assert taken["personalisation"]["sentence"] == "Please look now."
    assert "Robin" not in str(taken)
    assert post.state(robin) == ("sent", "")


@pytest.mark.parametrize("status", [429, 500, 400, 403])
def test_what_notify_will_not_take_now_is_tried_again(post: Any, double: NotifyDouble, status: int) -> None:
    robin = post.person("Robin Vale", "text")
    double.answers = [status]
    post.tell(robin, notice="trial.urgent")
    post.run()
    assert post.state(robin) == ("queued", "") and double.taken == []
    again(post)
    assert post.state(robin) == ("sent", "") and len(double.taken) == 1


def test_a_number_that_notify_refuses_fails_and_makes_a_task(post: Any, double: NotifyDouble) -> None:
    robin = post.person("Robin Vale", "text", phone="07123 456789")
    post.tell(robin, notice="trial.urgent")
    post.run()
    assert post.state(robin) == ("failed", "refused")
    with post.within():
        assert db.session.scalars(select(Task.title)).all() == ["A mobile number does not work"]


def test_a_council_without_a_key_sends_no_texts(post: Any, double: NotifyDouble) -> None:
    post.set(mail="file", site=SITE, notify_url=double.address, notify_keys={"brackwell": KEY})
    robin = post.person("Robin Vale", "text")
    post.tell(robin, notice="trial.urgent")
    post.run()
    assert post.state(robin) == ("dropped", "no_means")


def test_texts_by_mail_go_to_the_number_at_the_councils_service(post: Any) -> None:
    post.messages(text="mail", mail_to_text="{number}@texts.example")
    robin = post.person("Robin Vale", "text")
    post.tell(robin)
    post.run()
    (mail,) = post.mails()
    assert mail["To"] == "447700900123@texts.example"
    assert "There is something new for you." in mail.get_content() and "\n" not in mail.get_content().strip()


def test_the_console_tells_no_address(post: Any, caplog: pytest.LogCaptureFixture) -> None:
    post.set(mail="console", site=SITE)
    robin = post.person("Robin Vale", "email")
    with caplog.at_level(logging.INFO):
        post.tell(robin)
        post.run()
    assert "by email to" in caplog.text
    assert "home.example" not in caplog.text and "Robin" not in caplog.text


def test_links_never_follow_the_host_header(post: Any) -> None:
    worker = post.person("Jo Reed", kind="worker")
    with post.app.test_request_context("/ashdown/", headers={"Host": "evil.example"}):
        post.tell(worker, notice="trial.work")
    post.run()
    (mail,) = post.mails()
    assert "evil" not in mail.as_string() and SITE in mail.get_content()


def test_an_address_that_changes_after_sorting_is_found_out_before_handing_over(
    post: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    robin = post.person("Robin Vale", "email")
    post.tell(robin)
    changed = update(Person).where(Person.id == robin).values(email="new@home.example")
    claim = sending._claim

    def claims_while_somebody_edits(parcel: Any) -> bool:
        done = claim(parcel)
        db.session.execute(changed)
        db.session.commit()
        return done

    monkeypatch.setattr(sending, "_claim", claims_while_somebody_edits)
    post.run()
    assert [mail["To"] for mail in post.mails()] == ["new@home.example"]
    assert post.rows(Message.state) == [("sent",)]


def _raise(error: Exception) -> None:
    raise error


def test_after_a_refused_address_the_same_connection_serves_the_next(post: Any, inbox: Inbox) -> None:
    people = [post.person("A", "email", email="a@home.example"), post.person("B", "email", email="b@home.example")]
    inbox.answers["a@home.example"] = "550 no such mailbox"
    post.tell(*people)
    post.run()
    assert [to for _, (to,), _ in inbox.letters] == ["b@home.example"]
