"""The pages of signing in and of one's own account, as a browser meets them."""

import re
from typing import cast

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.testing.apps import PASSWORD, World, add_account, sign_in, sign_in_as
from core.testing.browsing import PageClient
from core.users.accounts import add_member
from core.users.links import make_link
from core.web.house import house

NEW = "purple otter lamp post"


def browser(app: Flask) -> PageClient:
    """Another browser."""
    return cast(PageClient, app.test_client())


def test_in_and_out(client: PageClient) -> None:
    """Signing in leads home, signing out to the front page, and home is closed again."""
    sign_in(client, "worker")
    assert client.get("/ashdown/home").status_code == 200
    out = client.submit("/ashdown/home", action="sign-out")
    assert (out.status_code, out.location) == (302, "/ashdown/")
    closed = client.get("/ashdown/home")
    assert (closed.status_code, closed.location) == (302, "/ashdown/sign-in?next=/ashdown/home")


@pytest.mark.parametrize(
    ("wanted", "then"),
    [
        ("/ashdown/me/account", "/ashdown/me/account"),
        ("https://evil.example/", "/ashdown/home"),
        ("//evil.example/", "/ashdown/home"),
        ("/brackwell/home", "/ashdown/home"),
    ],
)
def test_where_to_after_signing_in(app: Flask, client: PageClient, wanted: str, then: str) -> None:
    """Where one was going, if that is a page of this council."""
    with app.app_context():
        who = add_account("worker")
    answer = client.submit(
        f"/ashdown/sign-in?next={wanted}", {"username": who.username, "password": PASSWORD}
    )
    assert (answer.status_code, answer.location) == (302, then)


def test_refusals_read_alike(app: Flask, client: PageClient) -> None:
    """A wrong password, an unknown name, a member of another council: the same page, but for what was typed."""
    with app.app_context():
        here = add_account("worker")
        there = add_account("practitioner", "brackwell")
    pages = []
    for name, password in ((here.username, "wrong"), ("nobody.here", PASSWORD), (there.username, PASSWORD)):
        answer = client.submit("/ashdown/sign-in", {"username": name, "password": password})
        text = answer.get_data(as_text=True).replace(name, "NAME")
        pages.append((answer.status_code, re.sub(r'(name="(?:csrf_token|once)"[^>]*value=")[^"]*', r"\1", text)))
    assert "do not belong together" in pages[0][1]
    assert pages[0] == pages[1] == pages[2]


def test_too_many_tries_say_how_long(app: Flask, client: PageClient) -> None:
    """The page keeps what was typed, and counts nothing away."""
    for _ in range(5):
        client.submit("/ashdown/sign-in", {"username": "nobody", "password": "wrong"})
    answer = client.submit("/ashdown/sign-in", {"username": "nobody", "password": "wrong"})
    assert answer.status_code == 429
    assert "Wait 1 minute, then try again" in answer.get_data(as_text=True)
    assert 'value="nobody"' in answer.get_data(as_text=True)


def test_a_fresh_token_at_each_sign_in(app: Flask, client: PageClient) -> None:
    """A cookie planted before signing in is worth nothing after it, and the old session ends."""
    who = sign_in(client, "worker")
    before = client.get_cookie("heard")
    sign_in_as(client, who)
    after = client.get_cookie("heard")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    thief = browser(app)
    thief.set_cookie("heard", before.value)
    assert thief.get("/ashdown/home").status_code == 302


def test_a_member_elsewhere_is_a_stranger_here(world: World) -> None:
    """Signed in at Ashdown, at Brackwell one finds what is public, and 404 for the rest."""
    client = world.browser("local_admin")
    assert client.get("/brackwell/").status_code == 200
    assert client.get("/brackwell/home").status_code == 404
    assert client.get("/brackwell/admin/access/").status_code == 404


def test_sign_out_everywhere(app: Flask, client: PageClient) -> None:
    """Every browser is out at its next page."""
    who = sign_in(client, "young_person")
    other = browser(app)
    sign_in_as(other, who)
    assert other.get("/ashdown/me/account").get_data(as_text=True).count("last used") == 2
    answer = client.submit("/ashdown/me/account", action="me/sessions/end")
    assert answer.location == "/ashdown/sign-in"
    assert client.get("/ashdown/home").status_code == other.get("/ashdown/home").status_code == 302


