"""The nightly count: a day's changes are in the numbers the next morning."""

from datetime import time
from typing import Any, Final

from core.authority.resolve import Authority
from core.clock import local_today
from core.indicators.counting import count, count_changed, recent
from core.jobs import Every, Job

SUNDAY: Final = 6  # the night in which everything recent is counted, whatever the audit record says


def run(authority: Authority, payload: dict[str, Any]) -> None:
    """Count what changed in this quarter and the last one of one council; the runner commits."""
    today = local_today()
    counts = count if today.weekday() == SUNDAY else count_changed
    counts(authority, recent(today))


INDICATOR_JOBS = (
    Job("indicators.count", run, Every(at=time(3, 30)), title="Counts the figures of this quarter and the last one"),
)
