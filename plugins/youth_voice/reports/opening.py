"""Each morning every report that boards put to groups is opened, and the groups' members are told once (W54)."""

from datetime import time
from typing import Any
from uuid import UUID

from flask import url_for

from core.api import Authority, Every, Job, Notice, db, gettext_noop, local_today, notify
from plugins.groups.api import Membership, consulted_boards
from plugins.youth_voice.reports import queue
from plugins.youth_voice.reports.queue import Line

NOTICES = (Notice("youth_voice.report", gettext_noop("Those who decide ask your group what it thinks of something.")),)


def open_reports(authority: Authority, payload: dict[str, Any]) -> None:
    """Make a row for each report that has none, so that the day on which it came is kept; carry over moved days."""
    groups = {group_id for *_, group_id in consulted_boards()}
    for line in queue.lines(groups, local_today()):
        if line.asked is None:
            continue
        if line.row is None:
            queue.begun(line)
            _tell(line)
        elif (line.row.board_on, line.row.title) != (line.board_on, line.title):
            line.row.board_on, line.row.title = line.board_on, line.title


def _tell(line: Line) -> None:
    here = url_for("youth_voice.reports")
    notify.tell(_members(line.group_id), "youth_voice.report", here, key=f"report:{line.report_id}:{line.group_id}")


def _members(group_id: UUID) -> list[UUID]:
    query = db.select(Membership.person_id).where(
        Membership.group_id == group_id, Membership.status == "active", Membership.supports.is_(False)
    )
    return list(db.session.scalars(query))


JOBS = (
    Job(
        "youth_voice.open_reports", open_reports, every=Every(at=time(6, 30)), title="Put boards' reports to the groups"
    ),
)
