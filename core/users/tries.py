"""Codes that somebody types without signing in: after many wrong ones from one address, the next must wait.

A whole school types its codes through one address, so wrong ones are counted and right ones are not. For each kind of
code there is a count of its own; the table holds keyed hashes, no addresses.
"""

from datetime import timedelta

from flask import current_app, request

from core.users import throttle
from core.users.tokens import keyed_hash

FREE = 60


def enter(purpose: str) -> timedelta:
    """Count one try before the code is looked at; return how long to wait, zero where nobody has to. Commits."""
    return throttle.enter((_key(purpose),))


def was_right(purpose: str) -> None:
    """Take a try back, because the code was right. The caller commits."""
    throttle.take_one_back(_key(purpose))


def _key(purpose: str) -> throttle.Key:
    secret = str(current_app.secret_key or "")
    return throttle.Key(keyed_hash(secret, "code", purpose, request.remote_addr or ""), free=FREE)
