"""The access pages, as a local admin and a safeguarding lead meet them."""

import re
from html import unescape
from typing import cast

import pytest

from core.audit import entries
from core.db import authority_scope
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.web.house import house

BASE = "/ashdown/admin/access/"
NEW = {"name": "Ben Holt", "username": "ben.holt", "roles": ["worker"], "why": "new post"}


@pytest.fixture
def admin(world: World) -> PageClient:
    """A local admin's browser."""
    return world.browser("local_admin")


def text(answer: object) -> str:
    """What a page says, entities resolved."""
    return unescape(cast(str, answer.get_data(as_text=True)))  # type: ignore[attr-defined]


def shown_link(page: str) -> str:
    """The path of the link on the page."""
    found = re.search(r'id="link"[^>]*value="http://localhost(/[^"]+)"', page)
    assert found is not None
    return found[1]


def address_of(client: PageClient, name: str) -> str:
    """The page of one person in the list."""
    found = re.search(rf'href="([^"]+/admin/access/[^"]+)">{name}<', text(client.get(f"{BASE}?name={name.split()[0]}")))
    assert found is not None
    return found[1]


def test_from_giving_to_coming_in(world: World, admin: PageClient) -> None:
    """The link is shown once; with it somebody chooses a password and is in, as what was given."""
    page = text(admin.submit(f"{BASE}new", NEW))
    assert "shown once" in page
    newcomer = cast(PageClient, world.app.test_client())
    entered = newcomer.submit(shown_link(page), {"password": "purple otter lamp"})
    assert entered.location == "/ashdown/home"
    assert "Participation worker" in text(newcomer.get("/ashdown/me/account"))
    assert "active" in text(admin.get(f"{BASE}?name=Ben"))


def test_a_form_sent_twice_gives_access_once(admin: PageClient) -> None:
    """The second sending leads to the person, and shows no second link."""
    form = admin.get(f"{BASE}new").get_data(as_text=True)
    hidden = dict(re.findall(r'name="(csrf_token|once)"[^>]*value="([^"]+)"', form))
    first, second = (admin.post(f"{BASE}new", data={**hidden, **NEW}) for _ in range(2))
    assert first.status_code == 200
    assert second.status_code == 302
    assert text(admin.get(BASE)).count(">Ben Holt<") == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "Type their name"),
        ({"username": ""}, "user name or an e-mail"),
        ({"username": "worker.tester"}, "taken here"),
        ({"email": "not an address"}, "not an e-mail address"),
        ({"roles": []}, "at least one role"),
    ],
)
def test_a_form_with_a_fault_comes_back(admin: PageClient, change: dict[str, object], said: str) -> None:
    """With everything typed kept, and a summary that says what is wrong."""
    page = text(admin.submit(f"{BASE}new", {**NEW, **change}))
    assert "There is a problem" in page
    assert said in page
    assert "new post" in page


def test_a_new_lead_needs_a_leads_yes(world: World, admin: PageClient) -> None:
    """The admin asks, the lead sees who, why and for whom, and says yes."""
    someone = address_of(admin, "Worker Tester")
    answer = admin.submit(f"{someone}/roles", {"roles": ["worker", "safeguarding_lead"], "why": "cover for leave"})
    assert answer.status_code == 302
    assert "waits for a lead's answer" in text(admin.get(someone))
    assert admin.get(f"{BASE}requests").status_code == 404
    lead = world.browser("safeguarding_lead")
    page = text(lead.get(f"{BASE}requests"))
    assert "Worker Tester" in page
    assert "Local admin Tester" in page
    assert "cover for leave" in page
    lead.submit(f"{BASE}requests", {"answer": "yes"}, action="/requests/")
    assert "Safeguarding lead" in text(admin.get(someone))
    assert "Nothing waits" in text(lead.get(f"{BASE}requests"))
    with world.app.app_context():
        council = house().authorities.find("ashdown")
        assert council is not None
        with authority_scope(council.id):
            done = {entry.action for entry in entries()}
    assert {"role.asked_for", "role.request_yes", "role.given"} <= done


