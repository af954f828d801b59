"""Reports for everybody: the list, one report as a page, in easy words, and as a tagged PDF.

What may be shown is asked while each is made; nothing is kept longer than the council's version.
"""

from flask import request, url_for
from werkzeug.wrappers import Response

from core.api import page, public, public_page, reading
from plugins.evidence.blueprint import blueprint
from plugins.evidence.here import chosen, council, not_here, or_not_here
from plugins.evidence.models import Report
from plugins.evidence.reports import paper, shown
from plugins.evidence.reports.finding import published_reports

WHY = "a report is here once it was signed, looked through and published; any other is the neutral 404"


@blueprint.get("/reports")
@public(WHY)
@public_page
def reports() -> Response:
    """Every report that everybody may read, the latest days first."""
    size, at = chosen().page_size, max(request.args.get("skip", 0, int), 0)
    rows = published_reports(most=size + 1, skip=at)
    pages = {
        "previous": url_for(".reports", skip=max(at - size, 0)) if at else None,
        "next": url_for(".reports", skip=at + size) if len(rows) > size else None,
    }
    return page("evidence/reports.html", rows=rows[:size], pages=pages)


@blueprint.get("/reports/<key>")
@public(WHY)
@public_page
def report(key: str) -> Response:
    """One report."""
    found = _published(key)
    sections = shown.sections(council(), found)
    return page(
        "evidence/report.html",
        report=found,
        sections=sections,
        gone=sum(one.gone for one in sections),
        signatures=shown.signatures(found.id),
        is_easy=reading()[0] != "standard",
    )


@blueprint.get("/reports/<key>.pdf")
@public(WHY)
def report_paper(key: str) -> Response:
    """The same as a tagged PDF, made anew each time: what was taken back is not in it."""
    found = _published(key)
    made = paper.report(council(), found, shown.sections(council(), found), shown.signatures(found.id))
    answer = Response(made, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{found.key}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _published(key: str) -> Report:
    if not chosen().publish:
        not_here()
    return or_not_here(shown.published(key))
