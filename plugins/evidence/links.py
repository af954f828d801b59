"""How others name a story, a quote or a report: for whoever may see it, and for everybody."""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

from flask import url_for

from core.api import Link, db
from plugins.evidence.here import reader
from plugins.evidence.models import Quote, Report, Story
from plugins.evidence.quotes import shown as quotes
from plugins.evidence.reports import finding
from plugins.evidence.stories import listing
from plugins.evidence.visibility import KEEPS_QUOTE, READS_REPORT, WRITES_STORY


def story_link(id: UUID) -> Link | None:
    """For staff the page on which it is written, for others the public one."""
    query = db.select(Story.id, Story.title, Story.happened_on).where(
        Story.id == id, WRITES_STORY.criteria(reader(), Story)
    )
    found = db.session.execute(query).one_or_none()
    if found is None:
        return listing.links([id]).get(id)
    return Link(found.title, url_for("evidence.story_desk", id=id), found.happened_on)


def report_link(id: UUID) -> Link | None:
    """For staff and those who sign the page on which it is made, for others the public one."""
    query = db.select(Report.id, Report.title, Report.ends_on).where(
        Report.id == id, READS_REPORT.criteria(reader(), Report)
    )
    found = db.session.execute(query).one_or_none()
    if found is None:
        return finding.links([id]).get(id)
    return Link(found.title, url_for("evidence.report_desk", id=id), found.ends_on)


def quote_link(id: UUID) -> Link | None:
    """The page on which staff keep it; its words are for that page to show."""
    query = db.select(Quote.id, Quote.said_on).where(Quote.id == id, KEEPS_QUOTE.criteria(reader(), Quote))
    found = db.session.execute(query).one_or_none()
    return Link("A quote", url_for("evidence.quote", id=id), found.said_on) if found else None


REFS: Mapping[str, Callable[[UUID], Link | None]] = {"story": story_link, "report": report_link, "quote": quote_link}
PUBLIC_REFS: Mapping[str, Callable[[Collection[UUID]], Mapping[UUID, Link]]] = {
    "story": listing.links,
    "report": finding.links,
    "quote": quotes.links,
}
