"""When a council leaves: what it takes along sealed for its leads, what is destroyed here, and what must stay.

Whoever exports a council, and its data protection officer, see nothing of cases: no row, no word, no count, and of the
size only a power of two. What was raised goes into one file that opens with the council's file of keys alone; the
operator hands the two to the council's safeguarding leads in different ways. Afterwards the words, the enclosures and
the keys are destroyed here; entries, seals and readings stay, by ids, because the council may have to answer for them.
"""

import base64
import json
import os
import shutil
from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from cryptography.fernet import Fernet
from sqlalchemy import delete, func, select

from core.authority.resolve import Authority
from core.db import Base, db
from core.db.keys import AuthorityScoped
from core.people.plain import plain
from core.safeguarding.models import AdultCheck, AdultPractice, CaseEnclosure
from core.safeguarding.record import enclosures, keys
from core.safeguarding.record.chronology import locked
from core.safeguarding.record.destroying import destroy
from core.safeguarding.record.walking import DESTROYED
from core.safeguarding.store import STORES, Store

AT_ONCE: Final = 200  # rows fetched together
PIECE: Final = 64 * 1024  # bytes of what fills the file up
SMALLEST: Final = 1024 * 1024  # bytes
KEPT: Final = {
    "core_concern": "that somebody raised something, by a number and ids: what it said is destroyed",
    "core_concern_entry": "when each step was taken and by whom, by ids: the chain must hold as long as it is asked",
    "core_concern_body": "one line for each case, which says when its words were destroyed and why",
    "core_allegation": "as for concerns",
    "core_allegation_entry": "as for concerns",
    "core_allegation_body": "as for concerns",
    "core_case_count": "how many there were, sealed: a case that was taken away would be missed",
    "core_case_seal": "seals over all of it, which others may have printed",
    "core_case_look": "who read what, by ids: a breach may be found after the council has gone",
    "core_case_grant": "who opened what in an emergency, by ids",
    "core_case_grant_step": "as for what was opened; the words do not open any more",
    "core_duty_override": "what was shared against a refusal, by ids",
    "core_duty_override_step": "as for what was shared; the words do not open any more",
}
OPEN: Final = frozenset({AdultCheck.__tablename__, AdultPractice.__tablename__})  # nothing of any case


def is_closed(model: type[Any]) -> bool:
    """Say whether a table's rows are for leads alone: nobody who moves a council may see that there is one."""
    return model.__module__.startswith("core.safeguarding.models.") and model.__tablename__ not in OPEN


def closed_models() -> list[Any]:
    """All of them, those that others point at first."""
    order = {table.name: number for number, table in enumerate(Base.metadata.sorted_tables)}
    found: list[Any] = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, AuthorityScoped)]
    return sorted((one for one in found if is_closed(one)), key=lambda one: order[one.__tablename__])


def sealed_lines(authority: Authority) -> Iterator[bytes]:
    """Everything as lines that only the council's keys open, filled up to the next power of two; in its scope."""
    own, size = Fernet(keys.of(authority.id).seal[0]), 0
    for said in chain(_heads(authority), _opened_rows()):
        line = own.encrypt(json.dumps(said).encode()) + b"\n"
        size += len(line)
        yield line
    full = SMALLEST
    while full < size:
        full *= 2
    while size < full:
        line = own.encrypt(json.dumps({"fill": base64.b64encode(os.urandom(PIECE)).decode()}).encode()) + b"\n"
        size += len(line)
        yield line


def opened_lines(lines: Iterator[bytes], own: keys.Keys) -> Iterator[dict[str, Any]]:
    """What was sealed, without what fills it up; raises keys.Unreadable."""
    for line in lines:
        said: dict[str, Any] = json.loads(own.opened(line.decode().strip()))
        if "fill" not in said:
            yield said


def forget(authority: Authority) -> None:
    """Destroy what is said about every case and remove what need not stay, in its scope; the caller commits."""
    keys.change(authority.id, lambda now: now.with_new())
    for store in STORES.values():
        for case_id in list(db.session.scalars(select(store.case.id).order_by(store.case.number))):
            if not _is_destroyed(store, case_id):
                destroy(store, locked(store, case_id), "The council has left.", by=None)
                db.session.flush()
    for model in reversed(closed_models()):
        if model.__tablename__ not in KEPT:
            db.session.execute(delete(model).execution_options(synchronize_session=False))


def drop_keys(authority: Authority) -> None:
    """Drop what opened the words, once they are gone for good; what marks entries and seals stays, to verify them."""
    shutil.rmtree(enclosures.root() / str(authority.id), ignore_errors=True)
    keys.change(authority.id, lambda now: now.newest_only())


def _heads(authority: Authority) -> Iterator[dict[str, Any]]:
    yield {"council": authority.slug, "tables": [one.__tablename__ for one in closed_models()]}


def _opened_rows() -> Iterator[dict[str, Any]]:
    for model in closed_models():
        names = [one.key for one in model.__mapper__.column_attrs]
        asked = select(model).execution_options(yield_per=AT_ONCE)
        for row in db.session.scalars(asked):
            said = {name: plain(getattr(row, name)) for name in names}
            yield {"table": model.__tablename__, "row": {**said, **_opened(model, row)}}


def _opened(model: Any, row: Any) -> dict[str, Any]:
    """The words of an entry and the bytes of an enclosure as they were; what does not open goes as it is."""
    store = next((one for one in STORES.values() if one.body is model), None)
    try:
        if store is not None:
            case = db.session.get_one(store.case, row.case_id)
            box = Fernet(keys.of(row.authority_id).opened(case.sealed_key))
            return {"sealed": json.loads(keys.opened_with(box, row.sealed))}
        if model is CaseEnclosure and row.place:
            case = db.session.get_one(STORES[row.store].case, row.case_id)
            return {"content": base64.b64encode(enclosures.opened(case, row)).decode()}
    except (keys.Unreadable, OSError, ValueError):
        return {"does_not_open": True}
    return {}


def _is_destroyed(store: Store, case_id: Any) -> bool:
    entry = store.entry
    last = select(func.max(entry.seq)).where(entry.case_id == case_id).scalar_subquery()
    asked = select(entry.kind).where(entry.case_id == case_id, entry.seq == last)
    return db.session.scalar(asked) == DESTROYED
