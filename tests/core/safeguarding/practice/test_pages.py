"""Checks of adults on their pages: who writes them down, who sees what, and what is never asked for."""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from core.audit import entries
from core.authority.resolve import Authority
from core.clock import local_today
from core.data_rights import holdings, own_records
from core.data_rights.subject import Subject
from core.db import authority_scope, db
from core.safeguarding.models import AdultCheck, AdultPractice
from core.safeguarding.practice import line_of, line_of_person, standings
from core.safeguarding.practice.timed import remind
from core.tasks import Task
from core.testing.apps import World, add_person
from core.users.models import Membership
from core.web.house import house

PAGES = "/ashdown/safe-practice/"


def council() -> Authority:
    found = house().authorities.find("ashdown")
    assert found is not None
    return found


def person(world: World, role: str = "worker") -> UUID:
    found = world.people["ashdown", role].person_id
    assert found is not None
    return found


def write(world: World, kind: str = "dbs", role: str = "local_admin", on: date | None = None, **more: str) -> int:
    """Write down a check of the worker; returns the answer's status."""
    day, address = on or local_today(), f"{PAGES}{person(world)}/checks/{kind}"
    fields = {"level": {"dbs": "enhanced_barred", "training": "2"}.get(kind, "")} | more
    return world.browser(role).submit(address, {**fields, "done_on": parts(day)}).status_code


def parts(on: date) -> list[str]:
    return [str(part) for part in (on.day, on.month, on.year)]


def held(world: World) -> list[AdultCheck]:
    with world.app.app_context(), authority_scope(council().id):
        return list(db.session.scalars(select(AdultCheck)))


@pytest.mark.both_databases
@pytest.mark.parametrize("role", ["local_admin", "safeguarding_lead"])
def test_an_adult_is_cleared_once_everything_asked_for_was_seen(world: World, role: str) -> None:
    browser = world.browser(role)
    assert "Worker Tester" in browser.get(PAGES).text and "DBS check: not seen" in browser.get(PAGES).text
    for kind in ("dbs", "training", "code_of_conduct"):
        assert write(world, kind, role) == 302
    [dbs] = [one for one in held(world) if one.kind == "dbs"]
    assert dbs.expires_on is not None and dbs.expires_on > local_today() + timedelta(days=1000)
    with world.app.app_context(), authority_scope(council().id):
        assert standings(council(), [person(world)], local_today())[person(world)].is_cleared
    seen = world.browser("worker").get(PAGES).text
    assert "Cleared" in seen and "not seen" not in seen


def test_a_worker_reads_who_is_cleared_and_nothing_more(world: World) -> None:
    write(world)
    worker = world.browser("worker")
    assert worker.get(PAGES).status_code == 200 and "DBS check: " not in worker.get(PAGES).text
    for path in (f"{person(world)}", f"{person(world)}/checks/dbs", f"{person(world)}/line", "add"):
        assert worker.get(PAGES + path).status_code == 404
    for role in ("young_person", "parent_carer", "decision_maker", "data_protection_officer"):
        assert world.browser(role).get(PAGES).status_code == 404


def test_one_sees_ones_own_and_never_writes_it_down(world: World) -> None:
    write(world, number_end="1234")
    mine = world.browser("worker").get(PAGES + "mine").text
    assert "Number ends in 1234" in mine and "Local admin Tester" in mine
    admin, own = world.browser("local_admin"), person(world, "local_admin")
    assert "a colleague has to see" in admin.get(f"{PAGES}{own}").text.lower()
    assert admin.get(f"{PAGES}{own}/checks/dbs").status_code == 404
    assert world.browser("young_person").get(PAGES + "mine").status_code == 404


def test_a_whole_number_a_day_to_come_and_a_childs_record_are_refused(world: World) -> None:
    assert write(world, number_end="001234567890") == 400
    assert write(world, on=local_today() + timedelta(days=1)) == 400
    assert held(world) == []
    assert world.browser("local_admin").get(f"{PAGES}{person(world)}/checks/anything").status_code == 404
    child = person(world, "young_person")
    assert world.browser("local_admin").get(f"{PAGES}{child}/checks/dbs").status_code == 404


