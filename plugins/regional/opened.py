"""What a page of a region is about: the region in its address, its councils, its releases; otherwise the 404."""

from dataclasses import dataclass
from functools import cached_property
from typing import NoReturn

from flask import abort

from core.api import Authority, regions, releases
from plugins.regional.comparison import Compared, compared


@dataclass(frozen=True)
class Opened:
    """A region with its councils; releases are read once, when first asked for."""

    region: regions.Region

    @property
    def slug(self) -> str:
        """As it stands in addresses."""
        return self.region.slug

    @cached_property
    def councils(self) -> list[Authority]:
        """Its councils on this deployment, in the order of their names."""
        return regions.councils_of(self.region)

    @property
    def why_none(self) -> str:
        """Why these councils cannot be compared; "" where they can."""
        return releases.why_none(self.slug)

    @cached_property
    def signed(self) -> list[releases.Document]:
        """Its signed releases, the newest first."""
        return releases.signed(self.slug)

    @property
    def latest(self) -> Compared | None:
        """Its newest release; None where nothing is signed."""
        return compared(self.signed, self.signed[0].quarter) if self.signed else None

    def names(self, ids: frozenset[str] | tuple[str, ...]) -> list[str]:
        """Short names of councils by their ids, in the order of the names."""
        return [one.file.short_name for one in self.councils if str(one.id) in ids]


def opened(slug: str) -> Opened:
    """The region of this address, or the neutral 404."""
    found = regions.find(slug)
    return Opened(found) if found else not_here()


def release_of(region: Opened, quarter: str) -> Compared:
    """The signed release of a quarter, or the neutral 404: a draft is not there."""
    return compared(region.signed, quarter) or not_here()


def not_here() -> NoReturn:
    """The one answer for everything that is not there."""
    abort(404)
