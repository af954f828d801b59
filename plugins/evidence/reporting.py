"""What this plugin itself has to report of some days: its stories."""

from collections.abc import Collection
from datetime import date, time

from core.api import Ref, ReportFigure, ReportLine, ReportPart, db, local_moment
from plugins.evidence.models import Story
from plugins.groups.api import groups_among


def parts(start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """The stories of these days, and undated ones published in them, that belong to no collection of another plugin:
    that reports its own. With `about` those of these groups.
    """
    query = db.select(Story.id, Story.title, Story.happened_on)
    published = Story.published_at.between(local_moment(start, time.min), local_moment(end, time.max))
    of_these_days = db.or_(Story.happened_on.between(start, end), db.and_(Story.happened_on.is_(None), published))
    query = query.where(Story.series == "", Story.published_at.is_not(None), of_these_days)
    if about:
        query = query.where(Story.group_id.in_(groups_among(about)))
    rows = db.session.execute(query.order_by(Story.happened_on, Story.id)).all()
    if not rows:
        return []
    told = ReportFigure("evidence.stories", "Stories of what changed", len(rows))
    lines = tuple(ReportLine(Ref("evidence", "story", row.id), row.title, row.happened_on) for row in rows)
    return [ReportPart("evidence.stories", "What difference it made", (told,), lines, order=80)]
