"""Walking through one case's chronology and naming what is wrong with it: where and of which kind, never what it says.

Each entry is held against its own hash, its seal and the entry before it, its words against what it committed to, the
end against its seal and against the seals outside the database, the case's row against its entries.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from cryptography.fernet import Fernet

from core.safeguarding.record import keys
from core.safeguarding.record.chain import FIRST, commitment, digest
from core.safeguarding.record.chronology import entry_parts, head_parts
from core.safeguarding.record.row_seals import row_parts
from core.safeguarding.record.sight import KINDS, Sight, written
from core.safeguarding.states import NotNow, standing
from core.safeguarding.store import Store
from core.safeguarding.taking_in import number_parts

CHANGED: Final = "the entry was changed since it was written"
FORGED: Final = "the entry was not written by this application"
MISSING: Final = "the entry is missing"
ORDER: Final = "the entry does not follow the one before it"
FORK: Final = "two entries stand at the same place"
CUT: Final = "the end of the chronology is missing"
HEAD: Final = "the end of the chronology is not the one that was sealed"
GONE_SINCE: Final = "what was sealed outside the database is not here any more"
BODY_GONE: Final = "the words are missing, and no destruction is on record"
BODY_CHANGED: Final = "the words are not those that were written"
BODY_CLOSED: Final = "the words do not open"
BODY_TWICE: Final = "the words are there twice"
KEY: Final = "the key of the case does not open"
ROW: Final = "the case's row was changed"
STATE: Final = "the state does not follow from the entries"
SIGHT: Final = "who sees the case is not what was written"
NUMBER: Final = "the number was not given to this case"
DESTROYED: Final = "destroyed"  # the kind of entry after which words that were there before may be gone


@dataclass(frozen=True)
class Break:
    """Something that is not as it was written: which store, which case, which entry (None: the case itself)."""

    store: str
    case_id: UUID | None
    seq: int | None
    kind: str


class Own:
    """The council's keys; read again where something does not fit, because they may have been changed meanwhile."""

    def __init__(self, authority_id: UUID) -> None:
        self.authority_id = authority_id
        self._keys = keys.of(authority_id)

    def is_mark(self, found: str, *parts: Any) -> bool:
        """Say whether a mark is the council's own."""
        return self._keys.is_mark(found, *parts) or self._again().is_mark(found, *parts)

    def box(self, sealed_key: str) -> Fernet | None:
        """What opens the words of a case; None where its key does not open."""
        return _box(self._keys, sealed_key) or _box(self._again(), sealed_key)

    def _again(self) -> keys.Keys:
        self._keys = keys.of(self.authority_id)
        return self._keys


