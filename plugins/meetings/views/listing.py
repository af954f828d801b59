"""What is on, for everybody; and the staff list of every group's meetings."""

from flask import request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from core.api import db, fragment, kept, local_today, page, public, public_page, requires
from plugins.groups.api import SEES_GROUP, Group
from plugins.meetings.dates import reading
from plugins.meetings.here import chosen, council, reader
from plugins.meetings.planning import listing
from plugins.meetings.views.blueprint import blueprint
from plugins.meetings.vocabulary import STATES

AT_ONCE = 30


@blueprint.get("/")
@public("which groups of the directory meet when is no secret; hidden groups are left out")
@public_page
def index() -> Response:
    """The next meetings that the reader may know of, soonest first."""
    actor = reader()
    lines = reading.ahead(actor, AT_ONCE)
    follow = bool(lines) and chosen().public_dates
    return page("meetings/index.html", lines=lines, named=True, follow=follow, may_plan=actor.can("meetings.view"))


@blueprint.get("/manage/")
@requires("meetings.view")
def manage() -> Response:
    """Every meeting that the reader may see, a page at a time."""
    filters = listing.Filters.of(request.args)
    rows, following = _rows(filters)
    return page(
        "meetings/manage.html",
        face="worker",
        rows=rows,
        pages={
            "next": url_for("meetings.manage", **filters.kept(), after=following) if following else None,
            "previous": url_for("meetings.manage", **filters.kept()) if filters.after else None,
        },
        filters=filters,
        groups=_groups(),
        states=STATES,
    )


def _rows(filters: listing.Filters) -> tuple[Markup, str | None]:
    """The list's rows as they are printed, and where the next page starts.

    The first page without a filter, which staff open all day, is kept for each reader and day until something changes.
    """
    if filters != listing.Filters():
        return _printed(filters)
    key = ("meetings.rows", listing.reader_of(reader()), local_today())
    return kept(council(), key, lambda: _printed(filters))


def _printed(filters: listing.Filters) -> tuple[Markup, str | None]:
    lines, following = listing.lines(reader(), filters, chosen().page_size)
    rows = fragment("meetings/manage_rows.html", {"lines": lines, "base": url_for("meetings.index")})
    return Markup(rows if lines else ""), following


def _groups() -> list[tuple[str, str]]:
    """The groups that the reader may see, for the filter."""
    return kept(council(), ("meetings.groups", listing.reader_of(reader())), _groups_seen)


def _groups_seen() -> list[tuple[str, str]]:
    seen = db.select(Group.key, Group.name).where(SEES_GROUP.criteria(reader())).order_by(Group.name)
    return [(row.key, row.name) for row in db.session.execute(seen)]
