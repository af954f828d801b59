"""The night's work: ends written once, birthdays that count, corrected dates, and its time over many people."""

import time as clock
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, update

from core.authority.resolve import Authority
from core.consent import birthdays, gates, ledger, reading
from core.consent.models import Competence, Entry
from core.db import authority_scope, bulk_insert, db
from core.people.ages import Ages
from core.people.models import Person
from core.people.relationships.models import Relationship
from core.tasks import Task
from core.web.house import house

TODAY = date(2026, 11, 22)
BORN_ON_29 = st.just(date(2008, 2, 29))


@pytest.fixture
def ashdown(app: Flask) -> Iterator[Authority]:
    """The council with its scope open for writing."""
    with app.app_context():
        found = house().authorities.find("ashdown")
        assert found is not None
        with authority_scope(found.id, write=True):
            yield found


def person(born_on: date | None, kind: str = "young_person") -> Person:
    made = Person(name=f"Robin {uuid4().hex[:6]}", kind=kind, born_on=born_on)
    db.session.add(made)
    db.session.flush()
    return made


def parent_of(child: Person) -> Person:
    made = person(None, "parent_carer")
    db.session.add(
        Relationship(child_id=child.id, adult_id=made.id, parental_responsibility=True, verified_on=date(2020, 1, 1))
    )
    db.session.flush()
    return made


def gave(someone: Person, until: date, adult: Person | None = None, purpose: str = "core.photograph") -> Entry:
    said = Entry(
        person_id=someone.id,
        purpose=purpose,
        state="given",
        voice="adult" if adult else "own",
        adult_id=adult.id if adult else None,
        options=["print"],
        until=until,
        said_on=until - timedelta(days=365),
        seq=1,
    )
    db.session.add(said)
    db.session.flush()
    return said


def states(someone: Person) -> list[str]:
    return [line.state for line in reversed(ledger.lines(someone.id))]


def task_kinds(someone: Person) -> set[str]:
    return set(db.session.scalars(select(Task.kind).where(Task.person_id == someone.id)))


@given(st.one_of(st.dates(date(2000, 1, 1), date(2023, 12, 31)), BORN_ON_29), st.sampled_from([13, 16, 18, 24, 25]))
def test_who_was_born_by_a_day_is_who_has_passed_the_gate(born: date, gate: int) -> None:
    for ages in (Ages(), Ages(leap_birthday="28 February")):
        for off in (-1, 0, 1):
            day = gates.gate_days(ages, born)[gate] + timedelta(days=off)
            assert (born <= gates.born_by(ages, gate, day)) is (off >= 0)


def test_an_ended_yes_is_written_down_once_told_and_made_one_task(
    ashdown: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[UUID, str, bool]] = []
    monkeypatch.setattr(ledger, "tell", lambda who, purpose, allowed: told.append((who, purpose, allowed)))
    robin, alex = person(date(2008, 1, 1)), person(date(2008, 1, 1))
    gave(robin, TODAY - timedelta(days=1))
    gave(alex, TODAY)
    assert birthdays.end_what_is_over(ashdown, TODAY) == 1
    assert birthdays.end_what_is_over(ashdown, TODAY) == 0
    assert states(robin) == ["given", "expired"] and states(alex) == ["given"]
    assert told == [(robin.id, "core.photograph", False)]
    assert db.session.scalar(select(func.count(Task.id)).where(Task.kind == "consent.ended")) == 1


def test_at_16_what_a_parent_agreed_to_lapses_and_a_worker_asks_them(ashdown: Authority) -> None:
    robin = person(date(2010, 11, 22))
    mother = parent_of(robin)
    gave(robin, date(2027, 6, 1), mother)
    birthdays.pass_gates(ashdown, TODAY - timedelta(days=1))
    assert states(robin) == ["given"] and task_kinds(robin) == set()
    for _ in range(2):  # doing it again changes nothing
        birthdays.pass_gates(ashdown, TODAY)
        assert states(robin) == ["given", "lapsed"] and task_kinds(robin) == {"consent.gate_16"}
    assert reading.standing_of(robin.id, "core.photograph").state == "lapsed"


