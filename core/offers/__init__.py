"""What councils offer each other: fixed words that cross from one council to its region, and nothing else of it.

A plugin declares under `offers` in its manifest which of its records can be offered and how each is told in plain words
(`Offerable`). An offer is a snapshot of those words. Whenever offers are read, the plugin at the council that made each
is asked, in that council's own scope, whether the thing may still be told; one that may not is gone with that reading.

    made = offers.offer(Draft(region="east-midlands", sort="thing", source=Ref("learning", "resource", id), title=...))
    offers.found(Wanted("east-midlands", words="travel"))      # what stands, the newest first, paged by key
    offers.take_back(made.id, "owner")                            # the words are gone, the row says so

Only the open council's own offers can be made and taken back, and only by its region's lead those of nobody.
"""

from core.offers.asking import ask_again, at, can_be_offered, kinds, people_in, standing, title_of, told
from core.offers.finding import Page, Wanted, about, found, named, one, refs_offered
from core.offers.giving import Draft, NotOffered, change, lead_change, lead_offer, offer, take_back
from core.offers.kinds import Offerable, Ready, Snapshot, Telling
from core.offers.models import Offer
from core.offers.regions import council_named, members_of, region_named, regions_of
from core.offers.snippets import settings_snippet, with_settings

__all__ = [
    "Draft", "NotOffered", "Offer", "Offerable", "Page", "Ready", "Snapshot", "Telling", "Wanted", "about",
    "ask_again", "at", "can_be_offered", "change", "council_named", "found", "kinds", "lead_change", "lead_offer",
    "members_of", "named", "offer", "one", "people_in", "refs_offered", "region_named", "regions_of",
    "settings_snippet", "standing", "take_back", "title_of", "told", "with_settings",
]  # fmt: skip