def test_one_browser_can_be_signed_out(app: Flask, client: PageClient) -> None:
    """The other one, from here."""
    who = sign_in(client, "young_person")
    other = browser(app)
    sign_in_as(other, who)
    found = re.search(r"me/sessions/[0-9a-f-]{36}/end", client.get("/ashdown/me/account").get_data(as_text=True))
    assert found is not None
    client.submit("/ashdown/me/account", action=found[0])
    assert {client.get("/ashdown/home").status_code, other.get("/ashdown/home").status_code} == {200, 302}


def test_a_new_password(app: Flask, client: PageClient) -> None:
    """It counts from now on, and every other browser is out."""
    who = sign_in(client, "worker")
    other = browser(app)
    sign_in_as(other, who)
    answer = client.submit("/ashdown/me/password", {"present": PASSWORD, "password": NEW})
    assert answer.location == "/ashdown/me/account"
    assert client.get("/ashdown/home").status_code == 200
    assert other.get("/ashdown/home").status_code == 302
    again = {"username": who.username, "password": NEW}
    assert other.submit("/ashdown/sign-in", again).status_code == 302


@pytest.mark.parametrize(
    ("present", "password", "said"),
    [
        ("not mine", NEW, "not your password now"),
        (PASSWORD, "short", "at least 12"),
        (PASSWORD, "ashdown2026!!", "harder to guess"),
    ],
)
def test_a_password_that_will_not_do(client: PageClient, present: str, password: str, said: str) -> None:
    """The page comes back and says why; the old one still counts."""
    sign_in(client, "worker")
    answer = client.submit("/ashdown/me/password", {"present": present, "password": password})
    assert answer.status_code == 200
    assert said in answer.get_data(as_text=True)


def test_changes_bite_on_the_next_page(app: Flask, world: World) -> None:
    """A role that is taken closes its pages at once."""
    client = world.browser("local_admin")
    assert client.get("/ashdown/admin/access/").status_code == 200
    with app.app_context():
        council = house().authorities.find("ashdown")
        assert council is not None
        with authority_scope(council.id, write=True):
            membership = add_member(
                name="", username=world.people["ashdown", "local_admin"].username, roles=["worker"]
            )
            membership.held = [row for row in membership.held if row.role == "worker"]
            db.session.commit()
    assert client.get("/ashdown/admin/access/").status_code == 404


def test_joining_by_a_link(app: Flask, client: PageClient) -> None:
    """The link shows who it is for, refuses a weak password, lets in once, and is then gone."""
    with app.app_context():
        council = house().authorities.find("ashdown")
        assert council is not None
        with authority_scope(council.id, write=True):
            made = add_member(name="Cai Ward", username="cai", roles=["young_person"])
            token = make_link("invite", made.user_id, council.id, by=None)
            db.session.commit()
    address = f"/ashdown/join/{token}"
    assert "at least 8 characters" in client.get(address).get_data(as_text=True)
    assert "at least 8" in client.submit(address, {"password": "short"}).get_data(as_text=True)
    answer = client.submit(address, {"password": "otter-96"})
    assert (answer.status_code, answer.location) == (302, "/ashdown/home")
    assert client.get("/ashdown/home").status_code == 200
    gone, never = browser(app).get(address), browser(app).get("/ashdown/join/never-made")
    assert gone.status_code == never.status_code == 404
    assert "This link does not work" in gone.get_data(as_text=True)
    assert gone.get_data() == never.get_data().replace(b"never-made", str(token).encode())


def test_outside_any_council(app: Flask) -> None:
    """A regional lead comes to the region, an operator to the front page; both can leave again."""
    operator = browser(app)
    who = sign_in(operator, "operator", authority=None)
    assert operator.get("/").status_code == 200
    assert "Operator" in operator.get("/sign-in/me/").get_data(as_text=True)
    changed = operator.submit("/sign-in/me/password", {"present": PASSWORD, "password": NEW})
    assert changed.location == "/sign-in/me/"
    again = browser(app)
    assert again.submit("/sign-in", {"username": who.username, "password": NEW}).location == "/"
    assert again.submit("/sign-in/me/", action="me/sessions/end").location == "/sign-in"
    assert operator.get("/sign-in/me/").status_code == 302
    operator.submit("/sign-in", {"username": who.username, "password": NEW})
    out = operator.submit("/", action="sign-out")
    assert (out.status_code, out.location) == (302, "/")
