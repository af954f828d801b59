"""Somebody who has the whole database and not the keys: every kind of thing they can do to what was written.

Each kind changes rows as the database's owner, its triggers and constraints out of the way, and says where a break must
be found: (store, case, number of the entry); None for any.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from core.safeguarding.models import CaseSeal, StoreCount
from core.safeguarding.record.chain import digest
from core.safeguarding.record.row_seals import SEALED
from core.safeguarding.store import STORES, Store

Row = dict[str, Any]
Where = tuple[str, UUID | None, int | None]
TABLES = [
    *(model.__table__ for store in STORES.values() for model in (store.case, store.entry, store.body)),
    StoreCount.__table__,
    CaseSeal.__table__,
]
ENTRY_FIELDS = (
    "seq", "recorded_at", "occurred_at", "by_user_id", "by_role", "kind", "amends", "commitment", "previous_hash",
    "hash", "seal",
)  # fmt: skip


class Owner:
    """The database as its owner has it: rows out, rows in, and the way back."""

    def __init__(self, url: str) -> None:
        self.engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = OFF"))
        with self.engine.begin() as connection:
            for table in TABLES:
                self._bare(connection, str(table.name))

    def _bare(self, connection: sa.Connection, name: str) -> None:
        """Take triggers and constraints away, as an owner can."""
        if self.engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"CREATE TABLE bare AS SELECT * FROM {name}")  # noqa: S608
            connection.exec_driver_sql(f"DROP TABLE {name}")
            connection.exec_driver_sql(f"ALTER TABLE bare RENAME TO {name}")
            return
        connection.exec_driver_sql(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        asked = "select conrelid::regclass::text, conname from pg_constraint where contype in ('f', 'u')"
        for table, constraint in connection.exec_driver_sql(f"{asked} and '{name}'::regclass in (conrelid, confrelid)"):
            connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")

    def rows(self, table: sa.Table) -> list[Row]:
        """Every row of a table."""
        with self.engine.connect() as connection:
            return [dict(row) for row in connection.execute(sa.select(table)).mappings()]

    def everything(self) -> dict[str, list[Row]]:
        """A copy of all tables."""
        return {table.name: self.rows(table) for table in TABLES}

    def restore(self, copy: dict[str, list[Row]]) -> None:
        """Bring a copy back."""
        with self.engine.begin() as connection:
            for table in reversed(TABLES):
                connection.execute(sa.delete(table))
            for table in TABLES:
                if copy[table.name]:
                    connection.execute(sa.insert(table), copy[table.name])

    def update(self, model: Any, row: Row, **values: Any) -> None:
        """Change one row."""
        with self.engine.begin() as connection:
            table = model.__table__
            connection.execute(sa.update(table).where(table.c.id == row["id"]).values(values))

    def delete(self, model: Any, *rows: Row) -> None:
        """Take rows away."""
        with self.engine.begin() as connection:
            table = model.__table__
            connection.execute(sa.delete(table).where(table.c.id.in_([row["id"] for row in rows])))

    def insert(self, model: Any, row: Row) -> None:
        """Put a row there."""
        with self.engine.begin() as connection:
            connection.execute(sa.insert(model.__table__), [row])


@dataclass
class Attack:
    """One attack: chance, the owner's hands, and two older copies of the database."""

    random: Random
    owner: Owner
    older: dict[str, list[Row]]

    def store(self) -> Store:
        """One of the two."""
        return self.random.choice(list(STORES.values()))

    def case(self, store: Store) -> Row:
        """A case of the store."""
        return self.random.choice(sorted(self.owner.rows(store.case.__table__), key=lambda row: row["number"]))

    def long_case(self, store: Store) -> Row:
        """One with more than what it began with."""
        found = sorted(self.owner.rows(store.case.__table__), key=lambda row: row["number"])
        return self.random.choice([row for row in found if row["head_seq"] > 2])

    def parts(self, model: Any, case: Row) -> list[Row]:
        """Its entries or words, in their order."""
        found = [row for row in self.owner.rows(model.__table__) if row["case_id"] == case["id"]]
        return sorted(found, key=lambda row: row["seq"])

    def other(self, value: Any) -> Any:
        """Something else of the same kind."""
        if isinstance(value, bool) or value in (0, 1):
            return not value
        if isinstance(value, datetime):
            return value + timedelta(seconds=self.random.choice((-3600, 1, 86400)))
        if isinstance(value, UUID):
            return uuid4()
        if isinstance(value, int):
            return value + self.random.choice((1, 7, 100))
        return self.random.choice("abcdef") + (value or "")[:-1] if value else "x"


