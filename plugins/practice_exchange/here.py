"""Whose desk a page is: a council's in one of its regions, or that of the region's lead. Both share every room."""

from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from flask import abort, url_for

from core.api import Authority, current_actor, offers, required_authority, settings
from plugins.practice_exchange.settings import ExchangeSettings
from plugins.practice_exchange.vocabulary import NAME

Found = TypeVar("Found")
AT_THE_LEADS = 20  # lines of a page of the region, where no council has chosen


@dataclass(frozen=True)
class Desk:
    """One region as somebody reads it; `council` is None at the desk of the region's lead."""

    region: str
    title: str
    members: tuple[tuple[UUID, str], ...]
    council: Authority | None

    @property
    def size(self) -> int:
        """Lines of a page."""
        return chosen(self.council).page_size if self.council else AT_THE_LEADS

    @property
    def may_offer(self) -> bool:
        """Whether the reader offers, copies, asks and answers for a council."""
        return self.council is not None and current_actor().can("practice_exchange.offer")

    def url(self, name: str, **values: Any) -> str:
        """The address of a page that both desks have."""
        side = NAME if self.council else f"{NAME}_region"
        return url_for(f"{side}.{name}", region=self.region, **values)


def desk(region: str) -> Desk:
    """The desk of the open council in this region, else the neutral 404."""
    here = required_authority()
    found = or_not_here(next((one for one in offers.regions_of(here) if one.slug == region), None))
    return Desk(region, found.name, offers.members_of(region), here)


def lead_desk(region: str) -> Desk:
    """The desk of the region's own lead; whoever leads another one gets the neutral 404."""
    or_not_here(region if region in current_actor().regions else None)
    found = or_not_here(offers.region_named(region))
    return Desk(region, found.name, offers.members_of(region), None)


def chosen(authority: Authority) -> ExchangeSettings:
    """What the council has chosen about the exchange."""
    return settings(authority, NAME, ExchangeSettings).model


def contact_of(authority: Authority) -> str:
    """The team that can be asked about what the council offers."""
    found = {one.key: one.name for one in authority.file.contacts}
    return found.get(chosen(authority).contact) or next(iter(found.values()))


def shown(region: str, offer_id: UUID, sort: str) -> offers.Offer:
    """The offer of this sort in this region if it may be read at this moment, else the neutral 404."""
    found = offers.one(region, offer_id)
    if found is None or found.sort != sort:
        not_here()
    return or_not_here(next(iter(offers.standing([found], NAME)), None))


def not_here() -> NoReturn:
    """Answer as for an address that does not exist."""
    abort(404)


def or_not_here(found: Found | None) -> Found:
    """Return `found`; a missing record is the neutral 404."""
    return not_here() if found is None else found
