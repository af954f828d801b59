"""The evening's sheet: for everybody of the meeting, what whoever leads must know to keep them safe."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from core.api import db, safeguarding, utcnow
from plugins.meetings.coming import people
from plugins.meetings.coming.people import Who
from plugins.meetings.coming.rules import Window, ask_again, sheet_window
from plugins.meetings.models import Coming, Meeting, Safety
from plugins.meetings.vocabulary import HOME, HOW, NEEDS

KeptAway = safeguarding.practice.KeptAway
ASK_WHO_COLLECTS = "Ask the lead on duty who collects them."
FIRST = {"coming": 0, "": 1, "cant": 2}
ANSWERED = {"coming": "Coming", "": "Not answered", "cant": "Said no"}


@dataclass(frozen=True)
class Line:
    """One person on the sheet; texts are ready to print, "" where nothing is known.

    `not_to`: adults to whom they must not be handed, by name, never why. `ask_lead`: whom to call was one of them.
    `apart_from`: their ids.
    """

    who: Who
    answer: str
    contact_name: str = ""
    contact_phone: str = ""
    allergies: str = ""
    medical: str = ""
    home: str = HOME["unknown"]
    home_note: str = ""
    said: str = ""
    ask_again: bool = True
    needs: str = ""
    changes: bool = False
    not_to: tuple[str, ...] = ()
    ask_lead: bool = False
    apart_from: frozenset[UUID] = frozenset()


def window(meeting: Meeting, hours: int) -> Window:
    """When this meeting's sheet can be read."""
    return sheet_window(meeting.starts_at, meeting.on_date, hours)


def is_open(meeting: Meeting, hours: int) -> bool:
    """True while this meeting's sheet can be read; a cancelled one has none."""
    return meeting.state != "cancelled" and window(meeting, hours).holds(utcnow())


def read(meeting: Meeting, today: date, runs_it: bool) -> list[Line]:
    """Everybody but the workers: those who come first. `runs_it`: the reader can change what is kept."""
    here = [who for who in people.of(meeting) if who.counts_as != "worker"]
    ids = [who.id for who in here]
    replies = db.session.scalars(db.select(Coming).where(Coming.meeting_id == meeting.id))
    answers = {row.person_id: row for row in replies}
    known = {row.person_id: row for row in db.session.scalars(db.select(Safety).where(Safety.person_id.in_(ids)))}
    away = safeguarding.practice.must_not_collect(ids)
    read = [_line(who, answers.get(who.id), known.get(who.id), today, runs_it) for who in here]
    lines = [_kept_away(line, away[line.who.id]) if line.who.id in away else line for line in read]
    return sorted(lines, key=lambda line: FIRST[line.answer])


def must_be_kept_apart(lines: Sequence[Line]) -> bool:
    """True where somebody on the sheet must not meet somebody else on it."""
    here = {line.who.id for line in lines}
    return any(line.apart_from & here for line in lines)


def unasked(lines: Sequence[Line]) -> int:
    """For how many of those who may come something must be asked."""
    return sum(line.ask_again and line.answer != "cant" for line in lines)


def _line(who: Who, reply: Coming | None, row: Safety | None, today: date, runs_it: bool) -> Line:
    answer = reply.answer if reply else ""
    needs = _needs(reply) if reply and answer == "coming" else ""
    changes = runs_it and who.belongs and not who.supports
    if row is None:
        return Line(who, answer, needs=needs, changes=changes)
    return Line(
        who=who,
        answer=answer,
        contact_name=row.contact_name,
        contact_phone=row.contact_phone,
        allergies=row.allergies,
        medical=row.medical,
        home=HOME.get(row.home, HOME["unknown"]),
        home_note=row.home_note,
        said=f"{row.said_by}, {row.said_on:%-d %B %Y}" if row.said_on else row.said_by,
        ask_again=ask_again(row.said_on, today),
        needs=needs,
        changes=changes,
    )


def _kept_away(line: Line, away: Sequence[KeptAway]) -> Line:
    """Say to whom this child must not be handed; nobody is told to ring one of them, or reads that they collect."""
    is_contact = any(one.is_named_in(line.contact_name) or one.has_phone(line.contact_phone) for one in away)
    collects = any(one.is_named_in(line.home_note) for one in away)
    line = replace(line, contact_name="", contact_phone="", ask_lead=True) if is_contact else line
    line = replace(line, home_note=ASK_WHO_COLLECTS) if collects else line
    ids = frozenset(one.adult_id for one in away)
    return replace(line, not_to=tuple(one.name for one in away), apart_from=ids)


def _needs(reply: Coming) -> str:
    how = [] if reply.how == "room" else [HOW.get(reply.how, reply.how)]
    words = [NEEDS[key] for key in reply.needs or () if key in NEEDS]
    return ", ".join([*how, *words, *([f"“{reply.note}”"] if reply.note else [])])
