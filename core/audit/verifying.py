"""Checking a chain: every changed, added, moved or missing entry is found and named by its number, and every row of
the index of people that does not follow from it.

Someone who may rewrite the whole chain and its head can still make a new one that holds together: keep the heads
that `heard audit verify` prints somewhere else.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from core.audit.chain import FIELDS, FIRST, digest
from core.audit.concerned import COLUMNS, rows_of
from core.audit.models import AuditEntry, AuditHead, PlatformAuditEntry, PlatformAuditHead, Sighting
from core.audit.recording import PLATFORM_CHAIN
from core.db import authority_scope, db, platform_scope

_BATCH = 500
BEFORE_THE_FIRST = -1_000_000  # whoever forges an entry may give it any number
INDEXED = ("entry_seq", *COLUMNS)
LOST = "the index of people does not name somebody whom it concerns"
ADDED = "the index of people names somebody whom it does not concern, or says something else of them"


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
    """Check a council's chain, and that its index of people says what the entries say."""
    with authority_scope(authority_id):
        head = db.session.scalars(db.select(AuditHead)).one_or_none()
        strays: list[Break] = []
        verdict = _walk(str(authority_id), _compared(_batches(AuditEntry), strays), head)
        return Verdict(verdict.checked, verdict.head, verdict.breaks + tuple(strays))


def verify_platform() -> Verdict:
    """Check the platform's chain."""
    with platform_scope(reason="check the platform's audit chain"):
        head = db.session.scalars(db.select(PlatformAuditHead)).one_or_none()
        return _walk(PLATFORM_CHAIN, chain.from_iterable(_batches(PlatformAuditEntry)), head)


def _batches(model: type[Any]) -> Iterator[Sequence[Any]]:
    """Entries in order, as plain rows, some at a time."""
    columns, last = [getattr(model, name) for name in (*FIELDS, "hash")], BEFORE_THE_FIRST
    while rows := _next(db.select(*columns).order_by(model.seq).limit(_BATCH).where(model.seq > last)):
        yield rows
        last = rows[-1].seq


def _next(query: Any) -> Sequence[Any]:
    return db.session.execute(query).all()


def _compared(batches: Iterable[Sequence[Any]], strays: list[Break]) -> Iterator[Any]:
    """Hand the entries on, and note in `strays` where the index of people says something else."""
    last = BEFORE_THE_FIRST
    for rows in batches:
        expected = Counter(_line(one) for row in rows for one in rows_of(row))
        strays.extend(_differences(expected, _indexed(Sighting.entry_seq.between(last + 1, rows[-1].seq))))
        last = rows[-1].seq
        yield from rows
    strays.extend(_differences(Counter(), _indexed(Sighting.entry_seq > last)))


def _line(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in INDEXED)


def _indexed(where: Any) -> Counter[tuple[Any, ...]]:
    columns = [getattr(Sighting, name) for name in INDEXED]
    return Counter(tuple(row) for row in db.session.execute(db.select(*columns).where(where)))


def _differences(expected: Counter[tuple[Any, ...]], found: Counter[tuple[Any, ...]]) -> Iterator[Break]:
    """One break for each entry whose people are not those of the index, and each way in which they are not."""
    for lines, reason in ((expected - found, LOST), (found - expected, ADDED)):
        yield from (Break(seq, reason) for seq in sorted({line[0] for line in lines}))


def _walk(name: str, found: Iterable[Any], head: Any) -> Verdict:
    breaks: list[Break] = []
    checked, last_seq, last_hash = 0, 0, FIRST
    for entry in found:
        breaks.extend(_faults(name, entry, last_seq, last_hash))
        checked, last_seq, last_hash = checked + 1, entry.seq, entry.hash
    breaks.extend(_end_faults(head, last_seq, last_hash))
    return Verdict(checked, last_hash, tuple(breaks))


def _faults(name: str, entry: Any, last_seq: int, last_hash: str) -> Iterable[Break]:
    if entry.seq != last_seq + 1:
        yield Break(last_seq + 1, "missing")
    elif entry.previous_hash != last_hash:
        yield Break(entry.seq, "does not follow the entry before it")
    if entry.hash != digest(name, entry):
        yield Break(entry.seq, "changed since it was written")


def _end_faults(head: Any, last_seq: int, last_hash: str) -> Iterable[Break]:
    if head is None:
        if last_seq:
            yield Break(last_seq, "the head of the chain is missing")
    elif head.seq > last_seq:
        yield Break(last_seq + 1, "missing at the end of the chain")
    elif (head.seq, head.hash) != (last_seq, last_hash):
        yield Break(last_seq, "the head of the chain names another entry")