def edit_entry(a: Attack) -> Where:
    """Any field of an entry."""
    store = a.store()
    case = a.case(store)
    entry, name = a.random.choice(a.parts(store.entry, case)), a.random.choice(ENTRY_FIELDS)
    value = entry[name]
    column = store.entry.__table__.c[name]
    if value is None:
        value = datetime.fromisoformat("2026-01-01T00:00:00+00:00") if "at" in name else uuid4()
        new = entry["seq"] if isinstance(column.type, sa.Integer) else value
    else:
        new = value + 50 if isinstance(value, int) else a.other(value)
    a.owner.update(store.entry, entry, **{name: new if new != entry[name] else "y"})
    return store.name, case["id"], None


def edit_case(a: Attack) -> Where:
    """Any column of a case that is sealed."""
    store = a.store()
    case, name = a.case(store), a.random.choice((*SEALED, "row_seal"))
    value, column = case[name], store.case.__table__.c[name]
    if name == "number":
        new: Any = value + 100
    elif value is None:
        is_text, is_id = isinstance(column.type, sa.String), isinstance(column.type, sa.Uuid)
        new = "x" if is_text else uuid4() if is_id else datetime.fromisoformat("2026-01-01T00:00:00+00:00")
    elif name == "state":
        new = a.random.choice([one for one in ("raised", "triaged", "closed", "acknowledged") if one != value])
    elif isinstance(value, int) and not isinstance(column.type, sa.Boolean):
        new = value + 1
    else:
        new = a.other(value)
    a.owner.update(store.case, case, **{name: new if new != value else "y"})
    return store.name, case["id"], None


def remove_entry(a: Attack) -> Where:
    """An entry, with what it says or without."""
    store = a.store()
    case = a.case(store)
    entry = a.random.choice(a.parts(store.entry, case))
    a.owner.delete(store.entry, entry)
    if a.random.random() < 0.7:
        a.owner.delete(store.body, *(row for row in a.parts(store.body, case) if row["seq"] == entry["seq"]))
    return store.name, case["id"], entry["seq"]


def remove_words(a: Attack) -> Where:
    """What an entry says, or all that a case says."""
    store = a.store()
    case = a.case(store)
    words = a.parts(store.body, case)
    gone = words if a.random.random() < 0.3 else [a.random.choice(words)]
    a.owner.delete(store.body, *gone)
    return store.name, case["id"], gone[-1]["seq"]


def swap_words(a: Attack) -> Where:
    """What two entries say, of one case or of two."""
    store = a.store()
    case, second = a.case(store), a.case(store)
    one, other = a.random.choice(a.parts(store.body, case)), a.random.choice(a.parts(store.body, second))
    if one["id"] == other["id"]:
        other = next(row for row in a.owner.rows(store.body.__table__) if row["id"] != one["id"])
    a.owner.update(store.body, one, sealed=other["sealed"])
    return store.name, case["id"], one["seq"]


def spoil_words(a: Attack) -> Where:
    """A few characters of what is sealed."""
    store = a.store()
    case = a.case(store)
    words = a.random.choice(a.parts(store.body, case))
    a.owner.update(store.body, words, sealed=words["sealed"][:20] + "A" + words["sealed"][21:-2] + "B=")
    return store.name, case["id"], words["seq"]


def double_words(a: Attack) -> Where:
    """What an entry says, there twice."""
    store = a.store()
    case = a.case(store)
    words = a.random.choice(a.parts(store.body, case))
    a.owner.insert(store.body, {**words, "id": uuid4()})
    return store.name, case["id"], words["seq"]


