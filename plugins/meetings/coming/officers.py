"""Senior adults at a meeting: whether the one who had to come came, and everybody else by post (N33).

They stand on the meeting's own register, as guests; a post's line has an id of its own, so that saying it twice
changes one line.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple
from uuid import UUID, uuid5

from core.api import db, utcnow
from plugins.meetings.coming import answering, register
from plugins.meetings.here import note
from plugins.meetings.models import Attendance, Meeting
from plugins.meetings.planning import changing
from plugins.meetings.vocabulary import CAME

GUEST = "guest"
BETWEEN = ": "  # a post and the name of who came for it


class Officer(NamedTuple):
    """A line of the register about a guest: how it names them, and whether they were there."""

    id: UUID
    name: str
    came: bool


def officers(meetings: Collection[UUID]) -> dict[UUID, list[Officer]]:
    """The guests on these meetings' registers, in the order in which they were written down."""
    query = (
        db.select(Attendance.id, Attendance.meeting_id, Attendance.name, Attendance.status)
        .where(Attendance.meeting_id.in_(meetings), Attendance.counts_as == GUEST, Attendance.name != "")
        .order_by(Attendance.marked_at, Attendance.id)
    )
    found: dict[UUID, list[Officer]] = defaultdict(list)
    for row in db.session.execute(query):
        found[row.meeting_id].append(Officer(row.id, row.name, row.status in CAME))
    return found


def line_id(meeting: Meeting, post: str) -> UUID:
    """The id of a post's line on a register; the post that the meeting asks for has had one all along."""
    return register.wanted_id(meeting) if post == meeting.wanted else uuid5(meeting.id, f"post {post}")


def mark_officers(meeting: Meeting, came: Mapping[str, tuple[str, str]]) -> int:
    """Write down for each post (name, "here", "away" or ""), where "" takes its line away; returns how many changed.

    Raises NotNow for a cancelled meeting and before its day. The caller commits.
    """
    register.check_open(meeting)
    answering.hold(meeting)
    there = {row.id: row for row in register.lines_of(meeting)}
    changed = sum(_mark(meeting, post, there.get(line_id(meeting, post)), *said) for post, said in came.items())
    if changed and utcnow() >= meeting.starts_at:
        changing.held(meeting)
    if changed:
        note("officers_marked", meeting, lines=changed)
    return changed


def _mark(meeting: Meeting, post: str, row: Attendance | None, name: str, status: str) -> bool:
    written = f"{post}{BETWEEN}{name}"[:200] if name else post[:200]
    if not status:
        if row is not None:
            db.session.delete(row)
        return row is not None
    if row is not None and (row.name, row.status) == (written, status):
        return False
    row = row or Attendance(id=line_id(meeting, post), meeting_id=meeting.id, counts_as=GUEST, status=status)
    row.name, row.status, row.marked_at = written, status, utcnow()
    db.session.add(row)
    return True
