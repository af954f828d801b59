"""What youth_voice has to report of some days: tasks, reports to boards, posts, votes, with records worth naming.

With groups named, only what is theirs. Nobody is named in it; whoever shows small counts keeps them back.
"""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from core.api import Authority, Ref, ReportFigure, ReportLine, ReportPart, db, hookimpl
from plugins.groups.api import consulted_boards
from plugins.youth_voice.models import Ballot, DelegateReport, Event, Post, TaskGroup
from plugins.youth_voice.reports import queue, rules


@hookimpl
def report_parts(authority: Authority, start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """What groups worked on, what boards asked them, where they spoke, what they voted for."""
    groups = {ref.id for ref in about if (ref.plugin, ref.kind) == ("groups", "group")}
    if about and not groups:
        return []
    parts = [_tasks(start, end, groups), _reports(start, end, groups), _beyond(start, end, groups)]
    return [part for part in (*parts, _votes(start, end, groups)) if part is not None]


def _tasks(start: date, end: date, groups: set[UUID]) -> ReportPart | None:
    query = db.select(TaskGroup).where(
        TaskGroup.starts_on <= end, db.or_(TaskGroup.ended_on.is_(None), TaskGroup.ended_on >= start)
    )
    rows = list(db.session.scalars(_of(query, TaskGroup, groups).order_by(TaskGroup.starts_on, TaskGroup.id)))
    if not rows:
        return None
    ended = [row for row in rows if row.ended_on is not None and row.ended_on <= end]
    url = url_for("youth_voice.task_groups")
    figures = [
        ReportFigure("task_groups", "Task groups at work", len(rows), url=url),
        ReportFigure("outcomes", "Task groups that said what came of it", len(ended), whole=len(rows), url=url),
    ]
    lines = [ReportLine(Ref("youth_voice", "task_group", row.id), row.title, row.ended_on) for row in ended]
    return ReportPart("youth_voice.tasks", "What task groups worked on", figures, lines, 40)


def _reports(start: date, end: date, groups: set[UUID]) -> ReportPart | None:
    asked = {group_id for *_, group_id in consulted_boards() if not groups or group_id in groups}
    lines = [line for line in queue.lines(asked, start) if line.board_on and start <= line.board_on <= end]
    if not lines:
        return None
    in_time = [line for line in lines if line.row is not None and rules.in_time(line.row.answered_on, line.board_on)]
    changed = [line for line in in_time if line.row.did in ("changed", "partly")]
    url = url_for("youth_voice.reports")
    figures = [
        ReportFigure("read", "Reports that boards had to ask about", len(lines), url=url),
        ReportFigure("asked", "Answered by the group in time", len(in_time), whole=len(lines), url=url),
        ReportFigure("changed", "Changed because of the answer", len(changed), whole=len(in_time), url=url),
    ]
    return ReportPart("youth_voice.reports", "Reports to boards", figures, (), 42)


def _beyond(start: date, end: date, groups: set[UUID]) -> ReportPart | None:
    told = (
        db.select(db.func.count(DelegateReport.id))
        .join(Post, (Post.authority_id == DelegateReport.authority_id) & (Post.id == DelegateReport.post_id))
        .where(DelegateReport.on_date.between(start, end))
    )
    number = db.session.scalar(_of(told, Post, groups)) or 0
    query = db.select(Event).where(Event.on_date.between(start, end), Event.state == "held")
    events = list(db.session.scalars(_of(query, Event, groups).order_by(Event.on_date, Event.id)))
    if not (number or events):
        return None
    figures = [
        ReportFigure("reports_back", "Times that somebody reported back", number, url=url_for("youth_voice.posts")),
        ReportFigure("events", "Events of the year", len(events), url=url_for("youth_voice.events")),
    ]
    lines = [ReportLine(Ref("youth_voice", "event", row.id), row.title, row.on_date) for row in events]
    return ReportPart("youth_voice.beyond", "Where groups spoke for others", figures, lines, 44)


def _votes(start: date, end: date, groups: set[UUID]) -> ReportPart | None:
    query = db.select(Ballot).where(Ballot.closed_on.between(start, end), Ballot.published.is_(True))
    rows = list(db.session.scalars(_of(query, Ballot, groups).order_by(Ballot.closed_on, Ballot.id)))
    if not rows:
        return None
    figures = [
        ReportFigure(
            f"votes_{row.id.hex[:8]}",
            row.title,
            row.votes + row.spoilt,
            of_people=True,
            whole=row.electorate,
            url=url_for("youth_voice.ballot", id=row.id),
        )
        for row in rows
    ]
    lines = [ReportLine(Ref("youth_voice", "ballot", row.id), row.title, row.closed_on) for row in rows]
    return ReportPart("youth_voice.votes", "Votes of young people", figures, lines, 46)


def _of(query: Any, model: Any, groups: set[UUID]) -> Any:
    return query.where(model.group_id.in_(sorted(groups))) if groups else query
