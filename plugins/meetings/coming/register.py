"""The register: who is here, as one or more workers tap it in a church hall, each on their own phone.

A page sends for every line what it showed and what is tapped now. Only what was tapped since is written, so that two
registers of one evening are put together person by person; of two taps for one person the last counts.
Source: NC2 (children and families apart), N33 (the adult who must come), N55 (schools).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from core.api import Person, db, local_today, utcnow
from plugins.meetings.coming import answering, people
from plugins.meetings.coming.people import COUNTS_AS, Who
from plugins.meetings.models import Attendance, Booking, Coming, Meeting
from plugins.meetings.planning import changing
from plugins.meetings.planning.changing import NotNow
from plugins.meetings.vocabulary import CAME

HEADS = {"more_children": "more children", "more_adults": "more adults", "families": "families"}
MOST = 5000  # people at one meeting
TAPS = ("here", "online", "apologies", "away")
OFF = "off"  # a line without a person that was a slip


@dataclass(frozen=True)
class Tap:
    """What a page showed for one line and what is chosen on it now; "" is nothing."""

    was: str
    now: str


@dataclass(frozen=True)
class Sent:
    """A register as a page sends it: taps by person, by nameless line, numbers by name, and who walked in."""

    people: Mapping[UUID, Tap] = field(default_factory=dict)
    lines: Mapping[UUID, Tap] = field(default_factory=dict)
    numbers: Mapping[str, Tap] = field(default_factory=dict)
    walk_in: str = ""
    counts_as: str = "child"
    all_here: bool = False
    wanted: Tap = Tap("", "")
    wanted_name: str = ""


@dataclass
class Saved:
    """What came of it: lines written, whether somebody else wrote meanwhile, the walk-in's line, what was refused."""

    changed: int = 0
    elsewhere: bool = False
    walk_in: UUID | None = None
    refused: list[str] = field(default_factory=list)


def check_open(meeting: Meeting) -> None:
    """Raise NotNow for a cancelled meeting and before its day."""
    if meeting.state == "cancelled":
        raise NotNow("This meeting is cancelled, so nobody can be marked. Put it on again first if it took place.")
    if local_today() < meeting.on_date:
        raise NotNow(f"The register opens on {meeting.on_date:%A %-d %B}, the day of the meeting.")


def lines_of(meeting: Meeting) -> list[Attendance]:
    """Every line as it stands, in the order in which they were made."""
    query = db.select(Attendance).where(Attendance.meeting_id == meeting.id)
    in_order = query.order_by(Attendance.marked_at, Attendance.id)
    return list(db.session.scalars(in_order.execution_options(populate_existing=True)))


def wanted_id(meeting: Meeting) -> UUID:
    """The id of the one line that says whether the adult who must come came (N33)."""
    return uuid5(meeting.id, "wanted")


def save(meeting: Meeting, sent: Sent, new_id: UUID) -> Saved:
    """Write what was tapped since the page was shown; `new_id` is the line of who walked in. Raises NotNow."""
    check_open(meeting)
    answering.hold(meeting)
    db.session.refresh(meeting)
    saved, lines = Saved(), lines_of(meeting)
    _people(meeting, sent, {row.person_id: row for row in lines if row.person_id}, saved)
    _nameless(sent, {row.id: row for row in lines if not row.person_id}, saved)
    _numbers(meeting, sent.numbers, saved)
    _wanted(meeting, sent, saved)
    _walk_in(meeting, sent, new_id, saved)
    db.session.flush()
    if utcnow() >= meeting.starts_at and (lines or saved.changed):
        changing.held(meeting)
    return saved


def recognise(meeting: Meeting, line: Attendance, person: Person) -> None:
    """Somebody who walked in is found on the record: their line gets their name, or joins the one they have."""
    answering.hold(meeting)
    there = [row for row in lines_of(meeting) if row.person_id == person.id]
    if there:
        db.session.delete(line)
        there[0].status, there[0].marked_at = "here", utcnow()
        return
    line.person_id, line.name, line.organisation_id = person.id, "", person.organisation_id
    line.counts_as = COUNTS_AS.get(person.kind, line.counts_as)


def _people(meeting: Meeting, sent: Sent, there: Mapping[UUID, Attendance], saved: Saved) -> None:
    known = {who.id: who for who in people.of(meeting)}
    taps = {id: tap for id, tap in sent.people.items() if id in known and tap.now in ("", *TAPS, "walk_in")}
    if sent.all_here:
        taps |= _said_so(meeting, known, taps)
    for id, tap in taps.items():
        row = there.get(id)
        stands = row.status if row else ""
        saved.elsewhere |= stands not in (tap.was, tap.now)
        if tap.now and tap.now not in (tap.was, stands):
            _mark(meeting, known[id], row, tap.now)
            saved.changed += 1


