"""Codes with which somebody without a sign-in answers: the codes of elections, kept under a purpose of their own."""

from flask import current_app

from plugins.groups.elections import codes

PURPOSE = "joining"
LONGEST_TYPED = 60  # characters: a code with whatever spaces and dashes somebody puts between


def new_code() -> str:
    """A code that was never given before, such as BCDF-GHJ-KMN."""
    return codes.draw()


def code_of(form_token: str) -> str:
    """The code that belongs to one form: the same form sent twice gets the same code."""
    return codes.of_form(_secret(), f"{PURPOSE}:{form_token}", 0)


def code_hash(typed: str) -> str:
    """What is kept of a code, however it was typed: capitals, spaces and dashes make no difference."""
    return codes.hashed(_secret(), PURPOSE, tidy(typed))


def tidy(typed: str) -> str:
    """A typed code as it was printed; "" if it is none."""
    return codes.tidy(typed[:LONGEST_TYPED])


def _secret() -> str:
    return str(current_app.secret_key)
