"""What is on: the meetings that a reader may know of, in order of days."""

from werkzeug.wrappers import Response

from core.api import db, local_today, page, public
from plugins.meetings.here import reader
from plugins.meetings.models import Meeting
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.visibility import SEES_MEETING

AT_ONCE = 30


@blueprint.get("/")
@public("which groups meet when is no secret; hidden groups are left out")
def index() -> Response:
    """The next meetings."""
    seen = db.select(Meeting).where(Meeting.on_date >= local_today(), SEES_MEETING.criteria(reader()))
    rows = db.session.scalars(seen.order_by(Meeting.starts_at, Meeting.id).limit(AT_ONCE)).all()
    return page("meetings/index.html", rows=rows)
