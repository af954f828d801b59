"""For whoever runs a group or leads a meeting: tonight, what is to be written, too few adults, who cannot come."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

from flask import url_for

from core.api import Actor, HomeItem, access_rules, db, local_today, utcnow
from plugins.groups.api import MY_GROUPS_TO_RUN, Group
from plugins.meetings.coming import sheet
from plugins.meetings.coming.rules import number_of
from plugins.meetings.dates.reading import to_come
from plugins.meetings.here import chosen
from plugins.meetings.home import adults
from plugins.meetings.home.naming import and_group, with_group
from plugins.meetings.models import Coming, Meeting, Minutes
from plugins.meetings.moments import here, hours_words, when_words
from plugins.meetings.visibility import READS_SHEET, RUNS, SEES_MEETING

MINE = access_rules.Rule(
    access_rules.any_of(
        access_rules.through("group", MY_GROUPS_TO_RUN.allow),
        access_rules.through("leaders", access_rules.equals_actor("person_id")),
    ),
    model=Meeting,
)
NEXT = 6
AHEAD = 20  # meetings looked at, the soonest first
OWED = 2  # lines of a kind
REGISTER_FOR = timedelta(days=14)
MINUTES_AFTER, MINUTES_FOR = timedelta(days=7), timedelta(days=42)
ADULTS_BEFORE = timedelta(days=3)
ANSWERS_FOR = timedelta(days=2)
WITHOUT_MINUTES: Final = frozenset({"activity", "away_day", "get_together", "training"})
FACES = ("worker",)


def items(actor: Actor) -> list[HomeItem]:
    """Every line about the meetings that the reader runs or leads."""
    if actor.person_id is None or not (actor.can("meetings.run") or actor.can("meetings.lead")):
        return []
    ahead = _read(actor).where(to_come()).order_by(Meeting.starts_at, Meeting.id).limit(AHEAD)
    coming = db.session.execute(ahead).all()
    nexts = [_next(row) for row in coming if row.state != "held" and row.starts_at > utcnow()][:NEXT]
    return [*_tonight(coming), *_too_few(coming), *_to_write(actor), *nexts, *_cannot_come(actor)]


def _read(actor: Actor) -> Any:
    return (
        db.select(
            Meeting.id, Meeting.title, Meeting.kind, Meeting.state, Meeting.starts_at, Meeting.minutes, Meeting.on_date,
            Meeting.group_id, Group.name.label("group"), Minutes.state.label("written"),
            RUNS.criteria(actor).label("runs"), READS_SHEET.criteria(actor).label("reads_sheet"),
        )
        .select_from(Meeting)
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .outerjoin(Minutes, (Minutes.authority_id == Meeting.authority_id) & (Minutes.meeting_id == Meeting.id))
        .where(MINE.criteria(actor), SEES_MEETING.criteria(actor))
    )  # fmt: skip


def _tonight(rows: Sequence[Any]) -> Iterator[HomeItem]:
    """The register until it is kept, and the sheet on the day while it is open."""
    hours, today, now = chosen().sheet_hours, local_today(), utcnow()
    for row in rows:
        if row.on_date != today or row.state == "cancelled":
            continue
        if row.reads_sheet and sheet.window(row, hours).holds(now):
            yield _line(row, f"Read the sheet for the evening: {with_group(row)}", "meetings.evening_sheet")
        if row.runs and row.state == "planned":
            yield _line(row, f"Keep the register: {with_group(row)}", "meetings.keep_register")


def _too_few(rows: Sequence[Any]) -> Iterator[HomeItem]:
    """Meetings of the next days that expect more children than their adults can look after."""
    until = local_today() + ADULTS_BEFORE
    near = [row for row in rows if row.runs and row.state == "planned" and row.on_date <= until]
    expected = adults.ratios(near, chosen().children_to_an_adult)
    for row in near:
        ratio = expected[row.id]
        if ratio.missing:
            title = f"Find {number_of(ratio.missing, 'more adult')} for {with_group(row)}"
            url = url_for("meetings.who_comes", id=row.id)
            yield HomeItem("needs", title, url, f"Expected: {ratio.words}", row.on_date, faces=FACES)


def _to_write(actor: Actor) -> Iterator[HomeItem]:
    """Registers that were not kept and minutes that are not out: the latest few, so that tonight stays in sight."""
    today = local_today()
    query = _read(actor).where(
        Meeting.on_date < today, Meeting.on_date >= today - MINUTES_FOR, Meeting.state != "cancelled"
    )
    past = [row for row in db.session.execute(query.order_by(Meeting.starts_at.desc(), Meeting.id)) if row.runs]
    unkept = [row for row in past if row.state == "planned" and row.on_date >= today - REGISTER_FOR]
    unwritten = [row for row in past if row.written != "published" and row.kind not in WITHOUT_MINUTES]
    for row in unkept[:OWED]:
        yield _owed(row, f"Keep the register: {with_group(row)}", "meetings.keep_register", row.on_date)
    for row in [row for row in unwritten if row.on_date + MINUTES_AFTER <= today][:OWED]:
        words, page = ("Publish", "publish_minutes") if row.written else ("Write", "write_minutes")
        title = f"{words} the minutes: {with_group(row)}"
        yield _owed(row, title, f"meetings.{page}", row.on_date + MINUTES_AFTER)


def _next(row: Any) -> HomeItem:
    title = f"Cancelled: {row.title}" if row.state == "cancelled" else row.title
    starts = here(row.starts_at)
    url = url_for("meetings.meeting", id=row.id)
    return HomeItem("next", title, url, and_group("", row), starts.date(), starts.time(), faces=FACES)


def _cannot_come(actor: Actor) -> list[HomeItem]:
    """One line for each meeting to come: how many said in the last days that they cannot; nobody is named here."""
    last = db.func.max(Coming.replied_at).label("last")
    query = (
        db.select(
            Meeting.id, Meeting.title, Meeting.starts_at, Group.name.label("group"),
            db.func.count(Coming.id).label("number"), last,
        )
        .select_from(Meeting)
        .join(Coming, (Coming.authority_id == Meeting.authority_id) & (Coming.meeting_id == Meeting.id))
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .where(MINE.criteria(actor), RUNS.criteria(actor), SEES_MEETING.criteria(actor))
        .where(Coming.answer == "cant", Coming.replied_at > utcnow() - ANSWERS_FOR, _not_by(actor))
        .where(Meeting.state == "planned", to_come())
        .group_by(Meeting.id, Meeting.title, Meeting.starts_at, Group.name)
        .order_by(Meeting.starts_at)
    )  # fmt: skip
    return [_answers(row) for row in db.session.execute(query)]


def _not_by(actor: Actor) -> Any:
    return db.or_(Coming.replied_by.is_(None), Coming.replied_by != actor.person_id)


def _answers(row: Any) -> HomeItem:
    title = f"{number_of(row.number, 'person', 'people')} cannot come to {with_group(row)}"
    url = url_for("meetings.who_comes", id=row.id)
    return HomeItem("changed", title, url, when_words(row.starts_at), here(row.last).date(), faces=FACES)


def _line(row: Any, title: str, endpoint: str) -> HomeItem:
    starts = here(row.starts_at)
    hours = hours_words(row.starts_at, row.minutes)
    return HomeItem("needs", title, url_for(endpoint, id=row.id), hours, starts.date(), starts.time(), faces=FACES)


def _owed(row: Any, title: str, endpoint: str, on: date) -> HomeItem:
    return HomeItem("needs", title, url_for(endpoint, id=row.id), when_words(row.starts_at), on, faces=FACES)
