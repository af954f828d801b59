"""The leads hear at once that something waits, and again until somebody has read it; nobody hears what it is."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from core.db import db, utcnow
from core.safeguarding.alarms import call_leads, ring_again, sending
from core.safeguarding.alarms.crew import Way
from core.safeguarding.conflicts import bars
from core.safeguarding.models import AlarmWay, CaseAlarm
from core.safeguarding.record import chronology
from core.safeguarding.store import ALLEGATIONS, CONCERNS
from core.users.models import Membership, MembershipRole
from tests.core.safeguarding.alarms.conftest import CANARY, DEPUTY, DUTY, POST

NOON = datetime(2027, 3, 10, 12, 0, tzinfo=UTC)  # a Wednesday in winter time; the leads are there from 9 to 17
MINUTE = timedelta(minutes=1)
LEAD_TEXT, DEPUTY_TEXT = "447700900111@texts.example", "447700900112@texts.example"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.mark.both_databases
def test_leads_hear_at_once_by_mail_and_text_and_of_nothing_but_the_desk(desk: Any) -> None:
    desk.lead("Ann Lead", mobile="07700 900201")
    desk.report()
    assert desk.to() == sorted(
        ["ann.lead@ashdown.example", "447700900201@texts.example", POST, LEAD_TEXT]
    )
    for mail in desk.mails():
        whole = mail.as_string()
        assert "https://heard.example/ashdown/safeguarding/" in whole
        assert "Something waits at the safeguarding desk." in whole
        assert "List-Unsubscribe" not in whole and "canary" not in whole and "boiler" not in whole
        assert not any(character in mail["Subject"] for character in "0123456789")


def test_letters_about_different_cases_read_alike(desk: Any, clock: Any) -> None:
    desk.report("One thing")
    first = {(one["To"], one["Subject"], one.get_content()) for one in desk.mails()}
    desk.empty()
    clock.shift(timedelta(minutes=5))
    desk.report("Quite another thing", answers={"safe_now": "yes"})
    assert first == {(one["To"], one["Subject"], one.get_content()) for one in desk.mails()}


def test_with_a_single_lead_the_deputy_hears_at_once_too(desk: Any) -> None:
    desk.report()
    assert desk.to() == sorted([POST, LEAD_TEXT, DEPUTY, DEPUTY_TEXT])


@pytest.mark.both_databases
def test_unread_it_goes_to_the_leads_again_then_deputies_then_the_duty_number(desk: Any, clock: Any) -> None:
    desk.lead("Ann Lead")
    desk.lead("Dee Deputy", rank="deputy")
    desk.report()
    desk.empty()
    steps = []
    for minutes in (59, 1, 59, 1, 119, 1):  # 60 to read, 120 to the deputies, 240 to the duty number
        clock.shift(minutes * MINUTE)
        desk.look()
        steps.append(desk.to())
        desk.empty()
    leads = sorted(["ann.lead@ashdown.example", POST, LEAD_TEXT])
    deputies = sorted(["dee.deputy@ashdown.example", DEPUTY, DEPUTY_TEXT])
    assert steps == [[], leads, [], deputies, [], [DUTY]]


def test_the_duty_number_is_told_what_to_do(desk: Any, clock: Any) -> None:
    desk.report()
    desk.empty()
    clock.shift(240 * MINUTE)
    desk.look()
    (text,) = (one for one in desk.mails() if one["To"] == DUTY)
    assert "Nobody has read yet" in text.get_content() and "canary" not in text.as_string()


def test_once_read_nothing_more_is_said(desk: Any, clock: Any) -> None:
    case = chronology.locked(CONCERNS, desk.report().id)
    chronology.append(CONCERNS, case, "acknowledged", {}, by=None)
    db.session.commit()
    desk.empty()
    clock.shift(timedelta(days=3))
    desk.look()
    assert desk.mails() == []
    assert set(db.session.scalars(select(CaseAlarm.why))) == {"told", "read"}


def test_at_night_the_minutes_wait_for_the_opening(desk: Any, clock: Any) -> None:
    clock.move_to(datetime(2027, 3, 12, 22, 0, tzinfo=UTC))  # a Friday
    desk.report()
    assert POST in desk.to(), "they are told at once all the same"
    desk.empty()
    clock.move_to(datetime(2027, 3, 15, 9, 59, tzinfo=UTC))
    desk.look()
    assert desk.mails() == []
    clock.shift(MINUTE)
    desk.look()
    assert POST in desk.to()


def test_danger_now_reaches_deputies_at_once_and_the_duty_number_at_night(desk: Any, clock: Any) -> None:
    clock.move_to(datetime(2027, 3, 12, 22, 0, tzinfo=UTC))
    desk.lead("Ann Lead")
    desk.lead("Ben Lead")
    desk.report(answers={"safe_now": "no"})
    assert {"ann.lead@ashdown.example", "ben.lead@ashdown.example", DEPUTY} <= set(desk.to())
    assert DUTY not in desk.to()
    clock.shift(120 * MINUTE)
    desk.look()
    assert DUTY in desk.to()


def test_somebody_barred_hears_nothing_at_any_stage(desk: Any, clock: Any) -> None:
    ann = desk.lead("Ann Lead", mobile="07700 900201")
    desk.lead("Ben Lead")
    desk.set(mail="smtp", site="https://heard.example", smtp_url="smtp+plain://127.0.0.1:9", mail_from="a@b.example")
    case = desk.report()  # nobody can be reached yet
    bars.bar(CONCERNS, chronology.locked(CONCERNS, case.id), ann, next(iter(bars.WHY)), None)
    db.session.commit()
    desk.set(mail="file", site="https://heard.example")
    for _ in range(5):
        clock.shift(120 * MINUTE)
        desk.look()
    assert "ben.lead@ashdown.example" in desk.to()
    assert not {"ann.lead@ashdown.example", "447700900201@texts.example"} & set(desk.to())


def test_whoever_lost_the_role_or_is_away_hears_nothing(desk: Any) -> None:
    gone = desk.lead("Gail Gone")
    desk.lead("Al Away", away_from=date(2027, 3, 8), away_until=date(2027, 3, 10))
    desk.lead("Ben Back", away_from=date(2027, 3, 8), away_until=date(2027, 3, 9))
    member = db.session.scalar(select(Membership).where(Membership.user_id == gone))
    db.session.delete(db.session.get(MembershipRole, (member.id, "safeguarding_lead")))
    db.session.commit()
    desk.report()
    assert [one for one in desk.to() if one not in (POST, LEAD_TEXT)] == ["ben.back@ashdown.example"]


def test_a_post_whose_address_belongs_to_an_account_is_told_as_that_account(desk: Any) -> None:
    ann = desk.lead("Ann Lead")
    from_file = desk.council.file.safeguarding.leads[0]
    member = db.session.scalar(select(Membership).where(Membership.user_id == ann))
    member.user.email = from_file.email.upper()
    db.session.commit()
    case = desk.report()
    assert [one.lower() for one in desk.to()].count(POST) == 1
    told = db.session.scalars(select(CaseAlarm.told).where(CaseAlarm.case_id == case.id, CaseAlarm.stage == "leads"))
    assert f"user:{ann}:email" in next(iter(told))


def test_an_allegation_goes_to_leads_with_an_account_never_to_a_shared_post(desk: Any, clock: Any) -> None:
    ann = desk.lead("Ann Lead")
    case = desk.report(store=ALLEGATIONS)
    for _ in range(3):
        clock.shift(60 * MINUTE)
        desk.look()
    assert set(desk.to()) == {"ann.lead@ashdown.example"}
    desk.empty()
    bars.bar(ALLEGATIONS, chronology.locked(ALLEGATIONS, case.id), ann, next(iter(bars.WHY)), None)
    db.session.commit()
    clock.shift(60 * MINUTE)
    desk.look()
    assert desk.to() == ["lado@ashdown.example"]


def test_an_allegation_that_no_lead_may_see_goes_to_the_designated_officer(desk: Any) -> None:
    desk.report(store=ALLEGATIONS)
    assert desk.to() == ["lado@ashdown.example"]


@pytest.mark.both_databases
def test_a_flood_is_one_letter_a_minute_to_each_address_and_none_is_forgotten(desk: Any, clock: Any) -> None:
    for _ in range(30):
        desk.report()
    assert desk.to() == sorted([POST, LEAD_TEXT, DEPUTY, DEPUTY_TEXT])
    clock.shift(MINUTE)
    desk.look()
    assert len(desk.mails()) == 8
    open_ones = select(CaseAlarm.id).where(CaseAlarm.stage == "leads", CaseAlarm.settled_at.is_(None))
    assert db.session.scalars(open_ones).all() == []
    clock.shift(MINUTE)
    desk.look()
    assert len(desk.mails()) == 8


def test_killed_between_handing_over_and_marking_it_is_handed_over_again(
    desk: Any, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """Like kill -9: nothing after it runs."""

    def die(*parts: Any) -> None:
        raise Killed

    monkeypatch.setattr(sending, "note_told", die)
    with pytest.raises(Killed):
        desk.report()
    db.session.rollback()
    assert len(desk.mails()) == 1
    monkeypatch.undo()
    desk.look()
    assert len(desk.mails()) == 4, "the letter that is claimed waits, the others go"
    clock.shift(2 * MINUTE)
    desk.look()
    assert desk.to() == sorted([POST, LEAD_TEXT, DEPUTY, DEPUTY_TEXT])
    assert db.session.scalars(select(CaseAlarm.why).where(CaseAlarm.stage == "leads")).all() == ["told"]


def test_what_fails_neither_reaches_the_page_nor_any_log(
    desk: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*parts: Any, **more: Any) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(sending, "opened", broken)
    case = desk.report()
    assert case.state == "raised" and case.number == 1
    assert caplog.records == []


def test_two_at_the_same_address_at_once_send_one_letter(desk: Any) -> None:
    way = Way("user:1:email", "email", "a@b.example")
    assert sending._claim(way, utcnow()) and not sending._claim(way, utcnow())
    assert db.session.scalar(select(AlarmWay.tries).where(AlarmWay.name == way.name)) == 1


def test_leads_can_be_told_of_what_came_later_and_of_what_belongs_to_no_case(desk: Any, clock: Any) -> None:
    case = desk.report()
    desk.empty()
    clock.shift(5 * MINUTE)
    for _ in range(2):
        ring_again(CONCERNS, case, "added-2")
        db.session.commit()
    desk.look()
    assert POST in desk.to()
    desk.empty()
    clock.shift(5 * MINUTE)
    call_leads()
    db.session.commit()
    desk.look()
    assert POST in desk.to() and len(desk.mails()) == 4
