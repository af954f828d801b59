"""Signatures of a council, or of the platform, that anybody can check with the public key: Ed25519, from cryptography.

    HEARD_KEYS/<council>.signing.json   {"ledger": [{"key": 32 bytes in hexadecimal, "since": a moment}, ...older ones]}

The file lies outside the database: whoever takes or changes the database cannot sign. It is made when it is first
needed, for its owner alone, and belongs in a back-up. Where it cannot be read, Unavailable is raised and the caller
goes on unsigned, to sign later. In a platform scope the platform signs, with platform.signing.json.
"""

import fcntl
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.db import current_scope, utcnow
from core.web.house import house

BYTES: Final = 32  # of a private key, and of a public one
PLATFORM: Final = "platform"
Stored = dict[str, list[dict[str, str]]]


class Unavailable(Exception):
    """The file of keys cannot be read or written; the message names the file and what to do."""


@dataclass(frozen=True, repr=False)
class Signer:
    """The newest key of one council for one purpose; `since` is the moment from which it has signed."""

    secret: str
    since: str

    @property
    def public_key(self) -> str:
        """What anybody checks signatures with; hexadecimal."""
        return self._key.public_key().public_bytes_raw().hex()

    def sign(self, said: bytes) -> str:
        """The signature over `said`, in hexadecimal (128 characters)."""
        return self._key.sign(said).hex()

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(self.secret))


def signer(purpose: str) -> Signer:
    """The newest key of whoever the open scope is for, made if there was none; raises Unavailable."""
    return _all(purpose)[0]


def public_keys(purpose: str) -> tuple[str, ...]:
    """The public keys of the open council, the newest first; makes none. Raises Unavailable."""
    file = file_of(current_scope().authority_id)
    try:
        stored = _read(file) if file.exists() else {}
        return tuple(one.public_key for one in _of(stored, purpose))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Unavailable(_said(file)) from fault


def renew(purpose: str) -> Signer:
    """Begin to sign with a new key; the older ones are kept in the file. Raises Unavailable."""
    return _changed(purpose, lambda kept: [_new(), *kept])[0]


def file_of(owner: UUID | None) -> Path:
    """The file of keys that sign for a council; None is the platform."""
    return house().deployment.key_folder / f"{owner or PLATFORM}.signing.json"


def _all(purpose: str) -> list[Signer]:
    file = file_of(current_scope().authority_id)
    try:
        found = _of(_read(file), purpose) if file.exists() else []
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Unavailable(_said(file)) from fault
    return found or _changed(purpose, lambda kept: kept or [_new()])


def _changed(purpose: str, how: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> list[Signer]:
    """Put what `how` makes of a purpose's keys in their place, in one step and by one process at a time."""
    file = file_of(current_scope().authority_id)
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _held(file):
            stored = _read(file) if file.exists() else {}
            _of(stored, purpose)  # a file with a broken key is left as it is
            stored[purpose] = how(list(stored.get(purpose, [])))
            _written(file, stored).replace(file)
            _sync(file.parent)
        return _of(stored, purpose)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Unavailable(_said(file)) from fault


def _of(stored: Stored, purpose: str) -> list[Signer]:
    found = [Signer(one["key"], one["since"]) for one in stored.get(purpose, [])]
    for one in found:
        one.public_key  # noqa: B018 - a broken key is found here, not when it is needed
    return found


def _new() -> dict[str, str]:
    return {"key": secrets.token_hex(BYTES), "since": utcnow().isoformat()}


def _read(file: Path) -> Stored:
    stored: Stored = json.loads(file.read_text())
    return stored


def _held(file: Path) -> Any:
    """Others wait here until the file is closed."""
    lock = file.with_name(f".{file.name}.lock")
    lock.touch(mode=0o600)
    held = lock.open("w")
    fcntl.flock(held, fcntl.LOCK_EX)
    return held


def _written(file: Path, stored: Stored) -> Path:
    new = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    new.touch(mode=0o600, exist_ok=False)
    with new.open("w") as opened:
        json.dump(stored, opened)
        opened.flush()
        os.fsync(opened.fileno())
    return new


def _sync(place: Path) -> None:
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _said(file: Path) -> str:
    return f"{file}: this file of keys cannot be read or written. Bring it back from its back-up."
