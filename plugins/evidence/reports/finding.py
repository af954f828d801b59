"""Finding reports: of a kind, those that everybody may read, and where one lies."""

from collections.abc import Collection, Mapping
from uuid import UUID

from flask import url_for

from core.api import Link, db
from plugins.evidence.here import chosen
from plugins.evidence.models import Report


def reports_of(kind: str) -> list[Report]:
    """All reports of one kind, the latest first."""
    query = db.select(Report).where(Report.kind == kind).order_by(Report.ends_on.desc(), Report.id)
    return list(db.session.scalars(query))


def published_reports(kind: str | None = None, most: int = 30, skip: int = 0) -> list[Report]:
    """Reports that everybody may read, the latest first; of one kind, or (None) of all."""
    if not chosen().publish:
        return []
    query = db.select(Report).where(Report.published_at.is_not(None)).order_by(Report.ends_on.desc(), Report.id)
    if kind is not None:
        query = query.where(Report.kind == kind)
    return list(db.session.scalars(query.limit(most).offset(skip)))


def report_url(report: Report) -> str:
    """Where staff work on it: read, write, sign, publish."""
    return url_for("evidence.report_desk", id=report.id)


def links(ids: Collection[UUID]) -> Mapping[UUID, Link]:
    """Of these reports those that everybody may read, as links."""
    columns = (Report.id, Report.key, Report.title, Report.ends_on)
    query = db.select(*columns).where(Report.id.in_(list(ids)), Report.published_at.is_not(None))
    rows = db.session.execute(query) if chosen().publish else ()
    return {row.id: Link(row.title, url_for("evidence.report", key=row.key), row.ends_on) for row in rows}
