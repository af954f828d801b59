"""Regions as pages need them: which there are, and which councils belong to one. What they compare is in releases."""

from core.authority.resolve import Authority
from core.authority.schema import Region
from core.web.house import house

__all__ = ["Region", "councils_of", "every", "find", "of_council"]


def find(slug: str) -> Region | None:
    """The region of this slug; None where there is none."""
    return house().authorities.regions.get(slug)


def every() -> list[Region]:
    """Every region of this deployment, in the order of their names."""
    return sorted(house().authorities.regions.values(), key=lambda region: region.name)


def of_council(authority: Authority) -> list[Region]:
    """The regions that a council belongs to, in the order of their names."""
    return [region for region in every() if authority.slug in region.members]


def councils_of(region: Region) -> list[Authority]:
    """The councils of a region that are on this deployment, in the order of their short names."""
    return [council for council in house().authorities.all() if council.slug in region.members]
