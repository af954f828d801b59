"""Checking a chain: every changed, added, moved or missing entry is found and named by its number.

Someone who may rewrite the whole chain and its head can still make a new one that holds together: keep the heads
that `heard audit verify` prints somewhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.audit.chain import FIRST, digest
from core.audit.models import AuditEntry, AuditHead, PlatformAuditEntry, PlatformAuditHead
from core.audit.recording import PLATFORM_CHAIN
from core.db import authority_scope, db, platform_scope

_BATCH = 500


@dataclass(frozen=True)
class Break:
    """Where a chain does not hold, and how."""

    seq: int
    reason: str


@dataclass(frozen=True)
class Verdict:
    """What was checked: how many entries, the hash of the last, and every break."""

    checked: int
    head: str
    breaks: tuple[Break, ...]


def verify(authority_id: UUID) -> Verdict:
    """Check a council's chain."""
    with authority_scope(authority_id):
        head = db.session.scalars(db.select(AuditHead)).one_or_none()
        found = db.select(AuditEntry).order_by(AuditEntry.seq).execution_options(yield_per=_BATCH)
        return _walk(str(authority_id), db.session.scalars(found), head)


def verify_platform() -> Verdict:
    """Check the platform's chain."""
    with platform_scope(reason="check the platform's audit chain"):
        head = db.session.scalars(db.select(PlatformAuditHead)).one_or_none()
        found = db.select(PlatformAuditEntry).order_by(PlatformAuditEntry.seq)
        return _walk(PLATFORM_CHAIN, db.session.scalars(found.execution_options(yield_per=_BATCH)), head)


def _walk(chain: str, found: Iterable[Any], head: Any) -> Verdict:
    breaks: list[Break] = []
    checked, last_seq, last_hash = 0, 0, FIRST
    for entry in found:
        breaks.extend(_faults(chain, entry, last_seq, last_hash))
        checked, last_seq, last_hash = checked + 1, entry.seq, entry.hash
    breaks.extend(_end_faults(head, last_seq, last_hash))
    return Verdict(checked, last_hash, tuple(breaks))


def _faults(chain: str, entry: Any, last_seq: int, last_hash: str) -> Iterable[Break]:
    if entry.seq != last_seq + 1:
        yield Break(last_seq + 1, "missing")
    elif entry.previous_hash != last_hash:
        yield Break(entry.seq, "does not follow the entry before it")
    if entry.hash != digest(chain, entry):
        yield Break(entry.seq, "changed since it was written")


def _end_faults(head: Any, last_seq: int, last_hash: str) -> Iterable[Break]:
    if head is None:
        if last_seq:
            yield Break(last_seq, "the head of the chain is missing")
    elif head.seq > last_seq:
        yield Break(last_seq + 1, "missing at the end of the chain")
    elif (head.seq, head.hash) != (last_seq, last_hash):
        yield Break(last_seq, "the head of the chain names another entry")
