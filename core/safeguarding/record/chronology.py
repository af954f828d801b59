"""Writing and reading a case's chronology: entries are added, never changed; what is wrong is put right by another.

The caller's transaction holds the case, its entry and what follows from it: all of it or nothing.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from cryptography.fernet import Fernet
from sqlalchemy import select

from core.db import current_authority_id, db, utcnow
from core.safeguarding.record import keys, row_seals
from core.safeguarding.record.chain import FIRST, commitment, digest
from core.safeguarding.states import after
from core.safeguarding.store import Store
from core.safeguarding.timing import SETS_CLOCK, set_clock

SALT: Final = 16  # bytes
row_seals.keep()


@dataclass(frozen=True)
class Read:
    """One entry as its readers see it. `body` is None once destroyed; `put_right_by` is the entry that amends it."""

    seq: int
    kind: str
    recorded_at: datetime
    occurred_at: datetime | None
    by_user_id: UUID | None
    by_role: str
    amends: int | None
    body: dict[str, Any] | None
    put_right_by: int | None = None


def locked(store: Store, case_id: UUID) -> Any:
    """The case as it is now, held until the transaction ends; None if this council has none of this id."""
    asked = select(store.case).where(store.case.id == case_id).with_for_update()
    return db.session.scalars(asked.execution_options(populate_existing=True)).one_or_none()


def append(
    store: Store,
    case: Any,
    kind: str,
    body: Mapping[str, Any],
    *,
    by: UUID | None,
    role: str = "",
    occurred_at: datetime | None = None,
    amends: int | None = None,
    at: datetime | None = None,
) -> Any:
    """Add an entry to a case that `locked` gave, move the case where it leads, and return the entry; it is flushed.

    `body` holds plain values (text, numbers, lists, mappings). Raises states.NotNow, and then nothing was written.
    """
    state = after(case.state, kind, two_to_close=store.two_to_close)
    salt, plain = secrets.token_hex(SALT), json.loads(json.dumps(dict(body)))
    entry = store.entry(
        case_id=case.id, seq=case.head_seq + 1, recorded_at=at or utcnow(), occurred_at=occurred_at, by_user_id=by,
        by_role=role, kind=kind, amends=amends, commitment=commitment(salt, plain),
        previous_hash=case.head_hash or FIRST,
    )  # fmt: skip
    entry.hash = digest(current_authority_id(), store.name, case.id, entry)
    entry.seal = keys.of(current_authority_id()).marked(*entry_parts(current_authority_id(), store, case.id, entry))
    db.session.add(entry)
    db.session.add(store.body(case_id=case.id, seq=entry.seq, sealed=_sealed(case, {"salt": salt, "body": plain})))
    _move_head(store, case, entry)
    moved = state != case.state
    if moved:
        case.state, case.state_since = state, entry.recorded_at
    db.session.flush()
    if moved or kind in SETS_CLOCK:
        set_clock(store, case)
        db.session.flush()
    return entry


def read(store: Store, case: Any) -> list[Read]:
    """The whole chronology in its order, each entry knowing which later one puts it right; raises keys.Unreadable."""
    rows = db.session.execute(_rows(store, case.id)).all()
    later = {row.amends: row.seq for row in rows if row.amends is not None}
    box = _box(case) if rows else None
    return [_read(row, box, later.get(row.seq)) for row in rows]


def new_key() -> str:
    """A key for a new case, sealed under the council's."""
    return keys.of(current_authority_id()).sealed(Fernet.generate_key())


def head_parts(store: Store, case: Any) -> tuple[Any, ...]:
    """What the seal on the end of a chronology is made over."""
    return ("head", case.authority_id, store.name, case.id, case.head_seq, case.head_hash)


def entry_parts(authority_id: UUID, store: Store, case_id: UUID, entry: Any) -> tuple[Any, ...]:
    """What the seal on one entry is made over."""
    return ("entry", authority_id, store.name, case_id, entry.seq, entry.hash)


def _move_head(store: Store, case: Any, entry: Any) -> None:
    case.head_seq, case.head_hash = entry.seq, entry.hash
    case.authority_id = current_authority_id()
    case.head_seal = keys.of(current_authority_id()).marked(*head_parts(store, case))


def _rows(store: Store, case_id: UUID) -> Any:
    entry, body = store.entry, store.body
    columns = (
        entry.seq, entry.kind, entry.recorded_at, entry.occurred_at, entry.by_user_id, entry.by_role, entry.amends,
        body.sealed,
    )  # fmt: skip
    joined = (body.case_id == entry.case_id) & (body.seq == entry.seq)
    return select(*columns).outerjoin(body, joined).where(entry.case_id == case_id).order_by(entry.seq)


def _read(row: Any, box: Fernet | None, put_right_by: int | None) -> Read:
    body = json.loads(keys.opened_with(box, row.sealed))["body"] if row.sealed and box else None
    return Read(
        row.seq, row.kind, row.recorded_at, row.occurred_at, row.by_user_id, row.by_role, row.amends, body, put_right_by
    )


def latest(read_entries: Sequence[Read], kind: str) -> Read | None:
    """The last entry of a kind, None if there is none."""
    return next((one for one in reversed(read_entries) if one.kind == kind), None)


def _box(case: Any) -> Fernet:
    return Fernet(keys.of(current_authority_id()).opened(case.sealed_key))


def _sealed(case: Any, plain: dict[str, Any]) -> str:
    return _box(case).encrypt(json.dumps(plain).encode()).decode()
