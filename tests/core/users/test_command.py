"""`heard user add`: the first safeguarding lead, and those outside any council."""

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from core.cli import users
from core.testing.apps import PageClient, add_account


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """The command against the application of this test."""
    monkeypatch.setattr(users, "create_app", lambda deployment: app)
    monkeypatch.setattr(users, "deployment", lambda: None)

    def add(*arguments: str, typed: str = "") -> Result:
        lou = ["add", "--username", "lou", "--name", "Lou Penn"]
        return CliRunner().invoke(users.user, [*lou, *arguments], input=typed)

    return add


def test_the_first_lead(run, client: PageClient) -> None:  # type: ignore[no-untyped-def]
    """A link is printed; with it the lead comes in."""
    done = run("--authority", "ashdown", "--role", "safeguarding_lead")
    assert done.exit_code == 0, done.output
    entered = client.submit(done.output.strip(), {"password": "purple otter lamp"})
    assert entered.location == "/ashdown/home"
    assert client.get("/ashdown/admin/access/requests").status_code == 200


def test_only_the_first_lead(app: Flask, run) -> None:  # type: ignore[no-untyped-def]
    """With a present lead there is somebody to say yes, so the operator is refused."""
    with app.app_context():
        add_account("safeguarding_lead")
    done = run("--authority", "ashdown", "--role", "safeguarding_lead")
    assert done.exit_code == 1
    assert "has a safeguarding lead already" in done.output


def test_an_operator_with_a_password(run, client: PageClient) -> None:  # type: ignore[no-untyped-def]
    """The password comes from standard input, never from the command line."""
    done = run("--platform", "--role", "operator", "--password-stdin", typed="purple otter lamp\n")
    assert (done.exit_code, done.output) == (0, "lou can sign in at /sign-in\n")
    entered = client.submit("/sign-in", {"username": "lou", "password": "purple otter lamp"})
    assert (entered.status_code, entered.location) == (302, "/")


def test_a_platform_link(run, client: PageClient) -> None:  # type: ignore[no-untyped-def]
    """A regional lead comes in by a link of the platform."""
    done = run("--platform", "--role", "regional_lead", "--region", "made-up")
    assert done.exit_code == 0, done.output
    entered = client.submit(done.output.strip(), {"password": "purple otter lamp"})
    assert entered.location == "/regions/made-up/"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--authority", "nowhere", "--role", "worker"), "no council nowhere"),
        (("--role", "worker"), "give --authority"),
        (("--authority", "ashdown", "--role", "operator"), "give --authority"),
        (("--platform", "--role", "worker"), "give --authority"),
        (("--platform", "--role", "regional_lead"), "needs --region"),
        (("--platform", "--role", "operator", "--region", "made-up"), "an operator has none"),
        (("--authority", "ashdown", "--role", "worker", "--password-stdin"), "at least 12"),
    ],
)
def test_refusals_say_why(run, arguments: tuple[str, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    """In one line, with a status that a script can read."""
    done = run(*arguments, typed="short\n")
    assert done.exit_code in (1, 2)
    assert said in done.output
