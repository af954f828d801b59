"""Bytes follow the rows: a new folder goes with a rollback, an old one goes once its transaction is committed."""

from pathlib import Path
from typing import Any

from sqlalchemy import event

from core.db import db
from core.db.session import PinnedSession
from core.files import disk

_NEW, _OLD = "heard_new_files", "heard_old_files"


def unless_committed(place: Path) -> None:
    """Remove `place` if the open transaction ends without a commit."""
    db.session().info.setdefault(_NEW, []).append(place)


def once_committed(place: Path) -> None:
    """Remove `place` as soon as the open transaction is committed."""
    db.session().info.setdefault(_OLD, []).append(place)


@event.listens_for(PinnedSession, "after_commit")
def _committed(session: Any) -> None:
    if session.in_nested_transaction():
        return
    session.info.pop(_NEW, None)
    for place in session.info.pop(_OLD, ()):
        disk.remove(place)


@event.listens_for(PinnedSession, "after_transaction_end")
def _ended(session: Any, transaction: Any) -> None:
    if transaction.parent is not None:
        return
    session.info.pop(_OLD, None)
    for place in session.info.pop(_NEW, ()):
        disk.remove(place)
