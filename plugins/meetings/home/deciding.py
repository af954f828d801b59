"""For decision-makers: the meetings with young people that they are expected at."""

from datetime import timedelta

from flask import url_for

from core.api import Actor, HomeItem, db, local_today
from plugins.groups.api import Board, Group
from plugins.meetings.dates.reading import to_come
from plugins.meetings.models import Meeting
from plugins.meetings.moments import here
from plugins.meetings.visibility import SEES_MEETING

NEAR = timedelta(days=60)
KINDS = ("with_board", "corporate")


def items(actor: Actor) -> list[HomeItem]:
    """Meetings of the next weeks between a group and a board or senior officers, that this reader may know of."""
    if "decision_maker" not in actor.roles:
        return []
    query = (
        db.select(Meeting.id, Meeting.title, Meeting.starts_at, Meeting.state, Group.name, Board.name.label("board"))
        .select_from(Meeting)
        .join(Group, (Group.authority_id == Meeting.authority_id) & (Group.id == Meeting.group_id))
        .outerjoin(Board, (Board.authority_id == Meeting.authority_id) & (Board.id == Meeting.board_id))
        .where(SEES_MEETING.criteria(actor), to_come(), Meeting.on_date <= local_today() + NEAR)
        .where(Meeting.kind.in_(KINDS) | Meeting.board_id.is_not(None), Meeting.state != "held")
        .order_by(Meeting.starts_at, Meeting.id)
    )
    found = []
    for row in db.session.execute(query):
        starts = here(row.starts_at)
        title = f"Cancelled: {row.title}" if row.state == "cancelled" else row.title
        note = f"{row.name} meets {row.board}." if row.board else row.name
        url = url_for("meetings.meeting", id=row.id)
        found.append(HomeItem("next", title, url, note, starts.date(), starts.time(), faces=("worker",)))
    return found
