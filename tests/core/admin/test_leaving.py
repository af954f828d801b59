"""A worker leaves: one page, one press, out at once, everything handed on or nothing changed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from core.audit import entries
from core.authority.resolve import Authority
from core.clock import local_today
from core.config import Deployment
from core.db import authority_scope, db
from core.hooks.hookspecs import hookimpl
from core.hooks.values import HandedOn
from core.people.models import Person
from core.plugging.manifest import Plugin
from core.testing.apps import PASSWORD, Somebody, World, add_account, make_app
from core.testing.browsing import PageClient
from core.users.models import Membership
from core.web.house import house
from tests.core.admin.test_access_pages import BASE, address_of, shown_link, text

EMPTY = "core.testing.councils"  # a package without tables, migrations or templates


class Kettles:
    """A made-up plugin: everybody holds two kettles until they are handed on; told to, it breaks after writing."""

    def __init__(self) -> None:
        self.holder: dict[UUID, UUID | None] = {}
        self.broken: set[bool] = set()

    @hookimpl
    def work_handed_on(
        self, authority: Authority, from_id: UUID, to_id: UUID | None, apply: bool
    ) -> list[HandedOn]:
        """Two kettles."""
        if apply:
            person = db.session.get_one(Person, from_id)
            person.heard_how = "Changed on the way"
            db.session.flush()
        if apply in self.broken:
            raise RuntimeError("the kettle boiled over")
        if from_id in self.holder:
            return []
        if apply:
            self.holder[from_id] = to_id
        return [HandedOn("kettles they boil", 2, ("Large kettle", "Small kettle"))]


@pytest.fixture
def kettles() -> Kettles:
    """What the plugin remembers."""
    return Kettles()


@pytest.fixture
def app(deployment: Deployment, tmp_path: Path, kettles: Kettles) -> Iterator[Flask]:
    """Both councils with that plugin alone."""
    plugin = Plugin(name="kettle", title="Kettles", description="Boils water.", package=EMPTY, hooks=kettles)
    made = make_app(tmp_path, [plugin], deployment)
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def admin(world: World) -> PageClient:
    """A local admin's browser."""
    return world.browser("local_admin")


@pytest.fixture
def someone(admin: PageClient) -> str:
    """The page of the worker who leaves."""
    return address_of(admin, "Worker Tester")


def scope(slug: str = "ashdown") -> authority_scope:
    """A council's scope, to look and to plant."""
    found = house().authorities.find(slug)
    assert found is not None
    return authority_scope(found.id, write=True)


def record_of(world: World, role: str, slug: str = "ashdown") -> UUID:
    """The id of somebody's record."""
    found = world.people[slug, role].person_id
    assert found is not None
    return found


def person(world: World, role: str = "worker", slug: str = "ashdown") -> Person:
    """Somebody's record as it stands now."""
    with world.app.app_context(), scope(slug):
        found = db.session.get_one(Person, record_of(world, role, slug))
        db.session.expunge(found)
        return found


def test_what_they_hold_is_shown_before_anything_happens(admin: PageClient, someone: str, kettles: Kettles) -> None:
    """With those who could take it over: neither who leaves, nor who presses, nor anybody without such work."""
    page = text(admin.get(f"{someone}/end"))
    assert "Kettles they boil: 2" in page and "Large kettle" in page
    assert "Safeguarding lead Tester</option>" in page and "Practitioner Tester</option>" in page
    for left_out in ("Worker Tester", "Local admin Tester", "Decision maker Tester", "Young person Tester"):
        assert f"{left_out}</option>" not in page
    assert kettles.holder == {}


@pytest.mark.both_databases
def test_one_press_ends_access_dates_the_record_and_hands_everything_on(
    world: World, admin: PageClient, someone: str, kettles: Kettles
) -> None:
    taker, leaver = record_of(world, "practitioner"), record_of(world, "worker")
    browsers = [world.browser("worker"), world.browser("worker")]
    page = text(admin.submit(f"{someone}/end", {"to": str(taker), "why": "New post elsewhere"}))
    assert "Handed to Practitioner Tester" in page and "Small kettle" in page
    assert "has no access here any more" in page
    for browser in browsers:
        assert browser.get("/ashdown/home").location == "/ashdown/sign-in?next=/ashdown/home"
    assert kettles.holder == {leaver: taker}
    assert person(world).left_on == local_today()
    assert "Kettles they boil: 2, to Practitioner Tester" in text(admin.get(someone))
    with world.app.app_context(), scope():
        [entry] = [one for one in entries() if one.action == "work.handed_on"]
        assert entry.detail == {"to": str(taker), "kettles they boil": 2, "person_ids": [str(taker)]}
        assert entry.why == "New post elsewhere" and entry.about_id == str(leaver)


