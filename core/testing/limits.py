"""What no test may do: reach another machine, depend on settings of whoever runs it, or let a page write too late."""

import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from flask import has_request_context, request
from sqlalchemy import event

from core.db.scope import current_scope

LOOPBACK = ("127.", "::1", "localhost")


class NetworkRefused(AssertionError):
    """A test tried to reach another machine."""


class WrittenLate(AssertionError):
    """A page read first and wrote afterwards, without having said so."""


@pytest.fixture(autouse=True)
def no_late_write() -> Iterator[None]:
    """A page that only reads, as far as SQLite was told, writes nothing: it would fail whenever somebody else wrote."""
    event.listen(sa.Engine, "before_cursor_execute", _refuse_late)
    yield
    event.remove(sa.Engine, "before_cursor_execute", _refuse_late)


def _refuse_late(connection: sa.Connection, cursor: Any, statement: str, *rest: Any) -> None:
    context = rest[1]
    writes = context is not None and (context.isinsert or context.isupdate or context.isdelete)
    if writes and connection.dialect.name == "sqlite" and _on_a_page() and not current_scope().write:
        raise WrittenLate(f"{request.method} {request.path} writes: call begin_write() before it reads ({statement})")


def _on_a_page() -> bool:
    return bool(has_request_context() and request.endpoint)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections beyond this machine fail the test that makes them."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise NetworkRefused(f"a test tried to connect to {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every HEARD_* variable is taken away; a test sets those it means."""
    for name in list(os.environ):
        if name.startswith("HEARD_"):
            monkeypatch.delenv(name)
    yield
