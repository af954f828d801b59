"""What is on, for everybody; and the staff list of every group's meetings."""

from flask import request, url_for
from werkzeug.wrappers import Response

from core.api import db, page, public, public_page, requires
from plugins.groups.api import SEES_GROUP, Group
from plugins.meetings.dates import reading
from plugins.meetings.here import chosen, reader
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
    rows, following = listing.lines(reader(), filters, chosen().page_size)
    seen = db.select(Group.key, Group.name).where(SEES_GROUP.criteria(reader())).order_by(Group.name)
    return page(
        "meetings/manage.html",
        face="worker",
        rows=rows,
        base=url_for("meetings.index"),
        pages={
            "next": url_for("meetings.manage", **filters.kept(), after=following) if following else None,
            "previous": url_for("meetings.manage", **filters.kept()) if filters.after else None,
        },
        filters=filters,
        groups=[(row.key, row.name) for row in db.session.execute(seen)],
        states=STATES,
    )
