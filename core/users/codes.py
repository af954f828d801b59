"""Codes printed on slips: short enough to type in a classroom, too many to guess, and kept only as a keyed hash."""

import hmac
import re
import secrets
from hashlib import sha256

LETTERS = "BCDFGHJKMNPQRTVWXYZ2346789"  # no vowels, so no words; nothing that looks like something else
GROUPS = (4, 3, 3)
LENGTH = sum(GROUPS)
_NOT_TYPED = re.compile(r"[^A-Z0-9]")


def draw() -> str:
    """A new code, such as BCDF-GHJ-KMN: one of 26 to the tenth power."""
    return spaced("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))


def spaced(letters: str) -> str:
    """Ten letters in groups of four, three and three."""
    ends = [sum(GROUPS[: place + 1]) for place in range(len(GROUPS))]
    return "-".join(letters[end - size : end] for end, size in zip(ends, GROUPS, strict=True))


def tidy(typed: str) -> str:
    """What was typed as it was printed, whatever its case and however it is spaced; "" if it is no code at all."""
    letters = _NOT_TYPED.sub("", typed.upper())
    return spaced(letters) if len(letters) == LENGTH else ""


def hashed(secret: str, purpose: str, code: str) -> str:
    """What the database keeps of a code; without the deployment's secret nobody can try codes out on it."""
    return hmac.new(secret.encode(), f"{purpose}\0{code}".encode(), sha256).hexdigest()


def of_form(secret: str, form: str, place: int) -> str:
    """The code that one form draws at `place`: as good as a drawn one, and the same when the form is sent again."""
    number = int.from_bytes(hmac.new(secret.encode(), f"{form}\0{place}".encode(), sha256).digest(), "big")
    letters = ""
    for _ in range(LENGTH):
        number, at = divmod(number, len(LETTERS))
        letters += LETTERS[at]
    return spaced(letters)
