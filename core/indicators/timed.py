"""The nightly count: a day's changes are in the numbers the next morning."""

from datetime import time
from typing import Any

from core.authority.resolve import Authority
from core.clock import local_today
from core.indicators.counting import count, recent
from core.jobs import Every, Job


def run(authority: Authority, payload: dict[str, Any]) -> None:
    """Count this quarter and the last one of one council; the runner commits."""
    count(authority, recent(local_today()))


INDICATOR_JOBS = (
    Job("indicators.count", run, Every(at=time(3, 30)), title="Counts the figures of this quarter and the last one"),
)
