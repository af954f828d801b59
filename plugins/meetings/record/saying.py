"""Hands what young people said to whoever listens, as it happens and once more for a listener that comes later.

What is to stay in the room is never reported; see core/plugging/said.py for how reports travel.
"""

from core.api import Authority, Ref, Said, db, hookimpl, safeguarding, said, unsaid
from plugins.meetings.models import Meeting, Point

IN_THE_ROOM = "nobody"


def source(point: Point) -> Ref:
    """The record that holds the words."""
    return Ref("meetings", "point", point.id)


def tell_new(point: Point, meeting: Meeting) -> None:
    """Report something new that was said at `meeting`."""
    if point.permission == IN_THE_ROOM:
        _look_through(point)
    else:
        said(_as_said(point, meeting))


def tell_changed(point: Point, meeting: Meeting) -> None:
    """Report it as it stands now; what is to stay in the room from now on is taken back."""
    if point.permission == IN_THE_ROOM:
        unsaid(source(point))
        _look_through(point)
    else:
        said(_as_said(point, meeting))


def take_back(point: Point) -> None:
    """Let every listener forget it, those that are switched off too."""
    unsaid(source(point))


def without_name(point: Point) -> None:
    """The speaker's name is gone: listeners forget what they held, and those that are on hear it without a name."""
    unsaid(source(point))
    meeting = db.session.get(Meeting, point.meeting_id)
    if meeting is not None:
        tell_new(point, meeting)


@hookimpl
def said_so_far(authority: Authority) -> list[Said]:
    """Everything that was said at meetings and may leave the room, in the order in which it was said."""
    joined = (
        db.select(Point, Meeting)
        .join(Meeting, (Meeting.authority_id == Point.authority_id) & (Meeting.id == Point.meeting_id))
        .where(Point.permission != IN_THE_ROOM)
        .order_by(Point.made_at, Point.id)
    )
    return [_as_said(row.Point, row.Meeting) for row in db.session.execute(joined)]


def _look_through(point: Point) -> None:
    """What stays in the room stays there, unless somebody may be in danger."""
    at = Ref("meetings", "meeting", point.meeting_id)
    safeguarding.screened(point.words, source(point), person_id=point.person_id, at=at)


def _as_said(point: Point, meeting: Meeting) -> Said:
    return Said(
        source=source(point),
        words=point.words,
        by=point.person_id,
        by_words=point.by_words,
        where=Ref("meetings", "meeting", point.meeting_id),
        permission=point.permission,  # type: ignore[arg-type]  # a key of PERMISSIONS_TO_SHARE, checked by the form
        themes=tuple(point.themes),
        said_on=meeting.on_date,
        group=Ref("groups", "group", meeting.group_id),
    )
