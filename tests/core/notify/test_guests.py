"""People without an account: told where they left an address, stopped in one step, forgotten without a trace."""

import logging
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from sqlalchemy import inspect, select

from core.audit import AuditEntry
from core.authority.effective import save_switch
from core.authority.messages import Messages
from core.data_rights.retention.own_kinds import OWN_KINDS
from core.db import AuthorityScoped, Base, db, utcnow
from core.notify import NoticeFault, guests
from core.notify.models import GuestMessage, MessageGuest
from core.notify.timed import pick_up
from core.testing.apps import World
from tests.core.notify.conftest import PostRoom

NOON = datetime(2027, 3, 10, 12, 0, tzinfo=UTC)
MAIL, NUMBER = "kim.guest@home.example", "07700 900456"
SECRET = "/ashdown/help?secret=only-theirs"


@pytest.fixture(autouse=True)
def by_day() -> Any:
    with time_machine.travel(NOON, tick=True):
        yield


def leave(post: PostRoom, channel: str = "email", address: str = MAIL, slug: str = "ashdown", **more: Any) -> UUID:
    with post.within(slug):
        found = guests.leave(channel, address, **more)
        db.session.commit()
        return found


def tell(post: PostRoom, *ids: UUID, key: str = "a", notice: str = "trial.news", url: Any = SECRET) -> int:
    with post.within():
        told = guests.tell_guests(ids, notice, url, key=key)
        db.session.commit()
        return told


def rows(post: PostRoom, *columns: Any) -> list[Any]:
    with post.within():
        return [tuple(row) for row in db.session.execute(select(*columns))]


def state(post: PostRoom, guest: UUID, key: str = "a") -> tuple[str, str, str]:
    columns = (GuestMessage.guest_id, GuestMessage.key, GuestMessage.state, GuestMessage.why, GuestMessage.url)
    (found,) = [row[2:] for row in rows(post, *columns) if row[:2] == (guest, key)]
    return found


def stop_link(mail: Any) -> str:
    found = re.search(r"https://heard\.example(/ashdown/me/messages/stop/\S+)", mail.get_content())
    assert found
    return found[1]


@pytest.mark.both_databases
def test_a_letter_leads_straight_there_and_says_how_to_stop(post: PostRoom) -> None:
    guest = leave(post)
    assert tell(post, guest) == 1
    post.run()
    assert state(post, guest) == ("sent", "", ""), "the address that it led to is not kept"
    (mail,) = post.mails()
    body = mail.get_content()
    assert mail["To"] == MAIL
    assert "There is something new for you." in body and f"https://heard.example{SECRET}" in body
    assert mail["List-Unsubscribe"] == f"<https://heard.example{stop_link(mail)}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.both_databases
def test_told_twice_is_told_once_and_each_may_have_an_address_of_their_own(post: PostRoom) -> None:
    one, other = leave(post), leave(post, address="lee@home.example")
    urls = {one: "/ashdown/help?one", other: "/ashdown/help?other"}
    assert (tell(post, one, other, url=urls), tell(post, one, other, url=urls)) == (2, 0)
    post.run()
    post.run()
    assert sorted((mail["To"], "?one" in mail.get_content()) for mail in post.mails()) == [
        (MAIL, True), ("lee@home.example", False),
    ]  # fmt: skip


def test_a_text_goes_to_the_number_as_it_is_dialled_and_at_night_in_the_morning(post: PostRoom) -> None:
    post.messages(text="mail", mail_to_text="{number}@texts.example")
    guest = leave(post, "text", "(07700) 900-456")
    assert rows(post, MessageGuest.address) == [("+447700900456",)]
    with time_machine.travel(NOON.replace(hour=23), tick=True):
        tell(post, guest)
        post.run()
        assert state(post, guest)[:2] == ("held", "quiet") and post.mails() == []
    with time_machine.travel(NOON + timedelta(hours=21), tick=True):
        post.run()
    (mail,) = post.mails()
    assert mail["To"] == "447700900456@texts.example"
    assert "There is something new for you." in mail.get_content() and "/me/messages/stop/" in mail.get_content()


@pytest.mark.parametrize("typed", ["", "01632 960123", "not an address", "a@b.example, c@d.example", "+49 170 1234567"])
def test_what_cannot_be_written_to_is_refused(post: PostRoom, typed: str) -> None:
    assert guests.channel_of(typed) is None
    with post.within():
        for channel in ("email", "text"):
            with pytest.raises(ValueError, match="cannot be written to"):
                guests.leave(channel, typed)


@pytest.mark.both_databases
def test_stopped_between_telling_and_sending_nothing_goes_and_nothing_is_kept(post: PostRoom) -> None:
    guest, same = leave(post), leave(post)
    other = leave(post, address="lee@home.example")
    tell(post, guest, same, other)
    with post.within():
        guests.stop(guest)
        db.session.commit()
    post.run()
    assert [mail["To"] for mail in post.mails()] == ["lee@home.example"], "the address was stopped, not one letter"
    assert state(post, same) == ("dropped", "stopped", "")
    assert sorted(rows(post, MessageGuest.address)) == [("",), ("",), ("lee@home.example",)]
    assert tell(post, guest, key="b") == 0


