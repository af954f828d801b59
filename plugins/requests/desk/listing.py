"""The desk's list: what waits comes first by its clock, paged by key and never by counting rows; one query a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from core.api import Actor, Organisation, db, local_today
from plugins.groups.api import Group
from plugins.requests.models import Request
from plugins.requests.rules import OPEN
from plugins.requests.visibility import DESK
from plugins.requests.vocabulary import STATES, TONES

BETWEEN: Final = "~"
ALL: Final = "all"
NAMES: Final = ("state", "late", "mine", "group", "agency", "after")
LONGEST_NUMBER: Final = 9
_READ: Final = (
    Request.id,
    Request.number,
    Request.title,
    Request.agency,
    Request.state,
    Request.due_on,
    Request.cohort,
    Group.name.label("group"),
    Organisation.name.label("school"),
)


@dataclass(frozen=True)
class Filters:
    """What staff narrowed the list to; without a state it shows what is still open."""

    state: str = ""
    late: str = ""
    mine: str = ""
    group: str = ""
    agency: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        return cls(*(asked.get(name, "").strip()[:200] for name in NAMES))

    def kept(self) -> dict[str, Any]:
        """The filters that are set, for the address of the next page."""
        return {name: getattr(self, name) for name in NAMES if name != "after" and getattr(self, name)}


class Line(NamedTuple):
    """One request, ready to print; `left` says how far away its day is."""

    id: UUID
    number: int
    title: str
    agency: str
    who: str
    words: str
    tone: str
    due_on: date | None
    left: str
    late: bool


def lines(actor: Actor, filters: Filters, size: int) -> tuple[list[Line], str | None]:
    """One page of the list and where the next one starts, None on the last page."""
    query = (
        db.select(*_READ)
        .outerjoin(Group, (Group.authority_id == Request.authority_id) & (Group.id == Request.group_id))
        .outerjoin(
            Organisation,
            (Organisation.authority_id == Request.authority_id) & (Organisation.id == Request.school_id),
        )
        .where(DESK.criteria(actor, Request))
        .order_by(Request.due_on.is_(None), Request.due_on, Request.number)
        .limit(size + 1)
    )
    rows = db.session.execute(_narrowed(query, filters, actor)).all()
    shown, today = rows[:size], local_today()
    last = shown[-1] if len(rows) > size else None
    return [_line(row, today) for row in shown], f"{last.due_on or ''}{BETWEEN}{last.number}" if last else None


def left_words(due_on: date | None, today: date) -> str:
    """How far away a day is: "in 5 days", "today", "3 days late"; "" without a day."""
    if due_on is None:
        return ""
    days = (due_on - today).days
    number = f"{abs(days)} {'day' if abs(days) == 1 else 'days'}"
    return "today" if days == 0 else f"in {number}" if days > 0 else f"{number} late"


def _narrowed(query: Any, filters: Filters, actor: Actor) -> Any:
    if filters.late:
        query = query.where(Request.state.in_(OPEN), Request.due_on < local_today())
    elif filters.state in STATES:
        query = query.where(Request.state == filters.state)
    elif filters.state != ALL:
        query = query.where(Request.state.in_(OPEN))
    if filters.mine:
        query = query.where(Request.worker_id == (actor.person_id or UUID(int=0)))
    if filters.group:
        query = query.where(Group.key == filters.group)
    if filters.agency:
        query = query.where(Request.agency.icontains(filters.agency, autoescape=True))
    return _after(query, filters.after) if filters.after else query


def _after(query: Any, place: str) -> Any:
    day, _, number = place.rpartition(BETWEEN)
    if not (number.isascii() and number.isdecimal()) or len(number) > LONGEST_NUMBER:
        return query
    later, on = Request.number > int(number), _day(day)
    if on is None:
        return query.where(Request.due_on.is_(None), later)
    return query.where(db.or_(Request.due_on.is_(None), Request.due_on > on, db.and_(Request.due_on == on, later)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _line(row: Any, today: date) -> Line:
    ticking = row.state in OPEN and row.due_on is not None
    return Line(
        id=row.id,
        number=row.number,
        title=row.title,
        agency=row.agency,
        who=row.group or row.school or "",
        words=STATES[row.state],
        tone=TONES.get(row.state, "neutral"),
        due_on=row.due_on if ticking else None,
        left=left_words(row.due_on, today) if ticking else "",
        late=ticking and row.due_on < today,
    )
