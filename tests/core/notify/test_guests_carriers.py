"""What guests are told goes through the same carriers: a mail server with TLS, and GOV.UK Notify."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from core.db import db
from core.notify import guest_sorting, guests
from core.notify.models import GuestMessage
from tests.core.notify.conftest import SITE, PostRoom
from tests.core.notify.smtp_server import KEY, PASSWORD, TEMPLATE, USER, Inbox, NotifyDouble, notify_double, smtp_server

URL = "/ashdown/help?secret=theirs"


@pytest.fixture
def inbox(post: PostRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    with smtp_server(tmp_path) as (found, port, certificate):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        url = f"smtp://{USER}:{quote(PASSWORD, safe='')}@localhost:{port}"
        post.set(mail="smtp", site=SITE, mail_from="no-reply@heard.example", smtp_url=url)
        yield found


@pytest.fixture
def double(post: PostRoom) -> Iterator[NotifyDouble]:
    with notify_double() as found:
        post.set(mail="file", site=SITE, notify_url=found.address, notify_keys={"ashdown": KEY})
        post.messages(text="govuk_notify", notify_template=TEMPLATE)
        yield found


@pytest.fixture(autouse=True)
def by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Certificates need the true time, and no test depends on the hour."""
    monkeypatch.setattr(guest_sorting, "quiet_until", lambda now: None)


def told(post: PostRoom, channel: str, address: str) -> None:
    with post.within():
        guests.tell_guests([guests.leave(channel, address)], "trial.news", URL, key="a")
        db.session.commit()
    post.run()


def states(post: PostRoom) -> list[Any]:
    with post.within():
        return [tuple(row) for row in db.session.execute(db.select(GuestMessage.state, GuestMessage.url))]


def test_mail_goes_through_a_server(post: PostRoom, inbox: Inbox) -> None:
    told(post, "email", "kim@home.example")
    ((_, to, mail),) = inbox.letters
    assert to == ["kim@home.example"] and f"{SITE}{URL}" in mail.get_content()
    assert states(post) == [("sent", "")]


def test_a_refused_address_ends_it_without_a_task_about_anybody(post: PostRoom, inbox: Inbox) -> None:
    inbox.answers["kim@home.example"] = "550 no such mailbox"
    told(post, "email", "kim@home.example")
    assert states(post) == [("failed", "")] and inbox.letters == []


def test_stopped_while_the_server_was_asked_nothing_is_handed_over(
    post: PostRoom, inbox: Inbox, monkeypatch: Any
) -> None:
    asked = guest_sorting.guest_parcels

    def stopped_after(authority: Any, ids: Any) -> Any:
        parcels = asked(authority, ids)
        for parcel in parcels:
            guests.stop(parcel.person_id)
        return parcels

    monkeypatch.setattr("core.notify.sending.guest_parcels", stopped_after)
    told(post, "email", "kim@home.example")
    assert inbox.letters == [] and states(post) == [("dropped", "")]


def test_a_text_goes_through_the_service(post: PostRoom, double: NotifyDouble) -> None:
    told(post, "text", "07700 900456")
    assert states(post) == [("sent", "")]
    (one,) = double.taken
    assert one["phone_number"] == "+447700900456"
    assert one["personalisation"]["link"] == f"{SITE}{URL}" and "/stop/" in one["personalisation"]["stop"]