def test_sent_twice_it_is_there_once(world: World) -> None:
    browser = world.browser("local_admin")
    address = f"{PAGES}{person(world)}/checks/references"
    hidden = re.findall(r'name="(csrf_token|once)"[^>]*value="([^"]+)"', browser.get(address).text)
    sent = {**dict(hidden), "done_on": parts(local_today())}
    assert [browser.post(address, data=sent).status_code for _ in range(2)] == [302, 302]
    assert len(held(world)) == 1


def test_what_was_a_mistake_counts_no_more_and_can_still_be_read(world: World) -> None:
    write(world)
    [check] = held(world)
    browser = world.browser("local_admin")
    address = f"{PAGES}checks/{check.id}/withdraw"
    assert browser.submit(address, {"why": ""}).status_code == 400
    assert browser.submit(address, {"why": "For the wrong person"}).status_code == 302
    shown = browser.get(f"{PAGES}{person(world)}").text
    assert "For the wrong person" in shown and "DBS check: not seen" in shown
    with world.app.app_context(), authority_scope(council().id):
        actions = [one.action for one in entries()]
    assert "practice.check_added" in actions and "practice.check_withdrawn" in actions


def test_a_check_that_ends_soon_is_one_task_until_it_is_seen_again(world: World) -> None:
    soon = local_today() + timedelta(days=10)
    browser = world.browser("local_admin")
    fields = {"level": "enhanced", "done_on": parts(local_today()), "expires_on": parts(soon)}
    assert browser.submit(f"{PAGES}{person(world)}/checks/dbs", fields).status_code == 302
    with world.app.app_context(), authority_scope(council().id, write=True):
        for _ in range(2):
            remind(council(), {})
        db.session.commit()
    assert tasks(world) == [("Worker Tester: see their DBS check again", soon, False)]
    assert "see their DBS check again" in browser.get("/ashdown/tasks/").text
    assert "see their DBS check again" not in world.browser("worker").get("/ashdown/tasks/").text
    assert write(world) == 302
    assert [done for _, _, done in tasks(world)] == [True]


def tasks(world: World) -> list[tuple[str, date | None, bool]]:
    with world.app.app_context(), authority_scope(council().id):
        found = db.session.scalars(select(Task).where(Task.kind == "practice.ends"))
        return [(one.title, one.due_on, one.done_at is not None) for one in found]


def user(world: World, role: str) -> UUID:
    found = db.session.scalar(select(Membership.user_id).where(Membership.person_id == person(world, role)))
    assert found is not None
    return found


def test_the_line_above_somebody_is_read_to_its_end_and_no_ring_hangs(world: World) -> None:
    with world.app.app_context(), authority_scope(council().id):
        ids = {role: str(user(world, role)) for role in ("worker", "practitioner", "decision_maker")}
    lead = world.browser("safeguarding_lead")
    for led, by in (("worker", "practitioner"), ("practitioner", "decision_maker"), ("decision_maker", "worker")):
        address = f"{PAGES}{person(world, led)}/line"
        assert lead.submit(address, {"manager": ids[by]}).status_code == 302
    with world.app.app_context(), authority_scope(council().id):
        above = (UUID(ids["practitioner"]), UUID(ids["decision_maker"]))
        assert line_of(UUID(ids["worker"])) == above
        assert line_of_person(person(world))[:2] == above
        assert line_of(user(world, "safeguarding_lead")) == ()


def test_a_volunteer_is_found_by_name_and_their_checks_are_kept(world: World) -> None:
    with world.app.app_context():
        volunteer = add_person("Ines Marsh", "parent_carer")
    admin = world.browser("local_admin")
    assert "Ines Marsh" not in admin.get(PAGES).text
    assert admin.submit(f"{PAGES}add?find=ines", {"person_id": str(volunteer)}, action=f"{PAGES}add").status_code == 302
    assert "Ines Marsh" in admin.get(PAGES).text
    with world.app.app_context(), authority_scope(council().id):
        assert db.session.scalar(select(AdultPractice.person_id)) == volunteer


def test_it_is_in_ones_copy_and_goes_with_one(world: World) -> None:
    write(world)
    with world.app.app_context(), authority_scope(council().id, write=True):
        subject = Subject((person(world),))
        [part] = [one for one in holdings.parts(subject) if one.name == "Your checks as an adult who runs groups"]
        assert part.rows[0]["what"] == "DBS check"
        found = {one.kind: one.count for one in own_records.erase(subject, True, True)}
        assert found["check of an adult"] == 1
        db.session.commit()
    assert held(world) == []
