"""Assessments: a part that holds data about people is not on until its paper is signed, and off when that is undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
import time_machine
from flask import Flask

from core.audit import entries
from core.authority import effective
from core.authority.resolve import Authority
from core.authority.signed import SignOff, newest
from core.data_rights.register.catalogue import fingerprint
from core.data_rights.sign_off import signing
from core.db import authority_scope, db
from core.plugging.manifest import Plugin
from core.plugging.registry import Plugins
from core.plugging.switching import NotSignedOff, Switchboard
from core.testing.apps import World
from core.web.house import House, house

DESK = "/ashdown/admin/data-protection/assessments"
SIGNED = {"signer": "Sam Harper, data protection officer", "conditions": "Registers stay locked.", "read": "y"}
TODAY = date(2026, 11, 20)
NEED_GROUPS = {"groups", *(one.name for one in Plugins.installed() if "groups" in one.requires)}


@contextmanager
def council(app: Flask, write: bool = False) -> Iterator[tuple[House, Authority]]:
    with app.app_context():
        authority = house().authorities.find("ashdown")
        assert authority is not None
        with authority_scope(authority.id, write=write):
            yield house(), authority
            if write:
                db.session.commit()


def withdraw(app: Flask, name: str) -> None:
    with council(app, write=True) as (here, authority):
        row = SignOff(plugin=name, stands=False, fingerprint="", signer="Somebody", conditions="It changed")
        signing.sign(authority, here.hooks, row)


def on(app: Flask) -> frozenset[str]:
    with council(app) as (_, authority):
        return effective.switched_on(authority)


@pytest.mark.both_databases
def test_without_a_signature_a_part_is_off_for_everybody_and_so_is_what_needs_it(world: World) -> None:
    assert {"groups", "meetings", "example"} <= on(world.app)
    assert world.browser("worker").get("/ashdown/groups/").status_code == 200
    withdraw(world.app, "groups")
    assert on(world.app) & NEED_GROUPS == set() and "example" in on(world.app)
    worker = world.browser("worker")
    assert worker.get("/ashdown/groups/").status_code == worker.get("/ashdown/meetings/").status_code == 404
    assert world.browser("worker", "brackwell").get("/brackwell/groups/").status_code == 200
    with council(world.app) as (_, authority):
        assert effective.waiting(authority) == NEED_GROUPS


def test_the_admin_reads_what_waits_and_cannot_switch_it_on(world: World) -> None:
    with council(world.app, write=True) as (_, authority):
        effective.save_switch(authority, "example", False)
    withdraw(world.app, "example")
    withdraw(world.app, "groups")
    admin = world.browser("local_admin")
    page = admin.get("/ashdown/admin/plugins").text
    assert page.count("Waiting for sign-off") == len(NEED_GROUPS), "groups, and every part which needs them"
    asked = admin.get("/ashdown/admin/plugins/example/on").text
    assert "It waits for a sign-off" in asked and "Switch on</button>" not in asked
    with council(world.app) as (here, authority):
        plugin = here.plugins.get("example")
        assert plugin is not None
        with pytest.raises(NotSignedOff, match="Waiting for sign-off: Kind words.*Nothing was changed"):
            Switchboard(here.plugins, here.hooks, authority).switch_on(plugin, agreed=True)


def test_a_post_past_the_page_is_refused_in_words(world: World) -> None:
    with council(world.app, write=True) as (_, authority):
        effective.save_switch(authority, "example", False)
    admin = world.browser("local_admin")
    before = admin.get("/ashdown/admin/plugins/example/on").text
    assert "Switch on</button>" in before
    withdraw(world.app, "example")
    token = before.split('name="csrf_token" value="')[1].split('"')[0]
    admin.post("/ashdown/admin/plugins/example/on", data={"csrf_token": token})
    assert "Waiting for sign-off: Kind words." in admin.get("/ashdown/admin/plugins").text
    assert "example" not in on(world.app)


@pytest.mark.both_databases
def test_the_officer_signs_and_it_is_on_and_told_so(world: World) -> None:
    withdraw(world.app, "example")
    officer = world.browser("data_protection_officer")
    assert "It waits for a sign-off" in officer.get(f"{DESK}/example").text
    answer = officer.submit(f"{DESK}/example/sign", SIGNED)
    assert answer.status_code == 302 and "example" in on(world.app)
    page = officer.get(f"{DESK}/example").text
    assert "Sam Harper, data protection officer" in page and "Registers stay locked." in page
    with council(world.app) as (_, _authority):
        noted = [entry for entry in entries() if entry.action.startswith("plugin.sign")]
        assert [entry.action for entry in noted][:2] == ["plugin.signed_off", "plugin.sign_off_withdrawn"]
        assert noted[0].by_user_id and noted[0].about_plugin == "example"


def test_taking_a_signature_back_says_why_and_hides_the_part(world: World) -> None:
    officer = world.browser("data_protection_officer")
    assert officer.submit(f"{DESK}/example/withdraw", {"conditions": ""}).status_code == 400
    officer.submit(f"{DESK}/example/withdraw", {"conditions": "We have to look at it again."})
    assert "example" not in on(world.app)
    page = officer.get(f"{DESK}/example").text
    assert "The signature was taken back" in page and "We have to look at it again." in page
    assert officer.get(f"{DESK}/example/withdraw").status_code == 404


def test_a_signature_needs_a_name_a_reading_and_a_day_ahead(world: World) -> None:
    officer = world.browser("data_protection_officer")
    past = {"review_on": ["1", "1", "2020"]}
    answer = officer.submit(f"{DESK}/groups/sign", SIGNED | past)
    assert answer.status_code == 400 and "Choose a day that is still to come" in answer.text
    empty = officer.submit(f"{DESK}/groups/sign", {"signer": ""})
    assert "Say who signs for the council" in empty.text and "Read it first" in empty.text


def test_the_paper_says_what_is_held_why_and_what_could_go_wrong(world: World) -> None:
    officer = world.browser("data_protection_officer")
    page = officer.get(f"{DESK}/meetings").text
    assert "What is said there" not in page and "Registers, emergency contacts" in page
    assert "Keeping people safe" in page and "Health, care or family could become known." in page
    file = officer.get(f"{DESK}/meetings.md")
    assert file.mimetype == "text/markdown" and "attachment" in file.headers["Content-Disposition"]
    assert file.text.startswith("# Impact assessment: Meetings") and "For the council to fill in." in file.text
    assert "## 8. Sign-off" in file.text


@pytest.mark.parametrize(
    ("row", "state"),
    [
        (None, "waiting"),
        ({"stands": False}, "waiting"),
        ({}, "signed"),
        ({"review_on": date(2026, 11, 20)}, "look again"),
        ({"review_on": date(2026, 11, 21)}, "signed"),
        ({"fingerprint": "another"}, "look again"),
    ],
)
def test_how_it_stands_with_a_part(row: dict[str, Any] | None, state: str) -> None:
    plugin = Plugin(name="kites", title="Kites", description="Kites.", package=__package__, dpia="Look.")
    usual = {"plugin": "kites", "stands": True, "fingerprint": fingerprint(plugin), "signer": "S"}
    signed = None if row is None else SignOff(**(usual | row))
    assert signing.standing(plugin, signed, TODAY).state == state


def test_a_part_that_holds_nothing_about_people_needs_no_paper() -> None:
    plugin = Plugin(name="kites", title="Kites", description="Kites.", package=__package__)
    assert signing.standing(plugin, None, TODAY).state == "none needed"


def test_a_changed_catalogue_warns_and_stops_nothing(world: World) -> None:
    with council(world.app, write=True) as (here, authority):
        row = SignOff(plugin="example", stands=True, fingerprint="as it was", signer="Sam Harper")
        signing.sign(authority, here.hooks, row)
    assert "example" in on(world.app)
    page = world.browser("data_protection_officer").get(DESK).text
    assert "Look again" in page and "What it holds about people has changed since it was signed." in page


@pytest.mark.parametrize("role", ["local_admin", "safeguarding_lead"])
def test_readers_read_and_do_not_sign(world: World, role: str) -> None:
    browser = world.browser(role)
    assert browser.get(DESK).status_code == browser.get(f"{DESK}/groups").status_code == 200
    assert browser.get(f"{DESK}/groups/sign").status_code == browser.get(f"{DESK}/groups/withdraw").status_code == 404


@pytest.mark.parametrize("path", ["", "/groups", "/groups.md", "/groups/sign", "/groups/withdraw"])
def test_others_find_nothing(world: World, path: str) -> None:
    for role in ("worker", "young_person", "parent_carer", "practitioner", "decision_maker"):
        assert world.browser(role).get(f"{DESK}{path}").status_code == 404
    officer = world.browser("data_protection_officer")
    assert officer.get(f"{DESK}/nothing").status_code == 404


def test_signing_all_leaves_what_was_signed_or_withdrawn(world: World) -> None:
    withdraw(world.app, "example")
    with council(world.app, write=True) as (here, authority):
        before = {name: row.id for name, row in newest().items()}
        signing.sign_all(authority, here.plugins, "Somebody", "")
        assert {name: row.id for name, row in newest().items()} == before


def test_the_review_day_comes(world: World) -> None:
    officer = world.browser("data_protection_officer")
    officer.submit(f"{DESK}/groups/sign", SIGNED | {"review_on": ["1", "2", "2031"]})
    assert "Look again</span>" not in officer.get(DESK).text
    with time_machine.travel("2031-02-01 12:00", tick=False):
        assert (
            "The day on which somebody was to look again has come."
            in world.browser("data_protection_officer").get(DESK).text
        )


def test_what_waits_stands_on_the_officers_home_page_and_on_nobody_elses(world: World) -> None:
    officer = world.browser("data_protection_officer")
    assert "Sign the assessment" not in officer.get("/ashdown/home").text
    withdraw(world.app, "groups")
    page = officer.get("/ashdown/home").text
    assert "Sign the assessment: Groups and boards" in page and "Sign the assessment: Meetings" not in page
    assert "Sign the assessment" not in world.browser("local_admin").get("/ashdown/home").text
