"""The nightly count, so that a day's changes are in the numbers the next morning, and drafts of ended quarters.

Nothing is ever signed by itself: that is a person's.
"""

from datetime import date, time, timedelta
from typing import Any, Final

from core.authority.resolve import Authority
from core.authority.schema import Region
from core.clock import local_today
from core.db import platform_scope
from core.indicators.counting import count, count_changed, recent
from core.indicators.quarters import Quarter
from core.jobs import Every, Job
from core.releases.faults import ReleaseRefused
from core.releases.giving import is_given
from core.releases.making import make
from core.releases.sealing import tried
from core.releases.stored import digest_before, find, unsigned
from core.web.house import house

LATE_ENTRIES: Final = timedelta(days=14)
"""How long after its end a quarter still takes late entries: with the first draft, what councils give is fixed."""
SUNDAY: Final = 6  # the night in which everything recent is counted, whatever the audit record says


def count_recent(authority: Authority, payload: dict[str, Any]) -> None:
    """Count what changed in this quarter and the last one of one council; the runner commits.

    A quarter that was given to a region is closed: what the council sees of itself is what the region's sum holds.
    """
    today = local_today()
    counts = count if today.weekday() == SUNDAY else count_changed
    counts(authority, [one for one in recent(today) if not is_given(one)])


def draft_ended(payload: dict[str, Any]) -> None:
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
        "indicators.count",
        count_recent,
        Every(at=time(3, 30)),
        title="Counts the figures of this quarter and the last one",
    ),
    Job(
        "releases.draft",
        draft_ended,
        Every(at=time(5, 0)),
        scope="platform",
        title="Makes the drafts of a quarter that has ended",
    ),
)
