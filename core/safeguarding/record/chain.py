"""How entries of a chronology hang together: a hash over every field, the council, the case and the entry before it.

What an entry says is not hashed itself but committed to, with a salt: once salt and words are destroyed, nobody can try
out what they were, and the chain still holds. Plain values, no database.
"""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

FIRST: Final = ""  # what the first entry of a chronology names as the one before it
FIELDS: Final = (
    "seq", "recorded_at", "occurred_at", "by_user_id", "by_role", "kind", "amends", "commitment", "previous_hash",
)  # fmt: skip


def digest(authority_id: UUID, store: str, case_id: UUID, entry: Any) -> str:
    """SHA-256 over an entry's FIELDS and where it belongs, in hexadecimal."""
    fields = {name: plain(getattr(entry, name)) for name in FIELDS}
    where = {"authority": str(authority_id), "store": store, "case": str(case_id)}
    return sha256(canonical({**where, **fields})).hexdigest()


def commitment(salt: str, body: dict[str, Any]) -> str:
    """SHA-256 over a salt and what an entry says, in hexadecimal."""
    return sha256(salt.encode() + canonical(body)).hexdigest()


def canonical(value: Any) -> bytes:
    """The one way to write a value down: keys in order, no spaces, ASCII."""
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()


def plain(value: Any) -> Any:
    """A value of an entry or a row as it is hashed: moments in UTC, ids as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value
