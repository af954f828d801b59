"""Which councils take part in a region's releases, quarter by quarter: in and out only where a quarter ends."""

from datetime import date

from core import audit
from core.access.actor import Actor
from core.access.permissions import Permission
from core.authority.resolve import Authority
from core.authority.schema import Region
from core.db import authority_scope, db
from core.indicators.quarters import Quarter
from core.releases.faults import ReleaseRefused
from core.releases.models import Seat
from core.web.house import house

JOIN = "releases.join"
RELEASE_PERMISSIONS = (
    Permission(JOIN, "Let this council's figures into those of its region, or take them out", ("local_admin",)),
    Permission("releases.sign", "Sign the figures of a region", ("regional_lead",)),
)


def join(authority: Authority, region: str, by: Actor, today: date) -> Quarter:
    """Take part from the next quarter on; returns it. In the council's scope; the caller commits."""
    _may(by)
    if authority.slug not in region_called(region).members:
        raise ReleaseRefused(f"{authority.name} does not belong to {region_called(region).name}. Nothing was changed.")
    following = Quarter.of(today).after
    if _open_seat(region) is not None:
        raise ReleaseRefused(f"{authority.name} takes part already. Nothing was changed.")
    _sit(region, str(following))
    audit.record("release.joined", "release seat", detail={"region": region, "from": str(following)}, by=by.user_id)
    return following


def leave(authority: Authority, region: str, by: Actor, today: date) -> Quarter:
    """Take part no more after this quarter, which is still counted; returns it. What is released stays as it is."""
    _may(by)
    seat = _open_seat(region)
    if seat is None:
        raise ReleaseRefused(f"{authority.name} does not take part. Nothing was changed.")
    last = Quarter.of(today)
    seat.leaves = str(last)
    audit.record("release.left", "release seat", detail={"region": region, "after": str(last)}, by=by.user_id)
    return last


def region_called(slug: str) -> Region:
    """The region of this slug; raises ReleaseRefused."""
    found = house().authorities.regions.get(slug)
    if found is None:
        raise ReleaseRefused(f"There is no region {slug}. See _regions.toml.")
    return found


def members_in(region: Region, quarter: Quarter) -> list[Authority]:
    """The councils that take part in a quarter, each asked in its own scope."""
    found = (house().authorities.find(slug) for slug in region.members)
    return [one for one in found if one is not None and _takes_part(one, region.slug, str(quarter))]


def _takes_part(authority: Authority, region: str, quarter: str) -> bool:
    with authority_scope(authority.id):
        seats = db.session.scalars(db.select(Seat).where(Seat.region == region, Seat.joins <= quarter))
        return any(seat.leaves == "" or quarter <= seat.leaves for seat in seats)


def _sit(region: str, joins: str) -> None:
    """Take a seat; whoever joined, left and joins again within one quarter takes the same."""
    query = db.select(Seat).where(Seat.region == region, Seat.joins == joins)
    seat = db.session.scalars(query).first() or Seat(region=region, joins=joins)
    seat.leaves = ""
    db.session.add(seat)


def _open_seat(region: str) -> Seat | None:
    return db.session.scalars(db.select(Seat).where(Seat.region == region, Seat.leaves == "")).first()


def _may(by: Actor) -> None:
    if not by.can(JOIN):
        raise ReleaseRefused("Only somebody of this council with the right to do so decides about its figures.")
