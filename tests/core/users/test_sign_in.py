"""Signing in: known and unknown names alike, tries throttled, each step written down."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from core.audit import entries
from core.db import authority_scope, db, platform_scope
from core.users import passwords
from core.users.accounts import add_member, add_platform_user, end_access
from core.users.models import Membership, SignInFailure, User
from core.users.sign_in import Attempt, Outcome, attempt
from core.users.throttle import wait_after
from tests.core.users.conftest import ADDRESS, PASSWORD, SECRET, Councils

WRONG = "three other words"
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.both_databases


def try_in(council: UUID | None, name: str, password: str = PASSWORD, address: str = ADDRESS) -> Outcome:
    """One try on a council's page, or on the platform's."""
    return attempt(Attempt(council, name, password, address, SECRET))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str | None]]:
    """The hashes that passwords were compared with."""
    seen: list[str | None] = []
    real = passwords.verify

    def verify(known: str | None, password: str) -> bool:
        seen.append(known)
        return real(known, password)

    monkeypatch.setattr(passwords, "verify", verify)
    yield seen


@pytest.mark.parametrize("name", ["asha", " Asha ", "ASHA"])
def test_the_right_password_comes_in(asha: Membership, ashdown: UUID, name: str) -> None:
    """However the name is typed."""
    assert try_in(ashdown, name).user_id == asha.user_id
    assert [entry.action for entry in entries()][0] == "user.signed_in"


def test_an_email_is_a_name_too(ashdown: UUID, hashed: str) -> None:
    """One identity across the platform, in any case."""
    made = add_member(
        name="Ben Holt", username="", email="Ben@Holt.example", roles={"worker"}, password_hash=hashed
    )
    db.session.commit()
    assert try_in(ashdown, "ben@holt.EXAMPLE").user_id == made.user_id


def test_every_refusal_is_alike(
    asha: Membership, ashdown: UUID, councils: Councils, hashed: str, counted: list[str | None]
) -> None:
    """Unknown, wrong, not accepted yet, left, of another council: one comparison each, and the same answer."""
    waiting = add_member(name="Cai Ward", username="cai", roles={"worker"})
    left = add_member(name="Dee Marsh", username="dee", roles={"worker"}, password_hash=hashed)
    end_access(left, by=None)
    db.session.commit()
    assert waiting.accepted_at is None
    outcomes = [
        try_in(ashdown, "asha", WRONG),
        try_in(ashdown, "nobody"),
        try_in(ashdown, "nobody@nowhere.example"),
        try_in(ashdown, "cai"),
        try_in(ashdown, "dee"),
        try_in(None, "asha"),
        try_in(councils.brackwell, "asha"),
    ]
    assert set(outcomes) == {Outcome()}
    assert len(counted) == len(outcomes)


def test_a_member_elsewhere_is_a_stranger(councils: Councils, hashed: str) -> None:
    """The same e-mail and the right password, but no membership in this council."""
    with authority_scope(councils.ashdown, write=True):
        add_member(name="Eve Lane", username="eve", email="eve@lane.example", roles={"worker"}, password_hash=hashed)
        db.session.commit()
    with authority_scope(councils.brackwell, write=True):
        assert try_in(councils.brackwell, "eve@lane.example") == Outcome()


def test_the_same_user_name_in_two_councils(councils: Councils, hashed: str) -> None:
    """A user name belongs to its council."""
    found = []
    for council in (councils.ashdown, councils.brackwell):
        with authority_scope(council, write=True):
            made = add_member(name="Finn Reed", username="finn", roles={"young_person"}, password_hash=hashed)
            db.session.commit()
            found.append((made.user_id, try_in(council, "finn").user_id))
    assert found[0][0] == found[0][1] != found[1][0] == found[1][1]


def test_outside_any_council(councils: Councils, hashed: str) -> None:
    """A regional lead and an operator have a page of their own."""
    with platform_scope(reason="test", write=True):
        lead = add_platform_user(
            name="Gil Frost", username="gil", role="regional_lead", region="south", password_hash=hashed
        )
        db.session.commit()
        assert try_in(None, "gil").user_id == lead.id
        assert try_in(None, "gil", WRONG) == Outcome()
    with authority_scope(councils.ashdown, write=True):
        assert try_in(councils.ashdown, "gil") == Outcome()


def test_an_old_hash_is_made_anew(ashdown: UUID) -> None:
    """The next right password brings the hash up to date."""
    older = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    made = add_member(name="Hal Moss", username="hal", roles={"worker"}, password_hash=older)
    db.session.commit()
    assert try_in(ashdown, "hal").user_id == made.user_id
    now = db.session.scalar(select(User.password_hash).where(User.id == made.user_id))
    assert now is not None
    assert now != older
    assert not passwords.is_outdated(now)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (10, 15), (10_000, 15)]
)
def test_the_wait_grows(failures: int, minutes: int) -> None:
    """Five free tries, then 1, 2, 4, 8 and at most 15 minutes."""
    assert wait_after(failures, free=5) == timedelta(minutes=minutes)


@pytest.mark.parametrize("name", ["asha", "nobody", "nobody@nowhere.example"])
def test_known_and_unknown_names_wait_alike(
    asha: Membership, ashdown: UUID, name: str, counted: list[str | None]
) -> None:
    """After five wrong tries nothing is compared, for a name that exists and for one that does not."""
    with time_machine.travel(NOON, tick=False):
        assert [try_in(ashdown, name, WRONG).wait for _ in range(5)] == [timedelta(0)] * 5
        assert try_in(ashdown, name, WRONG).wait == timedelta(minutes=1)
        assert try_in(ashdown, name).wait == timedelta(minutes=1)
    assert len(counted) == 5


def test_after_the_wait_the_right_password_comes_in(asha: Membership, ashdown: UUID) -> None:
    """Waiting counts nothing more, and success starts afresh."""
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(7):
            try_in(ashdown, "asha", WRONG)
        clock.shift(timedelta(seconds=61))
        assert try_in(ashdown, "asha").user_id == asha.user_id
        assert [try_in(ashdown, "asha", WRONG).wait for _ in range(5)] == [timedelta(0)] * 5


def test_one_address_may_serve_a_school(asha: Membership, ashdown: UUID) -> None:
    """A hundred wrong tries under a hundred names, then the address waits, and only that one."""
    with time_machine.travel(NOON, tick=False):
        for number in range(100):
            assert not try_in(ashdown, f"pupil{number}", WRONG).wait
        assert try_in(ashdown, "asha").wait == timedelta(minutes=1)
        assert try_in(ashdown, "asha", address="192.0.2.2").user_id == asha.user_id


def test_a_right_password_takes_its_count_back(asha: Membership, ashdown: UUID) -> None:
    """Signing in a hundred times from one school is no attack."""
    for _ in range(3):
        assert try_in(ashdown, "asha").user_id
    assert db.session.scalars(select(SignInFailure.failures)).all() == [0, 0]


def test_failures_are_forgotten_after_a_day(asha: Membership, ashdown: UUID) -> None:
    """And the rows go, so that nothing about anybody's tries is kept."""
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(5):
            try_in(ashdown, "asha", WRONG)
        try_in(ashdown, "nobody", WRONG)
        clock.shift(timedelta(days=1, seconds=1))
        assert not try_in(ashdown, "asha", WRONG).wait
        assert len(db.session.scalars(select(SignInFailure)).all()) == 2


def test_tries_at_the_same_moment_cannot_slip_through(
    bare_app: Flask, councils: Councils, counted: list[str | None]
) -> None:
    """Twelve at once: five passwords are looked at, the rest are told to wait."""

    def one(number: int) -> Outcome:
        with bare_app.app_context(), authority_scope(councils.ashdown, write=True):
            return try_in(councils.ashdown, "nobody", WRONG)

    with ThreadPoolExecutor(max_workers=6) as pool:
        outcomes = list(pool.map(one, range(12)))
    assert len(counted) == 5
    assert sum(bool(outcome.wait) for outcome in outcomes) == 7


def test_the_table_of_failures_names_nobody(asha: Membership, ashdown: UUID) -> None:
    """Neither the name nor the address can be read from it."""
    try_in(ashdown, "asha", WRONG)
    kept = " ".join(db.session.scalars(select(SignInFailure.key)))
    assert "asha" not in kept
    assert ADDRESS not in kept