def swap_keys(a: Attack) -> Where:
    """The keys of two cases."""
    store = a.store()
    one = a.case(store)
    other = next(row for row in a.owner.rows(store.case.__table__) if row["id"] != one["id"])
    a.owner.update(store.case, one, sealed_key=other["sealed_key"])
    return store.name, one["id"], None


def reorder(a: Attack) -> Where:
    """Two entries change their places."""
    store = a.store()
    case = a.long_case(store)
    one, other = a.random.sample(a.parts(store.entry, case), 2)
    a.owner.update(store.entry, one, seq=other["seq"])
    a.owner.update(store.entry, other, seq=one["seq"])
    return store.name, case["id"], min(one["seq"], other["seq"])


def rewrite(a: Attack) -> Where:
    """One entry changed, every hash after it worked out anew, the end moved along: only the seals are missing."""
    store = a.store()
    case = a.case(store)
    entries = a.parts(store.entry, case)
    first = a.random.randrange(len(entries))
    entries[first]["by_role"] = "local_admin"
    previous = entries[first]["previous_hash"]
    for entry in entries[first:]:
        entry["previous_hash"] = previous
        previous = entry["hash"] = _hash(store, case, entry)
        a.owner.update(store.entry, entry, **{name: entry[name] for name in ("by_role", "previous_hash", "hash")})
    a.owner.update(store.case, case, head_hash=previous)
    return store.name, case["id"], entries[first]["seq"]


def cut(a: Attack) -> Where:
    """The last entries gone, the end moved back."""
    store = a.store()
    case = a.long_case(store)
    entries = a.parts(store.entry, case)
    left = a.random.randrange(1, len(entries))
    a.owner.delete(store.entry, *entries[left:])
    a.owner.delete(store.body, *(row for row in a.parts(store.body, case) if row["seq"] > left))
    if a.random.random() < 0.7:
        a.owner.update(store.case, case, head_seq=left, head_hash=entries[left - 1]["hash"])
    return store.name, case["id"], None


def bring_back_one(a: Attack) -> Where:
    """A case as it was: its older row with its own good seals, and the entries of that time."""
    store = a.store()
    old = a.random.choice(a.older[store.case.__tablename__])
    now = next(row for row in a.owner.rows(store.case.__table__) if row["id"] == old["id"])
    late = [row for row in a.parts(store.entry, now) if row["seq"] > old["head_seq"]]
    a.owner.delete(store.entry, *late)
    a.owner.delete(store.body, *(row for row in a.parts(store.body, now) if row["seq"] > old["head_seq"]))
    a.owner.update(store.case, now, **{name: old[name] for name in old if name not in ("authority_id", "id")})
    return store.name, now["id"], now["head_seq"]


def bring_back_row(a: Attack) -> Where:
    """Only the older row of a case, its entries left as they are."""
    store = a.store()
    old = a.random.choice(a.older[store.case.__tablename__])
    a.owner.update(store.case, old, **{name: old[name] for name in old if name not in ("authority_id", "id")})
    return store.name, old["id"], None


def fork(a: Attack) -> Where:
    """A second entry at the place of one, its hash right."""
    store = a.store()
    case = a.case(store)
    entry = a.random.choice(a.parts(store.entry, case))
    twin = {**entry, "id": uuid4(), "by_role": "worker"}
    a.owner.insert(store.entry, {**twin, "hash": _hash(store, case, twin)})
    return store.name, case["id"], entry["seq"]


def add_entry(a: Attack) -> Where:
    """A forged entry at the end, the end moved along."""
    store = a.store()
    case = a.case(store)
    last = a.parts(store.entry, case)[-1]
    new = {**last, "id": uuid4(), "seq": last["seq"] + 1, "previous_hash": last["hash"], "kind": "note"}
    new["hash"] = _hash(store, case, new)
    a.owner.insert(store.entry, new)
    a.owner.update(store.case, case, head_seq=new["seq"], head_hash=new["hash"])
    return store.name, case["id"], new["seq"]


def move_entry(a: Attack) -> Where:
    """An entry hung on another case, or on one that is not there."""
    store = a.store()
    case = a.case(store)
    entry = a.random.choice(a.parts(store.entry, case))
    a.owner.update(store.entry, entry, case_id=uuid4() if a.random.random() < 0.5 else _another(a, store, case)["id"])
    return store.name, case["id"], entry["seq"]


