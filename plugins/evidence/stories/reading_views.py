"""What everybody reads: what changed, told in stories, and the reports."""

from flask import request, url_for
from werkzeug.wrappers import Response

from core.api import page, public, public_page
from plugins.evidence.blueprint import blueprint
from plugins.evidence.here import chosen, council, not_here, or_not_here
from plugins.evidence.reports.finding import published_reports
from plugins.evidence.stories import listing, telling

NEWEST = 3  # reports on the first page; the others have a list of their own
WHY = "stories and reports that somebody looked through and published; any other is the neutral 404"


@blueprint.get("/stories/<key>")
@public(WHY)
@public_page
def story(key: str) -> Response:
    """One story, as everybody whom it tells of lets it be told at this moment."""
    found = or_not_here(telling.tell(council(), key)) if chosen().publish else not_here()
    return page("evidence/story.html", story=found)


@blueprint.get("/")
@public(WHY)
@public_page
def index() -> Response:
    """Stories, the latest first, and the newest reports."""
    size, at = chosen().page_size, max(request.args.get("skip", 0, int), 0)
    cards, is_more = listing.page_of(size, at)
    pages = {
        "previous": url_for(".index", skip=max(at - size, 0)) if at else None,
        "next": url_for(".index", skip=at + size) if is_more else None,
    }
    return page("evidence/index.html", cards=cards, reports=published_reports(most=NEWEST), pages=pages)
