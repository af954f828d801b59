"""What meetings have to report of some days: how many took place, and who came."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from core.api import Ref, ReportFigure, ReportPart, db
from plugins.groups.api import Group, groups_among
from plugins.meetings.models import Attendance, Booking, Meeting
from plugins.meetings.vocabulary import CAME


def parts(start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """Meetings of groups that are not hidden; with `about` those of these groups."""
    wanted = groups_among(about)
    if about and not wanted:
        return []
    days = (Meeting.on_date >= start, Meeting.on_date <= end, Meeting.state == "held", Group.listing != "hidden")
    where = [*days, *([Meeting.group_id.in_(wanted)] if wanted else [])]
    held = db.session.execute(_of_groups(db.select(db.func.count(Meeting.id), _sum(Meeting.families)), where)).one()
    if not held[0]:
        return []
    figures = [ReportFigure("meetings.held", "Meetings held", held[0]), *_who_came(where)]
    if held[1]:
        figures.append(ReportFigure("meetings.families", "Families who came", held[1], of_people=True))
    return [ReportPart("meetings.held", "Meetings", tuple(figures), order=30)]


def _who_came(where: Sequence[Any]) -> list[ReportFigure]:
    """Different people on the registers by what they count as, and how many a school or a note brought unnamed."""
    columns = (Attendance.counts_as, db.func.count(db.distinct(Attendance.person_id)), db.func.count(Attendance.id))
    query = _of_groups(db.select(*columns), where, Attendance).where(Attendance.status.in_(CAME))
    rows = {row[0]: (row[1], row[2]) for row in db.session.execute(query.group_by(Attendance.counts_as))}
    children, visits = rows.get("child", (0, 0))
    brought = db.session.scalar(_of_groups(db.select(_sum(Booking.came_children)), where, Booking)) or 0
    found = [
        ReportFigure("meetings.children", "Different children and young people on the register", children, True),
        ReportFigure("meetings.visits", "How often a child or young person came, with schools", visits + brought, True),
        ReportFigure("meetings.parents", "Different parents and carers", rows.get("parent", (0, 0))[0], True),
    ]
    return [one for one in found if one.count]


def _sum(column: Any) -> Any:
    return db.func.coalesce(db.func.sum(column), 0)


def _of_groups(query: Any, where: Sequence[Any], through: Any = None) -> Any:
    """The query over meetings of these days, joined to their group; `through` is a table that hangs on a meeting."""
    if through is not None:
        same = (Meeting.authority_id == through.authority_id) & (Meeting.id == through.meeting_id)
        query = query.select_from(through).join(Meeting, same)
    else:
        query = query.select_from(Meeting)
    group = (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id)
    return query.join(Group, group).where(*where)
