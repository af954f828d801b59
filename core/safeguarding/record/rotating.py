"""New keys for a council: every key that is sealed under an older one is sealed anew, and then the older are dropped.

It may be stopped at any moment and begun again, and others may write all the while: each process reads the file of keys
whenever it seals, and an older key stays until whatever could still be using it has long ended. Keys that mark stay for
good: what they have marked must be told from a forgery for as long as it is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from core.authority.resolve import Authority
from core.db import Base, authority_scope, db, utcnow
from core.db.keys import AuthorityScoped
from core.safeguarding.record import keys
from core.safeguarding.telling import spool

AT_ONCE: Final = 200  # rows in one transaction
STILL_IN_USE: Final = timedelta(minutes=15)  # longer than any request or piece of work can hold an older key
SEALED: Final = "sealed_key"  # the column of every table whose rows have a key of their own


@dataclass(frozen=True)
class Rotated:
    """How many keys were sealed anew, how many are left (in use now, or sealed with a key that is not here), and
    whether the older keys of the council are gone.
    """

    anew: int
    left: int
    is_finished: bool


def rotate(authority: Authority) -> Rotated:
    """Make new keys and seal anew what the older sealed; a rotation that was stopped goes on. Call it in no scope."""
    keys.change(authority.id, _begun)
    return finish(authority)


def finish(authority: Authority, still_in_use: timedelta = STILL_IN_USE) -> Rotated:
    """Seal anew what is left, and drop the older keys once nothing can be using them any more; in no scope."""
    own = keys.of(authority.id)
    if len(own.seal) == 1:
        return Rotated(0, 0, True)
    is_late = _is_older(own, still_in_use)  # asked first: what is sealed from here on is sealed under the newest
    anew = left = 0
    with authority_scope(authority.id, write=True):
        for model in sealed_models():
            for ids in _batches(model):
                done = _batch(model, ids, own)
                anew, left = anew + done[0], left + done[1]
                db.session.commit()
    if is_late and not left:
        keys.change(authority.id, lambda now: now.newest_only() if now.seal[0] == own.seal[0] else now)
    return Rotated(anew, left, is_late and not left)


def rotate_spool() -> bool:
    """The same for what waits while the database is away; says whether the older keys are gone."""
    own = keys.of(spool.KEYS)
    if len(own.seal) > 1 and _is_older(own, STILL_IN_USE) and not any(spool.root().rglob(f"*{spool.ENDING}")):
        keys.change(spool.KEYS, lambda now: now.newest_only() if now.seal[0] == own.seal[0] else now)
        return True
    keys.change(spool.KEYS, _begun)
    return False


def sealed_models() -> list[Any]:
    """Every table whose rows have a key of their own, sealed under the council's: found in the metadata."""
    found: list[Any] = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, AuthorityScoped)]
    return sorted((one for one in found if SEALED in one.__table__.c), key=lambda one: str(one.__tablename__))


def _batches(model: Any) -> Iterator[list[UUID]]:
    """Ids in their order; a row that comes later is sealed under the newest key already, or is found the next time."""
    last: UUID | None = None
    while True:
        asked = select(model.id).order_by(model.id).limit(AT_ONCE)
        ids = list(db.session.scalars(asked if last is None else asked.where(model.id > last)))
        if not ids:
            return
        yield ids
        last = ids[-1]


def _batch(model: Any, ids: list[UUID], own: keys.Keys) -> tuple[int, int]:
    """How many were sealed anew, and how many are left. Whoever works on a case is never made to wait, nor to fail."""
    asked = select(model).where(model.id.in_(ids)).order_by(model.id).with_for_update(skip_locked=True)
    rows = list(db.session.scalars(asked.execution_options(populate_existing=True)))
    anew, left = 0, len(ids) - len(rows)
    for row in rows:
        if not row.sealed_key or own.is_newest(row.sealed_key):
            continue
        try:
            row.sealed_key = own.sealed(own.opened(row.sealed_key))
            anew += 1
        except keys.Unreadable:
            left += 1
    return anew, left


def _begun(now: keys.Keys) -> keys.Keys:
    return now.with_new() if len(now.seal) == 1 else now


def _is_older(own: keys.Keys, than: timedelta) -> bool:
    return not own.since or utcnow() - datetime.fromisoformat(own.since) >= than
