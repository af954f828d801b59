"""What the programme reports of some days, from its records: what was made together, schools, senior officers, events.

Counts are given as they are; whoever shows a report keeps small numbers of people back (N62).
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from core.api import ANONYMOUS, Authority, Ref, ReportFigure, ReportLine, ReportPart, db, gettext
from plugins.groups.api import groups_among
from plugins.meetings.api import Meeting, Span, officers
from plugins.participation_in_governance import programme
from plugins.participation_in_governance.here import NAME
from plugins.participation_in_governance.models import Output, Series, SeriesEvent, Turnout
from plugins.participation_in_governance.schools import counting
from plugins.participation_in_governance.vocabulary import CORPORATE

ORDER = 20  # after what meetings report, before what was asked


def parts(authority: Authority, start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """Every part that has something to say of these days; of the groups in `about`, else of all of the programme."""
    groups = _groups(authority, about)
    if not groups:
        return []
    span = Span("", "", start, end)
    found = (_made(start, end), _schools(groups, span), _officers(groups, span), _events(start, end))
    return [part for part in found if part.figures]


def _groups(authority: Authority, about: Collection[Ref]) -> list[Any]:
    """The programme's groups that anybody may know of: a report names no other."""
    wanted = groups_among(about)
    listed = programme.groups(ANONYMOUS, authority)
    return [group for group in listed if not about or group.id in wanted]


def _made(start: date, end: date) -> ReportPart:
    done = db.session.execute(
        db.select(Output.id, Output.title, Output.done_on)
        .where(Output.state == "done", Output.done_on >= start, Output.done_on <= end)
        .order_by(Output.done_on, Output.id)
    ).all()
    under_way = db.session.scalar(db.select(db.func.count(Output.id)).where(Output.state == "making")) or 0
    key = f"{NAME}.made"
    figures = [
        ReportFigure(f"{key}.done", gettext("Made together and done"), len(done)),
        ReportFigure(f"{key}.making", gettext("Being made together"), under_way),
    ]
    lines = [ReportLine(Ref(NAME, "output", row.id), row.title, row.done_on) for row in done]
    return ReportPart(key, gettext("What young people and partners made together"), figures, lines, ORDER)


def _schools(groups: Sequence[Any], span: Span) -> ReportPart:
    key, wanted = f"{NAME}.schools", [group for group in groups if counting.counts_schools(group)]
    figures: list[ReportFigure] = []
    for one in counting.taking(wanted, span):
        own, name = f"{key}.{one.group.key}", one.group.name
        children = sum(school.children for school in one.came)
        figures += [
            ReportFigure(f"{own}.attendances", gettext("%(group)s: school attendances", group=name), one.attendances),
            ReportFigure(f"{own}.different", gettext("%(group)s: different schools", group=name), one.different),
            ReportFigure(
                f"{own}.children", gettext("%(group)s: children whom schools brought", group=name), children, True
            ),
        ]
    return ReportPart(key, gettext("Schools taking part"), figures, (), ORDER + 1)


def _officers(groups: Sequence[Any], span: Span) -> ReportPart:
    """How many meetings there were with senior officers, and at how many of them one came; no names."""
    query = db.select(Meeting.id).where(
        Meeting.group_id.in_([group.id for group in groups]),
        Meeting.kind == CORPORATE,
        Meeting.state == "held",
        Meeting.on_date >= span.starts_on,
        Meeting.on_date <= span.ends_on,
    )
    ids = list(db.session.scalars(query))
    came = sum(any(one.came for one in lines) for lines in officers(ids).values())
    key = f"{NAME}.officers"
    figures = (
        [
            ReportFigure(f"{key}.held", gettext("Meetings with senior officers"), len(ids)),
            ReportFigure(f"{key}.came", gettext("Of these, a senior officer came"), came, whole=len(ids)),
        ]
        if ids
        else []
    )
    return ReportPart(key, gettext("Meetings with senior officers"), figures, (), ORDER + 2)


def _events(start: date, end: date) -> ReportPart:
    rows = db.session.execute(
        db.select(SeriesEvent.id, SeriesEvent.series_id, SeriesEvent.children).where(
            SeriesEvent.on_date >= start, SeriesEvent.on_date <= end, SeriesEvent.cancelled.is_(False)
        )
    ).all()
    schools = db.session.execute(
        db.select(Turnout.school_id, Turnout.children).where(Turnout.event_id.in_([row.id for row in rows]))
    ).all()
    key = f"{NAME}.events"
    children = sum(row.children for row in (*rows, *schools))
    figures = [
        ReportFigure(f"{key}.held", gettext("Events"), len(rows)),
        ReportFigure(f"{key}.schools", gettext("Different schools"), len({row.school_id for row in schools})),
        ReportFigure(f"{key}.children", gettext("Children and young people at events"), children, True),
    ]
    lines = _series_lines({row.series_id for row in rows})
    return ReportPart(key, gettext("Events"), figures if rows else (), lines, ORDER + 3)


def _series_lines(ids: Collection[UUID]) -> list[ReportLine]:
    query = db.select(Series.id, Series.title).where(Series.id.in_(list(ids))).order_by(Series.title)
    return [ReportLine(Ref(NAME, "series", row.id), row.title) for row in db.session.execute(query)]
