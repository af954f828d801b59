"""How entries hang together: a hash over all fields of an entry and over the hash of the one before it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

FIRST = ""  # what the first entry of a chain names as the one before it


class Entry(Protocol):
    """The fields that are hashed."""

    seq: Any
    at: Any
    by_user_id: Any
    action: Any
    about_plugin: Any
    about_kind: Any
    about_id: Any
    why: Any
    detail: Any
    previous_hash: Any


FIELDS = (
    "seq",
    "at",
    "by_user_id",
    "action",
    "about_plugin",
    "about_kind",
    "about_id",
    "why",
    "detail",
    "previous_hash",
)


def digest(chain: str, entry: Entry) -> str:
    """Return the SHA-256 of an entry, in hexadecimal; `chain` is the council's id, or "platform"."""
    fields = {name: _plain(getattr(entry, name)) for name in FIELDS}
    return hashlib.sha256(_canonical({"chain": chain, **fields})).hexdigest()


def _canonical(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value) if isinstance(value, UUID) else value
