"""What the operator sets for messages, and what a council's file says of them: unsafe values stop the start."""

from typing import Any

import pytest
from pydantic import ValidationError

from core.authority.messages import Messages, answers_go_to
from core.authority.sections import Contact
from core.config import ConfigFault, Deployment

SECRET = {"HEARD_SECRET_KEY": "x" * 40}
SMTP = {"HEARD_MAIL": "smtp", "HEARD_MAIL_FROM": "a@heard.example", "HEARD_SMTP_URL": "smtp://u:p@mail.example:587"}
SITE = {"HEARD_SITE": "https://heard.example"}


@pytest.mark.parametrize(
    ("environ", "why"),
    [
        (SMTP, "HEARD_SITE is not set"),
        ({"HEARD_MAIL": "smtp", **SITE}, "set HEARD_SMTP_URL"),
        ({**SMTP, "HEARD_SITE": "http://heard.example"}, "https"),
        ({**SMTP, "HEARD_SITE": "https://heard.example/there"}, "without a path"),
        ({**SMTP, **SITE, "HEARD_SMTP_URL": "smtp+plain://mail.example:25"}, "without TLS"),
        ({**SMTP, **SITE, "HEARD_SMTP_URL": "mail.example"}, "smtp://user:password@host:587"),
        ({**SMTP, **SITE, "HEARD_MAIL_FROM": "nobody"}, "HEARD_MAIL_FROM"),
        ({"HEARD_NOTIFY_KEY__ASHDOWN": "key"}, "HEARD_SITE is not set"),
    ],
)
def test_unsafe_settings_stop_the_start(environ: dict[str, str], why: str) -> None:
    with pytest.raises(ConfigFault, match=why):
        Deployment.from_environ({**SECRET, **environ})


def test_each_council_has_its_own_key_and_secrets_are_not_shown() -> None:
    keys = {"HEARD_NOTIFY_KEY__NORTH_EAST": "hush-key"}
    found = Deployment.from_environ({**SECRET, **SMTP, **SITE, **keys}).outgoing
    assert found.notify_keys == {"north-east": "hush-key"} and found.host == "heard.example"
    assert "hush" not in repr(found) and "u:p" not in repr(found)


def test_production_sends_nothing_by_itself_and_a_demonstration_writes_lines(tmp_path: Any) -> None:
    assert Deployment.from_environ(SECRET).outgoing.mail == "none"
    demo = Deployment.from_environ({"HEARD_ENV": "demo", "HEARD_DATA": str(tmp_path), "PORT": "8123"}).outgoing
    assert (demo.mail, demo.site) == ("console", "http://127.0.0.1:8123")


@pytest.mark.parametrize(
    "section",
    [
        {"text": "govuk_notify"},
        {"text": "mail"},
        {"text": "mail", "mail_to_text": "texts.example"},
        {"sender": 'Ashdown" <x@y.example>'},
        {"sender": "A\nBcc: x"},
    ],
)
def test_a_section_that_cannot_work_is_refused(section: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Messages.model_validate(section)


def test_answers_go_to_a_contact_with_an_address() -> None:
    contacts = (Contact(key="team", name="Team", about="All", phone="01632 960100"),)
    with pytest.raises(ValueError, match="no contact with an e-mail address"):
        answers_go_to(Messages(reply_to="team"), contacts)
    assert answers_go_to(Messages(), contacts) == ""
