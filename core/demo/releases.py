"""The demonstration's releases: councils take part in their regions, figures are counted, ended quarters are signed."""

from datetime import date
from uuid import UUID

from core.authority.resolve import Authority
from core.authority.schema import Region
from core.db import authority_scope, db, platform_scope
from core.indicators import Quarter, count
from core.releases.making import make, too_few
from core.releases.models import Seat
from core.releases.sealing import seal
from core.releases.stored import all_documents
from core.users.accounts import anybody_with
from core.web.house import house

QUARTERS = 4  # a year of releases is enough to see a line


def plant(today: date) -> int:
    """Count the last year and sign what has ended; returns how many releases are new. Again adds nothing."""
    present = Quarter.of(today)
    first = present
    for _ in range(QUARTERS):
        first = first.before
    regions = list(house().authorities.regions.values())
    for council in house().authorities.all():
        _seat_and_count(council, [one for one in regions if council.slug in one.members], first, present)
    return sum(_release(one, first, present.before, today) for one in regions if _can(one))


def _seat_and_count(council: Authority, regions: list[Region], first: Quarter, present: Quarter) -> None:
    with authority_scope(council.id, write=True):
        seated = set(db.session.scalars(db.select(Seat.region)))
        db.session.add_all(Seat(region=one.slug, joins=str(first)) for one in regions if one.slug not in seated)
        count(council, first.until(present))
        db.session.commit()


def _can(region: Region) -> bool:
    found = [slug for slug in region.members if house().authorities.find(slug) is not None]
    return too_few(region, len(found)) == ""


def _release(region: Region, first: Quarter, last: Quarter, today: date) -> int:
    known = {one.quarter for one in all_documents(region.slug)}
    wanted = [quarter for quarter in first.until(last) if str(quarter) not in known]
    if known:  # a release comes after those before it, never between them
        wanted = [quarter for quarter in wanted if str(quarter) > max(known)]
    by = _who(region)
    for quarter in wanted:
        make(region.slug, quarter, today)
        seal(region.slug, quarter, by)
    return len(wanted)


def _who(region: Region) -> UUID:
    """The region's lead, or the operator where the demonstration has none."""
    with platform_scope(reason="who signs the demonstration's releases"):
        found = anybody_with("regional_lead", region.slug) or anybody_with("operator", None)
    if found is None:
        raise LookupError("the platform's accounts are made before its releases")
    return found
