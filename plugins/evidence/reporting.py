"""What this plugin itself has to report of some days: its stories."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from core.api import Ref, ReportFigure, ReportLine, ReportPart, db
from plugins.evidence.models import Story

GROUP = ("groups", "group")


def parts(start: date, end: date, about: Collection[Ref]) -> list[ReportPart]:
    """The stories that were told of these days; with `about` those of these groups."""
    query = db.select(Story.id, Story.title, Story.happened_on)
    query = query.where(Story.happened_on >= start, Story.happened_on <= end, Story.published_at.is_not(None))
    if about:
        query = query.where(Story.group_id.in_(_groups(about)))
    rows = db.session.execute(query.order_by(Story.happened_on, Story.id)).all()
    if not rows:
        return []
    told = ReportFigure("evidence.stories", "Stories of what changed", len(rows))
    lines = tuple(ReportLine(Ref("evidence", "story", row.id), row.title, row.happened_on) for row in rows)
    return [ReportPart("evidence.stories", "What difference it made", (told,), lines, order=80)]


def _groups(about: Collection[Ref]) -> list[UUID]:
    return [ref.id for ref in about if (ref.plugin, ref.kind) == GROUP]
