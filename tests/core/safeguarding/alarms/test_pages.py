"""The duty page and the test alarm: who is told, what does not work, and who says that it arrived."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.authority.resolve import Authority
from core.clock import local_today
from core.db import authority_scope, db
from core.safeguarding.alarms import duty
from core.safeguarding.alarms.duty import Part
from core.safeguarding.models import AlarmTrial, CaseDuty
from core.testing.apps import World
from core.users.models import Membership
from tests.core.notify.conftest import PostRoom

PAGE = "/ashdown/safeguarding/duty"
TEST = f"{PAGE}/test"


@pytest.fixture
def room(world: World) -> PostRoom:
    """Mail goes to a folder."""
    made = PostRoom(world.app)
    made.set(mail="file", site="https://heard.example")
    return made


def links(room: PostRoom) -> list[str]:
    found = [re.search(r"https://heard\.example(/\S+)", mail.get_content()) for mail in room.mails()]
    return [one[1] for one in found if one]


def test_nobody_but_leads_finds_the_page(world: World) -> None:
    assert world.browser("safeguarding_lead").get(PAGE).status_code == 200
    for role in ("local_admin", "worker", "data_protection_officer", "practitioner", "young_person"):
        assert world.browser(role).get(PAGE).status_code == 404


def test_a_lead_changes_their_part_and_the_page_says_when_nobody_is_there(world: World) -> None:
    lead = world.browser("safeguarding_lead")
    (change,) = re.findall(rf'href="({PAGE}/[0-9a-f-]+)"', lead.get(PAGE).text)
    first = local_today()
    away = [str(first.day), str(first.month), str(first.year)]
    fields = {"rank": "lead", "mobile": "07700 900201", "away_from": away}
    assert lead.submit(change, fields).status_code == 302
    said = lead.get(PAGE).text
    assert "until further notice" in said and "Nobody is on duty on some days" in said and "By text" in said
    assert "+447700900201" not in said, "the number is for changing, not for reading on a screen that others see"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"mobile": "01632 960101"}, "Enter a mobile number"),
        ({"away_until": ["1", "3", "2027"]}, "Enter the first day as well"),
        ({"away_from": ["2", "3", "2027"], "away_until": ["1", "3", "2027"]}, "before the first"),
        ({"rank": "boss"}, "Not a valid choice"),
    ],
)
def test_slips_are_named_and_nothing_is_changed(world: World, fields: Any, says: str) -> None:
    lead = world.browser("safeguarding_lead")
    (change,) = re.findall(rf'href="({PAGE}/[0-9a-f-]+)"', lead.get(PAGE).text)
    answer = lead.submit(change, {"rank": "deputy", **fields})
    assert answer.status_code == 400 and says in answer.text
    with world.app.app_context(), authority_scope(council_of(world).id):
        assert db.session.scalar(select(CaseDuty.id)) is None


def test_a_user_without_the_role_has_no_part(world: World) -> None:
    with world.app.app_context(), authority_scope(council_of(world).id):
        worker = db.session.scalar(select(Membership.user_id).where(Membership.name == "Worker Tester"))
    assert world.browser("safeguarding_lead").get(f"{PAGE}/{worker}").status_code == 404


def test_a_test_alarm_is_read_by_the_button_only_and_by_posts_without_an_account(world: World, room: PostRoom) -> None:
    lead = world.browser("safeguarding_lead")
    assert lead.submit(PAGE, {}, action=TEST).status_code == 302
    assert len(room.mails()) == 4  # two posts, each by mail and text; this lead has no address yet
    assert all("This is a test" in mail.get_content() for mail in room.mails())
    stranger = world.app.test_client()
    for link in links(room):
        assert "I have read it" in stranger.get(link).text  # as a program that looks through mail does
    assert lead.get(PAGE).text.count("Not yet") == 4
    answer = stranger.submit(links(room)[0])
    assert answer.status_code == 302
    assert "thank you" in stranger.get(links(room)[0]).text
    assert lead.get(PAGE).text.count("Not yet") == 3


def test_a_second_click_sends_no_second_test(world: World, room: PostRoom) -> None:
    lead = world.browser("safeguarding_lead")
    lead.submit(PAGE, {}, action=TEST)
    lead.submit(PAGE, {}, action=TEST)
    assert len(room.mails()) == 4


def test_the_duty_number_is_tested_where_asked(world: World, room: PostRoom) -> None:
    world.browser("safeguarding_lead").submit(PAGE, {"duty_too": "y"}, action=TEST)
    assert "447700900113@texts.example" in {mail["To"] for mail in room.mails()}


def test_a_link_that_is_wrong_old_or_another_councils_is_not_there(world: World, room: PostRoom) -> None:
    lead = world.browser("safeguarding_lead")
    lead.submit(PAGE, {}, action=TEST)
    good, stranger = links(room)[0], world.app.test_client()
    assert stranger.get(good[:-1] + "x").status_code == 404
    assert stranger.get(good.replace("ashdown", "brackwell")).status_code == 404
    with world.app.app_context(), authority_scope(council_of(world).id, write=True):
        for trial in db.session.scalars(select(AlarmTrial)):
            trial.asked_at -= timedelta(days=8)
        db.session.commit()
    assert stranger.get(good).status_code == 404


def test_with_the_carrier_away_the_page_says_what_was_not_handed_over(world: World, room: PostRoom) -> None:
    room.set(mail="smtp", site="https://heard.example", smtp_url="smtp+plain://127.0.0.1:9", mail_from="a@b.example")
    lead = world.browser("safeguarding_lead")
    lead.submit(PAGE, {}, action=TEST)
    assert lead.get(PAGE).text.count("what carries it did not answer") == 4


def test_gaps_are_stretches_of_working_days(ashdown: Authority, desk: Any) -> None:
    desk.lead("Ann Lead", away_from=date(2027, 3, 11), away_until=date(2027, 3, 17))
    desk.lead("Ben Lead", away_from=date(2027, 3, 15), away_until=date(2027, 3, 16))
    desk.lead("Dee Deputy", rank="deputy")
    assert duty.gaps(ashdown, date(2027, 3, 8)) == [(date(2027, 3, 15), date(2027, 3, 16))]


def test_over_a_weekend_a_stretch_is_one(ashdown: Authority, desk: Any) -> None:
    ann = desk.lead("Ann Lead")
    duty.change(ann, Part("lead", "", date(2027, 3, 11), date(2027, 3, 16)), None)
    db.session.commit()
    assert duty.gaps(ashdown, date(2027, 3, 8)) == [(date(2027, 3, 11), date(2027, 3, 16))]


def council_of(world: World) -> Authority:
    with world.app.app_context():
        found = world.app.extensions["heard"].authorities.find("ashdown")
    assert isinstance(found, Authority)
    return found