def test_the_link_stops_by_one_press_and_looking_stops_nothing(post: PostRoom, world: World) -> None:
    guest = leave(post)
    tell(post, guest)
    post.run()
    link, browser = stop_link(post.mails()[0]), post.app.test_client()
    assert b"Stop e-mails to me" in browser.get(link).data
    assert rows(post, MessageGuest.stopped_at) == [(None,)]
    assert browser.get(link[:-1] + ("a" if link[-1] != "a" else "b")).status_code == 404
    assert browser.post(link.replace("/ashdown/", "/brackwell/")).status_code == 404
    assert b"Stopped" in browser.post(link, data={"List-Unsubscribe": "One-Click"}).data
    assert rows(post, MessageGuest.address) == [("",)]
    assert b"Stopped" in browser.post(link).data, "a second time, and of somebody forgotten, it says the same"


def test_nobody_can_have_a_stranger_flooded(post: PostRoom) -> None:
    for number in range(5):
        tell(post, leave(post), key=f"k{number}")
        post.run()
    assert len(post.mails()) == 3
    assert sorted(row[0] for row in rows(post, GuestMessage.state)) == ["held", "held", "sent", "sent", "sent"]
    with time_machine.travel(NOON + timedelta(days=1, minutes=30), tick=True):
        post.run()
    assert len(post.mails()) == 5


@pytest.mark.both_databases
def test_forgotten_the_address_is_nowhere(post: PostRoom, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    guest = leave(post, "text", NUMBER)
    mail = leave(post)
    tell(post, guest, mail)
    post.run()
    with post.within():
        assert (guests.forget(guest), guests.forget(guest), guests.forget(mail)) == (2, 0, 2)
        db.session.commit()
        assert "7700900456" not in everything() and MAIL not in everything() and "only-theirs" not in everything()
        assert db.session.scalars(select(AuditEntry.action).where(AuditEntry.action.like("messages.guest%"))).all()
    assert "7700900456" not in caplog.text.replace(" ", "") and MAIL not in caplog.text


def everything() -> str:
    """Every row of every table of this council, as one text."""
    tables = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, AuthorityScoped)]
    columns = [[getattr(one, each.key) for each in inspect(one).column_attrs] for one in tables]
    found = [db.session.execute(select(*some)) for some in columns]
    return "\n".join(str(tuple(row)) for rows in found for row in rows)


def test_a_canary_is_found_where_it_stands(post: PostRoom) -> None:
    leave(post)
    with post.within():
        assert MAIL in everything(), "else the test above proves nothing"


def test_what_was_switched_off_given_up_or_not_possible_is_not_kept_either(post: PostRoom) -> None:
    guest, number = leave(post), leave(post, "text", NUMBER)
    tell(post, guest, notice="groups.trial")
    with post.within():
        save_switch(post.council(), "groups", False)
        db.session.commit()
    tell(post, number)
    post.run()
    assert state(post, guest) == ("dropped", "switched_off", "")
    assert state(post, number) == ("dropped", "no_means", "")
    post.set(mail="smtp", site="https://heard.example", mail_from="a@b.example", smtp_url="smtp+plain://127.0.0.1:9")
    tell(post, guest, key="b")
    post.run()
    assert state(post, guest, "b")[:2] == ("queued", "")
    with time_machine.travel(utcnow() + timedelta(days=1, minutes=10)), post.within():
        pick_up(post.council(), {})
        db.session.commit()
    assert state(post, guest, "b") == ("failed", "gave_up", "")


def test_another_councils_guests_addresses_elsewhere_and_hidden_kinds_are_refused(post: PostRoom) -> None:
    stranger, guest = leave(post, slug="brackwell"), leave(post)
    assert tell(post, stranger, uuid4()) == 0
    for url in ("https://elsewhere.example/", "/brackwell/help", "//elsewhere.example"):
        with pytest.raises(ValueError, match="a path under this council"):
            tell(post, guest, url=url)
    with pytest.raises(ValueError, match="hidden"):
        tell(post, guest, notice="trial.hidden")
    with pytest.raises(NoticeFault):
        tell(post, guest, notice="trial.unknown")
    with post.within():
        guests.stop(stranger)
        assert guests.forget(stranger) == 0
        db.session.commit()
    with post.within("brackwell"):
        assert guests.ways([stranger]) == {stranger: "email"}


def test_an_address_is_kept_as_long_as_the_council_says(post: PostRoom) -> None:
    leave(post)
    kind = OWN_KINDS["addresses of people without an account"]
    with post.within():
        forget = kind.kept.forget
        assert forget is not None and kind.record == "member"
        forget(list(db.session.scalars(select(MessageGuest))))
        db.session.commit()
    assert rows(post, MessageGuest.id) == []


def test_it_speaks_the_language_in_which_it_was_left(post: PostRoom) -> None:
    assert isinstance(post.council().file.messages, Messages)
    guest = leave(post, language="pl")
    tell(post, guest)
    post.run()
    (mail,) = post.mails()
    assert mail["Content-Language"] == ("pl" if "pl" in post.council().file.languages else "en")
