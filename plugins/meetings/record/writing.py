"""Writing, publishing and taking back the minutes; publishing tells the meeting's people that they can read them."""

from collections.abc import Mapping

from core.api import Person, Ref, db, safeguarding, utcnow
from plugins.groups.api import Membership
from plugins.meetings.here import note
from plugins.meetings.models import Action, AgendaItem, Attendance, Decision, Meeting, MeetingChange, Minutes, Point
from plugins.meetings.moments import when_words
from plugins.meetings.planning import changing
from plugins.meetings.record import names
from plugins.meetings.record.minutes import MAY_HEAR
from plugins.meetings.record.room import must_be_on

TOLD = "minutes"


def save(meeting: Meeting, row: Minutes | None, values: Mapping[str, str]) -> Minutes:
    """Keep the draft, or what is published already; raises NotNow for a meeting that is cancelled or to come."""
    must_be_on(meeting)
    if row is None:
        row = Minutes(meeting_id=meeting.id)
        db.session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    db.session.flush()
    at = Ref("meetings", "meeting", meeting.id)
    safeguarding.screened((row.summary, row.easy), Ref("meetings", "minutes", row.id), at=at)
    note("minutes_written", row)
    return row


def keep_from_all(meeting: Meeting, row: Minutes | None, *texts: str) -> list[str]:
    """Where minutes that everybody reads would get a member's name in `texts`, only the group reads them from now on.

    Gives the names, for whoever typed them to look at; nothing where all is well.
    """
    if row is None or row.state != "published" or not row.for_all:
        return []
    found = names.standing_in(texts, _members(meeting))
    if found:
        row.for_all = False
        note("minutes_kept_from_all", row)
    return found


def kept_words(names: list[str]) -> str:
    """What to tell whoever wrote a member's name into minutes that everybody reads."""
    return (
        "The minutes were there for everybody to read, and these names of members stand in what you saved: "
        f"{', '.join(names)}. Only the group reads them now. When they are right, publish them for everybody again."
    )


def names_standing(meeting: Meeting, row: Minutes) -> list[str]:
    """Names of members that would stand in minutes for everybody."""
    said = db.select(Point.words).where(Point.meeting_id == meeting.id, Point.permission.in_(MAY_HEAR["anybody"]))
    decided = db.select(Decision.text).where(Decision.meeting_id == meeting.id)
    promised = db.select(Action.text, Action.owner_name).where(Action.meeting_id == meeting.id)
    texts = [row.summary, row.easy, *db.session.scalars(said), *db.session.scalars(decided)]
    texts += [text for pair in db.session.execute(promised) for text in pair]
    return names.standing_in(texts, _members(meeting))


def publish(meeting: Meeting, row: Minutes, for_all: bool) -> None:
    """Let the group read the minutes, or everybody; its people are told once. Raises NotNow as `save` does."""
    must_be_on(meeting)
    changing.held(meeting)
    is_news = row.state != "published"
    row.state, row.for_all = "published", for_all
    row.published_at = row.published_at if row.published_at and not is_news else utcnow()
    if is_news:
        db.session.add(MeetingChange(meeting_id=meeting.id, kind=TOLD))
    note("minutes_published", row, for_all=for_all)


def unpublish(meeting: Meeting, row: Minutes) -> None:
    """Take the minutes back: they are a draft again, and nobody is told any more that they can be read."""
    row.state, row.for_all = "draft", False
    told = db.select(MeetingChange).where(MeetingChange.meeting_id == meeting.id, MeetingChange.kind == TOLD)
    for change in db.session.scalars(told):
        db.session.delete(change)
    note("minutes_taken_back", row)


def first_lines(meeting: Meeting) -> str:
    """Easy Read lines to begin with, from the agenda and the decisions; the author makes them right."""
    items = db.select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.kind.in_(("talk", "decide")))
    decided = db.select(Decision.text).where(Decision.meeting_id == meeting.id).order_by(Decision.position)
    talked = [item.title_easy or item.title for item in db.session.scalars(items.order_by(AgendaItem.position))]
    return "\n".join(
        [
            f"We met on {when_words(meeting.starts_at)}.",
            *(f"We talked about: {_sentence(title)}" for title in talked),
            *(f"We decided: {_sentence(text)}" for text in db.session.scalars(decided)),
        ]
    )


def _sentence(text: str) -> str:
    line = " ".join(text.split())
    return line if line.endswith((".", "!", "?")) else f"{line}."


def _members(meeting: Meeting) -> list[tuple[str, str]]:
    """Everybody whom the group is or was made of, and the children and parents on this meeting's register."""
    inside = db.select(Membership.person_id).where(
        Membership.group_id == meeting.group_id, Membership.supports.is_(False)
    )
    came = db.select(Attendance.person_id).where(
        Attendance.meeting_id == meeting.id, Attendance.counts_as.in_(("child", "parent"))
    )
    query = db.select(Person.name, Person.known_as).where(
        db.or_(Person.id.in_(inside), Person.id.in_(came.where(Attendance.person_id.is_not(None))))
    )
    walked_in = db.select(Attendance.name).where(Attendance.meeting_id == meeting.id, Attendance.name != "")
    named = [(row.name, row.known_as) for row in db.session.execute(query.order_by(Person.sort_name))]
    return [*named, *((name, "") for name in db.session.scalars(walked_in))]
