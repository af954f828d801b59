"""The training register: each course with how many it holds for, one course's people a page at a time, what runs out.

Paged by (day, id), never by counting rows (N63, W53, LA12).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Person, db, local_today
from plugins.groups.api import called
from plugins.learning.models import Course, CourseTaken
from plugins.learning.training.reading import holds_on
from plugins.learning.vocabulary import AUDIENCES

BETWEEN = "~"
STATES: Mapping[str, str] = {"holds": "Holds", "soon": "Runs out soon", "over": "Has run out"}
_NAMES = ("role", "state", "after")


@dataclass(frozen=True)
class Filters:
    """What the list was narrowed to; "" is no narrowing. `after` is the last row of the page before."""

    role: str = ""
    state: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        return cls(*(asked.get(name, "").strip()[:200] for name in _NAMES))

    def kept(self) -> dict[str, Any]:
        """The filters that are set, for the address of the next page."""
        return {name: value for name in _NAMES if name != "after" and (value := getattr(self, name))}


class Line(NamedTuple):
    """One time that somebody did the course; `state` is one of STATES."""

    id: UUID
    person_id: UUID
    name: str
    role: str
    done_on: date
    expires_on: date | None
    led: bool
    proof: str
    pledge: str
    pledge_kept: str
    state: str


def state_of(expires_on: date | None, today: date, warn_days: int) -> str:
    """Whether it holds, runs out soon, or has run out."""
    if not holds_on(expires_on, today):
        return "over"
    return "soon" if expires_on is not None and expires_on <= today + timedelta(days=warn_days) else "holds"


def overview(*, closed: bool = False) -> list[tuple[Course, int]]:
    """Each course with how many people it holds for today; one statement."""
    holds = db.or_(CourseTaken.expires_on.is_(None), CourseTaken.expires_on >= local_today())
    number = (
        db.select(db.func.count(CourseTaken.person_id.distinct()))
        .where(CourseTaken.course_id == Course.id, holds)
        .correlate(Course)
        .scalar_subquery()
    )
    query = db.select(Course, number).order_by(Course.active.desc(), Course.position, Course.title)
    return [(row[0], row[1]) for row in db.session.execute(query if closed else query.where(Course.active.is_(True)))]


def lines(course: Course, filters: Filters, size: int, warn_days: int) -> tuple[list[Line], str | None]:
    """One page of who did it, the latest first, and where the next one starts; one statement."""
    rows = db.session.execute(_read(course).where(*_wanted(filters, warn_days)).limit(size + 1)).all()
    last = rows[size - 1] if len(rows) > size else None
    following = f"{last.done_on.isoformat()}{BETWEEN}{last.id}" if last else None
    return [_line(row, warn_days) for row in rows[:size]], following


def running_out(warn_days: int, most: int) -> int:
    """For how many people something runs out within so many days, counted up to `most`."""
    today = local_today()
    soon = CourseTaken.expires_on.between(today, today + timedelta(days=warn_days))
    return len(db.session.scalars(db.select(CourseTaken.person_id).where(soon).distinct().limit(most)).all())


def mine(person_id: UUID) -> Sequence[Any]:
    """What one person did, with their pledges, the latest first."""
    query = (
        db.select(CourseTaken, Course.title)
        .join(Course, (Course.authority_id == CourseTaken.authority_id) & (Course.id == CourseTaken.course_id))
        .where(CourseTaken.person_id == person_id)
    )
    return db.session.execute(query.order_by(CourseTaken.done_on.desc(), CourseTaken.id)).all()


def _read(course: Course) -> Any:
    taken = (CourseTaken.role, CourseTaken.done_on, CourseTaken.expires_on, CourseTaken.led, CourseTaken.proof)
    pledged = (CourseTaken.pledge, CourseTaken.pledge_kept)
    return (
        db.select(CourseTaken.id, CourseTaken.person_id, Person.name, Person.known_as, *taken, *pledged)
        .join(Person, (Person.authority_id == CourseTaken.authority_id) & (Person.id == CourseTaken.person_id))
        .where(CourseTaken.course_id == course.id)
        .order_by(CourseTaken.done_on.desc(), CourseTaken.id.desc())
    )


def _wanted(filters: Filters, warn_days: int) -> Iterable[Any]:
    today, ends = local_today(), CourseTaken.expires_on
    soon = today + timedelta(days=warn_days)
    states = {
        "over": ends < today,
        "soon": ends.between(today, soon),
        "holds": db.or_(ends.is_(None), ends >= today),
    }
    if filters.state in states:
        yield states[filters.state]
    if filters.role in AUDIENCES:
        yield CourseTaken.role == filters.role
    day, _, id = filters.after.partition(BETWEEN)
    try:
        on, last = date.fromisoformat(day), UUID(id)
    except ValueError:
        return
    yield db.or_(CourseTaken.done_on < on, db.and_(CourseTaken.done_on == on, CourseTaken.id < last))


def _line(row: Any, warn_days: int) -> Line:
    name, state = called(row.name, row.known_as), state_of(row.expires_on, local_today(), warn_days)
    taken = (row.role, row.done_on, row.expires_on, row.led, row.proof, row.pledge, row.pledge_kept)
    return Line(row.id, row.person_id, name, *taken, state=state)
