"""Who promised what by when: the staff list, one's own list, and how an action ended.

Staff see actions only of groups whose members they may see, because an action names who does it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from core.api import Actor, Person, Ref, day, db, gettext, local_today, safeguarding
from plugins.groups.api import Group, called
from plugins.meetings.here import note
from plugins.meetings.models import Action, Meeting
from plugins.meetings.visibility import RUNS, SEES_MEETING
from plugins.meetings.vocabulary import ACTION_STATES

BETWEEN = "~"
NOBODY = "nobody"
TONES = {"open": "accent", "done": "good", "dropped": "neutral"}
_READ = (
    Action.id,
    Action.text,
    Action.owner_id,
    Action.owner_name,
    Action.due_on,
    Action.state,
    Action.done_on,
    Action.note,
    Meeting.id.label("meeting_id"),
    Meeting.title.label("meeting"),
    Meeting.on_date,
    Group.name.label("group"),
    Person.name,
    Person.known_as,
)


@dataclass(frozen=True)
class Filters:
    """What the list was narrowed to; without a state it shows what is still to do. `after`: the last row before."""

    group: str = ""
    owner: str = ""
    state: str = ""
    after: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filters":
        """Read the filters of an address."""
        return cls(*(asked.get(name, "").strip() for name in ("group", "owner", "state", "after")))

    def kept(self) -> dict[str, Any]:
        """The filters that are set, for the address of the next page."""
        named = {"group": self.group, "owner": self.owner, "state": self.state}
        return {name: value for name, value in named.items() if value}


class Line(NamedTuple):
    """One action, ready to print; `owner` is "" where nobody has it, `meeting` where the reader may not know it."""

    id: UUID
    text: str
    owner: str
    due: str
    overdue: bool
    state: str
    words: str
    tone: str
    meeting_id: UUID
    meeting: str
    group: str
    note: str


def lines(actor: Actor, filters: Filters, size: int) -> tuple[list[Line], str | None]:
    """One page of the staff list, what is overdue longest first, and where the next page starts."""
    query = _joined().where(RUNS.criteria(actor, Meeting), SEES_MEETING.criteria(actor))
    rows = db.session.execute(_narrowed(query, filters).order_by(*_ORDER).limit(size + 1)).all()
    last = rows[size - 1] if len(rows) > size else None
    following = f"{last.due_on or ''}{BETWEEN}{last.id}" if last else None
    return [_line(row) for row in rows[:size]], following


def owners(actor: Actor) -> list[tuple[str, str]]:
    """Everybody who still has something to do, for the filter."""
    query = (
        db.select(Person.id, Person.name, Person.known_as)
        .join(Action, (Action.authority_id == Person.authority_id) & (Action.owner_id == Person.id))
        .join(Meeting, (Meeting.authority_id == Action.authority_id) & (Meeting.id == Action.meeting_id))
        .where(Action.state == "open", RUNS.criteria(actor, Meeting))
        .order_by(Person.sort_name, Person.id)
        .distinct()
        .add_columns(Person.sort_name)
    )
    named = [(str(row.id), called(row.name, row.known_as)) for row in db.session.execute(query)]
    return [*named, (NOBODY, "Nobody yet")]


def mine(actor: Actor) -> list[Line]:
    """What this person promised: still to do first, then what ended; a meeting they may not see is not named."""
    if actor.person_id is None:
        return []
    query = _joined().where(Action.owner_id == actor.person_id)
    rows = db.session.execute(query.order_by(Action.state != "open", *_ORDER)).all()
    seen = _seen(actor, {row.meeting_id for row in rows})
    return [line if line.meeting_id in seen else line._replace(meeting="", group="") for line in map(_line, rows)]


def finish(action: Action, state: str, words: str) -> None:
    """Say how an action stands: to do, done or not going to be done, and what became of it."""
    ended = state != "open"
    if state != action.state or not ended:
        action.done_on = local_today() if ended else None
    action.state, action.note = state, words
    note("action_stands", action, state=state)
    at = Ref("meetings", "meeting", action.meeting_id)
    safeguarding.screened(words, Ref("meetings", "action", action.id), at=at)


def is_open_to(actor: Actor, action: Action) -> bool:
    """True for whoever promised it and for those who run the meeting."""
    if actor.person_id is not None and action.owner_id == actor.person_id:
        return True
    query = db.select(Meeting.id).where(
        Meeting.id == action.meeting_id, RUNS.criteria(actor, Meeting), SEES_MEETING.criteria(actor)
    )
    return actor.can("meetings.run") and db.session.scalar(query) is not None


def due_words(due_on: date | None) -> str:
    """By when, as people read it; "" where nobody said."""
    return gettext("by %(day)s", day=day(due_on)) if due_on else ""


_ORDER: Any = (Action.due_on.is_(None), Action.due_on, Action.id)


def _joined() -> Any:
    return (
        db.select(*_READ)
        .join(Meeting, (Meeting.authority_id == Action.authority_id) & (Meeting.id == Action.meeting_id))
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .outerjoin(Person, (Person.authority_id == Action.authority_id) & (Person.id == Action.owner_id))
    )


def _narrowed(query: Any, filters: Filters) -> Any:
    if filters.group:
        query = query.where(Group.key == filters.group)
    if filters.state != "all":
        query = query.where(Action.state == (filters.state if filters.state in ACTION_STATES else "open"))
    if filters.owner == NOBODY:
        query = query.where(Action.owner_id.is_(None), Action.owner_name == "")
    elif filters.owner:
        query = query.where(Action.owner_id == (_id(filters.owner) or UUID(int=0)))
    return _after(query, filters.after) if filters.after else query


def _after(query: Any, place: str) -> Any:
    due, _, id = place.rpartition(BETWEEN)
    last, on = _id(id), _day(due)
    if last is None:
        return query
    later = Action.due_on.is_(None) & (Action.id > last)
    if on is None:
        return query.where(later)
    same = db.and_(Action.due_on == on, Action.id > last)
    return query.where(db.or_(Action.due_on.is_(None), Action.due_on > on, same))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _seen(actor: Actor, meetings: set[UUID]) -> set[UUID]:
    query = db.select(Meeting.id).where(Meeting.id.in_(meetings), SEES_MEETING.criteria(actor))
    return set(db.session.scalars(query)) if meetings else set()


def _line(row: Any) -> Line:
    return Line(
        id=row.id,
        text=row.text,
        owner=called(row.name, row.known_as) if row.name else row.owner_name,
        due=due_words(row.due_on),
        overdue=row.state == "open" and row.due_on is not None and row.due_on < local_today(),
        state=row.state,
        words=gettext(ACTION_STATES[row.state]),
        tone=TONES[row.state],
        meeting_id=row.meeting_id,
        meeting=row.meeting,
        group=row.group,
        note=row.note,
    )
