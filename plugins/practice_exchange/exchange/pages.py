"""The list of what councils offer, and one thing, at both desks."""

from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from core.api import offers, page, required_authority, requires
from plugins.practice_exchange import here
from plugins.practice_exchange.blueprint import blueprint, region_blueprint
from plugins.practice_exchange.exchange import listing
from plugins.practice_exchange.here import Desk
from plugins.practice_exchange.tabs import crumbs, paged, tabs
from plugins.practice_exchange.taking import reading
from plugins.practice_exchange.taking.forms import TakeForm
from plugins.practice_exchange.visibility import LEADS, READS


@blueprint.get("/")
@requires(READS)
def index() -> Response:
    """The regions of this council; where there is one alone, what its councils offer."""
    regions = offers.regions_of(required_authority())
    if len(regions) == 1:
        return _shelf(here.desk(regions[0].slug))
    return page("practice_exchange/index.html", face="worker", desks=[here.desk(one.slug) for one in regions])


@blueprint.get("/<region>/")
@requires(READS)
def shelf(region: str) -> Response:
    """Who solved this? What councils of the region offer, found by words (LA19)."""
    return _shelf(here.desk(region))


@region_blueprint.get("/", endpoint="shelf")
@requires(LEADS)
def shelf_of_lead(region: str) -> Response:
    """The same for the region's lead: offered practice alone."""
    return _shelf(here.lead_desk(region))


@blueprint.get("/<region>/offers/<uuid:id>")
@requires(READS)
def thing(region: str, id: UUID) -> Response:
    """One thing with where it comes from."""
    return _thing(here.desk(region), id)


@region_blueprint.get("/offers/<uuid:id>", endpoint="thing")
@requires(LEADS)
def thing_of_lead(region: str, id: UUID) -> Response:
    """The same for the region's lead."""
    return _thing(here.lead_desk(region), id)


def _shelf(desk: Desk) -> Response:
    filters = listing.Filters.of(request.args)
    rows, following = listing.lines(desk, filters)
    trail = crumbs(desk)
    return page(
        "practice_exchange/shelf.html",
        face="worker",
        desk=desk,
        crumbs_here=[*trail[:-1], (trail[-1][0], None)],
        tabs=tabs(desk, "shelf"),
        rows=rows,
        filters=filters,
        kinds=listing.kinds(),
        pages=paged(desk, "shelf", following, filters.kept(), not filters.after),
    )


def _thing(desk: Desk, id: UUID) -> Response:
    found = here.shown(desk.region, id, "thing")
    own = desk.council is not None and found.authority_id == desk.council.id
    return page(
        "practice_exchange/thing.html",
        face="worker",
        desk=desk,
        crumbs_here=crumbs(desk, (found.title, None)),
        line=listing.line(found),
        is_own=own,
        copy=reading.copy_of(found.id) if desk.council and not own else None,
        form=TakeForm() if desk.may_offer and not own else None,
        can_be_made=reading.can_be_made(found) if desk.council else False,
    )
