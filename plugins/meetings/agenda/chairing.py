"""A young person in the chair: who it is, and the meeting as they see it, one item at a time (M8, N30)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.api import Person, db
from plugins.groups.api import Membership, called
from plugins.meetings.agenda import reading
from plugins.meetings.agenda.ages import Ages
from plugins.meetings.agenda.reading import Read
from plugins.meetings.here import note
from plugins.meetings.models import Meeting


@dataclass(frozen=True)
class Step:
    """One item on the chair's screen; `number` of `of`, from 1. `following` is the title of the next one."""

    line: Read
    number: int
    of: int
    following: Any

    @property
    def previous_number(self) -> int | None:
        """The item before this one."""
        return self.number - 1 or None

    @property
    def next_number(self) -> int | None:
        """The item after this one, None at the end."""
        return self.number + 1 if self.number < self.of else None


def steps(meeting: Meeting, items: list[Any], ages: Ages | None) -> list[Step]:
    """Every step of the meeting for a chair of these ages."""
    read = reading.lines(items, meeting.starts_at, ages)
    titles = [line.title for line in read]
    pairs = zip(read, [*titles[1:], ""], strict=True) if read else ()
    return [Step(line, number, len(read), following) for number, (line, following) in enumerate(pairs, start=1)]


def could_chair(meeting: Meeting) -> list[tuple[UUID, str]]:
    """The members of the group, by name; its workers do not chair."""
    query = (
        db.select(Person.id, Person.name, Person.known_as)
        .join(Membership, (Membership.authority_id == Person.authority_id) & (Membership.person_id == Person.id))
        .where(
            Membership.group_id == meeting.group_id, Membership.status == "active", Membership.supports.is_(False)
        )
        .order_by(Person.sort_name, Person.id)
    )
    return [(row.id, called(row.name, row.known_as)) for row in db.session.execute(query)]


def choose(meeting: Meeting, person_id: UUID | None) -> None:
    """Let this member chair the meeting, or nobody."""
    if meeting.chair_id == person_id:
        return
    meeting.chair_id = person_id
    note("chair_chosen", meeting, person=str(person_id or ""))


def chair_name(meeting: Meeting) -> str:
    """The chair as they like to be called, "" where nobody is chosen."""
    person = db.session.get(Person, meeting.chair_id) if meeting.chair_id else None
    return person.called if person else ""