def test_after_days_without_it_the_last_gate_is_dealt_with(ashdown: Authority) -> None:
    robin = person(date(2008, 11, 1))
    mother = parent_of(robin)
    birthdays.pass_gates(ashdown, date(2024, 10, 1))
    birthdays.pass_gates(ashdown, TODAY)
    link = db.session.scalars(select(Relationship).where(Relationship.adult_id == mother.id)).one()
    assert link.ends_on == date(2026, 10, 31)
    assert task_kinds(robin) == {"consent.gate_18"}


def test_a_corrected_birth_date_is_worked_out_anew_and_reported(ashdown: Authority) -> None:
    robin = person(date(2010, 1, 1))
    birthdays.pass_gates(ashdown, TODAY)
    robin.born_on = date(2014, 6, 1)
    db.session.flush()
    birthdays.pass_gates(ashdown, TODAY)
    found = db.session.scalars(select(Task).where(Task.person_id == robin.id)).one()
    assert found.title == birthdays.CHANGED_BIRTHDAY.title
    assert "put right" in found.note


def test_nothing_is_removed_and_nobody_else_is_touched(ashdown: Authority) -> None:
    left, worker = person(date(2008, 11, 22)), person(date(1980, 1, 1), "worker")
    left.left_on = TODAY
    db.session.flush()
    version = left.version
    birthdays.pass_gates(ashdown, TODAY)
    db.session.refresh(left)
    assert left.gate_passed is None and left.version == version and task_kinds(worker) == set()


def test_a_judgement_that_ends_soon_wants_a_new_look_once(ashdown: Authority) -> None:
    robin = person(date(2012, 1, 1))
    near, far = TODAY + timedelta(days=3), TODAY + timedelta(days=90)
    for decision, review in (("core.photograph", near), ("core.named", far)):
        judged = Competence(
            person_id=robin.id, decision=decision, judgement="competent", assessed_on=TODAY, review_on=review
        )
        db.session.add(judged)
    db.session.flush()
    assert [birthdays.review_judgements(ashdown, TODAY) for _ in range(2)] == [1, 1]
    assert db.session.scalar(select(func.count(Task.id)).where(Task.kind == "competence.review")) == 1


def test_a_night_over_many_people_takes_less_than_a_minute(ashdown: Authority, pytestconfig: pytest.Config) -> None:
    many = 100_000 if pytestconfig.getoption("--drill") else 3_000
    ids = bulk_insert(Person, [_row(number) for number in range(many)])
    bulk_insert(Entry, [_said(one, number) for number, one in enumerate(ids)])
    db.session.execute(update(Person).values({"gate_passed": 0, "version": Person.version}))
    started = clock.process_time()
    birthdays.end_what_is_over(ashdown, TODAY)
    birthdays.pass_gates(ashdown, TODAY - timedelta(days=1))  # the first night after the import
    birthdays.pass_gates(ashdown, TODAY)
    took = clock.process_time() - started
    print(f"{many} people: {took:.1f} s")
    assert took < 60 * many / 100_000 + 10


def _row(number: int) -> dict[str, Any]:
    born = date(2002, 1, 1) + timedelta(days=number % 7000)
    name = f"Robin {number}"
    return {"kind": "young_person", "name": name, "sort_name": name, "find_text": name, "born_on": born} | {
        "created_at": birthdays.utcnow(),
        "updated_at": birthdays.utcnow(),
    }


def _said(person_id: UUID, number: int) -> dict[str, Any]:
    until = TODAY + timedelta(days=number % 365)
    line = {"person_id": person_id, "purpose": "core.take_part", "state": "given", "voice": "own", "until": until}
    return line | {"said_on": TODAY, "at": birthdays.utcnow(), "seq": 1, "how": "screen"}
