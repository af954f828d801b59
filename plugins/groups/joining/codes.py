"""Codes with which somebody without a sign-in answers: the letters of elections' codes, two more of them.

A code stands in the address of a page, where tries cannot be slowed down, so it has 56 random bits: a million tries
on a thousand live codes find one with a chance of one in a hundred million.
"""

import re

from flask import current_app

from core.api import codes

PURPOSE = "joining"
LENGTH, PART = 12, 4
LONGEST_TYPED = 60  # characters: a code with whatever spaces and dashes somebody puts between
_NOT_TYPED = re.compile(r"[^A-Z0-9]")


def new_code() -> str:
    """A code that was never given before, such as BCDF-GHJK-MNPQ."""
    return _of(codes.draw() + codes.draw())


def code_of(form_token: str) -> str:
    """The code that belongs to one form: the same form sent twice gets the same code."""
    return _of("".join(codes.of_form(_secret(), f"{PURPOSE}:{form_token}", place) for place in range(2)))


def code_hash(typed: str) -> str:
    """What is kept of a code, however it was typed: capitals, spaces and dashes make no difference."""
    return codes.hashed(_secret(), PURPOSE, tidy(typed))


def tidy(typed: str) -> str:
    """A typed code as it was printed; "" if it is none."""
    letters = _NOT_TYPED.sub("", typed[:LONGEST_TYPED].upper())
    return _of(letters) if len(letters) == LENGTH else ""


def _of(drawn: str) -> str:
    letters = _NOT_TYPED.sub("", drawn)[:LENGTH]
    return "-".join(letters[at : at + PART] for at in range(0, LENGTH, PART))


def _secret() -> str:
    return str(current_app.secret_key)