def test_a_reset_is_started_not_chosen(world: World, admin: PageClient) -> None:
    """The admin sees a link and never a password; using it ends the sessions there were."""
    worker = world.browser("worker")
    page = text(admin.submit(address_of(admin, "Worker Tester"), action="/reset"))
    assert 'type="password"' not in page
    again = cast(PageClient, world.app.test_client())
    assert again.submit(shown_link(page), {"password": "purple otter lamp"}).status_code == 302
    assert worker.get("/ashdown/home").status_code == 302
    assert again.get("/ashdown/home").status_code == 200


def test_who_leaves_is_out_at_once_and_may_come_back(world: World, admin: PageClient) -> None:
    """The next page of somebody whose access ended is the sign-in page; nothing about them is deleted."""
    worker, someone = world.browser("worker"), address_of(admin, "Worker Tester")
    assert "Nothing that they wrote" in text(admin.get(f"{someone}/end"))
    assert "Say why" in text(admin.submit(f"{someone}/end", {"why": ""}))
    assert "Worker Tester has no access here any more" in text(admin.submit(f"{someone}/end", {"why": "left"}))
    assert worker.get("/ashdown/home").status_code == 302
    assert "Worker Tester" not in text(admin.get(BASE))
    assert "Worker Tester" in text(admin.get(f"{BASE}?left=1"))
    assert admin.submit(someone, action="/again").location == f"{someone}/roles"
    admin.submit(f"{someone}/roles", {"roles": ["worker"]})
    assert "shown once" in text(admin.submit(someone, action="/link"))


def test_nobody_changes_their_own_access(admin: PageClient) -> None:
    """One's own page offers nothing, and sending the form anyway says why not."""
    me = address_of(admin, "Local admin Tester")
    page = text(admin.get(me))
    assert "This is you" in page
    assert f"{me}/end" not in page
    assert "Nobody changes their own" in text(admin.submit(f"{me}/roles", {"roles": ["worker"]}))
    assert "Nobody changes their own" in text(admin.submit(f"{me}/end", {"why": "tired"}))
    assert admin.get(BASE).status_code == 200


def test_a_sign_in_belongs_to_a_record(admin: PageClient) -> None:
    """The record is found by name and linked with one button."""
    someone = address_of(admin, "Worker Tester")
    page = text(admin.get(f"{someone}?find=parent"))
    assert "Parent carer Tester" in page
    person = re.findall(r'name="person" value="([^"]+)"', page)[0]
    admin.submit(f"{someone}?find=parent", {"person": person}, action="/record")
    assert re.search(r"<dt>Record</dt><dd>Parent carer Tester", text(admin.get(someone)))


def test_what_each_role_may_do_is_written(admin: PageClient) -> None:
    """Every role with what it allows, from core and from what is installed."""
    page = text(admin.get(f"{BASE}roles"))
    assert "Give people access, change roles, end access" in page
    assert "needs another lead's yes" in page


def test_another_councils_people_do_not_exist(world: World, admin: PageClient) -> None:
    """By list, by address, by any button: the same 404 as for nobody."""
    theirs = address_of_at(world, "brackwell").replace("/brackwell/", "/ashdown/")
    assert admin.get(theirs).status_code == 404
    nobody = f"{BASE}00000000-0000-4000-8000-000000000000"
    assert admin.get(theirs).get_data() == admin.get(nobody).get_data()
    for step in ("/roles", "/end"):
        assert admin.get(theirs + step).status_code == 404


def address_of_at(world: World, council: str) -> str:
    """The page of a worker of another council, as its own admin sees it."""
    page = text(world.browser("local_admin", council).get(f"/{council}/admin/access/"))
    found = re.search(r'href="([^"]+)">Worker Tester<', page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("role", ["young_person", "worker", "practitioner", "safeguarding_lead", "decision_maker"])
def test_only_a_local_admin(world: World, role: str) -> None:
    """Everyone else gets what a missing page gets."""
    client = world.browser(role)
    assert client.get(BASE).status_code == 404
    assert client.get(f"{BASE}new").status_code == 404
