"""Adding to the chain: one writer of a council after the other, each entry signed.

Where the key cannot be read an entry is written all the same; once the key is back, a signed entry names those that are
not, and so vouches for them: it follows them in the chain.
"""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from core.api import Authority, Ref, begin_write, db, hold, local_today, record, signing
from plugins.influence.ledger.chain import FIRST, KEY, SIGNED, canonical, entry_hash, text_hash
from plugins.influence.models import LedgerEntry

PURPOSE: Final = "ledger"
SALT: Final = 16  # bytes


class Chain:
    """The end of the open council's chain, held until the caller's transaction ends."""

    def __init__(self, authority: Authority) -> None:
        begin_write()
        hold()
        self.authority = authority
        last = db.session.execute(_last()).one_or_none()
        self.position: int = last.position if last else 0
        self.hash: str = last.hash if last else FIRST
        self.signer = _signer()
        if self.signer is not None:
            waiting = _unsigned() if last is not None and not last.signature else []
            self._announce(self.signer)
            if waiting:
                self.append(SIGNED, local_today(), fact=SIGNED, plain={"unsigned": waiting})

    def append(
        self,
        kind: str,
        on: date,
        *,
        ask_id: UUID | None = None,
        fact: str = "",
        plain: Mapping[str, Any] | None = None,
        text: Mapping[str, str] | None = None,
    ) -> LedgerEntry:
        """Add one entry; flushes. What is `plain` stays for good, `text` can be taken out of sight."""
        salt = secrets.token_hex(SALT) if text else ""
        body = {"council": self.authority.slug, "kind": kind, "on": on.isoformat(), **(plain or {})}
        if text:
            body["text_hash"] = text_hash(salt, text)
        position, previous = self.position + 1, self.hash
        entry = LedgerEntry(position=position, previous=previous, kind=kind, on_day=on, ask_id=ask_id, fact=fact)
        entry.body, entry.hash = body, entry_hash(position, previous, body)
        entry.salt, entry.text = salt, canonical(dict(text)) if text else ""
        entry.signature = self.signer.sign(entry.hash.encode()) if self.signer else ""
        db.session.add(entry)
        db.session.flush()
        self.position, self.hash = position, entry.hash
        return entry

    def close(self, about: Ref) -> None:
        """Note the end of the chain in the audit: a ledger that was cut off or written anew does not fit to it."""
        record("influence.ledger_entered", about, detail={"position": self.position, "hash": self.hash})

    def _announce(self, signer: signing.Signer) -> None:
        """Say in the chain itself with which key the council signs from here on."""
        if signer.public_key != announced():
            self.append(KEY, local_today(), fact=KEY, plain={"public_key": signer.public_key})


def announced() -> str:
    """The key that the chain named last; "" where it names none."""
    query = db.select(LedgerEntry.body).where(LedgerEntry.kind == KEY).order_by(LedgerEntry.position.desc()).limit(1)
    body: dict[str, str] | None = db.session.scalar(query)
    return body["public_key"] if body else ""


def is_signed() -> bool:
    """Say whether every entry is vouched for by a signature."""
    last = db.session.execute(_last()).one_or_none()
    return last is None or bool(last.signature)


def blank(entries: Iterable[LedgerEntry]) -> list[int]:
    """Take the texts of these entries out of sight for good; their positions."""
    found = sorted(entries, key=lambda entry: entry.position)
    for entry in found:
        entry.text = entry.salt = ""
    db.session.flush()
    return [entry.position for entry in found]


def _last() -> Any:
    columns = (LedgerEntry.position, LedgerEntry.hash, LedgerEntry.signature)
    return db.select(*columns).order_by(LedgerEntry.position.desc()).limit(1)


def _unsigned() -> list[int]:
    """The positions at the end of the chain that no signature vouches for yet."""
    signed = db.select(LedgerEntry.position).where(LedgerEntry.signature != "")
    last = db.session.scalar(signed.order_by(LedgerEntry.position.desc()).limit(1)) or 0
    waiting = db.select(LedgerEntry.position).where(LedgerEntry.position > last, LedgerEntry.signature == "")
    return list(db.session.scalars(waiting.order_by(LedgerEntry.position)))


def _signer() -> signing.Signer | None:
    try:
        return signing.signer(PURPOSE)
    except signing.Unavailable:
        return None
