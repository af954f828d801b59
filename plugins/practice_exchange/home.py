"""Where the exchange shows up on others' pages: the way in, what must be removed, and the region's own page."""

from flask import url_for

from core.api import Authority, HomeItem, HomePanel, NavItem, ReadyIssue, Viewer, offers
from plugins.practice_exchange.exchange import listing
from plugins.practice_exchange.here import chosen, lead_desk
from plugins.practice_exchange.taking import reading
from plugins.practice_exchange.visibility import LEADS, OFFERS, READS

A_FEW = 3
REMOVE = "Remove a copy of something from {origin}"


def nav(authority: Authority) -> list[NavItem]:
    """For staff of a council that is in a region."""
    if not offers.regions_of(authority):
        return []
    return [NavItem("Practice exchange", url_for("practice_exchange.index"), READS, 66, place="home")]


def items(actor: Viewer) -> list[HomeItem]:
    """Copies that must go, for those who took them."""
    if not actor.can(OFFERS):
        return []
    return [
        HomeItem("needs", REMOVE.format(origin=copy.origin), url_for("practice_exchange.copy", id=copy.id), on=since)
        for copy, since in reading.to_remove()[:A_FEW]
    ]


def ready(authority: Authority) -> list[ReadyIssue]:
    """A contact that the council does not have."""
    wanted = chosen(authority).contact
    if not wanted or wanted in {one.key for one in authority.file.contacts}:
        return []
    todo = "Choose one of the council’s contacts; until then its first one stands beside what you offer."
    url = url_for("practice_exchange.index")
    return [ReadyIssue(f"The practice exchange names a contact “{wanted}” that is not there", todo, url)]


def of_region(actor: Viewer, slug: str) -> list[HomePanel]:
    """On the region's page, what is newest: for its own lead alone, since what is offered to a region is not public."""
    if not actor.can(LEADS) or slug not in getattr(actor, "regions", ()):
        return []
    desk = lead_desk(slug)
    context = {"rows": listing.newest(slug, A_FEW), "desk": desk}
    return [HomePanel("Shared practice", "practice_exchange/_newest.html", context, 40)]
