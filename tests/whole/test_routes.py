"""Who gets what at every address: roles against the live route map, and the one answer for every stranger.

Nothing here lists pages by hand: a new route is in the matrix from the day it exists.
"""

from collections.abc import Iterator
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from core.access.roles import COUNCIL_ROLES
from core.access.stamps import Stamp, stamp_of
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import House

NOBODY = UUID(int=7)
FILLED = {"authority": "ashdown", "region": "made-up", "plugin": "groups", "band": "easy", "code": "en", "key": "none"}
WITHOUT_ARGUMENTS = {"authority"}


def routes(app: Flask, kind: str, method: str = "GET") -> Iterator[tuple[Rule, Stamp]]:
    """Council pages with a stamp of `kind` that answer to `method`."""
    for rule in app.url_map.iter_rules():
        stamp = stamp_of(app.view_functions[rule.endpoint])
        if stamp and stamp.kind == kind and method in (rule.methods or ()) and rule.rule.startswith("/<authority>/"):
            yield rule, stamp


def path(rule: Rule, authority: str = "ashdown") -> str:
    """An address for `rule`; where it asks for an id, one that nothing has."""
    words = {name: min(one.items) for name, one in rule._converters.items() if isinstance(one, AnyConverter)}
    values = {name: FILLED.get(name, NOBODY) for name in rule.arguments} | words | {"authority": authority}
    built = rule.build(values, append_unknown=False)
    assert built is not None, f"{rule} cannot be built from {values}"
    return built[1]


@pytest.fixture
def house(app: Flask) -> House:
    """The parts of the application."""
    found: House = app.extensions["heard"]
    return found


def test_a_stranger_is_sent_to_sign_in_from_every_private_page(app: Flask, client: PageClient) -> None:
    private = [*routes(app, "requires"), *routes(app, "signed-in")]
    assert len(private) > 10
    for rule, _ in private:
        answer = client.get(path(rule))
        assert answer.status_code == 302, f"{rule} answered {answer.status_code} to a stranger"
        assert answer.headers["Location"].startswith("/ashdown/sign-in?next="), rule


def test_a_stranger_changes_nothing(app: Flask, client: PageClient) -> None:
    for rule, _ in [*routes(app, "requires", "POST"), *routes(app, "signed-in", "POST")]:
        answer = client.post(path(rule))
        assert answer.status_code in {302, 400}, f"{rule} answered {answer.status_code}"
        if answer.status_code == 302:
            assert answer.headers["Location"].startswith("/ashdown/sign-in")


def test_every_stranger_reads_the_same_page_byte_for_byte(world: World, client: PageClient) -> None:
    """Unknown route, unknown council, no right, another council, missing object: one answer."""
    young = world.browser("young_person")
    worker = world.browser("worker")
    neutral = client.get("/ashdown/no-such-page").data
    assert b"This page is not here" in neutral
    for browser, url in (
        (client, "/no-such-council/"),
        (client, "/no-such-council/groups/"),
        (young, "/ashdown/no-such-page"),
        (young, "/ashdown/people/"),
        (worker, "/brackwell/people/"),
        (worker, "/brackwell/home"),
        (worker, f"/ashdown/people/{NOBODY}/"),
        (worker, "/ashdown/people/not-an-id"),
    ):
        answer = browser.get(url)
        assert (answer.status_code, answer.data) == (404, neutral), url


@pytest.mark.parametrize("role", COUNCIL_ROLES)
def test_each_role_opens_its_pages_and_no_others(world: World, house: House, role: str) -> None:
    """With the permission never a redirect to sign-in; without it the neutral 404, whatever the id."""
    browser = world.browser(role)
    held = house.permissions.of_roles(frozenset({role}))
    neutral = browser.get("/ashdown/no-such-page").data
    for rule, stamp in routes(world.app, "requires"):
        answer = browser.get(path(rule))
        if stamp.detail not in held:
            assert (answer.status_code, answer.data) == (404, neutral), f"{rule} answers {role}"
        else:
            assert answer.status_code in {200, 302, 308, 404}, f"{rule} answers {role} with {answer.status_code}"
        if stamp.detail in held and not rule.arguments - WITHOUT_ARGUMENTS:
            assert answer.status_code in {200, 308}, f"{rule} answers {role} with {answer.status_code}"


@pytest.mark.parametrize("role", COUNCIL_ROLES)
def test_a_member_elsewhere_is_a_stranger(world: World, role: str) -> None:
    browser = world.browser(role, "brackwell")
    neutral = browser.get("/ashdown/no-such-page").data
    for rule, _ in [*routes(world.app, "requires"), *routes(world.app, "signed-in")]:
        answer = browser.get(path(rule))
        assert (answer.status_code, answer.data) == (404, neutral), f"{rule} answers a member of brackwell"


def test_every_public_page_is_there_for_anybody(app: Flask, client: PageClient) -> None:
    for rule, _ in routes(app, "public"):
        if rule.arguments - WITHOUT_ARGUMENTS:
            continue
        answer = client.get(path(rule))
        assert answer.status_code in {200, 302, 308}, f"{rule} answered {answer.status_code}"
