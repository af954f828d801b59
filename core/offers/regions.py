"""Which regions a council is in, and which council an offer came from."""

from uuid import UUID

from core.authority.resolve import Authority
from core.authority.schema import Region
from core.web.house import house


def regions_of(authority: Authority) -> list[Region]:
    """The regions of this deployment that the council is a member of, as the file orders them."""
    return [region for region in house().authorities.regions.values() if authority.slug in region.members]


def region_named(slug: str) -> Region | None:
    """The region of this slug; None where there is none."""
    return house().authorities.regions.get(slug)


def council_named(council_id: UUID | None) -> str:
    """What the council of an offer is called; "" for the region's lead, and for one that has left the deployment."""
    found = house().authorities.by_id(council_id) if council_id else None
    return found.file.short_name if found else ""


def members_of(region: str) -> tuple[tuple[UUID, str], ...]:
    """The councils of a region on this deployment, as (id, short name)."""
    found = region_named(region)
    slugs = found.members if found else ()
    return tuple((one.id, one.file.short_name) for one in house().authorities.all() if one.slug in slugs)


def member(region: str, council_id: UUID) -> Authority | None:
    """The council, while it is a member of the region; None after it left."""
    here, found = region_named(region), house().authorities.by_id(council_id)
    return found if here and found and found.slug in here.members else None
