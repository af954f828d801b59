"""A council's own side, under /<council>/compare/: its own figures beside those of its region, for its own people."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from core.api import current_actor, page, regions, required_authority, requires
from plugins.regional import own
from plugins.regional.blueprint import blueprint
from plugins.regional.comparison import quarter_words
from plugins.regional.opened import not_here
from plugins.regional.visibility import EXACT, OWN

JOINS = "releases.join"  # core's: who decides about taking part


@blueprint.get("/")
@requires(OWN)
def figures() -> ResponseReturnValue:
    """Every indicator of this council, all together, beside the region's."""
    authority, actor = required_authority(), current_actor()
    here = own.where(authority, request.args.get("region", ""))
    return page(
        "regional/own.html",
        face="worker",
        **_frame(here),
        told=own.beside(authority, actor, here),
        mine=regions.of_council(authority),
    )


@blueprint.get("/<name>/")
@requires(OWN)
def figure(name: str) -> ResponseReturnValue:
    """One indicator with its breakdowns; those by place never leave the council."""
    authority, actor = required_authority(), current_actor()
    here = own.where(authority, request.args.get("region", ""))
    found = next(iter(own.beside(authority, actor, here, [name])), None)
    if found is None or found.one.met:
        not_here()
    return page("regional/own_one.html", face="worker", **_frame(here), told=found)


def _frame(here: own.Here) -> dict[str, Any]:
    """What both pages say of where the council stands."""
    return {
        "here": here,
        "quarter": quarter_words(str(here.quarter)),
        "exact": current_actor().can(EXACT),
        "decides": current_actor().can(JOINS),
        "least": required_authority().file.disclosure.inside,
    }