def test_a_session_begun_in_another_council_finds_a_stranger(world: World, admin: PageClient) -> None:
    """Somebody with access to two councils loses the one alone; the page that they had open answers neutrally."""
    with world.app.app_context():
        both = add_account("worker", "brackwell", "Bo Both")
        with scope("brackwell"):
            user_id = db.session.scalars(select(Membership.user_id).where(Membership.name == "Bo Both")).one()
        with scope():
            own = house().authorities.find("ashdown")
            assert own is not None
            row = Membership(authority_id=own.id, user_id=user_id, name="Bo Both")
            row.accepted_at = row.invited_at = db.session.scalars(select(Membership.accepted_at)).first()  # type: ignore[assignment]
            db.session.add(row)
            db.session.commit()
    admin.submit(f"{address_of(admin, 'Bo Both')}/roles", {"roles": ["worker"]})
    browser = signed_in(world, both, "brackwell")
    assert browser.get("/ashdown/people/").status_code == 200
    admin.submit(f"{address_of(admin, 'Bo Both')}/end", {"why": "left"})
    assert browser.get("/ashdown/people/").get_data() == browser.get("/ashdown/nowhere").get_data()
    assert browser.get("/brackwell/people/").status_code == 200


def test_nobody_yet_is_an_answer(admin: PageClient, someone: str, kettles: Kettles, world: World) -> None:
    page = text(admin.submit(f"{someone}/end", {"to": "nobody", "why": "left"}))
    assert "Waits for somebody to take it over" in page
    assert kettles.holder == {record_of(world, "worker"): None}
    assert "to nobody yet" in text(admin.get(someone))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"to": "", "why": "left"}, "Choose who takes it over"),
        ({"to": "nobody", "why": ""}, "Say why"),
        ({"to": str(uuid4()), "why": "left"}, "Not a valid choice"),
    ],
)
def test_a_form_with_a_fault_changes_nothing(
    world: World, admin: PageClient, someone: str, kettles: Kettles, sent: dict[str, str], said: str
) -> None:
    worker = world.browser("worker")
    assert said in text(admin.submit(f"{someone}/end", sent))
    assert kettles.holder == {} and worker.get("/ashdown/home").status_code == 200


@pytest.mark.both_databases
@pytest.mark.parametrize("broken", [False, True])
def test_if_one_plugin_fails_nothing_is_changed_and_the_page_says_so(
    world: World, admin: PageClient, someone: str, kettles: Kettles, broken: bool
) -> None:
    worker = world.browser("worker")
    shown = {"to": "nobody", "why": "left"}
    kettles.broken = {broken}
    # Either while handing on, when the page before it still worked, or already when asked what there is.
    page = text(admin.submit(f"{someone}/end", shown) if broken else admin.get(f"{someone}/end"))
    assert "“Kettles” could not hand their work on" in page and "Take roles away" in page
    assert worker.get("/ashdown/home").status_code == 200
    found = person(world)
    assert found.left_on is None and found.heard_how == ""
    with world.app.app_context(), scope():
        assert not {"access.ended", "role.taken", "work.handed_on"} & {one.action for one in entries()}


def test_pressed_twice_it_is_done_once(admin: PageClient, someone: str, kettles: Kettles) -> None:
    form = {"to": "nobody", "why": "left"}
    admin.submit(f"{someone}/end", form)
    again = admin.get(f"{someone}/end")
    assert again.location == someone
    assert "This was done already" in text(admin.get(someone))


