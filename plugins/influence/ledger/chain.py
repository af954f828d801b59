"""How entries of the promise ledger hang together: plain functions, the same that docs/verify_ledger.py computes.

An entry's hash covers its position, its body and the hash of the one before it. A text is in the body only as the hash
of the text with random bits, so that it can be taken out of sight, and cannot be guessed at, while the chain holds.
"""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

FIRST: Final = "0" * 64
"""What the first entry names as the one before it."""
KEY: Final = "key"
"""The kind of an entry that says with which key the council signs from now on."""
SIGNED: Final = "signed"
"""The kind of an entry that vouches for those before it that were written while no key was there."""


def canonical(value: Any) -> str:
    """`value` as JSON in exactly one way: keys in order, no blanks, letters beyond ASCII escaped."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def digest(value: Any) -> str:
    """The SHA-256 of the canonical form, in hexadecimal."""
    return sha256(canonical(value).encode()).hexdigest()


def entry_hash(position: int, previous: str, body: Mapping[str, Any]) -> str:
    """The hash of one entry."""
    return digest({"body": dict(body), "position": position, "previous": previous})


def text_hash(salt: str, text: Mapping[str, str]) -> str:
    """The salted hash of a text, as the body names it."""
    return digest({"salt": salt, "text": dict(text)})


def text_of(text: str) -> dict[str, str]:
    """The words that an entry keeps; none once they were taken out."""
    found: dict[str, str] = json.loads(text) if text else {}
    return found


def line(entry: Any, *, shown: bool = True) -> str:
    """One line of the file that anybody can download; without its text and salt where it is not `shown`."""
    text = (text_of(entry.text) if shown else {}) or None
    return canonical(
        {
            "body": entry.body,
            "hash": entry.hash,
            "position": entry.position,
            "previous": entry.previous,
            "salt": entry.salt if text is not None else "",
            "signature": entry.signature,
            "text": text,
        }
    )
