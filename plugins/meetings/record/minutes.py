"""The minutes of one meeting as one reader may read them: numbers, decisions, actions, and what may be told of what was
said.

Who reads them is one of four: a `writer` runs the meeting, `inside` are the group and the staff around it, `decides`
is a decision-maker, `anybody` a stranger. Each sees the points whose speakers allowed it (NC19); what was said for a
worker's ears, or to stay in the room, is never in minutes. No child is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from core.api import Actor, Authority, Person, db, gettext
from plugins.meetings import easy_read, pdf
from plugins.meetings.coming import counting
from plugins.meetings.models import Action, AgendaItem, Attendance, Booking, Decision, Meeting, Minutes, Point, Venue
from plugins.meetings.moments import when_words
from plugins.meetings.record.doing import due_words
from plugins.meetings.record.room import ADULTS, names_of
from plugins.meetings.settings import MeetingsSettings
from plugins.meetings.visibility import MY_MEETINGS, RUNS, SEES_PEOPLE
from plugins.meetings.vocabulary import ACTION_STATES, DECIDED_BY

Level = Literal["writer", "inside", "decides", "anybody"]
MAY_HEAR: Final[dict[Level, tuple[str, ...]]] = {
    "writer": ("team", "decision_makers", "published"),
    "inside": ("team", "decision_makers", "published"),
    "decides": ("decision_makers", "published"),
    "anybody": ("published",),
}


@dataclass(frozen=True)
class Promise:
    """One action: who does it as minutes may name them, by when, and how it stands."""

    what: str
    who: str
    by_when: str
    state: str
    words: str
    note: str


@dataclass(frozen=True)
class Read:
    """What stands in the minutes for one reader; `came` pairs who with how many, or "fewer than 5"."""

    row: Minutes
    level: Level
    when: str
    place: str
    came: Sequence[tuple[str, int | str]]
    decisions: Sequence[tuple[str, str]]
    actions: Sequence[Promise]
    sayings: Sequence[tuple[str, str]]
    easy: Sequence[str] = field(default_factory=tuple)
    explained: Sequence[tuple[str, str]] = field(default_factory=tuple)


def level_of(actor: Actor, meeting: Meeting, row: Minutes, chosen: MeetingsSettings) -> Level | None:
    """How this reader of the meeting may read its minutes; None for not at all. They must see the meeting itself."""
    if RUNS.allows(actor, meeting):
        return "writer"
    if row.state != "published":
        return None
    if _is_inside(actor, meeting):
        return "inside"
    if "decision_maker" in actor.roles and not meeting.group.members_hidden:
        return "decides"
    return "anybody" if row.for_all and can_be_for_all(meeting, chosen) else None


def can_be_for_all(meeting: Meeting, chosen: MeetingsSettings) -> bool:
    """Only minutes of a group in the directory, whose members are no secret, and where the council wants it."""
    group = meeting.group
    return chosen.public_minutes and group.listing == "public" and not group.members_hidden


def of(meeting: Meeting) -> Minutes | None:
    """The minutes of a meeting, draft or published."""
    found: Minutes | None = db.session.scalars(
        db.select(Minutes).where(Minutes.meeting_id == meeting.id)
    ).one_or_none()
    return found


def read(
    authority: Authority, actor: Actor, meeting: Meeting, row: Minutes, level: Level, chosen: MeetingsSettings
) -> Read:
    """Everything that stands in the minutes for this reader."""
    lines = lines_of(row.easy)
    hard = easy_read.hard_words_in("\n".join(lines), glossary(chosen))
    own = {one.casefold() for one in glossary(chosen)}
    return Read(
        row=row,
        level=level,
        when=when_words(meeting.starts_at, meeting.minutes, "full"),
        place=_place(meeting) if level != "anybody" or chosen.public_place else "",
        came=_came(authority, actor, meeting),
        decisions=[(one.text, gettext(DECIDED_BY[one.decided_by])) for one in _decisions(meeting)],
        actions=_promises(meeting, level),
        sayings=[(one.words, gettext(one.by_words)) for one in _points(meeting, level)],
        easy=lines,
        explained=[(one.words, one.easier) for one in hard if one.words.casefold() in own],
    )


def as_paper(authority: Authority, meeting: Meeting, read: Read) -> pdf.Minutes:
    """The same, as it is printed."""
    return pdf.Minutes(
        title=meeting.title,
        group=meeting.group.name,
        council=authority.name,
        on=meeting.on_date,
        when=read.when,
        place=read.place,
        came=read.came,
        summary=read.row.summary,
        decisions=[f"{text} ({who})" for text, who in read.decisions],
        actions=[pdf.Action(one.what, one.who, one.by_when) for one in read.actions],
        sayings=[pdf.Saying(words, by) for words, by in read.sayings],
        easy_lines=read.easy,
        explained=read.explained,
        colour=authority.file.look.colour,
        language=authority.file.languages[0],
    )


def lines_of(easy: str) -> list[str]:
    """The lines of an Easy Read text that say something."""
    return [line.strip() for line in easy.splitlines() if line.strip()]


def glossary(chosen: MeetingsSettings) -> dict[str, str]:
    """The council's own hard words with what to say instead, from lines like "hard word = easier words"."""
    pairs = (line.partition("=") for line in chosen.hard_words)
    return {hard.strip(): easier.strip() for hard, _, easier in pairs if hard.strip() and easier.strip()}


