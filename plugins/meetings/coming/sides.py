"""What a register's page shows beside each name, read in a few queries whatever the number of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from core.api import Organisation, db
from plugins.meetings.coming import people, register
from plugins.meetings.models import Attendance, Booking, Coming, Meeting
from plugins.meetings.vocabulary import REGISTER

SAID = {"coming": "said: coming", "cant": "said: cannot come"}


@dataclass(frozen=True)
class Row:
    """One person to tap: `status` is what stands, "" for nothing yet; `said` what they answered."""

    id: UUID
    name: str
    said: str
    status: str

    @property
    def here(self) -> str:
        """What "Here" means for them: who walked in stays somebody who walked in."""
        return "walk_in" if self.status == "walk_in" else "here"


@dataclass(frozen=True)
class Booked:
    """A school that brings children, with what was expected and what came."""

    row: Booking
    name: str


@dataclass(frozen=True)
class Page:
    """Everything on the page: members, adults who work here, nameless lines, schools and the adult who must come."""

    members: Sequence[Row]
    workers: Sequence[Row]
    nameless: Sequence[Attendance]
    schools: Sequence[Booked]
    lines: Sequence[Attendance]
    wanted: Attendance | None

    @property
    def expected(self) -> int:
        """How many said that they come and are not tapped yet."""
        return sum(row.said.startswith(SAID["coming"]) and not row.status for row in self.members)

    @property
    def unmarked(self) -> int:
        """How many members nobody has tapped yet."""
        return sum(not row.status for row in self.members)


def read(meeting: Meeting) -> Page:
    """The register of a meeting as it stands."""
    lines = register.lines_of(meeting)
    by_person = {row.person_id: row for row in lines if row.person_id}
    said = _said(meeting)
    rows = [
        (who, Row(who.id, who.name, said.get(who.id, ""), by_person[who.id].status if who.id in by_person else ""))
        for who in people.of(meeting)
    ]
    wanted = register.wanted_id(meeting)
    return Page(
        members=[row for who, row in rows if not who.supports],
        workers=[row for who, row in rows if who.supports],
        nameless=[row for row in lines if not row.person_id and row.id != wanted],
        schools=booked(meeting),
        lines=lines,
        wanted=next((row for row in lines if row.id == wanted), None),
    )


def booked(meeting: Meeting) -> list[Booked]:
    """The schools that come, by name."""
    query = (
        db.select(Booking, Organisation.name)
        .join(
            Organisation,
            (Organisation.authority_id == Booking.authority_id) & (Organisation.id == Booking.organisation_id),
        )
        .where(Booking.meeting_id == meeting.id)
        .order_by(Organisation.name)
    )
    return [Booked(row, name) for row, name in db.session.execute(query)]


def saved_words(shown: Page) -> str:
    """What is on the register now, and what is not: "5 here, 1 apologies. 3 not marked yet."."""
    known = [row.status for row in shown.lines]
    parts = [f"{known.count(key)} {label.lower()}" for key, label in REGISTER.items() if key in known]
    left = f" {shown.unmarked} not marked yet." if shown.unmarked else ""
    return f"{', '.join(parts) or 'nobody is marked'}.{left}"


def _said(meeting: Meeting) -> dict[UUID, str]:
    query = db.select(Coming.person_id, Coming.answer, Coming.how).where(Coming.meeting_id == meeting.id)
    return {
        row.person_id: SAID.get(row.answer, "") + (" online" if row.answer == "coming" and row.how == "online" else "")
        for row in db.session.execute(query)
    }
