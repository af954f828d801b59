"""The list of erasures that is kept outside the database, so that what a restored back-up brings back is erased again.

HEARD_DATA/erasures.jsonl holds a line before each erasure and one after it: council, ids and times, never a name. Keep
it apart from the back-ups of the database. A begun line without a done one is an erasure that was interrupted: it was
rolled back with its transaction, or the machine stopped between the commit and the second line.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import select

from core.authority.resolve import Authority
from core.data_rights.subject import Subject, memberships_of
from core.db import current_authority_id, db, empty_log, utcnow
from core.users.models import Membership
from core.web.house import house

FILE: Final = "erasures.jsonl"
BEGUN, DONE, UNDONE = "begun", "done", "rolled back"


@dataclass(frozen=True)
class Erasure:
    """One erasure on the list; `is_done` unless it was interrupted."""

    authority_id: UUID
    person_ids: tuple[UUID, ...]
    membership_ids: tuple[UUID, ...]
    is_done: bool

    def subject(self) -> Subject:
        """Whom it was about, as a restored database may know them; call it in the council's scope."""
        named = select(Membership.id).where(
            Membership.authority_id == current_authority_id(), Membership.id.in_(self.membership_ids)
        )
        return Subject(self.person_ids, tuple({*memberships_of(self.person_ids), *db.session.scalars(named)}))


@contextmanager
def noted(authority: Authority, subject: Subject) -> Iterator[None]:
    """Note an erasure before it begins and after its commit; the body erases and commits."""
    key = str(uuid4())
    ids = {"people": _text(subject.person_ids), "memberships": _text(subject.membership_ids)}
    _add({"erasure": key, "state": BEGUN, "council": str(authority.id), **ids})
    try:
        yield
    except Exception:
        _add({"erasure": key, "state": UNDONE})
        raise
    _add({"erasure": key, "state": DONE})
    empty_log(db.engine)


def erasures(file: Path | None = None) -> list[Erasure]:
    """Every erasure on the list, in order; those that were rolled back are left out. A line cut short is no line."""
    begun: dict[str, dict[str, Any]] = {}
    states: dict[str, str] = {}
    for line in _lines(file or place()):
        states[line["erasure"]] = line["state"]
        if line["state"] == BEGUN:
            begun[line["erasure"]] = line
    return [_erasure(begun[key], state == DONE) for key, state in states.items() if state != UNDONE and key in begun]


def place() -> Path:
    """Where the list lies."""
    return house().deployment.data / FILE


def _erasure(line: dict[str, Any], is_done: bool) -> Erasure:
    people, memberships = (tuple(UUID(one) for one in line[name]) for name in ("people", "memberships"))
    return Erasure(UUID(line["council"]), people, memberships, is_done)


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    for text in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        try:
            yield json.loads(text)
        except ValueError:
            continue


def _add(line: dict[str, Any]) -> None:
    """Add a line and wait until it is on the disk."""
    text = json.dumps({**line, "at": utcnow().isoformat()}) + "\n"
    handle = os.open(place(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, text.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def _text(ids: Sequence[UUID]) -> list[str]:
    return [str(one) for one in ids]
