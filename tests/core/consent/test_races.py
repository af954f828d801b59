"""Withdrawals that race with readers: once somebody's no is committed, nobody is allowed any more."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from flask import Flask

from core.consent.ledger import Said, answer
from core.consent.reading import agreed, allows
from core.db import authority_scope, current_authority_id, db
from tests.core.consent.conftest import PHOTOS, Open, person, says

READERS = 3
SMALL, LARGE = 30, 1000


def race(app: Flask, within: Open, number: int) -> None:
    """`number` people withdraw one after another while others read; a no that was committed is never passed over."""
    with within():
        council = current_authority_id()
        people = [person(f"Child {at:04}", 17) for at in range(number)]
        for one in people:
            says(one, True)
    said_no: set[UUID] = set()
    over, wrong = threading.Event(), list[UUID]()

    def read() -> int:
        looks = 0
        while not over.is_set():
            known = frozenset(said_no)  # committed before this look begins
            with app.test_request_context("/ashdown/"), authority_scope(council):
                wrong.extend(agreed(people, PHOTOS, "print") & known)
                wrong.extend(one for one in list(known)[:3] if allows(one, PHOTOS, "print"))
            looks += 1
        return looks

    def withdraw(part: Iterator[UUID]) -> None:
        for one in part:
            with app.test_request_context("/ashdown/"), authority_scope(council, write=True):
                answer(one, PHOTOS, Said(yes=False))
                db.session.commit()
            said_no.add(one)

    with ThreadPoolExecutor(READERS + 2) as pool:
        readers = [pool.submit(read) for _ in range(READERS)]
        writers = [pool.submit(withdraw, iter(people[at::2])) for at in range(2)]
        try:
            for one in writers:
                one.result()
        finally:
            over.set()
        assert sum(one.result() for one in readers) > READERS
    assert len(said_no) == number and not wrong
    with within():
        assert not agreed(people, PHOTOS)


@pytest.mark.both_databases
def test_a_withdrawal_holds_from_the_commit_on(app: Flask, within: Open) -> None:
    race(app, within, SMALL)


@pytest.mark.drill
@pytest.mark.both_databases
def test_a_thousand_withdrawals_hold(app: Flask, within: Open) -> None:
    race(app, within, LARGE)
