"""Sealing the ends of all chronologies: every hour in which something was added, and once a day in any case.

Whoever restores an older copy of the database, cuts off what came last or takes a whole case away has every key of the
database and still cannot change the file of seals, nor a root that a lead has printed.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from core.authority.resolve import Authority
from core.clock import ZONE
from core.db import begin_write, current_authority_id, db, utcnow
from core.jobs import HOURLY, Job
from core.safeguarding.models import CaseSeal, StoreCount
from core.safeguarding.record import keys, rotating, seal_file
from core.safeguarding.record.chronology import head_parts
from core.safeguarding.record.seal_file import NONE_BEFORE, Seal
from core.safeguarding.store import STORES, Store

AT_ONCE: Final = 500  # cases fetched together
Known = dict[tuple[str, str], int]
End = tuple[str, str, int, str]


def make(authority: Authority, *, anyway: bool = False) -> Seal | None:
    """Seal what was added since the last seal, in the council's scope; the caller commits.

    None where nothing was added and the day has a seal already. The line is on the disk before the row is there: what
    it says has been committed by others, so that it stays true when this transaction does not.
    """
    begin_write()
    in_table = _in_table()
    with seal_file.held(authority.id) as opened:
        in_file = seal_file.read_held(opened)
        own = keys.of(authority.id)
        lost = [one for one in in_table if one.number > _last(in_file) and _is_good(own, authority.id, one)]
        seals = [*in_file, *lost]
        new = _next(authority.id, own, seals, anyway=anyway)
        added = [*lost, *([new] if new else [])]
        if added:
            seal_file.add(opened, added)
    after = _last(in_table)
    db.session.add_all(_row(one) for one in [*seals, *([new] if new else [])] if one.number > after)
    db.session.flush()
    return new


def in_database() -> list[Seal]:
    """The seals of the table, in their order; in the council's scope."""
    return _in_table()


def newest(limit: int | None = None) -> list[Any]:
    """Number, moment and root of each seal of the table, the newest first; in the council's scope."""
    columns = (CaseSeal.number, CaseSeal.at, CaseSeal.root)
    return list(db.session.execute(select(*columns).order_by(CaseSeal.number.desc()).limit(limit)))


def _next(authority_id: UUID, own: keys.Keys, seals: list[Seal], *, anyway: bool) -> Seal | None:
    known: Known = {(store, case): seq for seal in seals for store, case, seq, _ in seal.ends}
    ends = sorted(end for store in STORES.values() for end in _moved(store, own, known))
    before, now = (seals[-1] if seals else None), utcnow()
    is_new_day = before is None or _day(before.moment) < _day(now)
    if not ends and not is_new_day and not anyway:
        return None
    number, previous = (before.number + 1, before.root) if before else (1, NONE_BEFORE)
    seal = Seal(number, now.isoformat(timespec="microseconds"), previous, _counts(), tuple(ends))
    seal = replace(seal, root=seal.right_root())
    return replace(seal, mark=own.marked(*seal_file.parts(authority_id, seal)))


def _moved(store: Store, own: keys.Keys, known: Known) -> Iterable[End]:
    """Ends that lie further on than the last seal on them. One that is not this application's own is not sealed."""
    model = store.case
    columns = (model.authority_id, model.id, model.head_seq, model.head_hash, model.head_seal)
    for row in db.session.execute(select(*columns).execution_options(yield_per=AT_ONCE)):
        is_further = row.head_seq > known.get((store.name, str(row.id)), 0)
        if is_further and own.is_mark(row.head_seal, *head_parts(store, row)):
            yield (store.name, str(row.id), row.head_seq, row.head_hash)


def _counts() -> dict[str, int]:
    """How many cases each store has numbered; asked after the ends, so that it is never behind them."""
    found: dict[str, int] = {}
    for row in db.session.execute(select(StoreCount.store, func.max(StoreCount.number)).group_by(StoreCount.store)):
        found[row[0]] = row[1]
    return {name: found.get(name, 0) for name in STORES}


def _in_table() -> list[Seal]:
    rows = db.session.scalars(select(CaseSeal).order_by(CaseSeal.number, CaseSeal.id))
    return [_of_row(row) for row in rows]


def _of_row(row: CaseSeal) -> Seal:
    ends = tuple((end[0], end[1], int(end[2]), end[3]) for end in row.ends)
    at = row.at.isoformat(timespec="microseconds")
    return Seal(row.number, at, row.previous, dict(row.counts), ends, row.root, row.mark)


def _row(seal: Seal) -> CaseSeal:
    values: dict[str, Any] = {"counts": dict(seal.counts), "ends": [list(end) for end in seal.ends]}
    return CaseSeal(
        authority_id=current_authority_id(), number=seal.number, at=seal.moment, previous=seal.previous,
        root=seal.root, mark=seal.mark, **values,
    )  # fmt: skip


def _is_good(own: keys.Keys, authority_id: UUID, seal: Seal) -> bool:
    return own.is_mark(seal.mark, *seal_file.parts(authority_id, seal)) and seal.root == seal.right_root()


def _last(seals: list[Seal]) -> int:
    return seals[-1].number if seals else 0


def _day(moment: Any) -> Any:
    return moment.astimezone(ZONE).date()


def seal_job(authority: Authority, payload: dict[str, Any]) -> None:
    """Every hour, at every council, whether or not anybody has ever said anything there."""
    make(authority)


def finish_job(authority: Authority, payload: dict[str, Any]) -> None:
    """Bring a rotation of keys to its end, where there is one."""
    rotating.finish(authority)


SEAL_JOBS: Final = (
    Job("safeguarding.seal", seal_job, every=HOURLY, title="Seal the chronologies", hidden=True),
    Job("safeguarding.keys", finish_job, every=HOURLY, title="Drop keys that were replaced", hidden=True),
)
