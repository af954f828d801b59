"""Alarms over a real SMTP server: away and back, an address that is refused, a process that dies; looks ahead."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from core.authority.messages import Messages
from core.db import db, utcnow
from core.safeguarding.alarms import probing, standing
from core.safeguarding.alarms.standing import NO_LEAD, WAITS
from core.safeguarding.arriving import arrived
from core.safeguarding.models import AlarmWay
from core.safeguarding.store import CONCERNS
from core.safeguarding.taking_in import Report
from tests.core.notify.conftest import PostRoom
from tests.core.notify.smtp_server import KEY, PASSWORD, TEMPLATE, USER, Inbox, notify_double, smtp_server
from tests.core.safeguarding.alarms.conftest import CANARY, DEPUTY, DUTY, POST, SITE

LEAD_TEXT, DEPUTY_TEXT = "447700900111@texts.example", "447700900112@texts.example"
AT_ONCE = sorted([POST, LEAD_TEXT, DEPUTY, DEPUTY_TEXT])
AWAY = "smtp+plain://127.0.0.1:9"  # nobody listens there


@pytest.fixture
def inbox(desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inbox]:
    with smtp_server(tmp_path) as (found, port, certificate):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        desk.server = f"smtp://{USER}:{quote(PASSWORD, safe='')}@localhost:{port}"
        reach(desk, desk.server)
        yield found


def reach(desk: Any, url: str) -> None:
    desk.set(mail="smtp", site=SITE, mail_from="no-reply@heard.example", smtp_url=url)


def went_to(inbox: Inbox) -> list[str]:
    return sorted(to for _, (to,), _ in inbox.letters)


def later(minutes: float) -> Any:
    return time_machine.travel(utcnow() + timedelta(minutes=minutes), tick=True)


@pytest.mark.both_databases
def test_the_web_process_hands_over_before_the_page_is_answered(desk: Any, inbox: Inbox) -> None:
    desk.report()
    assert went_to(inbox) == AT_ONCE
    assert all(CANARY not in mail.as_string() for _, _, mail in inbox.letters)


def test_mail_away_and_back_reaches_everybody_once(desk: Any, inbox: Inbox) -> None:
    reach(desk, AWAY)
    case = desk.report()
    assert case.state == "raised" and went_to(inbox) == []
    reach(desk, desk.server)
    with later(2):
        desk.look()
        assert went_to(inbox) == AT_ONCE
        desk.look()
    assert went_to(inbox) == AT_ONCE


def test_an_address_that_is_refused_keeps_nobody_else_from_hearing(desk: Any, inbox: Inbox) -> None:
    inbox.answers[POST] = "550 no such mailbox"
    desk.report()
    assert went_to(inbox) == sorted([LEAD_TEXT, DEPUTY, DEPUTY_TEXT])
    inbox.answers.clear()
    with later(2):
        desk.look()
    assert went_to(inbox) == AT_ONCE


def test_a_server_that_breaks_off_is_tried_again(desk: Any, inbox: Inbox) -> None:
    inbox.data_answer = "451 later"
    desk.report()
    assert went_to(inbox) == []
    inbox.data_answer = ""
    with later(2):
        desk.look()
    assert went_to(inbox) == AT_ONCE


def test_texts_go_through_govuk_notify_where_the_council_has_it(desk: Any) -> None:
    with notify_double() as double:
        desk.set(mail="file", site=SITE, notify_url=double.address, notify_keys={"ashdown": KEY})
        told = desk.council.file.model_copy(
            update={"messages": Messages(text="govuk_notify", notify_template=TEMPLATE)}
        )
        object.__setattr__(desk.council, "file", told)
        desk.report()
        assert sorted(one["phone_number"] for one in double.taken) == ["+447700900111", "+447700900112"]
        assert double.taken[0]["personalisation"]["stop"] == ""
        probing.probe(desk.council)
        desk.set(mail="file", site=SITE, notify_url=double.address, notify_keys={"ashdown": KEY[:-1] + "9"})
        double.server.RequestHandlerClass.do_GET = refuse
        with pytest.raises(probing.NotGoingOut):
            probing.probe(desk.council)


def refuse(handler: Any) -> None:
    handler.send_response(403)
    handler.end_headers()


def test_a_look_ahead_tries_every_address_and_sends_nothing(desk: Any, inbox: Inbox) -> None:
    inbox.answers[DEPUTY] = "550 no such mailbox"
    probing.probe(desk.council)
    assert inbox.letters == []
    rows = {row.name.partition(":")[0]: row for row in db.session.scalars(select(AlarmWay))}
    assert {"post", "duty", "lado"} <= set(rows)
    (broken,) = standing.failing(desk.council).values()
    assert broken.why == "refused"
    inbox.answers.clear()
    probing.probe(desk.council)
    assert standing.failing(desk.council) == {}


def test_with_no_lead_to_be_reached_the_checks_of_the_deployment_say_so(desk: Any, inbox: Inbox) -> None:
    for address in (POST, LEAD_TEXT):
        inbox.answers[address] = "550 no such mailbox"
    with pytest.raises(probing.NotGoingOut):
        probing.probe(desk.council)
    assert NO_LEAD in {trouble.why for trouble in standing.state(desk.council).troubles}


def test_without_the_duty_number_the_checks_of_the_deployment_say_so(desk: Any, inbox: Inbox) -> None:
    inbox.answers[DUTY] = "550 no such number"
    with pytest.raises(probing.NotGoingOut):
        probing.probe(desk.council)


def test_the_checks_follow_the_last_look_and_know_nothing_of_alarms(app: Flask) -> None:
    room = PostRoom(app)
    room.set(mail="file", site=SITE)
    assert is_well(app), "nobody has looked yet"
    room.run()
    assert is_well(app)
    room.set(mail="smtp", site=SITE, mail_from="no-reply@heard.example", smtp_url=AWAY)
    with room.within():
        arrived(CONCERNS, Report(id=uuid4(), words=CANARY, how="page", raised_at=utcnow()))
    with later(4):
        assert is_well(app), "an alarm that could not go out changes nothing here"
    with later(6):
        room.run()
        assert not is_well(app)
    room.set(mail="file", site=SITE)
    with later(12):
        room.run()
        assert is_well(app)
    with later(60):
        assert not is_well(app), "nobody looks any more"


def is_well(app: Flask) -> bool:
    with app.app_context():
        return probing.is_well(utcnow())


def test_leads_see_what_is_stuck(desk: Any, inbox: Inbox) -> None:
    reach(desk, AWAY)
    desk.report()
    assert WAITS not in {trouble.why for trouble in standing.state(desk.council).troubles}
    with later(6):
        stuck = [one for one in standing.state(desk.council).troubles if one.why == WAITS]
    assert stuck and stuck[0].since is not None
    reach(desk, desk.server)
    with later(7):
        desk.look()
        assert WAITS not in {trouble.why for trouble in standing.state(desk.council).troubles}
