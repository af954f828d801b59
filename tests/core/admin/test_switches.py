"""The switches: what is offered, what is needed first, what is hidden, what is told and noted."""

from typing import Any

import pytest
from flask import Flask

from core.audit import entries
from core.authority import effective
from core.db import authority_scope
from core.testing.apps import sign_in
from core.testing.browsing import PageClient
from core.web.house import house

PLUGINS = "/ashdown/admin/plugins"


def on(app: Flask, slug: str = "ashdown") -> frozenset[str]:
    with app.app_context():
        authority = house().authorities.find(slug)
        assert authority
        with authority_scope(authority.id):
            return effective.switched_on(authority)


def test_the_list_says_what_is_on_and_who_decides(admin: PageClient) -> None:
    page = admin.get(PLUGINS).text
    assert "Always on: the council's file says so." in page
    assert "Not offered: the council's file does not open it to you." in page
    assert "Needs: Kettle." in page
    assert page.count(">Switch on<") == 2 and ">Switch off<" not in page


def test_what_it_needs_is_named_before_and_switched_on_with_it(app: Flask, admin: PageClient, told: Any) -> None:
    asked = admin.get(f"{PLUGINS}/tea/on").text
    assert "Tea needs something first" in asked and "Kettle: Boils water." in asked and "Switch both on" in asked
    answer = admin.submit(f"{PLUGINS}/tea/on", action="tea")
    assert answer.status_code == 302
    assert "Switched on: Kettle, Tea." in admin.get(PLUGINS).text
    assert on(app) == {"kettle", "tea", "water"}
    assert on(app, "brackwell") == {"water"}
    assert told.heard == ["on at ashdown"]


def test_without_agreeing_to_what_it_needs_nothing_is_switched(app: Flask, admin: PageClient) -> None:
    answer = admin.submit(f"{PLUGINS}/tea/on", {"others": ""}, action="tea")
    assert answer.headers["Location"].endswith(f"{PLUGINS}/tea/on")
    assert on(app) == {"water"}


def test_switching_off_says_that_nothing_is_deleted_and_takes_what_leans_on_it(
    app: Flask, admin: PageClient, told: Any
) -> None:
    admin.submit(f"{PLUGINS}/tea/on", action="tea")
    asked = admin.get(f"{PLUGINS}/kettle/off").text
    assert "Nothing is deleted." in asked and "<li>Tea</li>" in asked and "Switch both off" in asked
    admin.submit(f"{PLUGINS}/kettle/off", action="kettle")
    assert on(app) == {"water"}
    assert told.heard == ["on at ashdown", "off at ashdown"]


def test_each_switch_is_in_the_audit_trail(app: Flask, admin: PageClient) -> None:
    admin.submit(f"{PLUGINS}/tea/on", action="tea")
    with app.app_context():
        authority = house().authorities.find("ashdown")
        assert authority
        with authority_scope(authority.id):
            noted = [entry for entry in entries() if entry.action == "plugin.switched_on"]
    assert sorted(entry.about_plugin for entry in noted) == ["kettle", "tea"]
    assert all(entry.by_user_id for entry in noted)


def test_a_switch_pressed_twice_changes_nothing(app: Flask, admin: PageClient, told: Any) -> None:
    admin.submit(f"{PLUGINS}/kettle/on", action="kettle")
    admin.submit(f"{PLUGINS}/kettle/on", action="kettle")
    assert "Kettle was on already. Nothing was changed." in admin.get(PLUGINS).text
    assert on(app) == {"water", "kettle"}


@pytest.mark.parametrize("name", ["water", "wine", "nothing"])
def test_what_is_not_open_to_the_admin_has_no_page(admin: PageClient, name: str) -> None:
    assert admin.get(f"{PLUGINS}/{name}/on").data == admin.get("/ashdown/mistyped").data


@pytest.mark.parametrize("role", ["worker", "young_person", "safeguarding_lead"])
def test_others_do_not_find_the_switches(app: Flask, role: str) -> None:
    client = app.test_client()
    assert isinstance(client, PageClient)
    sign_in(client, role)
    assert client.get(PLUGINS).status_code == 404
    assert client.get("/brackwell/admin/plugins").status_code == 404


def test_the_admin_index_lists_what_this_person_may_do(app: Flask, admin: PageClient) -> None:
    page = admin.get("/ashdown/admin/").text
    assert (
        "Switch parts on and off" in page and "Audit trail" in page and "Requests for a safeguarding lead" not in page
    )
    worker = app.test_client()
    assert isinstance(worker, PageClient)
    sign_in(worker, "worker")
    assert worker.get("/ashdown/admin/").status_code == 404
