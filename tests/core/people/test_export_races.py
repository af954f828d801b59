"""Lists taken out while people change their minds: no list begun after a withdrawal says how to reach them."""

import csv
import threading
import time
from datetime import date
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from core.access.actor import Actor
from core.consent.ledger import Said, answer
from core.db import authority_scope, db
from core.people.exporting import export_for, pieces
from core.people.finding import Wanted
from core.people.models import Person
from core.web.house import house

RIGHTS = frozenset({"people.view", "people.read_details"})
MAY = Actor(user_id=UUID(int=1), roles=frozenset({"worker"}), permissions=RIGHTS)


@pytest.fixture
def racers(pytestconfig: pytest.Config) -> int:
    """How many people change their minds."""
    return 1000 if pytestconfig.getoption("--drill") else 12


@pytest.mark.both_databases
@pytest.mark.timeout(900)
def test_no_list_begun_after_a_withdrawal_holds_an_address(app: Flask, racers: int) -> None:
    people = _planted(app, racers)
    gone: dict[str, float] = {}
    leaks: list[str] = []
    over = threading.Event()
    readers = [threading.Thread(target=_read_on, args=(app, over, gone, leaks)) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for person_id, name in people:
            _says(app, person_id, yes=False)
            gone[name] = time.monotonic()
    finally:
        over.set()
        for reader in readers:
            reader.join()
    assert len(gone) == racers and leaks == []
    assert all(row["email"] == "" for row in _list(app) if row["name"] in gone)


def _read_on(app: Flask, over: threading.Event, gone: dict[str, float], leaks: list[str]) -> None:
    """Take the list out again and again, and once more after the last withdrawal."""
    last = False
    while not last:
        last = over.is_set()
        begun = time.monotonic()
        before = {name for name, when in list(gone.items()) if when < begun}
        leaks += [row["name"] for row in _list(app) if row["name"] in before and row["email"]]


def _list(app: Flask) -> list[dict[str, str]]:
    with app.app_context():
        council: Any = house().authorities.find("ashdown")
        with authority_scope(council.id):
            export = export_for(MAY, Wanted(), date(2026, 11, 22))
    text = "".join(pieces(app, council.id, export))
    return list(csv.DictReader(StringIO(text.lstrip("\ufeff"))))


def _planted(app: Flask, number: int) -> list[tuple[UUID, str]]:
    with app.test_request_context("/ashdown/"):
        council: Any = house().authorities.find("ashdown")
        with authority_scope(council.id, write=True):
            for count in range(number):
                db.session.add(Person(name=f"Robin {count}", born_on=date(2008, 1, 1), email=f"r{count}@home.example"))
            db.session.commit()
            found = [(row.id, row.name) for row in db.session.execute(select(Person.id, Person.name)).all()]
    made = [(person_id, name) for person_id, name in found if name.startswith("Robin ")]
    for person_id, _ in made:
        _says(app, person_id, yes=True)
    assert sum(1 for row in _list(app) if row["email"]) == number
    return made


def _says(app: Flask, person_id: UUID, *, yes: bool) -> None:
    with app.test_request_context("/ashdown/"):
        council: Any = house().authorities.find("ashdown")
        with authority_scope(council.id, write=True):
            answer(person_id, "core.contact", Said(yes=yes, options=["email"] if yes else []))
            db.session.commit()
