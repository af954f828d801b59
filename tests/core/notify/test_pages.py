"""A reader's own messages, choosing how to hear, stopping by a link, and what a local admin sees."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import select, update

from core import consent, tasks
from core.consent import ledger
from core.consent.ledger import Said
from core.data_rights.holdings import parts
from core.data_rights.own_records import erase
from core.data_rights.subject import Subject
from core.db import db
from core.notify import looking
from core.notify.models import Message, MessageChoice
from core.notify.timed import tell_of_tasks
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.testing.apps import World
from core.testing.browsing import PageClient
from tests.core.notify.conftest import PostRoom, date_of

NOON = datetime(2027, 3, 10, 12, 0, tzinfo=UTC)
MINE = "/ashdown/me/messages/"


@pytest.fixture
def robin(post: PostRoom, world: World) -> UUID:
    """The young person who signs in: 17, with an address."""
    found = world.people["ashdown", "young_person"].person_id
    assert found
    aged(post, found, 17)
    return found


def aged(post: PostRoom, person_id: UUID, age: int) -> None:
    with post.within():
        given = {"born_on": date_of(age), "email": "robin@home.example", "phone": "07700 900123"}
        db.session.execute(update(Person).where(Person.id == person_id).values(given))
        db.session.commit()


def chosen(post: PostRoom, person_id: UUID) -> Any:
    with post.within():
        row = db.session.scalar(select(MessageChoice).where(MessageChoice.person_id == person_id))
        return (row.wish, row.pace) if row else None


def allowed(post: PostRoom, person_id: UUID, way: str) -> bool:
    with post.within():
        return consent.allows(person_id, "core.contact", way)


def test_a_message_stands_on_the_readers_page_is_new_and_leads_on(post: Any, world: World, robin: UUID) -> None:
    browser = world.browser("young_person")
    assert "No messages" in browser.get(MINE).text
    post.tell(robin)
    shown = browser.get(MINE).text
    assert "There is something new for you." in shown and "New" in shown
    (link,) = re.findall(rf'href="({MINE}[0-9a-f-]{{36}})"', shown)
    answer = browser.get(link)
    assert (answer.status_code, answer.location) == (302, "/ashdown/help")
    assert ">New<" not in browser.get(MINE).text
    assert world.browser("worker").get(link).status_code == 404


def test_earlier_messages_are_one_press_away(post: Any, world: World, robin: UUID) -> None:
    for number in range(33):
        post.tell(robin, key=str(number))
    browser = world.browser("young_person")
    first = browser.get(MINE).text
    (more,) = re.findall(r'href="([^"]*after=[^"]*)"', first)
    found = [re.findall(rf"{MINE}([0-9a-f-]{{36}})", text) for text in (first, browser.get(more).text)]
    assert [len(one) for one in found] == [30, 3] and len({*found[0], *found[1]}) == 33


def test_choosing_e_mail_is_an_agreement_and_choosing_here_takes_it_back(post: Any, world: World, robin: UUID) -> None:
    browser = world.browser("young_person")
    shown = browser.get(MINE + "how").text
    assert "robin@home.example" in shown and "By text message" not in shown and "7700900123" not in shown
    assert 'value="email" checked' not in shown
    assert browser.submit(MINE + "how", {"wish": "email", "pace": "daily"}).status_code == 302
    assert chosen(post, robin) == ("email", "daily") and allowed(post, robin, "email")
    assert 'value="email" checked' in browser.get(MINE + "how").text
    browser.submit(MINE + "how", {"wish": "here", "pace": "daily"})
    assert chosen(post, robin) == ("here", "daily") and not allowed(post, robin, "email")


def test_choosing_keeps_what_was_said_of_letters(post: Any, world: World, robin: UUID) -> None:
    with post.within():
        ledger.answer(robin, "core.contact", Said(yes=True, options=("post",)))
        db.session.commit()
    world.browser("young_person").submit(MINE + "how", {"wish": "email", "pace": "at_once"})
    assert allowed(post, robin, "email") and allowed(post, robin, "post")


def test_at_fourteen_an_adults_yes_is_needed_too_and_that_is_said(post: Any, world: World, robin: UUID) -> None:
    aged(post, robin, 14)
    browser = world.browser("young_person")
    browser.submit(MINE + "how", {"wish": "email", "pace": "at_once"})
    assert "an adult who decides with you must say yes too" in browser.get(MINE).text
    post.tell(robin)
    post.run()
    assert post.state(robin) == ("dropped", "not_agreed")


def test_a_child_reads_that_messages_stand_here_only(post: Any, world: World, robin: UUID) -> None:
    aged(post, robin, 12)
    shown = world.browser("young_person").get(MINE + "how").text
    assert "Until you are 13, messages stand on this site only." in shown and "wish" not in shown


def test_an_adult_who_stands_in_is_told_for_a_young_child_where_the_notice_says_so(post: Any) -> None:
    child = post.person("Robin Vale", born_on=date_of(9), email="")
    parent = post.person("Pat Vale", "email", kind="parent_carer", born_on=None, email="pat@home.example")
    kept_away = post.person("Al Vale", "email", kind="parent_carer", born_on=None, email="al@home.example")
    with post.within():
        for adult, no in ((parent, False), (kept_away, True)):
            bond = {"kind": "parent", "parental_responsibility": True, "verified_on": date_of(1), "no_contact": no}
            db.session.add(Relationship(child_id=child, adult_id=adult, **bond))
        db.session.commit()
    with time_machine.travel(NOON):
        post.tell(child)
        post.tell(child, notice="meetings.changed", key="b")
        post.run()
    assert post.state(child) == post.state(child, "b") == ("dropped", "too_young")
    (mail,) = post.mails()
    assert mail["To"] == "pat@home.example" and "Vale" not in mail.as_string()
    assert post.rows(Message.person_id, Message.url)[-1] == (parent, f"/ashdown/me/children/{child}/")


def test_once_a_day_brings_one_message_of_several(post: Any) -> None:
    robin = post.person("Robin Vale", "email")
    with post.within():
        db.session.add(MessageChoice(person_id=robin, wish="email", pace="daily"))
        db.session.commit()
    with time_machine.travel(NOON):
        for key in "abc":
            post.tell(robin, key=key)
        post.tell(robin, notice="trial.urgent", key="u")
        post.run()
    assert post.state(robin) == ("held", "gathered")
    assert ["Please look now." in mail.get_content() for mail in post.mails()] == [True]
    with time_machine.travel(NOON + timedelta(hours=5)):
        post.run()
    assert post.state(robin, "c") == ("sent", "")
    assert "There are 3 new things for you." in post.mails()[-1].get_content() and len(post.mails()) == 2


def test_messages_are_in_the_language_of_the_page_where_they_chose(post: Any) -> None:
    council = post.council()
    object.__setattr__(council, "file", council.file.model_copy(update={"languages": ("en", "pl")}))
    robin = post.person("Robin Vale", "email")
    with post.within():
        db.session.add(MessageChoice(person_id=robin, wish="email", language="pl"))
        db.session.commit()
    post.tell(robin)
    post.run()
    assert post.mails()[0]["Content-Language"] == "pl"


@pytest.mark.both_databases
def test_the_link_in_a_message_stops_e_mails_without_a_sign_in(post: Any, client: PageClient) -> None:
    robin = post.person("Robin Vale", "email", "post")
    post.tell(robin)
    post.run()
    header = post.mails()[0]["List-Unsubscribe"]
    path = header.strip("<>").removeprefix("https://heard.example")
    assert "Robin" not in client.get(path).text
    assert allowed(post, robin, "email")  # looking stops nothing: mail programs follow links by themselves
    assert client.post(path, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not allowed(post, robin, "email") and allowed(post, robin, "post")
    post.tell(robin, key="b")
    post.run()
    assert post.state(robin, "b") == ("dropped", "here_only")
    assert client.get(path[:-1] + ("A" if path[-1] != "A" else "B")).status_code == 404
    assert client.get(path.replace("/ashdown/", "/brackwell/")).status_code == 404


def test_the_admin_sees_numbers_and_reasons_and_no_person(post: Any, world: World) -> None:
    post.tell(post.person("Robin Vale"), post.person("Sam Hill", "email"))
    post.run()
    admin = world.browser("local_admin")
    shown = admin.get("/ashdown/admin/messages").text
    assert "Has not agreed to be contacted in this way" in shown and "The last one went out" in shown
    assert "Robin" not in shown and "Sam" not in shown and "home.example" not in shown
    assert "/ashdown/admin/messages" in admin.get("/ashdown/admin/").text
    assert world.browser("worker").get("/ashdown/admin/messages").status_code == 404


def test_the_admin_sends_a_test_to_themselves(post: Any, world: World) -> None:
    me = world.people["ashdown", "local_admin"].person_id
    with post.within():
        db.session.execute(update(Person).where(Person.id == me).values(email="admin@council.example"))
        db.session.commit()
    admin = world.browser("local_admin")
    assert admin.submit("/ashdown/admin/messages", action="test").status_code == 302
    post.run()
    (mail,) = post.mails()
    assert mail["To"] == "admin@council.example" and "This is a test message." in mail.get_content()


def test_a_hidden_message_stands_on_no_page_of_staff_in_no_count_and_no_copy(post: Any, world: World) -> None:
    worker = post.person("Jo Reed", kind="worker")
    admin = world.browser("local_admin")
    before = admin.get("/ashdown/admin/messages").text, admin.get("/ashdown/admin/jobs").text
    post.tell(worker, notice="trial.hidden")
    queued = admin.get("/ashdown/admin/messages").text
    post.run()
    after = admin.get("/ashdown/admin/messages").text, admin.get("/ashdown/admin/jobs").text
    assert post.state(worker) == ("sent", "")
    tidy = re.compile(r'value="[^"]*"|nonce="[^"]*"')
    assert tidy.sub("", before[0]) == tidy.sub("", queued) == tidy.sub("", after[0])
    assert "Send messages</th>" not in after[1]
    with post.within():
        assert looking.last_sent() is None and set(looking.counts().values()) == {0}
        assert not any(part.name == "What you were told" for part in parts(Subject((worker,))))


def test_their_copy_tells_it_and_erasing_leaves_nothing(post: Any) -> None:
    robin = post.person("Robin Vale", "email")
    with post.within():
        db.session.add(MessageChoice(person_id=robin, wish="email"))
        db.session.commit()
    post.tell(robin)
    post.run()
    with post.within():
        titles = {part.name: list(part.rows) for part in parts(Subject((robin,)))}
        assert titles["What you were told"][0]["sent"] == "by email"
        assert titles["How you wish to hear"][0]["way"] == "email"
        erase(Subject((robin,)), apply=True, keep_empty=False)
        db.session.commit()
    assert post.rows(Message.id) == []


def test_what_waits_for_ten_minutes_is_not_ready(post: Any) -> None:
    robin = post.person("Robin Vale", "email")
    post.tell(robin)
    later = datetime.now(UTC) + timedelta(minutes=11)
    with post.app.app_context():
        assert looking.is_going_out(datetime.now(UTC)) and not looking.is_going_out(later)
    post.run()
    with post.app.app_context():
        assert looking.is_going_out(later)


def test_staff_who_wish_it_are_told_of_tasks_once_a_day(post: Any, world: World) -> None:
    me = world.people["ashdown", "worker"].person_id
    with post.within():
        db.session.add(MessageChoice(person_id=me, wish="email", tasks=True))
        tasks.make("trial", "Look at it", "/ashdown/tasks/", permission="people.edit", key="trial")
        for _ in range(2):
            tell_of_tasks(post.council(), {})
        db.session.commit()
    assert post.rows(Message.notice, Message.person_id) == [("tasks.waiting", me)]