@dataclass(frozen=True)
class Walk:
    """One case of a council, walked once. `sealed` are ends from the seals: number of the entry -> its hash.

    `sight` is what the rows of bars and allocations say.
    """

    own: Own
    store: Store
    case: Any
    sealed: Mapping[int, str]
    sight: Sight

    def breaks(self, rows: Sequence[Any]) -> Iterator[Break]:
        """Everything that is wrong; `rows` are its entries with their words, by number."""
        yield from self._of_row()
        entries = list(_once(rows))
        yield from (self._break(seq, BODY_TWICE) for seq in _twice(rows))
        yield from self._of_chain(entries)
        yield from self._of_end(entries)
        yield from self._of_words(entries)
        yield from self._of_sight(entries)
        yield from self._of_seals(entries)

    def is_genuine(self, entry: Any) -> bool:
        """Say whether an entry is as this application wrote it."""
        here = self.own.authority_id
        is_whole = entry.hash == digest(here, self.store.name, self.case.id, entry)
        return is_whole and self.own.is_mark(entry.seal, *entry_parts(here, self.store, self.case.id, entry))

    def _of_row(self) -> Iterator[Break]:
        number = number_parts(self.own.authority_id, self.store, self.case.number, self.case.id)
        if not self.own.is_mark(self.case.number_seal, *number):
            yield self._break(None, NUMBER)
        if not self.own.is_mark(self.case.row_seal, *row_parts(self.case)):
            yield self._break(None, ROW)

    def _of_chain(self, entries: Sequence[Any]) -> Iterator[Break]:
        last_seq, last_hash = 0, FIRST
        for entry in entries:
            if not self.is_genuine(entry):
                is_whole = entry.hash == digest(self.own.authority_id, self.store.name, self.case.id, entry)
                yield self._break(entry.seq, FORGED if is_whole else CHANGED)
            if entry.seq == last_seq:
                yield self._break(entry.seq, FORK)
                continue
            if entry.seq != last_seq + 1:
                yield self._break(last_seq + 1, MISSING)
            elif entry.previous_hash != last_hash:
                yield self._break(entry.seq, ORDER)
            last_seq, last_hash = entry.seq, entry.hash

    def _of_end(self, entries: Sequence[Any]) -> Iterator[Break]:
        last = entries[-1] if entries else None
        last_seq, case = (last.seq if last else 0), self.case
        if case.head_seq > last_seq:
            yield self._break(last_seq + 1, CUT)
        elif not any((case.head_seq, case.head_hash) == (one.seq, one.hash) for one in entries if one.seq == last_seq):
            yield self._break(last_seq, HEAD)
        if not self.own.is_mark(case.head_seal, *head_parts(self.store, case)):
            yield self._break(None, HEAD)
        if not _state_follows(case.state, entries, self.store):
            yield self._break(None, STATE)

    def _of_words(self, entries: Sequence[Any]) -> Iterator[Break]:
        box = self.own.box(self.case.sealed_key)
        if box is None:
            yield self._break(None, KEY)
        ends = [one.seq for one in entries if one.kind == DESTROYED and self.is_genuine(one)]
        destroyed_before = max(ends, default=0)
        for entry in entries:
            if entry.sealed is None:
                fault = "" if entry.seq < destroyed_before else BODY_GONE
            else:
                fault = _fault_of_words(box, entry) if box else ""
            if fault:
                yield self._break(entry.seq, fault)

    def _of_sight(self, entries: Sequence[Any]) -> Iterator[Break]:
        """Only where every such entry still opens: words that were destroyed cannot be held against anything."""
        box = self.own.box(self.case.sealed_key)
        wanted = [one for one in entries if one.kind in KINDS]
        if box is None or any(one.sealed is None or _fault_of_words(box, one) for one in wanted):
            return
        said = ((one.kind, json.loads(keys.opened_with(box, one.sealed))["body"]) for one in wanted)
        if written(said) != self.sight:
            yield self._break(None, SIGHT)

    def _of_seals(self, entries: Sequence[Any]) -> Iterator[Break]:
        here = {(one.seq, one.hash) for one in entries}
        for seq, found in sorted(self.sealed.items()):
            if (seq, found) not in here:
                yield self._break(seq, GONE_SINCE)

    def _break(self, seq: int | None, kind: str) -> Break:
        return Break(self.store.name, self.case.id, seq, kind)


def _box(own: keys.Keys, sealed_key: str) -> Fernet | None:
    try:
        return Fernet(own.opened(sealed_key))
    except (keys.Unreadable, ValueError):
        return None


def _state_follows(state: str, entries: Sequence[Any], store: Store) -> bool:
    try:
        return standing((one.kind for one in entries), two_to_close=store.two_to_close) == state
    except NotNow:
        return False


def _fault_of_words(box: Fernet, entry: Any) -> str:
    try:
        said = json.loads(keys.opened_with(box, entry.sealed))
        is_same = commitment(said["salt"], said["body"]) == entry.commitment
    except (keys.Unreadable, ValueError, KeyError, TypeError):
        return BODY_CLOSED
    return "" if is_same else BODY_CHANGED


def _once(rows: Iterable[Any]) -> Iterator[Any]:
    """Each entry once, also where its words were put there twice."""
    seen: set[UUID] = set()
    for row in rows:
        if row.entry_id not in seen:
            seen.add(row.entry_id)
            yield row


def _twice(rows: Sequence[Any]) -> list[int]:
    seqs = Counter(seq for _, seq in {(row.body_id, row.seq) for row in rows if row.body_id})
    return sorted(seq for seq, count in seqs.items() if count > 1)
