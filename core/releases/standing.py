"""How a council stands to its regions: whether its figures are in theirs, since when, until when."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.authority.resolve import Authority
from core.authority.schema import Region
from core.db import db
from core.indicators.quarters import Quarter
from core.releases.making import too_few
from core.releases.models import Seat
from core.web.house import house


@dataclass(frozen=True, slots=True)
class Standing:
    """One region of a council. `since` and `until` are of the last time it takes (or took) part, None for none.

    `why_none`: why the region can have no comparison, whoever takes part.
    """

    region: Region
    others: Sequence[str]
    since: Quarter | None
    until: Quarter | None
    why_none: str

    @property
    def takes_part(self) -> bool:
        """Whether it takes part without an end."""
        return self.since is not None and self.until is None

    def words(self, present: Quarter) -> str:
        """In a plain sentence, as of this quarter."""
        if self.since is None or (self.until is not None and self.until < self.since):
            return "Does not take part."
        if self.until is not None and self.until < present:
            return f"Took part from {self.since} to {self.until}. What was released stays."
        begins = f"Takes part from {self.since} on" if self.since > present else f"Has taken part since {self.since}"
        return f"{begins}." if self.until is None else f"{begins}, {self.until} is the last quarter."


def standings(authority: Authority) -> list[Standing]:
    """Every region that a council belongs to, in the council's scope."""
    found = house().authorities.regions.values()
    return [_standing(authority, region) for region in found if authority.slug in region.members]


def standing(authority: Authority, region: str) -> Standing | None:
    """One of them; None where the council does not belong to it."""
    return next((one for one in standings(authority) if one.region.slug == region), None)


def _standing(authority: Authority, region: Region) -> Standing:
    query = db.select(Seat).where(Seat.region == region.slug).order_by(Seat.joins.desc()).limit(1)
    seat = db.session.scalars(query).first()
    members = [one for one in map(house().authorities.find, region.members) if one is not None]
    others = sorted(one.name for one in members if one.slug != authority.slug)
    since = Quarter.read(seat.joins) if seat else None
    until = Quarter.read(seat.leaves) if seat and seat.leaves else None
    return Standing(region, others, since, until, too_few(region, len(region.members)))
