"""Who comes to a meeting, who cannot, who has not answered, and what is needed, for the staff who prepare it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from core.api import Person, db
from plugins.meetings.coming import people
from plugins.meetings.coming.people import Who
from plugins.meetings.coming.rules import counted
from plugins.meetings.models import Booking, Coming, Meeting
from plugins.meetings.vocabulary import NEEDS


@dataclass(frozen=True)
class Line:
    """One person of the group and their answer: "coming", "cant", or "" for none yet."""

    who: Who
    answer: str = ""
    how: str = ""
    needs: Sequence[str] = ()
    note: str = ""
    replied_at: datetime | None = None
    entered_by: str = ""


@dataclass(frozen=True)
class Answers:
    """The answers to one meeting; `needs` counts what those who come need; bookings bring children and adults."""

    lines: Sequence[Line] = ()
    needs: dict[str, int] = field(default_factory=dict)
    booked_children: int = 0
    booked_adults: int = 0

    def that(self, answer: str, how: str = "") -> list[Line]:
        """The people with this answer, and this way of coming if one is given."""
        return [line for line in self.lines if line.answer == answer and how in ("", line.how)]

    @property
    def coming(self) -> list[Line]:
        """Those who come, but for whoever still waits for a place online."""
        return [line for line in self.that("coming") if line.how != "asked"]

    @property
    def children(self) -> int:
        """How many children are expected: those who said that they come, and those whom schools bring."""
        return sum(line.who.counts_as == "child" for line in self.coming) + self.booked_children


def read(meeting: Meeting) -> Answers:
    """Everybody's answer as it stands."""
    rows = {row.person_id: row for row in db.session.scalars(db.select(Coming).where(Coming.meeting_id == meeting.id))}
    wanted = {row.replied_by for row in rows.values() if row.replied_by}
    names = _names(wanted)
    asked = [who for who in people.of(meeting) if who.id in rows or (who.belongs and not who.supports)]
    lines = [_line(who, rows.get(who.id), names) for who in asked]
    sums = db.func.coalesce
    children, adults = db.session.execute(
        db.select(sums(db.func.sum(Booking.children), 0), sums(db.func.sum(Booking.adults), 0)).where(
            Booking.meeting_id == meeting.id
        )
    ).one()
    coming = [line for line in lines if line.answer == "coming"]
    needs = counted(need for line in coming for need in line.needs if need in NEEDS)
    return Answers(lines, needs, int(children), int(adults))


def number_coming(meeting: Meeting) -> int:
    """How many people said that they come."""
    query = db.select(db.func.count(Coming.id)).where(
        Coming.meeting_id == meeting.id, Coming.answer == "coming", Coming.how != "asked"
    )
    return db.session.scalar(query) or 0


def _names(ids: set[UUID]) -> dict[UUID, str]:
    query = db.select(Person.id, Person.name).where(Person.id.in_(ids))
    return {row.id: row.name for row in db.session.execute(query)} if ids else {}


def _line(who: Who, row: Coming | None, names: dict[UUID, str]) -> Line:
    if row is None:
        return Line(who)
    entered = names.get(row.replied_by, "a member of staff") if row.replied_by else ""
    return Line(who, row.answer, row.how, row.needs or (), row.note, row.replied_at, entered)
