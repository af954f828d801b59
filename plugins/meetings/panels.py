"""What meetings put on the pages of others: a group's next meetings, those with a board, where a person was."""

from datetime import date
from typing import Any
from uuid import UUID

from core.api import Actor, Authority, Panel, Ref, db, gettext, gettext_noop, local_today
from plugins.groups.api import SEES_GROUP, Group
from plugins.meetings.dates import reading
from plugins.meetings.here import chosen
from plugins.meetings.models import Attendance, Meeting
from plugins.meetings.planning.proposing import year_holding
from plugins.meetings.terms import Span, school_year
from plugins.meetings.visibility import SEES_MEETING, SEES_PEOPLE
from plugins.meetings.vocabulary import CAME

A_FEW = 5
NEXT = gettext_noop("Next meetings")
WITH_BOARD = gettext_noop("Meetings with this board")


def of_record(actor: Actor, ref: Ref) -> list[Panel]:
    """On the page of a group or a board, the meetings to come that the reader may know of."""
    if (ref.plugin, ref.kind) == ("groups", "group"):
        return _of_group(actor, ref.id)
    if (ref.plugin, ref.kind) == ("groups", "board"):
        return _of_board(actor, ref.id)
    return []


def of_person(authority: Authority, actor: Actor, person_id: UUID) -> list[Panel]:
    """On a person's page, how often they were at which group's meetings this school year, where the reader may know."""
    year = this_year(authority)
    query = (
        db.select(Group.name, db.func.count(Meeting.id).label("number"), db.func.max(Meeting.on_date).label("last"))
        .select_from(Meeting)
        .join(Attendance, (Attendance.authority_id == Meeting.authority_id) & (Attendance.meeting_id == Meeting.id))
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .where(
            Attendance.person_id == person_id,
            Attendance.status.in_(CAME),
            Meeting.on_date.between(year.starts_on, year.ends_on),
            SEES_MEETING.criteria(actor),
            SEES_PEOPLE.criteria(actor),
        )
        .group_by(Group.id, Group.name)
        .order_by(Group.name)
    )
    rows = [{"name": row.name, "number": row.number, "last": _date(row.last)} for row in db.session.execute(query)]
    return [Panel("Meetings", "meetings/panel_person.html", {"was": rows}, 25, "groups.members")]


def this_year(authority: Authority) -> Span:
    """The school year that today is in."""
    where = authority.file.jurisdiction
    return school_year(year_holding(local_today(), where), where)


def can_be_followed(group: Any) -> bool:
    """True for a group that has a calendar for everybody."""
    return chosen().public_dates and group.listing == "public" and not group.members_hidden and group.status != "ended"


def _of_group(actor: Actor, id: UUID) -> list[Panel]:
    query = db.select(Group.key, Group.listing, Group.members_hidden, Group.status).where(
        Group.id == id, SEES_GROUP.criteria(actor)
    )
    group = db.session.execute(query).one_or_none()
    if group is None or group.status == "ended":
        return []
    lines, plan = reading.ahead(actor, A_FEW, Meeting.group_id == id), actor.can("meetings.plan")
    if not (lines or plan):
        return []
    follow = bool(lines) and can_be_followed(group)
    context = {"group": group, "lines": lines, "plan": plan, "follow": follow}
    return [Panel(gettext(NEXT), "meetings/panel_next.html", context, 10)]


def _of_board(actor: Actor, id: UUID) -> list[Panel]:
    lines = reading.ahead(actor, A_FEW, Meeting.board_id == id)
    return [Panel(gettext(WITH_BOARD), "meetings/panel_board.html", {"lines": lines}, 10)] if lines else []


def _date(value: Any) -> date:
    """SQLite gives a greatest day as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)
