"""Drafts by themselves, shortly after a quarter has ended. Nothing is ever signed by itself: that is a person's."""

from datetime import date, time, timedelta
from typing import Any, Final

from core.authority.schema import Region
from core.clock import local_today
from core.db import platform_scope
from core.indicators.quarters import Quarter
from core.jobs import Every, Job
from core.releases.faults import ReleaseRefused
from core.releases.making import make
from core.releases.sealing import tried
from core.releases.stored import digest_before, find, unsigned
from core.web.house import house

LATE_ENTRIES: Final = timedelta(days=14)
"""How long after its end a quarter still takes late entries: with the first draft, what councils give is fixed."""


def run(payload: dict[str, Any]) -> None:
    """Make and try the draft of the last quarter of every region, and again those that are out of date."""
    today = local_today()
    last = Quarter.of(today - LATE_ENTRIES).before
    for region in house().authorities.regions.values():
        for quarter in _wanted(region, last):
            _draft(region, quarter, today)


def _wanted(region: Region, last: Quarter) -> list[Quarter]:
    """The last quarter where it has no draft, and drafts from before another quarter was signed."""
    with platform_scope(reason="which drafts a region has"):
        is_new = find(region.slug, str(last)) is None
    old = [Quarter.read(one.quarter) for one in unsigned(region.slug) if one.previous != digest_before(region.slug)]
    return [*old, last] if is_new else old


def _draft(region: Region, quarter: Quarter, today: date) -> None:
    """A region with too few councils, or whose figures cannot be protected, has none: its page says why."""
    try:
        make(region.slug, quarter, today)
        tried(region.slug, quarter)
    except ReleaseRefused:
        return


RELEASE_JOBS = (
    Job(
        "releases.draft",
        run,
        Every(at=time(5, 0)),
        scope="platform",
        title="Makes the drafts of a quarter that has ended",
    ),
)
