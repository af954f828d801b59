"""Where the comparison shows up elsewhere: the menu of a council's staff, and the page of a region."""

from flask import url_for

from core.api import Actor, Authority, HomePanel, NavItem, Viewer, current_actor, hookimpl, regions, releases
from plugins.regional.comparison import quarter_words
from plugins.regional.opened import Opened
from plugins.regional.visibility import OWN

ORDER = 78  # among the figures, behind what councils do every day


@hookimpl
def nav_items(authority: Authority, actor: Actor) -> list[NavItem]:
    """The council's own figures beside its region's, where it belongs to one."""
    if not actor.can(OWN) or not regions.of_council(authority):
        return []
    about = "What this council counted, beside what its region released."
    return [NavItem("Comparison", url_for("regional.figures"), permission=OWN, order=ORDER, about=about)]


def region_panels(viewer: Viewer, slug: str) -> list[HomePanel]:
    """On a region's page: the way to its figures, or plainly why there are none; for its lead what waits."""
    region = regions.find(slug)
    if region is None:
        return []
    here = Opened(region)
    latest = here.latest
    leads = releases.may_sign(current_actor(), slug)
    context = {
        "region": region,
        "why": here.why_none,
        "latest": latest.document.quarter if latest else "",
        "quarter": quarter_words(latest.document.quarter) if latest else "",
        "councils": len(latest.document.members) if latest else 0,
        "leads": leads,
        "waiting": [quarter_words(one.document.quarter) for one in releases.drafts(slug)] if leads else [],
    }
    return [HomePanel("Comparison", "regional/panel_region.html", context, order=10)]
