"""A worker leaves: the groups they support and the elections they run go to one successor, or wait to be given out."""

from html import unescape
from uuid import UUID

import pytest

from core.api import Organisation
from core.audit import entries
from core.db import authority_scope, db
from core.testing.apps import World, add_person
from core.testing.browsing import PageClient
from plugins.groups.models import Constituency, Group, Membership
from tests.core.admin.test_access_pages import address_of
from tests.plugins.groups.planting import Plant, choose, council_id

State = dict[str, tuple[bool, str]]


def scope(world: World, slug: str = "ashdown") -> authority_scope:
    return authority_scope(council_id(world.app, slug), write=True)


def record_of(world: World, role: str, slug: str = "ashdown") -> UUID:
    found = world.people[slug, role].person_id
    assert found is not None
    return found


def places(world: World, person_id: UUID, slug: str = "ashdown") -> State:
    """Group key -> (supports it, status) of one person."""
    joined = db.select(Group.key, Membership.supports, Membership.status).join(
        Group, (Group.authority_id == Membership.authority_id) & (Group.id == Membership.group_id)
    )
    with world.app.app_context(), scope(world, slug):
        rows = db.session.execute(joined.where(Membership.person_id == person_id))
        return {row.key: (row.supports, row.status) for row in rows}


def leaves(world: World, to: str, slug: str = "ashdown") -> str:
    """The worker leaves by the local admin's press; what the summary says."""
    admin = world.browser("local_admin", slug)
    address = address_of(admin, "Worker Tester").replace("/ashdown/", f"/{slug}/")
    return unescape(admin.submit(f"{address}/end", {"to": to, "why": "left"}).text)


@pytest.fixture
def supported(world: World, plant: Plant) -> World:
    """Four groups of the worker's: an open one, one with the successor in it already, a sensitive and an ended one."""
    worker, taker = record_of(world, "worker"), record_of(world, "practitioner")
    with world.app.app_context():
        young = add_person("Wren Abernathy")
    plant("forum", name="Forum", members=[young], workers=[worker])
    plant("panel", name="Panel", members=[taker], workers=[worker])
    plant("care", name="Care Council", members=[young], workers=[worker], members_hidden=True)
    plant("old", name="Old Cabinet", members=[young], workers=[worker], status="ended")
    plant("theirs", name="Theirs", authority="brackwell", workers=[record_of(world, "worker", "brackwell")])
    return world


@pytest.mark.both_databases
def test_everything_goes_to_the_successor(supported: World) -> None:
    world, worker, taker = supported, record_of(supported, "worker"), record_of(supported, "practitioner")
    page = leaves(world, str(taker))
    assert "Groups they support: 3" in page and "Handed to Practitioner Tester" in page
    assert "Forum" in page and "Panel" in page
    assert "Care Council" not in page and "A group whose members stay hidden" in page
    assert places(world, worker) == dict.fromkeys(("forum", "panel", "care", "old"), (True, "left"))
    assert places(world, taker) == dict.fromkeys(("forum", "panel", "care"), (True, "active"))
    assert world.browser("practitioner").get("/ashdown/groups/manage/care/members/").status_code == 200
    with world.app.app_context(), scope(world):
        actions = [entry.action for entry in entries()]
        assert actions.count("groups.member_left") == 4 and actions.count("groups.worker_took_over") == 3


def test_members_and_the_other_council_stay_as_they_were(supported: World) -> None:
    with supported.app.app_context(), scope(supported):
        before = [
            (row.group_id, row.person_id, row.status)
            for row in db.session.scalars(db.select(Membership).where(Membership.supports.is_(False)))
        ]
    leaves(supported, "nobody")
    with supported.app.app_context(), scope(supported):
        for group_id, person_id, status in before:
            row = db.session.scalars(
                db.select(Membership).where(Membership.group_id == group_id, Membership.person_id == person_id)
            ).one()
            assert row.status == status
        count = db.session.scalar(db.select(Group.member_count).where(Group.key == "forum"))
        assert count == 1
    assert places(supported, record_of(supported, "worker", "brackwell"), "brackwell") == {"theirs": (True, "active")}


def test_who_supports_it_already_does_so_once(supported: World, plant: Plant) -> None:
    worker, taker = record_of(supported, "worker"), record_of(supported, "practitioner")
    plant("shared", name="Shared", workers=[worker, taker])
    leaves(supported, str(taker))
    assert places(supported, taker)["shared"] == (True, "active")


def test_groups_given_to_nobody_are_listed_for_those_who_may_give_them_out(supported: World, plant: Plant) -> None:
    """Whatever the council chose about warnings; never named to those who may not know."""
    both = [record_of(supported, role) for role in ("worker", "safeguarding_lead")]
    plant("fine", name="Still Fine", workers=both)
    choose(supported.app, warn_without_worker=False)
    with supported.app.app_context():
        lead = supported.browser("safeguarding_lead")
    assert "waits for a worker" not in lead.get("/ashdown/home").text
    assert "Waits for somebody to take it over" in leaves(supported, "nobody")
    home = lead.get("/ashdown/home").text
    assert "Forum waits for a worker" in home and "Care Council waits for a worker" in home
    assert "Old Cabinet waits" not in home and "Still Fine waits" not in home
    assert "waits for a worker" not in supported.browser("local_admin").get("/ashdown/home").text
    with supported.app.app_context(), scope(supported):
        forum = db.session.scalars(db.select(Group.id).where(Group.key == "forum")).one()
        db.session.add(Membership(group_id=forum, person_id=record_of(supported, "safeguarding_lead"), supports=True))
        db.session.commit()
    assert "Forum waits for a worker" not in lead.get("/ashdown/home").text


def test_elections_go_too(supported: World) -> None:
    worker, taker = record_of(supported, "worker"), record_of(supported, "practitioner")
    with supported.app.app_context(), scope(supported):
        group = db.session.scalars(db.select(Group).where(Group.key == "forum")).one()
        school = Organisation(name="Larkfield Academy", kind="school")
        db.session.add(school)
        db.session.flush()
        db.session.add(
            Constituency(group_id=group.id, organisation_id=school.id, places=2, returning_officer_id=worker)
        )
        db.session.commit()
    assert "Elections they run: 1" in leaves(supported, str(taker))
    with supported.app.app_context(), scope(supported):
        assert db.session.scalars(db.select(Constituency.returning_officer_id)).all() == [taker]


def test_the_home_page_of_the_successor_shows_them(supported: World) -> None:
    browser: PageClient = supported.browser("practitioner")
    assert "Forum" not in _supported_on(browser)
    leaves(supported, str(record_of(supported, "practitioner")))
    assert "Forum" in _supported_on(browser)


def _supported_on(browser: PageClient) -> str:
    """What stands under "Groups I support"."""
    return browser.get("/ashdown/home").text.partition("Groups I support")[2].partition("</section>")[0]
