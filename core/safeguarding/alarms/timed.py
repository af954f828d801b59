"""Timed work of alarms, on no page and in no count: it runs alike whether anything waits or not."""

from typing import Any, Final

from core.authority.resolve import Authority
from core.jobs.job import Every, Job
from core.safeguarding.alarms.probing import PROBE, probe
from core.safeguarding.alarms.sending import send_waiting

LOOK: Final = "safeguarding.look"


def look(authority: Authority, payload: dict[str, Any]) -> None:
    """Hand over what waits, and go on to whoever is next where nobody has read a case in time."""
    send_waiting(authority)


def look_ahead(authority: Authority, payload: dict[str, Any]) -> None:
    """Try every address without sending anything."""
    probe(authority)


ALARM_JOBS = (
    Job(LOOK, look, every=Every(minutes=1), hidden=True, tries=1),
    Job(PROBE, look_ahead, every=Every(minutes=5), hidden=True, tries=1),
)