def remove_case(a: Attack) -> Where:
    """A whole case."""
    store = a.store()
    case = a.case(store)
    _remove(a, store, case)
    return store.name, case["id"], None


def remove_last_case(a: Attack) -> Where:
    """The last case, and the count set back with the seal that it had before."""
    store = a.store()
    case = max(a.owner.rows(store.case.__table__), key=lambda row: row["number"])
    _remove(a, store, case)
    old = next(row for row in a.older["core_case_count"] if row["store"] == store.name)
    a.owner.update(StoreCount, old, number=old["number"], seal=old["seal"])
    return store.name, case["id"], None


def set_count(a: Attack) -> Where:
    """The count of a store, back or on, or gone."""
    store = a.store()
    row = next(one for one in a.owner.rows(StoreCount.__table__) if one["store"] == store.name)
    how = a.random.choice(("back", "on", "gone"))
    if how == "gone":
        a.owner.delete(StoreCount, row)
    else:
        a.owner.update(StoreCount, row, number=row["number"] + (-1 if how == "back" else 3))
    return store.name, None, None


def invent_case(a: Attack) -> Where:
    """A case that nobody raised, made of another."""
    store = a.store()
    case, new = a.case(store), uuid4()
    a.owner.insert(store.case, {**case, "id": new, "number": case["number"] + a.random.choice((0, 50))})
    return store.name, new, None


def renumber(a: Attack) -> Where:
    """Two cases change their numbers, seals and all."""
    store = a.store()
    one = a.case(store)
    other = _another(a, store, one)
    a.owner.update(store.case, one, number=other["number"], number_seal=other["number_seal"])
    a.owner.update(store.case, other, number=one["number"], number_seal=one["number_seal"])
    return store.name, one["id"], None


def empty_store(a: Attack) -> Where:
    """All of a store, the count too."""
    store = a.store()
    case = a.case(store)
    for model in (store.body, store.entry, store.case):
        a.owner.delete(model, *a.owner.rows(model.__table__))
    a.owner.delete(StoreCount, *(row for row in a.owner.rows(StoreCount.__table__) if row["store"] == store.name))
    return store.name, case["id"], None


def bring_back_all(a: Attack) -> Where:
    """The whole database as it was."""
    a.owner.restore(a.older)
    return a.store().name, None, None


def spoil_seal(a: Attack) -> Where:
    """A seal of the table: gone, or another root."""
    row = a.random.choice(sorted(a.owner.rows(CaseSeal.__table__), key=lambda one: one["number"])[:-1])
    if a.random.random() < 0.5:
        a.owner.delete(CaseSeal, row)
    else:
        a.owner.update(CaseSeal, row, root="0" * 64)
    return "seals", None, row["number"]


KINDS: tuple[Callable[[Attack], Where], ...] = (
    edit_entry, edit_case, remove_entry, remove_words, swap_words, spoil_words, double_words, swap_keys, reorder,
    rewrite, cut, bring_back_one, bring_back_row, fork, add_entry, move_entry, remove_case, remove_last_case, set_count,
    invent_case, renumber, empty_store, bring_back_all, spoil_seal,
)  # fmt: skip


def is_found(where: Where, breaks: Sequence[Any]) -> bool:
    """Say whether some break names the place."""
    store, case_id, seq = where
    return any(
        one.store == store and case_id in (None, one.case_id) and seq in (None, one.seq) for one in breaks
    )  # fmt: skip


def _hash(store: Store, case: Row, entry: Row) -> str:
    return digest(case["authority_id"], store.name, case["id"], store.entry(**entry))


def _another(a: Attack, store: Store, case: Row) -> Row:
    return next(row for row in a.owner.rows(store.case.__table__) if row["id"] != case["id"])


def _remove(a: Attack, store: Store, case: Row) -> None:
    a.owner.delete(store.body, *a.parts(store.body, case))
    a.owner.delete(store.entry, *a.parts(store.entry, case))
    a.owner.delete(store.case, case)
