"""Who saw or changed what about one person, whom a breach concerns, and who read unusually many records."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from core import audit
from core.admin import many_read
from core.audit import Sighting
from core.db import authority_scope, bulk_insert, db, utcnow
from core.people import protection
from core.people.looking_back import Window, affected, window_asked
from core.people.models import Person
from core.tasks import Task
from core.testing.apps import World, add_person
from core.web.house import house


def ashdown() -> Any:
    found = house().authorities.find("ashdown")
    assert found is not None
    return found


@pytest.fixture
def amara(world: World) -> UUID:
    """A young person of Ashdown, whom a worker saw and a practitioner protected."""
    with world.app.app_context():
        person_id = add_person("Amara Okoye")
    world.browser("worker").get(f"/ashdown/people/{person_id}/")
    world.browser("practitioner").submit(f"/ashdown/people/{person_id}/protection", {"reason": "found"})
    return person_id


def lines(answer: Any) -> list[list[str]]:
    return list(csv.reader(StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def user_of(world: World, role: str) -> UUID:
    with world.app.app_context(), authority_scope(ashdown().id):
        found = db.session.scalar(select(Sighting.by_user_id).where(Sighting.by_role == role))
        assert found is not None
        return found


def test_the_officer_reads_who_saw_whom_and_learns_of_no_protection(world: World, amara: UUID) -> None:
    officer = world.browser("data_protection_officer")
    page = officer.get(f"/ashdown/people/{amara}/looked").get_data(as_text=True)
    assert "Worker Tester" in page and "The record" in page and "Participation worker" in page
    assert "kept safe" not in page and "Protection" not in page and "Practitioner Tester" not in page
    (heads, first) = lines(officer.submit(f"/ashdown/people/{amara}/looked"))[:2]
    assert heads[2] == "who" and first[2] == "Data protection officer Tester"


def test_a_safeguarding_lead_reads_the_protected_part_too(world: World, amara: UUID) -> None:
    page = world.browser("safeguarding_lead").get(f"/ashdown/people/{amara}/looked").get_data(as_text=True)
    assert "Whether somebody is kept safe" in page and "Protection: began" in page


def test_a_window_between_two_times_narrows_and_what_is_no_time_is_left_out(world: World, amara: UUID) -> None:
    officer = world.browser("data_protection_officer")
    for asked, there in (
        ("until=2001-01-01", False),
        ("since=2001-01-01T10:00&until=9998-12-30", True),
        ("since=nonsense&until=%00", True),
    ):
        page = officer.get(f"/ashdown/people/{amara}/looked?{asked}").get_data(as_text=True)
        assert ("Worker Tester" in page) is there, asked


def test_the_end_of_a_window_is_included_to_the_minute() -> None:
    window = window_asked({"since": "2026-07-01", "until": "2026-07-01T14:05"})
    assert window.since is not None and window.until is not None
    assert window.until - window.since == timedelta(hours=14, minutes=6)
    assert window.said == {"since": "2026-07-01T00:00", "until": "2026-07-01T14:05"}


def test_the_officer_finds_a_person_without_seeing_people(world: World, amara: UUID) -> None:
    officer = world.browser("data_protection_officer")
    assert officer.get(f"/ashdown/people/{amara}/").status_code == 404
    assert f"{amara}/looked" in officer.get("/ashdown/people/looked?find=okoye").get_data(as_text=True)
    assert "Nobody found" in officer.get("/ashdown/people/looked?find=xyz").get_data(as_text=True)


def test_the_breach_list_names_whom_one_reader_saw(world: World, amara: UUID) -> None:
    officer = world.browser("data_protection_officer")
    assert "Worker Tester" in officer.get("/ashdown/admin/audit/affected/?who=worker").get_data(as_text=True)
    worker = user_of(world, "worker")
    page = officer.get(f"/ashdown/admin/audit/affected/?by={worker}").get_data(as_text=True)
    assert "Worker Tester: 1 person" in page and "Amara Okoye" in page
    answer = officer.submit(f"/ashdown/admin/audit/affected/?by={worker}")
    assert lines(answer)[1][:4] == ["Amara Okoye", str(amara), "1", "0"]
    assert officer.get(f"/ashdown/admin/audit/affected/?by={uuid4()}").status_code == 404


def test_the_breach_list_holds_protected_readings_for_a_lead_alone(world: World, amara: UUID) -> None:
    with world.app.app_context(), authority_scope(ashdown().id):
        reader = db.session.scalar(select(Sighting.by_user_id).where(Sighting.what == protection.BEGAN))
        assert reader is not None
        assert affected(reader, Window(), secrets=False) == []
        (one,) = affected(reader, Window(), secrets=True)
        assert (one.name, one.seen, one.changed) == ("Amara Okoye", 1, 1)


def test_the_trail_hides_protected_readings_and_the_ids_of_lists(world: World, amara: UUID) -> None:
    page = world.browser("data_protection_officer").get("/ashdown/admin/audit").get_data(as_text=True)
    assert "Person: seen" in page and "Protection" not in page and "person_ids" not in page


def test_a_merged_twins_readings_are_told_with_the_kept_records(world: World, amara: UUID) -> None:
    with world.app.app_context(), authority_scope(ashdown().id, write=True):
        twin = add_person("Amarra Okoye")
        audit.record("people.changed", "people", people=(twin,))
        db.session.get_one(Person, twin).merged_into_id = amara
        db.session.commit()
    page = world.browser("data_protection_officer").get(f"/ashdown/people/{twin}/looked").get_data(as_text=True)
    assert "Amara Okoye" in page and "People: changed" in page and "Worker Tester" in page


def plant(by: UUID, people: int, number: int = 1) -> None:
    """Readings of the past minutes, in the index alone."""
    same = {"at": utcnow(), "by_user_id": by, "by_role": "worker", "kind": "seen", "what": "The record"}
    same |= {"secret": False, "number": number, "entry_seq": 1}
    bulk_insert(Sighting, [{"person_id": uuid4(), **same} for _ in range(people)])


def test_who_reads_very_many_records_one_by_one_becomes_a_task(world: World) -> None:
    keen, lists, usual = uuid4(), uuid4(), uuid4()
    with world.app.app_context(), authority_scope(ashdown().id, write=True):
        plant(keen, many_read.MANY + 1)
        plant(lists, 500, number=500)
        plant(usual, many_read.MANY)
        for _ in range(2):
            many_read.look(ashdown(), {})
        found = db.session.scalars(select(Task).where(Task.kind == "people.many_read")).all()
        assert [str(keen) in task.url for task in found] == [True]
        assert (found[0].permission, str(many_read.MANY + 1) in found[0].title) == ("people.affected", True)
