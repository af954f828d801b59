"""Passwords: hashed with argon2id, judged by length and by a list of the obvious, never by composition.

Sources: OWASP ASVS 5.0 V6 and the NCSC's password guidance (length, a deny list, no forced
mixtures, no expiry).
"""

from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.web.languages import gettext

HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # 19 MiB: OWASP's first choice
DUMMY = HASHER.hash("nobody has this password")
LONGEST = 200  # characters; a longer one would only cost us time
SHORTEST = 12  # characters, for adults: three ordinary words
SHORTEST_YOUNG = 8  # characters: what a ten-year-old can remember, behind a throttle
COMMON = Path(__file__).with_name("common_passwords.txt")

# Two at once in one process: a rush at a school may queue, but must not take the machine's memory.
_turn = BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """Return the argon2id hash of `password`, with its parameters."""
    with _turn:
        return HASHER.hash(password)


def verify(known: str | None, password: str) -> bool:
    """Compare `password` with the hash `known`; without one, spend the same time on a dummy and say no."""
    with _turn:
        try:
            return HASHER.verify(known or DUMMY, password[:LONGEST]) and known is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(known: str) -> bool:
    """True when `known` was made with other parameters than today's and should be made anew."""
    return HASHER.check_needs_rehash(known)


def fault(password: str, *, young: bool, names: tuple[str, ...] = ()) -> str | None:
    """Say in one plain sentence why `password` will not do, or None.

    `young`: a young person's own account; `names`: words that others would try first.
    """
    shortest = SHORTEST_YOUNG if young else SHORTEST
    if len(password) < shortest:
        return gettext("Choose a password of at least %(number)s characters. Three words work well.", number=shortest)
    if len(password) > LONGEST:
        return gettext("Choose a password of at most %(number)s characters.", number=LONGEST)
    if is_obvious(password, names):
        return gettext("Choose a password that is harder to guess. This one is on the list that others try first.")
    return None


def is_obvious(password: str, names: tuple[str, ...] = ()) -> bool:
    """True for common passwords, for few characters again and again, and for the names with a tail."""
    plain = _letters(password)
    if len(set(password.casefold())) < 4 or password.casefold() in _common() or plain in _common():
        return True
    return any(plain == _letters(name) for name in names if name)


def _letters(text: str) -> str:
    """The letters and digits of `text` without a tail of digits: Summer2026! reads `summer`."""
    kept = "".join(sign for sign in text.casefold() if sign.isalnum())
    return kept.rstrip("0123456789") or kept


@cache
def _common() -> frozenset[str]:
    return frozenset(line.strip() for line in COMMON.read_text(encoding="utf-8").splitlines() if line.strip())
