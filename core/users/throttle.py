"""Throttling of sign-in: after some wrong tries the wait grows, for a name and for an address, known or not.

Each try is counted before its password is looked at, in the same transaction that checks the wait, so that
tries at the same moment cannot slip through together; a right password takes its count back. Nothing here
depends on whether the name exists (ASVS 5.0 V6.3.1, V6.3.8). The table holds keyed hashes, no names and no
addresses.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from core.db import begin_write, db, utcnow
from core.users.models import SignInFailure
from core.users.tokens import keyed_hash

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)  # longer would let a prank shut a friend out for a day
FORGOTTEN_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Key:
    """What is counted, and how many wrong tries are free."""

    hash: str
    free: int


def keys(secret: str, council: str, name: str, address: str) -> tuple[Key, Key]:
    """The two counts of one try: five free tries for a name, and a hundred for an address.

    A hundred because a whole school may sign in through one address.
    """
    return (
        Key(keyed_hash(secret, "name", council, name.casefold()), free=5),
        Key(keyed_hash(secret, "address", address), free=100),
    )


def wait_after(failures: int, free: int) -> timedelta:
    """How long to wait after `failures` wrong tries: nothing, then 1, 2, 4, 8 and at most 15 minutes."""
    beyond = failures - free
    if beyond < 0:
        return timedelta(0)
    doubled: int = 2 ** min(beyond, 10)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)


def enter(counted: tuple[Key, ...]) -> timedelta:
    """Count one try on every key and return zero; while one must wait, count nothing and say how long.

    Commits, so that the count stands whatever happens next and no lock is held while a password is hashed.
    """
    begin_write()  # opening a page counts too, and is otherwise a reading
    now = utcnow()
    rows = {key.hash: _row(key, now) for key in counted}
    waits = [_left(rows[key.hash], key, now) for key in counted]
    longest = max(waits)
    if not longest:
        for row in rows.values():
            row.failures, row.last_at = row.failures + 1, now
    db.session.flush()
    _forget(now)
    db.session.commit()
    return longest


def take_back(counted: tuple[Key, Key]) -> None:
    """After a right password: forget the name's failures and this try of the address. The caller commits."""
    name, address = counted
    _row(name, utcnow()).failures = 0
    take_one_back(address)


def take_one_back(key: Key) -> None:
    """Forget one try on this key. The caller commits."""
    begin_write()
    row = _row(key, utcnow())
    row.failures = max(0, row.failures - 1)


def _forget(now: datetime) -> None:
    """Delete what is old, but wait for nobody: a row that another try holds would make two tries wait in a ring."""
    old = select(SignInFailure.key).where(SignInFailure.last_at < now - FORGOTTEN_AFTER)
    free = old.with_for_update(skip_locked=True)
    db.session.execute(delete(SignInFailure).where(SignInFailure.key.in_(free)))


def _left(row: SignInFailure, key: Key, now: datetime) -> timedelta:
    return max(timedelta(0), row.last_at + wait_after(row.failures, key.free) - now)


def _row(key: Key, now: datetime) -> SignInFailure:
    """The locked count of a key, made when it is new or old enough to be forgotten."""
    row = _locked(key) or _made(key, now)
    if row.last_at < now - FORGOTTEN_AFTER:
        row.failures, row.last_at = 0, now
    return row


def _locked(key: Key) -> SignInFailure | None:
    return db.session.scalar(select(SignInFailure).where(SignInFailure.key == key.hash).with_for_update())


def _made(key: Key, now: datetime) -> SignInFailure:
    try:
        with db.session.begin_nested():
            row = SignInFailure(key=key.hash, failures=0, last_at=now)
            db.session.add(row)
        return row
    except IntegrityError:  # another try with the same name made it a moment ago
        found = _locked(key)
        if found is None:
            raise
        return found
