"""What youth_voice puts on the pages of others: of a group, of a board, and of a meeting."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from core.api import Actor, Panel, Ref, db, gettext, gettext_noop
from plugins.groups.api import SEES_GROUP, Group
from plugins.meetings.api import READS_AGENDA, Meeting, agenda_of
from plugins.youth_voice.delegates import reading as delegates
from plugins.youth_voice.events import report
from plugins.youth_voice.induction import checklist
from plugins.youth_voice.models import Post, TaskGroup
from plugins.youth_voice.parts import reading as parts
from plugins.youth_voice.reports import queue
from plugins.youth_voice.tasks import reading as tasks
from plugins.youth_voice.visibility import ARRANGES, NAMES

A_FEW = 5
TITLE = gettext_noop("Posts, tasks and reports")


def of_record(actor: Actor, ref: Ref) -> list[Panel]:
    """On the page of a group what it has taken on; of a board what it put to groups; of a meeting its
    two parts; of an annual report who received it.
    """
    if (ref.plugin, ref.kind) == ("groups", "group"):
        return _of_group(actor, ref.id)
    if (ref.plugin, ref.kind) == ("groups", "board"):
        return _of_board(actor, ref.id)
    if (ref.plugin, ref.kind) == ("meetings", "meeting"):
        return _of_meeting(actor, ref.id)
    if (ref.plugin, ref.kind) == ("evidence", "report") and actor.can("youth_voice.view"):
        rows = report.copies_of(ref.id)
        return [Panel("Who received it", "youth_voice/panel_report.html", {"copies": rows}, 60)] if rows else []
    return []


def _of_group(actor: Actor, id: UUID) -> list[Panel]:
    group = _group(actor, id)
    if group is None:
        return []
    known = {line for line in queue.groups_of(actor) if line == id}
    lines = [line for line in queue.lines(known) if line.state in ("to_ask", "waiting")] if known else []
    context = {
        "group": group,
        "posts": delegates.posts(actor, Post.group_id == id, Post.active.is_(True)),
        "tasks": tasks.found(actor, A_FEW, TaskGroup.group_id == id),
        "reports": lines[:A_FEW],
        "checklist": checklist.may_read(actor, group) or checklist.is_member(actor, group),
    }
    if not any(context[name] for name in ("posts", "tasks", "reports", "checklist")):
        return []
    return [Panel(gettext(TITLE), "youth_voice/panel_group.html", context, 30)]


def _of_board(actor: Actor, id: UUID) -> list[Panel]:
    known = queue.groups_of(actor)
    found: Sequence[queue.Line] = queue.board_record(id, queue.lines(known)) if known else []
    if not found:
        return []
    return [Panel(gettext("Put to a group"), "youth_voice/panel_board.html", {"lines": found[:A_FEW]}, 20)]


def _of_meeting(actor: Actor, id: UUID) -> list[Panel]:
    meeting = db.session.scalar(db.select(Meeting).where(Meeting.id == id))
    group = db.session.get(Group, meeting.group_id) if meeting else None
    if meeting is None or group is None or not NAMES.allows(actor, group):
        return []
    agenda, started = _issues(actor, meeting, group)
    two = parts.two_parts(meeting, group)
    if not (agenda or two):
        return []
    context = {"meeting": meeting, "two_parts": two, "issues": agenda, "started": started}
    return [Panel(gettext("Beyond the agenda"), "youth_voice/panel_meeting.html", context, 40)]


def _issues(actor: Actor, meeting: Meeting, group: Group) -> tuple[list[Any], dict[UUID, UUID]]:
    """For those who arrange: issues of the agenda, and the task groups that came from them."""
    if not (ARRANGES.allows(actor, group) and READS_AGENDA.allows(actor, meeting)):
        return [], {}
    items = [item for item in agenda_of(meeting) if item.kind in ("talk", "decide") and item.part == "formal"]
    return items, tasks.of_items(item.id for item in items)


def _group(actor: Actor, id: UUID) -> Group | None:
    found: Group | None = db.session.scalar(db.select(Group).where(Group.id == id, SEES_GROUP.criteria(actor, Group)))
    return found
