"""Codes typed without signing in: wrong ones from one address slow the next down, right ones cost nothing."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from core.db import db
from core.users import tries
from core.users.tries import FREE

pytestmark = pytest.mark.both_databases


def test_after_many_wrong_codes_the_next_must_wait(bare_app: Flask, ashdown: UUID) -> None:
    with bare_app.test_request_context("/", environ_base={"REMOTE_ADDR": "192.0.2.7"}):
        assert [tries.enter("vote") for _ in range(FREE)] == [timedelta(0)] * FREE
        assert tries.enter("vote") > timedelta(0)
        assert tries.enter("stand") == timedelta(0), "each kind of code has a count of its own"
    with bare_app.test_request_context("/", environ_base={"REMOTE_ADDR": "192.0.2.8"}):
        assert tries.enter("vote") == timedelta(0), "another school must not wait"


def test_right_codes_cost_nothing(bare_app: Flask, ashdown: UUID) -> None:
    with bare_app.test_request_context("/", environ_base={"REMOTE_ADDR": "192.0.2.7"}):
        for _ in range(FREE + 5):
            assert tries.enter("vote") == timedelta(0)
            tries.was_right("vote")
            db.session.commit()
