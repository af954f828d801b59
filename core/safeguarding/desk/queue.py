"""What waits at the desk: the cases of both stores that somebody may read, unread first, then by the clock.

Every list and every count begins at seeing.listed. A page is cut by key, never by number: each page costs the same,
and its cursor is a case of the list.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, or_, select

from core.access.roles import GUARDED_ROLE
from core.db import UTCDateTime, db
from core.safeguarding import seeing
from core.safeguarding.models import CaseLook
from core.safeguarding.store import STORES, Store
from core.safeguarding.taking_in import UNSAFE
from core.users.directory import names_of_members
from core.web.request import current_actor

PAGE: Final = 50
SHOWN: Final = (
    "id", "number", "how", "raised_at", "state", "risk", "decision", "due_step", "due_at", "state_since", "is_test",
)  # fmt: skip
NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)  # where a case without a clock stands: after all others
OPEN, CLOSED, UNREAD = "open", "closed", "raised"
UNDECIDED: Final = ("acknowledged", "triaged")
WORST: Final = (UNSAFE, "immediate")  # risks that come first until it is decided what is done


@dataclass(frozen=True)
class Wanted:
    """What the list is asked for: "open", "closed" or one state; those given to me only; one store or both ("")."""

    state: str = OPEN
    mine: bool = False
    store: str = ""


@dataclass(frozen=True)
class Line:
    """One case in the list: its columns of SHOWN as `row`, where it is, to whom it is given.

    `has_new_words`: whoever raised it has added something that no lead has looked at since.
    """

    store: str
    row: Any
    given_to: Sequence[str]
    has_new_words: bool


@dataclass(frozen=True)
class Page:
    """Some lines, and the cursor of the next page, "" at the end."""

    lines: Sequence[Line]
    after: str


def page_of(wanted: Wanted, after: str = "", size: int = PAGE) -> Page:
    """The lines that follow the cursor `after`; a cursor that names no case of the list begins at the beginning."""
    shelves = [_Shelf(store, _with_new_words(store)) for store in STORES.values()]
    start = _start(wanted, shelves, after)
    asked = [shelf for shelf in shelves if wanted.store in ("", shelf.store.name)]
    found = [(shelf, row) for shelf in asked for row in shelf.rows(wanted, start, size)]
    found.sort(key=lambda one: _place(wanted, one[0].values(wanted, one[1])))
    shown = found[:size]
    given = _given([(shelf.store, row.id) for shelf, row in shown])
    lines = [Line(shelf.store.name, row, given.get(row.id, ()), row.id in shelf.fresh) for shelf, row in shown]
    return Page(lines, f"{lines[-1].store}.{lines[-1].row.id}" if len(found) > size else "")


def waiting() -> tuple[int, datetime | None]:
    """How many cases hold something that nobody has read yet, and when the first of them was raised."""
    count, first = 0, None
    for store in STORES.values():
        one, unread = store.case, _Shelf(store, _with_new_words(store)).is_unread
        query = seeing.listed(store, unread).with_only_columns(func.count(), func.min(one.raised_at))
        number, raised = db.session.execute(query).one()
        count += number
        first = min((moment for moment in (first, raised) if moment is not None), default=None)
    return count, first


@dataclass(frozen=True)
class _Shelf:
    """One store as the list reads it; `fresh` are the cases whose author has added words that no lead has seen."""

    store: Store
    fresh: frozenset[UUID]

    @property
    def is_unread(self) -> ColumnElement[bool]:
        is_new: ColumnElement[bool] = self.store.case.state == UNREAD
        return or_(is_new, self.store.case.id.in_(self.fresh)) if self.fresh else is_new

    def rows(self, wanted: Wanted, start: tuple[Any, ...] | None, size: int) -> Sequence[Any]:
        """One more row than a page holds; explicit columns, so that no list carries a key or a seal."""
        orders = self._orders(wanted)
        query = seeing.listed(self.store, *self._asked(wanted), *([_beyond(orders, start)] if start else ()))
        ends = [column.desc() if falls else column for column, falls in orders]
        return db.session.execute(query.with_only_columns(*self.shown).order_by(*ends).limit(size + 1)).all()

    @property
    def shown(self) -> list[Any]:
        return [getattr(self.store.case, name) for name in SHOWN]

    def values(self, wanted: Wanted, row: Any) -> tuple[Any, ...]:
        """What `_orders` sorts by, of a row in hand."""
        if wanted.state == CLOSED:
            return row.state_since, row.id
        return self._rank(row), row.due_at or NEVER, row.raised_at, row.id

    def _rank(self, row: Any) -> int:
        worst = row.risk in WORST
        if row.state == UNREAD or row.id in self.fresh:
            return 0 if worst else 1
        return 2 if worst and row.state in UNDECIDED else 3

    def _orders(self, wanted: Wanted) -> list[tuple[Any, bool]]:
        """What the list is sorted by, each with whether it falls."""
        one = self.store.case
        if wanted.state == CLOSED:
            return [(one.state_since, True), (one.id, False)]
        unread, worst = self.is_unread, one.risk.in_(WORST)
        rank = case((and_(unread, worst), 0), (unread, 1), (and_(worst, one.state.in_(UNDECIDED)), 2), else_=3)
        due = func.coalesce(one.due_at, literal(NEVER, UTCDateTime()))
        return [(rank, False), (due, False), (one.raised_at, False), (one.id, False)]

    def _asked(self, wanted: Wanted) -> Iterable[ColumnElement[bool]]:
        one, given = self.store.case, self.store.allocation
        if wanted.state == OPEN:
            yield or_(one.state != CLOSED, self.is_unread)
        else:
            yield self.is_unread if wanted.state == UNREAD else one.state == wanted.state
        if wanted.mine:
            mine = select(given.case_id).where(given.user_id == current_actor().user_id, given.ended_at.is_(None))
            yield one.id.in_(mine)


def _with_new_words(store: Store) -> frozenset[UUID]:
    """Cases whose author has added words, and which no lead has opened since then; closed ones too."""
    entry, look = store.entry, CaseLook
    seen = exists().where(
        look.authority_id == entry.authority_id, look.case_id == entry.case_id, look.at >= entry.recorded_at,
        look.by_role == GUARDED_ROLE,
    )  # fmt: skip
    return frozenset(db.session.scalars(select(entry.case_id).where(entry.kind == "added", ~seen)))


def _place(wanted: Wanted, values: tuple[Any, ...]) -> tuple[Any, ...]:
    """Where a row stands among those of both stores."""
    first, *rest = values
    return (-first.timestamp() if wanted.state == CLOSED else first, *rest)


def _beyond(orders: list[tuple[Any, bool]], start: tuple[Any, ...]) -> ColumnElement[bool]:
    """Rows after a place: at the first column in which they differ, they are further on."""
    same: list[ColumnElement[bool]] = []
    further = []
    for (column, falls), value in zip(orders, start, strict=True):
        further.append(and_(*same, column < value if falls else column > value))
        same.append(column == value)
    return or_(*further)


def _start(wanted: Wanted, shelves: Sequence[_Shelf], after: str) -> tuple[Any, ...] | None:
    name, _, text = after.partition(".")
    try:
        case_id = UUID(text)
    except ValueError:
        return None
    for shelf in shelves:
        if shelf.store.name == name:
            one = shelf.store.case
            query = seeing.listed(shelf.store, one.id == case_id).with_only_columns(*shelf.shown)
            row = db.session.execute(query).one_or_none()
            return shelf.values(wanted, row) if row is not None else None
    return None


def _given(shown: Sequence[tuple[Store, UUID]]) -> dict[UUID, list[str]]:
    """Names of those to whom the cases are given, in one query for each store and one for the names."""
    rows: list[Any] = []
    for store in STORES.values():
        ids, given = [case_id for of, case_id in shown if of is store], store.allocation
        query = select(given.case_id, given.user_id).where(given.case_id.in_(ids), given.ended_at.is_(None))
        rows += db.session.execute(query.order_by(given.since, given.id)).all() if ids else ()
    names, found = names_of_members(row.user_id for row in rows), dict[UUID, list[str]]()
    for row in rows:
        found.setdefault(row.case_id, []).append(names.get(row.user_id, "somebody"))
    return found
