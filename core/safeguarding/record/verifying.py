"""Is everything that was written about cases still there, whole and as it was written? Both stores of one council.

Found is whatever somebody does who holds the whole database and not the key file: entries, words, rows and cases that
were changed, taken away, put elsewhere, doubled, or brought back to an older state. What was undone completely since
the last seal is the one thing that nobody can see (seals.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from core.authority.resolve import Authority
from core.db import authority_scope, db
from core.safeguarding.models import StoreCount
from core.safeguarding.record import seal_file, seals
from core.safeguarding.record.seal_file import NONE_BEFORE, Seal
from core.safeguarding.record.sight import Sight, stored
from core.safeguarding.record.walking import GONE_SINCE, NUMBER, Break, Own, Walk
from core.safeguarding.store import STORES, Store
from core.safeguarding.taking_in import count_parts

AT_ONCE: Final = 100  # cases read together
SEALS: Final = "seals"  # stands for the store in a break of the seals themselves
CASE_GONE: Final = "a case is missing: number"
TWO_OF_ONE: Final = "two cases have the number"
COUNT_BACK: Final = "the count of cases was set back"
COUNT_FORGED: Final = "the count of cases was not made by this application"
ENTRIES_LEFT: Final = "entries of a case that is not there"
WORDS_LEFT: Final = "words for an entry that is not there"
SEAL_GONE: Final = "the seal is missing in the file"
SEAL_CHANGED: Final = "the seal was changed since it was made"
SEAL_DIFFERS: Final = "the seal in the database is not the one in the file"
Ends = Mapping[UUID, dict[int, str]]


@dataclass(frozen=True)
class Verdict:
    """What was looked at and what is wrong; `root` is that of the newest seal, to hold against a printed one."""

    cases: int
    entries: int
    seals: int
    root: str
    breaks: tuple[Break, ...]


def verify(authority: Authority) -> Verdict:
    """Look at everything of one council; changes nothing, and may run while others write."""
    with authority_scope(authority.id):
        own = Own(authority.id)
        in_table = seals.in_database()  # first: a seal is in the file before it is here
        in_file = seal_file.read(authority.id)
        found = list(_seal_breaks(own, in_file, in_table))
        known = in_file or in_table
        cases = entries = 0
        for store in STORES.values():
            count = max((one.counts.get(store.name, 0) for one in known), default=0)
            looking = _Looking(own, store, _ends(store, known), count)
            found += looking.breaks()
            cases, entries = cases + looking.cases, entries + looking.entries
    return Verdict(cases, entries, len(known), known[-1].root if known else "", tuple(found))


class _Looking:
    """One store, looked through in batches; counts what it has seen."""

    def __init__(self, own: Own, store: Store, ends: Ends, sealed_count: int) -> None:
        self.own, self.store, self.ends, self.sealed_count = own, store, ends, sealed_count
        self.cases = self.entries = 0
        self.seen: set[UUID] = set()
        self.numbers: dict[int, int] = defaultdict(int)

    def breaks(self) -> Iterator[Break]:
        """Everything that is wrong in this store."""
        expected = self._count() or 0
        for ids in self._batches():
            yield from self._batch(ids)
            db.session.expunge_all()
        yield from self._numbers_missing(expected)
        yield from self._count_breaks()
        for case_id in self.ends.keys() - self.seen:
            yield from (Break(self.store.name, case_id, seq, GONE_SINCE) for seq in sorted(self.ends[case_id]))
        yield from self._strays()

    def _batches(self) -> Iterator[list[UUID]]:
        case, last = self.store.case, None
        while True:
            asked = select(case.number, case.id).order_by(case.number, case.id).limit(AT_ONCE)
            if last is not None:
                after = or_(case.number > last.number, and_(case.number == last.number, case.id > last.id))
                asked = asked.where(after)
            rows = db.session.execute(asked).all()
            if not rows:
                return
            yield [row.id for row in rows]
            last = rows[-1]

    def _batch(self, ids: Sequence[UUID]) -> Iterator[Break]:
        """One statement for a case, its entries and their words: what others write meanwhile is in it whole or not."""
        case, entry, body = self.store.case, self.store.entry, self.store.body
        columns = (
            entry.id.label("entry_id"), entry.seq, entry.recorded_at, entry.occurred_at, entry.by_user_id,
            entry.by_role, entry.kind, entry.amends, entry.commitment, entry.previous_hash, entry.hash, entry.seal,
            body.id.label("body_id"), body.sealed,
        )  # fmt: skip
        asked = (
            select(case, *columns)
            .outerjoin(entry, entry.case_id == case.id)
            .outerjoin(body, and_(body.case_id == case.id, body.seq == entry.seq))
            .where(case.id.in_(ids))
            .order_by(case.number, case.id, entry.seq, entry.id)
            .execution_options(yield_per=AT_ONCE, populate_existing=True)
        )
        seen_by = self._sight(ids)
        for found, rows in groupby(db.session.execute(asked), key=lambda row: row[0]):
            written = [row for row in rows if row.entry_id is not None]
            yield from self._case(found, written, seen_by.get(found.id, Sight()))

    def _sight(self, ids: Sequence[UUID]) -> dict[UUID, Sight]:
        bar, given = self.store.bar, self.store.allocation
        rows = (
            db.session.execute(select(one.case_id, one.user_id, one.ended_at).where(one.case_id.in_(ids))).all()
            for one in (bar, given)
        )
        return stored(*rows)

    def _case(self, case: Any, rows: Sequence[Any], sight: Sight) -> Iterator[Break]:
        self.cases, self.entries = self.cases + 1, self.entries + len(rows)
        self.seen.add(case.id)
        found = list(Walk(self.own, self.store, case, self.ends.get(case.id, {}), sight).breaks(rows))
        yield from found
        if any(one.kind == NUMBER for one in found):
            return
        self.numbers[case.number] += 1
        if self.numbers[case.number] > 1:
            yield Break(self.store.name, case.id, None, f"{TWO_OF_ONE} {case.number}")

    def _numbers_missing(self, expected: int) -> Iterator[Break]:
        """Up to the count, as far as that is believable: one that was forged may be anything."""
        until = max(max(self.numbers, default=0), min(expected, self.sealed_count + self.cases + AT_ONCE))
        for number in range(1, until + 1):
            if number not in self.numbers:
                yield Break(self.store.name, None, None, f"{CASE_GONE} {number}")

    def _count_breaks(self) -> Iterator[Break]:
        row = db.session.execute(select(StoreCount.number, StoreCount.seal).where(self._mine)).one_or_none()
        if row is None:
            if self.cases or self.sealed_count:
                yield Break(self.store.name, None, None, COUNT_BACK)
            return
        if not self.own.is_mark(row.seal, *count_parts(self.own.authority_id, self.store, row.number)):
            yield Break(self.store.name, None, None, COUNT_FORGED)
        if row.number < max(max(self.numbers, default=0), self.sealed_count):
            yield Break(self.store.name, None, None, COUNT_BACK)

    def _strays(self) -> Iterator[Break]:
        case, entry, body = self.store.case, self.store.entry, self.store.body
        no_case = ~select(case.id).where(case.id == entry.case_id).exists()
        for row in db.session.execute(select(entry.case_id, entry.seq).where(no_case)):
            yield Break(self.store.name, row.case_id, row.seq, ENTRIES_LEFT)
        no_entry = ~select(entry.id).where(entry.case_id == body.case_id, entry.seq == body.seq).exists()
        for row in db.session.execute(select(body.case_id, body.seq).where(no_entry)):
            yield Break(self.store.name, row.case_id, row.seq, WORDS_LEFT)

    def _count(self) -> int | None:
        return db.session.scalar(select(func.max(StoreCount.number)).where(self._mine))

    @property
    def _mine(self) -> Any:
        return StoreCount.store == self.store.name


def _ends(store: Store, known: Iterable[Seal]) -> Ends:
    """Every end of this store that was ever sealed: each entry of them must still be there."""
    found: dict[UUID, dict[int, str]] = defaultdict(dict)
    for seal in known:
        for name, case_id, seq, end in seal.ends:
            if name == store.name:
                found[UUID(case_id)][seq] = end
    return dict(found)


def _seal_breaks(own: Own, in_file: Sequence[Seal], in_table: Sequence[Seal]) -> Iterator[Break]:
    """What is wrong with the seals: the file against itself, the table against the file."""
    yield from _chain_breaks(own, in_file or in_table)
    if not in_file and not in_table:
        return
    filed, kept = {one.number: one for one in in_file}, {one.number: one for one in in_table}
    newest = max(filed, default=0)
    for number in sorted(filed.keys() | kept.keys()):
        if number not in filed:
            yield Break(SEALS, None, number, SEAL_GONE)
        elif kept.get(number) != filed[number] and not (number == newest and number not in kept):
            yield Break(SEALS, None, number, SEAL_DIFFERS)  # the newest may still be on its way to the table


def _chain_breaks(own: Own, found: Sequence[Seal]) -> Iterator[Break]:
    last, root = 0, NONE_BEFORE
    for seal in found:
        if seal.number != last + 1:
            yield Break(SEALS, None, last + 1, SEAL_GONE)
        is_good = own.is_mark(seal.mark, *seal_file.parts(own.authority_id, seal)) and seal.root == seal.right_root()
        if not is_good or (seal.previous != root and seal.number == last + 1):
            yield Break(SEALS, None, seal.number, SEAL_CHANGED)
        last, root = seal.number, seal.root