def test_who_came_back_is_invited_again(world: World, admin: PageClient, someone: str) -> None:
    """With a new link, new roles and an open record; what was handed on stays where it is."""
    admin.submit(f"{someone}/end", {"to": "nobody", "why": "left"})
    admin.submit(someone, action="/again")
    admin.submit(f"{someone}/roles", {"roles": ["worker"]})
    page = text(admin.submit(someone, action="/link"))
    newcomer = world.app.test_client()
    assert isinstance(newcomer, PageClient)
    joined = newcomer.submit(shown_link(page), {"password": "purple otter lamp"})
    if joined.location != "/ashdown/home":  # whoever has a password already is asked for it
        joined = newcomer.submit(shown_link(page), {"password": PASSWORD})
    assert newcomer.get("/ashdown/people/").status_code == 200
    assert person(world).left_on is None


def test_the_end_of_a_young_persons_sign_in_is_not_the_end_of_taking_part(
    world: World, admin: PageClient, kettles: Kettles
) -> None:
    kettles.holder[record_of(world, "young_person")] = None  # holds nothing
    address = address_of(admin, "Young person Tester")
    assert "Who takes it over?" not in text(admin.get(f"{address}/end"))
    assert "held nothing" in text(admin.submit(f"{address}/end", {"why": "lost the phone"}))
    assert person(world, "young_person").left_on is None


@pytest.mark.both_databases
def test_the_last_lead_stays_until_there_is_another(world: World, admin: PageClient, kettles: Kettles) -> None:
    lead, address = world.browser("safeguarding_lead"), address_of(admin, "Safeguarding lead Tester")
    page = text(admin.submit(f"{address}/end", {"to": "nobody", "why": "left"}))
    assert "They are the only safeguarding lead here, so nothing was changed" in page
    assert "only safeguarding lead" in text(admin.submit(f"{address}/roles", {"roles": ["worker"]}))
    assert lead.get("/ashdown/people/").status_code == 200 and kettles.holder == {}


def test_a_worker_without_a_sign_in_leaves_from_their_page(world: World, admin: PageClient, kettles: Kettles) -> None:
    with world.app.app_context(), scope():
        planted = Person(name="Wilf Without", kind="worker")
        db.session.add(planted)
        db.session.commit()
        person_id = planted.id
    page = f"/ashdown/people/{person_id}/"
    assert "This worker has left" in text(admin.get(page))
    assert "This worker has left" not in text(world.browser("worker").get(page))
    taker = record_of(world, "worker")
    done = text(admin.submit(f"{BASE}record/{person_id}/left", {"to": str(taker), "why": "retired"}))
    assert "Wilf Without has left" in done and "Handed to Worker Tester" in done
    assert kettles.holder == {person_id: taker}
    with world.app.app_context(), scope():
        assert db.session.get_one(Person, person_id).left_on == local_today()
    assert admin.get(f"{BASE}record/{person_id}/left").location == page


def test_leaving_from_the_record_ends_every_sign_in_that_belongs_to_it(world: World, admin: PageClient) -> None:
    worker = world.browser("worker")
    page = text(admin.submit(f"{BASE}record/{record_of(world, 'worker')}/left", {"to": "nobody", "why": "left"}))
    assert "has no access here any more" in page
    assert worker.get("/ashdown/home").status_code == 302


def test_nobody_else_s_people_leave(world: World, admin: PageClient) -> None:
    """Another council's record, a young person's, and any record for whoever is no admin: as for nobody."""
    nowhere = admin.get("/ashdown/nowhere").get_data()
    for person_id in (record_of(world, "worker", "brackwell"), record_of(world, "young_person"), uuid4()):
        assert admin.get(f"{BASE}record/{person_id}/left").get_data() == nowhere
    own = f"{BASE}record/{record_of(world, 'worker')}/left"
    assert world.browser("worker").get(own).get_data() == nowhere


def test_nobody_lets_themselves_go(world: World, admin: PageClient) -> None:
    me = record_of(world, "local_admin")
    assert "Hand on" not in text(admin.get(f"/ashdown/people/{me}/"))
    assert "Nobody changes their own" in text(admin.submit(f"{BASE}record/{me}/left", {"to": "nobody", "why": "tired"}))
    assert admin.get(BASE).status_code == 200


def signed_in(world: World, who: Somebody, slug: str) -> PageClient:
    """A browser in which `who` is signed in at a council."""
    browser: Any = world.app.test_client()
    assert browser.submit(f"/{slug}/sign-in", {"username": who.username, "password": PASSWORD}).status_code == 302
    assert isinstance(browser, PageClient)
    return browser
