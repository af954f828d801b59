"""What is due each night: only what may go, by the right door, with a certificate, and never under a hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, update

from core.audit import entries
from core.authority.resolve import Authority
from core.clock import local_today
from core.data_rights.erase import EraseRefused, erase
from core.data_rights.retention import holds, job
from core.data_rights.retention.models import DueRecord, LegalHold, PeriodDecision
from core.data_rights.retention.periods import PeriodRefused, decide, periods
from core.data_rights.subject import subject_of
from core.db import authority_scope, db
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.plugging.keeping import Kept
from core.tasks import Task
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.users.models import Membership
from core.web.house import house
from plugins.example.models import Note
from plugins.groups.models import Group
from plugins.groups.models import Membership as InGroup

DESK = "/ashdown/admin/data-protection"
TODAY = date(2026, 11, 20)
LONG_AGO = datetime(2015, 3, 4, 12, tzinfo=UTC)
pytestmark = pytest.mark.both_databases


@contextmanager
def council(app: Flask, write: bool = True) -> Iterator[Authority]:
    with app.test_request_context("/ashdown/"):
        authority = house().authorities.find("ashdown")
        assert authority is not None
        with authority_scope(authority.id, write=write):
            yield authority
            if write:
                db.session.commit()


def keep(authority: Authority, record: str = "member", **said: Any) -> None:
    usual = {"trigger": "left", "months": 24, "review_first": False, "why": "For this test"}
    decide(authority, PeriodDecision(record=record, **(usual | said)))


def somebody(name: str = "Robin Long Gone", left: date | None = date(2016, 1, 1), **values: Any) -> UUID:
    person = Person(name=name, left_on=left, **values)
    db.session.add(person)
    db.session.flush()
    old = {"created_at": LONG_AGO, "updated_at": LONG_AGO, "version": Person.version}
    db.session.execute(update(Person).where(Person.id == person.id).values(old))
    return person.id


def _named(authority: Authority, name: str) -> tuple[Any, Any]:
    return Membership.authority_id == authority.id, Membership.name == name


def states() -> dict[UUID, str]:
    return dict(db.session.execute(select(DueRecord.record_id, DueRecord.state)).all())  # type: ignore[arg-type]


def test_what_may_go_by_itself_is_deleted_with_a_certificate_by_ids(world: World) -> None:
    with council(world.app) as authority:
        keep(authority)
        gone, stays = somebody(), somebody("Sam Still New", left=TODAY - timedelta(days=30))
        assert job.at_night(authority, TODAY) == 1
    with council(world.app, write=False) as authority:
        assert db.session.get(Person, gone) is None and db.session.get(Person, stays) is not None
        assert states() == {gone: "deleted"}
        noted = {entry.action: entry for entry in entries()}
        assert noted["retention.deleted"].detail["ids"] == [str(gone)]
        assert "person.erased" in noted and "Robin" not in str([entry.detail for entry in entries()])


def test_a_second_run_finds_nothing_new(world: World) -> None:
    with council(world.app) as authority:
        keep(authority)
        somebody()
        job.at_night(authority, TODAY)
        before = len(list(entries()))
        assert job.at_night(authority, TODAY) == 0
        assert job.at_night(authority, TODAY + timedelta(days=400)) == 0
        assert len(list(entries())) == before


def test_nights_that_were_missed_are_made_up_for(world: World) -> None:
    with council(world.app) as authority:
        keep(authority)
        gone = somebody(left=date(2020, 2, 29))
        assert job.at_night(authority, date(2022, 2, 28)) == 0
        assert job.at_night(authority, date(2025, 6, 1)) == 1
        assert states() == {gone: "deleted"}


@pytest.mark.parametrize("how", ["sign-in", "leaves later", "in a group"])
def test_nothing_about_somebody_who_still_takes_part_is_due(world: World, how: str) -> None:
    with council(world.app) as authority:
        keep(authority, trigger="created", months=1)
        person_id = somebody(left=TODAY + timedelta(days=1) if how == "leaves later" else date(2016, 1, 1))
        if how == "sign-in":
            db.session.execute(
                update(Membership).where(*_named(authority, "Worker Tester")).values(person_id=person_id)
            )
        if how == "in a group":
            group = Group(key="kites", name="Kites")
            db.session.add(group)
            db.session.flush()
            db.session.add(InGroup(group_id=group.id, person_id=person_id, status="active"))
        note = Note(to="Robin", words="Well done", written_on=date(2015, 1, 1), person_id=person_id)
        db.session.add(note)
        db.session.flush()
        job.at_night(authority, TODAY)
        assert not {person_id, note.id} & states().keys()
        assert db.session.get(Person, person_id) and db.session.get(Note, note.id)


def test_what_staff_wrote_is_not_about_them(world: World) -> None:
    with council(world.app) as authority:
        keep(authority)
        writer = world.people["ashdown", "worker"].person_id
        note = Note(to="All", words="Well done", written_on=date(2015, 1, 1), writer_id=writer)
        db.session.add(note)
        db.session.flush()
        job.at_night(authority, TODAY)
        assert states() == {note.id: "deleted"} and db.session.scalar(select(Note.id).where(Note.id == note.id)) is None


def test_whoever_nobody_marked_as_left_is_looked_at_first(world: World) -> None:
    with council(world.app) as authority:
        keep(authority, review_first=False)
        unsure = somebody(left=None)
        assert job.at_night(authority, TODAY) == 0
        assert states() == {unsure: "waiting"}


@pytest.mark.parametrize("about", ["person", "record"])
def test_nothing_under_a_hold_is_due_and_that_is_written_down(world: World, about: str) -> None:
    with council(world.app) as authority:
        keep(authority)
        person_id = somebody()
        said = {"person_id": person_id} if about == "person" else {"record": "member"}
        hold = LegalHold(reason="A claim", **said)
        holds.make(hold)
        assert job.at_night(authority, TODAY) == 0 and states() == {}
        assert any(entry.detail.get("under hold") for entry in entries())
        assert "A claim" not in str([entry.detail for entry in entries()])
        holds.end(hold, "The claim is settled", None)
        assert job.at_night(authority, TODAY) == 1


def test_a_hold_ends_with_its_last_day(world: World) -> None:
    with council(world.app) as authority:
        keep(authority)
        holds.make(LegalHold(reason="A claim", person_id=somebody(), until=TODAY))
        assert job.at_night(authority, TODAY) == 0
        assert job.at_night(authority, TODAY + timedelta(days=1)) == 1


def test_under_a_hold_nobody_can_be_erased_and_afterwards_the_hold_goes_too(world: World) -> None:
    with council(world.app) as authority:
        person_id = somebody()
        hold = LegalHold(reason="A claim", person_id=person_id, until=local_today() + timedelta(days=9))
        holds.make(hold)
        here = house()
        for apply in (False, True):
            with pytest.raises(EraseRefused, match="legal hold.*Nothing was erased"):
                erase(authority, subject_of(str(person_id)), here.hooks, list(here.plugins), apply)
        holds.end(hold, "Over", None)
        erase(authority, subject_of(str(person_id)), here.hooks, list(here.plugins), True)
        assert db.session.scalars(select(LegalHold)).all() == []


def test_what_has_to_be_looked_at_waits_and_makes_one_task(world: World) -> None:
    with council(world.app) as authority:
        keep(authority, review_first=True)
        somebody()
        job.at_night(authority, TODAY)
        job.at_night(authority, TODAY + timedelta(days=1))
        made = db.session.scalars(select(Task).where(Task.kind == job.REVIEW)).all()
        assert [task.permission for task in made] == ["keeping.review"] and set(states().values()) == {"waiting"}


def test_who_comes_back_is_looked_at_by_nobody(world: World) -> None:
    with council(world.app) as authority:
        keep(authority, review_first=True)
        person_id = somebody()
        job.at_night(authority, TODAY)
        db.session.execute(
            update(Person).where(Person.id == person_id).values(left_on=date(2026, 11, 1), version=Person.version)
        )
        job.at_night(authority, TODAY)
        assert states() == {}
        task = db.session.scalars(select(Task).where(Task.kind == job.REVIEW)).one()
        assert task.done_at is not None


def test_what_is_kept_comes_back_when_its_day_is_over(world: World) -> None:
    with council(world.app) as authority:
        keep(authority, review_first=True)
        somebody()
        job.at_night(authority, TODAY)
        row = db.session.scalars(select(DueRecord)).one()
        row.state, row.keep_until = "kept", TODAY + timedelta(days=30)
        job.at_night(authority, TODAY + timedelta(days=30))
        assert set(states().values()) == {"kept"}
        job.at_night(authority, TODAY + timedelta(days=31))
        assert set(states().values()) == {"waiting"}


def test_a_record_that_cannot_go_waits_with_the_reason_and_stops_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Kept, rows: Any) -> None:
        raise EraseRefused("The wind took it.")

    with council(world.app) as authority:
        keep(authority)
        gone, note = somebody(), Note(to="All", words="Well done", written_on=date(2015, 1, 1))
        db.session.add(note)
        db.session.flush()
        monkeypatch.setattr(Kept, "delete", refuse)
        assert job.at_night(authority, TODAY) == 1
        assert states() == {gone: "deleted", note.id: "waiting"}
        assert db.session.scalar(select(DueRecord.why).where(DueRecord.record_id == note.id)) == "The wind took it."


def test_sign_ins_that_ended_long_ago_go_and_others_stay(world: World) -> None:
    with council(world.app) as authority:
        keep(authority, "account", months=12)
        here = select(Membership.id).where(Membership.authority_id == authority.id)
        kept = set(db.session.scalars(here))
        ended = db.session.scalars(select(Membership).where(*_named(authority, "Parent carer Tester"))).first()
        assert ended is not None
        ended.ended_at = LONG_AGO
        ended_id = ended.id
        job.at_night(authority, TODAY)
        assert states()[ended_id] == "deleted"
        assert set(db.session.scalars(here)) == kept - {ended_id}


def test_the_officers_time_holds_in_place_of_the_files_and_some_are_never_shorter(world: World) -> None:
    with council(world.app) as authority:
        before = periods(authority)["safeguarding"]
        with pytest.raises(PeriodRefused, match="never shorter"):
            keep(authority, "safeguarding", months=before.months - 1)
        keep(authority, "safeguarding", months=before.months + 12)
        keep(authority, months=7)
        assert periods(authority)["member"].months == 7
        keep(authority, months=None)
        assert periods(authority)["member"].decision is None


def test_the_nightly_job_is_known_and_runs_in_its_council(world: World) -> None:
    with council(world.app) as authority:
        keep(authority)
        somebody()
        job.run(authority, {})
        assert set(states().values()) == {"deleted"}
    assert str(job.RETENTION_JOB.every) == "every day at 02:30"


def _planted(world: World, **said: Any) -> UUID:
    with council(world.app) as authority:
        keep(authority, review_first=True, **said)
        person_id = somebody()
        job.at_night(authority, TODAY)
    return person_id


def _batch(browser: PageClient) -> str:
    page = browser.get(f"{DESK}/retention/waiting").text
    return page.split('data-label="Look"><a href="')[1].split('"')[0].replace("&amp;", "&")


def test_a_worker_looks_and_deletes(world: World) -> None:
    person_id = _planted(world)
    worker = world.browser("worker")
    batch = _batch(worker)
    asked = worker.get(batch).text
    assert "Robin Long Gone" in asked and "cannot be brought back" in asked
    with council(world.app, write=False):
        row = db.session.scalars(select(DueRecord.id)).one()
    assert worker.submit(batch, {"act": "delete"}).status_code == 400, "nothing is ticked"
    assert worker.submit(batch, {"records": str(row), "act": "delete"}).status_code == 302
    with council(world.app, write=False):
        assert db.session.get(Person, person_id) is None and states() == {person_id: "deleted"}
    assert "Nothing waits" in worker.get(f"{DESK}/retention/waiting").text
    officer = world.browser("data_protection_officer")
    assert "people/" not in officer.get(f"{DESK}/retention/deleted").text
    assert str(person_id) in officer.get(f"{DESK}/retention/deleted").text
    assert str(person_id) in officer.get(f"{DESK}/retention/deleted.csv").text


def test_a_worker_keeps_until_a_day_for_a_reason(world: World) -> None:
    person_id = _planted(world)
    worker = world.browser("worker")
    with council(world.app, write=False):
        row = str(db.session.scalars(select(DueRecord.id)).one())
    short = worker.submit(_batch(worker), {"records": row, "act": "keep"})
    assert "Choose a day that is still to come" in short.text and "Say why they are kept" in short.text
    day = local_today() + timedelta(days=200)
    until = {"until": [str(day.day), str(day.month), str(day.year)], "why": "They come back in spring"}
    assert worker.submit(_batch(worker), {"records": row, "act": "keep", **until}).status_code == 302
    with council(world.app, write=False):
        assert states() == {person_id: "kept"} and db.session.get(Person, person_id) is not None
        assert "spring" not in str([(entry.detail, entry.why) for entry in entries()])


def test_the_officer_changes_a_time_and_gives_it_back(world: World) -> None:
    officer = world.browser("data_protection_officer")
    typed = {"months": "30", "trigger": "left", "review_first": "yes", "why": "Our new schedule"}
    assert officer.submit(f"{DESK}/retention/member/change", typed).status_code == 302
    page = officer.get(f"{DESK}/retention").text
    assert "30 months from the day somebody leaves" in page and "Our new schedule" in page
    officer.submit(f"{DESK}/retention", action="member/back")
    assert "Our new schedule" not in officer.get(f"{DESK}/retention").text
    refused = officer.submit(f"{DESK}/retention/safeguarding/change", typed | {"months": "1"})
    assert refused.status_code == 302
    assert "never shorter" in officer.get(f"{DESK}/retention").text


def test_a_time_changed_meanwhile_is_shown_before_it_is_replaced(world: World) -> None:
    officer = world.browser("data_protection_officer")
    typed = {"months": "30", "trigger": "left", "review_first": "yes", "why": "Our new schedule"}
    answer = officer.submit(f"{DESK}/retention/member/change", typed | {"seen": str(uuid4())})
    assert answer.status_code == 409 and "while you were typing" in answer.text and 'value="30"' in answer.text


def test_holds_are_made_and_ended_on_screen(world: World) -> None:
    officer = world.browser("data_protection_officer")
    with council(world.app):
        somebody("Ada Twin"), somebody("Ada Twin"), somebody("Kit Only One")
    said = {"about": "person", "reason": "A claim"}
    assert "Say whom it is about" in officer.submit(f"{DESK}/holds/new", said).text
    assert "Nobody of this name" in officer.submit(f"{DESK}/holds/new", said | {"person": "Nobody Here"}).text
    assert "more than one person" in officer.submit(f"{DESK}/holds/new", said | {"person": "Ada Twin"}).text
    assert officer.submit(f"{DESK}/holds/new", said | {"person": "kit only one"}).status_code == 302
    page = officer.get(f"{DESK}/holds").text
    assert "Kit Only One" in page and "A claim" in page and "Stands" in page
    with council(world.app, write=False):
        hold = db.session.scalars(select(LegalHold.id)).one()
    assert officer.submit(f"{DESK}/holds/{hold}/end", {"why": ""}).status_code == 400
    officer.submit(f"{DESK}/holds/{hold}/end", {"why": "It is settled"})
    assert "It is settled" in officer.get(f"{DESK}/holds").text
    assert officer.get(f"{DESK}/holds/{hold}/end").status_code == 302


def test_a_hold_on_a_class_names_it(world: World) -> None:
    officer = world.browser("data_protection_officer")
    said = {"about": "record", "reason": "An inquiry"}
    assert "Choose the class of record" in officer.submit(f"{DESK}/holds/new", said).text
    assert officer.submit(f"{DESK}/holds/new", said | {"record": "published"}).status_code == 302
    assert "Every record of: What was written down or published" in officer.get(f"{DESK}/holds").text


@pytest.mark.parametrize(
    ("path", "roles"),
    [
        ("retention", {"data_protection_officer", "local_admin", "safeguarding_lead"}),
        ("retention/waiting", {"data_protection_officer", "worker"}),
        ("retention/deleted", {"data_protection_officer", "local_admin", "safeguarding_lead"}),
        ("retention/member/change", {"data_protection_officer"}),
        ("holds", {"data_protection_officer"}),
        ("holds/new", {"data_protection_officer"}),
    ],
)
def test_who_finds_which_page(world: World, path: str, roles: set[str]) -> None:
    for role in (
        "data_protection_officer",
        "local_admin",
        "safeguarding_lead",
        "worker",
        "young_person",
        "practitioner",
    ):
        assert world.browser(role).get(f"{DESK}/{path}").status_code == (200 if role in roles else 404), role


def test_a_record_stays_while_what_somebody_agreed_to_has_to(world: World) -> None:
    with council(world.app) as authority:
        keep(authority, months=12)
        keep(authority, "consent", months=72)
        person_id, child = somebody(left=date(2022, 1, 1)), somebody("Kit Small", left=date(2025, 12, 31))
        db.session.add(Relationship(child_id=child, adult_id=person_id, kind="parent"))
        db.session.flush()
        assert job.at_night(authority, TODAY) == 0 and states() == {}
        assert job.at_night(authority, date(2028, 1, 1)) == 1
        assert states() == {person_id: "deleted"}


def test_tasks_and_requests_that_were_closed_long_ago_go_with_all_their_parts(world: World) -> None:
    with council(world.app) as authority:
        keep(authority)
        keep(authority, "audit", months=1000, trigger="created", review_first=False)
        closed = {"key": "x", "kind": "x", "title": "x", "url": "/x", "permission": "keeping.review"}
        old, new = Task(**closed, done_at=LONG_AGO), Task(**(closed | {"key": "y"}))
        db.session.add_all([old, new])
        db.session.flush()
        job.at_night(authority, TODAY)
        assert states() == {old.id: "deleted"}
        assert db.session.get(Task, new.id) is not None


def test_the_officer_reads_whom_it_is_about_without_a_way_into_records(world: World) -> None:
    person_id = _planted(world)
    officer = world.browser("data_protection_officer")
    page = officer.get(_batch(officer)).text
    assert "Robin Long Gone" in page and str(person_id) not in page
