"""The staff list of asks: what still waits comes first by its clock, everything else by its number, paged by key."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from core.api import Actor, db, local_today
from plugins.groups.api import Board, Group
from plugins.influence.asks.naming import of_row, owners_read
from plugins.influence.models import Ask, AskTag, Owner
from plugins.influence.visibility import FOLLOWS_ASK
from plugins.influence.vocabulary import STATUSES

BETWEEN: Final = "~"
OPEN: Final = ("draft", "waiting", "doing")
ALL: Final = "all"
NAMES: Final = ("status", "late", "about", "group", "board", "mine", "after")
_READ = (
    Ask.id,
    Ask.number,
    Ask.title,
    Ask.status,
    Ask.asked_on,
    Ask.due_on,
    Ask.published_at,
    Group.name.label("group"),
)


@dataclass(frozen=True)
class Filters:
    """What staff narrowed the list to; without a status it shows what is still open. `about` is "vocabulary:key"."""

    status: str = ""
    late: str = ""
    about: str = ""
    group: str = ""
    board: str = ""
    mine: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        return cls(*(asked.get(name, "").strip() for name in NAMES))

    @property
    def by_clock(self) -> bool:
        """True where the next day due comes first; otherwise the latest question does."""
        return self.status in ("", "waiting") or bool(self.late)

    def kept(self) -> dict[str, Any]:
        """The filters that are set, for the address of the next page."""
        return {name: getattr(self, name) for name in NAMES if name != "after" and getattr(self, name)}


class Line(NamedTuple):
    """One ask, ready to print; `left` says how far away its day is."""

    id: UUID
    number: int
    title: str
    status: str
    words: str
    due_on: date | None
    left: str
    late: bool
    group: str
    owners: tuple[str, ...]
    is_public: bool


def lines(actor: Actor, filters: Filters, size: int) -> tuple[list[Line], str | None]:
    """One page of the list and where the next one starts, None on the last page; two queries."""
    query = (
        db.select(*_READ)
        .outerjoin(Group, (Group.authority_id == Ask.authority_id) & (Group.id == Ask.group_id))
        .where(FOLLOWS_ASK.criteria(actor, Ask))
    )
    order = (Ask.due_on.is_(None), Ask.due_on, Ask.number.desc()) if filters.by_clock else (Ask.number.desc(),)
    rows = db.session.execute(_narrowed(query, filters, actor).order_by(*order).limit(size + 1)).all()
    shown = rows[:size]
    last = shown[-1] if len(rows) > size else None
    following = f"{last.due_on or ''}{BETWEEN}{last.number}" if last else None
    return _printed(shown), following


def left_words(due_on: date | None, today: date) -> str:
    """How far away a day is: "in 5 days", "today", "3 days late"; "" without a day."""
    if due_on is None:
        return ""
    days = (due_on - today).days
    if days == 0:
        return "today"
    number = f"{abs(days)} {'day' if abs(days) == 1 else 'days'}"
    return f"in {number}" if days > 0 else f"{number} late"


def _narrowed(query: Any, filters: Filters, actor: Actor) -> Any:
    if filters.late:
        query = query.where(Ask.status == "waiting", Ask.due_on < local_today())
    elif filters.status in STATUSES:
        query = query.where(Ask.status == filters.status)
    elif filters.status != ALL:
        query = query.where(Ask.status.in_(OPEN))
    if filters.group:
        query = query.where(Group.key == filters.group)
    if filters.mine:
        query = query.where(Ask.worker_id == (actor.person_id or UUID(int=0)))
    if filters.about:
        query = query.where(_about(filters.about))
    if filters.board:
        query = query.where(_of_board(filters.board))
    return _after(query, filters) if filters.after else query


def _about(word: str) -> Any:
    vocabulary, _, key = word.partition(":")
    here = db.select(AskTag.id).where(AskTag.authority_id == Ask.authority_id, AskTag.ask_id == Ask.id)
    return here.where(AskTag.vocabulary == vocabulary, AskTag.key == key).exists()


def _of_board(key: str) -> Any:
    board = db.select(Board.id).where(Board.key == key).scalar_subquery()
    here = db.select(Owner.id).where(Owner.authority_id == Ask.authority_id, Owner.ask_id == Ask.id)
    return here.where(Owner.board_id == board, Owner.state != "passed_on").exists()


def _after(query: Any, filters: Filters) -> Any:
    day, _, number = filters.after.rpartition(BETWEEN)
    if not (number.isascii() and number.isdecimal()) or len(number) > 9:  # noqa: PLR2004 - no council asks a billion
        return query
    earlier, on = Ask.number < int(number), _day(day)
    if not filters.by_clock:
        return query.where(earlier)
    if on is None:
        return query.where(Ask.due_on.is_(None), earlier)
    return query.where(db.or_(Ask.due_on.is_(None), Ask.due_on > on, db.and_(Ask.due_on == on, earlier)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _printed(rows: Any) -> list[Line]:
    asked: dict[UUID, list[str]] = {}
    wanted = Owner.ask_id.in_([row.id for row in rows]), Owner.state != "passed_on"
    for found in db.session.execute(owners_read(*wanted)) if rows else ():
        asked.setdefault(found.Owner.ask_id, []).append(of_row(found))
    return [_line(row, tuple(asked.get(row.id, ())), local_today()) for row in rows]


def _line(row: Any, owners: tuple[str, ...], today: date) -> Line:
    waits = row.status == "waiting"
    return Line(
        id=row.id,
        number=row.number,
        title=row.title,
        status=row.status,
        words=STATUSES[row.status],
        due_on=row.due_on if waits else None,
        left=left_words(row.due_on, today) if waits else "",
        late=waits and row.due_on is not None and row.due_on < today,
        group=row.group or "",
        owners=owners,
        is_public=row.published_at is not None,
    )