def _said_so(meeting: Meeting, known: Mapping[UUID, Who], taps: Mapping[UUID, Tap]) -> dict[UUID, Tap]:
    """Everybody who said that they come and is not tapped yet, here or online as they said."""
    query = db.select(Coming.person_id, Coming.how).where(Coming.meeting_id == meeting.id, Coming.answer == "coming")
    said = {row.person_id: "online" if row.how == "online" else "here" for row in db.session.execute(query)}
    return {id: Tap(taps[id].was, said[id]) for id in said if id in known and id in taps and not taps[id].now}


def _mark(meeting: Meeting, who: Who, row: Attendance | None, status: str) -> None:
    if row is None:
        row = Attendance(meeting_id=meeting.id, person_id=who.id, counts_as=who.counts_as, status=status)
        db.session.add(row)
    row.status, row.marked_at = status, utcnow()
    if status in CAME and row.organisation_id is None:
        row.organisation_id = who.organisation_id


def _nameless(sent: Sent, there: Mapping[UUID, Attendance], saved: Saved) -> None:
    for id, tap in sent.lines.items():
        row = there.get(id)
        if row is not None and tap.now == OFF:
            db.session.delete(row)
            saved.changed += 1


def _numbers(meeting: Meeting, numbers: Mapping[str, Tap], saved: Saved) -> None:
    """Heads without a name, and how many each school brought; one that is no number is refused and said."""
    query = db.select(Booking).where(Booking.meeting_id == meeting.id)
    bookings = {str(row.id): row for row in db.session.scalars(query)}
    for key, tap in numbers.items():
        if tap.now.strip() == tap.was:
            continue
        kind, _, id = key.partition(" ")
        booking = bookings.get(id)
        target = booking if id else meeting if kind in HEADS else None
        if target is not None and kind in (*HEADS, "came_children", "came_adults"):
            _number(target, kind, tap, saved)


def _number(target: Any, name: str, tap: Tap, saved: Saved) -> None:
    typed = tap.now.strip()
    if typed and (not typed.isdecimal() or int(typed) > MOST):
        words = HEADS.get(name, name.replace("came_", ""))
        saved.refused.append(f"“{typed}” is no number of {words}. It was left out. Type a whole number, such as 3.")
        return
    stands = _typed(getattr(target, name))
    saved.elsewhere |= stands not in (tap.was, typed)
    setattr(target, name, int(typed) if typed else 0 if name in HEADS else None)
    saved.changed += 1


def _typed(number: int | None) -> str:
    """A number as a page shows it: nothing where there is none."""
    return str(number) if number else ""


def _wanted(meeting: Meeting, sent: Sent, saved: Saved) -> None:
    """The adult who must come: a line of its own, by name or role."""
    if not meeting.wanted or sent.wanted.now not in ("here", "away"):
        return
    row: Attendance | None = db.session.get(Attendance, wanted_id(meeting))
    name = (sent.wanted_name or meeting.wanted)[:200]
    if row and (row.status, row.name) == (sent.wanted.now, name):
        return
    row = row or Attendance(id=wanted_id(meeting), meeting_id=meeting.id, counts_as="guest", status="")
    row.status, row.name, row.marked_at = sent.wanted.now, name, utcnow()
    db.session.add(row)
    saved.changed += 1


def _walk_in(meeting: Meeting, sent: Sent, new_id: UUID, saved: Saved) -> None:
    """One line for who walked in; the same page sent twice makes one."""
    name = sent.walk_in.strip()[:200]
    if not name or db.session.get(Attendance, new_id) is not None:
        return
    db.session.add(
        Attendance(id=new_id, meeting_id=meeting.id, name=name, status="walk_in", counts_as=sent.counts_as)
    )
    saved.changed, saved.walk_in = saved.changed + 1, new_id


def taps_of(form: Mapping[str, str], prefix: str, key: Callable[[str], Any]) -> dict[Any, Tap]:
    """The taps of a sent form whose fields are `prefix-<key>` (now) and `prefix-<key>-was`; others are left out."""
    found = {}
    for name, was in form.items():
        if name.startswith(f"{prefix}-") and name.endswith("-was"):
            try:
                found[key(name[len(prefix) + 1 : -4])] = Tap(was, form.get(name[:-4], was))
            except ValueError:
                continue
    return found
