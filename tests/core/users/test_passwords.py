"""Passwords: by length and a list of the obvious, hashed with today's parameters, two at once."""

import threading
import time

import pytest
from argon2 import PasswordHasher, extract_parameters

from core.users import passwords


@pytest.mark.parametrize(
    ("password", "young", "said"),
    [
        ("short", False, "at least 12"),
        ("elevenchars", False, "at least 12"),
        ("seven77", True, "at least 8"),
        ("password1234", False, "harder to guess"),
        ("Passwordpassword!!", False, "harder to guess"),
        ("1212121212121212", False, "harder to guess"),
        ("Ashdown2026!", False, "harder to guess"),
        ("football", True, "harder to guess"),
        ("x" * 201, False, "at most 200"),
    ],
)
def test_what_will_not_do(password: str, young: bool, said: str) -> None:
    """Each refusal says what to do instead."""
    fault = passwords.fault(password, young=young, names=("ashdown", "asha"))
    assert fault is not None
    assert said in fault


@pytest.mark.parametrize(
    ("password", "young"),
    [("purple otter lamp", False), ("aaaa bbbb cccc dddd", False), ("otter-96", True), ("dreizehn wörter", False)],
)
def test_what_will_do(password: str, young: bool) -> None:
    """No capital, digit or sign is asked for, and none is forbidden."""
    assert passwords.fault(password, young=young, names=("ashdown",)) is None


def test_parameters_are_those_promised() -> None:
    """Argon2id, two passes over 19 MiB, one lane."""
    found = extract_parameters(passwords.hash_password("three plain words"))
    assert (found.type.name, found.time_cost, found.memory_cost, found.parallelism) == ("ID", 2, 19 * 1024, 1)


def test_an_older_hash_is_outdated() -> None:
    """A hash with other parameters is still good to sign in with, and is then made anew."""
    older = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash("three plain words")
    assert passwords.verify(older, "three plain words")
    assert passwords.is_outdated(older)
    assert not passwords.is_outdated(passwords.DUMMY)


def test_no_hash_is_never_right() -> None:
    """Not even for the words behind the dummy."""
    assert not passwords.verify(None, "nobody has this password")
    assert not passwords.verify("not a hash at all", "three plain words")


def test_two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rush queues: never more than two hashes take memory at the same time."""
    busy, most, guard = 0, 0, threading.Lock()

    class Slow:
        def hash(self, password: str) -> str:
            nonlocal busy, most
            with guard:
                busy += 1
                most = max(most, busy)
            time.sleep(0.02)
            with guard:
                busy -= 1
            return password

    monkeypatch.setattr(passwords, "HASHER", Slow())
    threads = [threading.Thread(target=passwords.hash_password, args=("x",)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2