def _is_inside(actor: Actor, meeting: Meeting) -> bool:
    if MY_MEETINGS.allows(actor, meeting) or SEES_PEOPLE.allows(actor, meeting):
        return True
    return actor.can("meetings.view") and not meeting.group.members_hidden


def _place(meeting: Meeting) -> str:
    venue = db.session.get(Venue, meeting.venue_id) if meeting.venue_id else None
    words = [venue.name if venue else "", meeting.where_note]
    return ", ".join(word for word in words if word) or (gettext("Online") if meeting.online_url else "")


def _came(authority: Authority, actor: Actor, meeting: Meeting) -> list[tuple[str, int | str]]:
    """Numbers by kind; too small a number of children or families is not told to whoever is not staff."""
    lines = db.session.scalars(db.select(Attendance).where(Attendance.meeting_id == meeting.id)).all()
    bookings = db.session.scalars(db.select(Booking).where(Booking.meeting_id == meeting.id)).all()
    total, fewest = counting.totals(meeting, lines, bookings), _fewest(authority, actor)
    guarded = [
        (gettext("Children and young people"), total.children),
        (gettext("Parents and carers"), total.parents),
        (gettext("Families"), total.families),
    ]
    adults = [(gettext("Workers"), total.adults), (gettext("Guests"), total.guests + total.more_adults)]
    told: list[tuple[str, int | str]] = [(who, _shown(number, fewest)) for who, number in guarded if number]
    return told + [(who, number) for who, number in adults if number]


def _fewest(authority: Authority, actor: Actor) -> int:
    """The smallest number of people that this reader is told."""
    if actor.can("meetings.view"):
        return 1
    disclosure = authority.file.disclosure
    return disclosure.inside if actor.is_member else disclosure.published


def _shown(number: int, fewest: int) -> int | str:
    return number if number >= fewest else gettext("fewer than %(number)s", number=fewest)


def _decisions(meeting: Meeting) -> Sequence[Decision]:
    query = db.select(Decision).where(Decision.meeting_id == meeting.id)
    return db.session.scalars(query.order_by(Decision.position, Decision.id)).all()


def _points(meeting: Meeting, level: Level) -> Sequence[Point]:
    """In the order of the agenda, and at each item in the order in which they were said."""
    query = (
        db.select(Point)
        .outerjoin(AgendaItem, (AgendaItem.authority_id == Point.authority_id) & (AgendaItem.id == Point.item_id))
        .where(Point.meeting_id == meeting.id, Point.permission.in_(MAY_HEAR[level]))
        .order_by(AgendaItem.position.is_(None), AgendaItem.position, Point.position, Point.id)
    )
    return db.session.scalars(query).all()


def _promises(meeting: Meeting, level: Level) -> list[Promise]:
    """Adults by name, everybody else as "A member"; what became of it is for the group and staff alone."""
    query = db.select(Action).where(Action.meeting_id == meeting.id)
    rows = db.session.scalars(query.order_by(Action.due_on.is_(None), Action.due_on, Action.id)).all()
    owners = {row.owner_id for row in rows if row.owner_id}
    adults = set(db.session.scalars(db.select(Person.id).where(Person.id.in_(owners), Person.kind.in_(ADULTS))))
    names, tells = names_of(adults), level in ("writer", "inside")
    return [
        Promise(
            what=row.text,
            who=(names.get(row.owner_id) or gettext("A member")) if row.owner_id else row.owner_name,
            by_when=due_words(row.due_on),
            state=row.state,
            words=gettext(ACTION_STATES[row.state]),
            note=row.note if tells else "",
        )
        for row in rows
    ]
