"""Whom an unread case reaches, and when: the leads at once, the leads again, the deputies, the duty number.

Plain functions. Minutes are the council's (its file), counted while somebody looks; where the author says that somebody
is in danger now they count by day and night, the deputies hear together with the leads, and each later step comes one
step earlier.
"""

from datetime import datetime, timedelta
from typing import Final

from core.authority.duties import Safeguarding
from core.safeguarding.clocks import after_minutes

LEADS, AGAIN, DEPUTIES, DUTY = STAGES = ("leads", "again", "deputies", "duty")
CALL: Final = "call"  # something that belongs to no case: every lead and deputy, away or not


def moments(
    now: datetime, section: Safeguarding, jurisdiction: str, *, urgent: bool
) -> dict[str, datetime]:
    """When each stage is due for a case that arrives `now` and is not read."""
    clocks = section.clocks
    if urgent:
        read, deputy = (timedelta(minutes=one) for one in (clocks.acknowledge_minutes, clocks.to_deputy_minutes))
        return {LEADS: now, DEPUTIES: now, AGAIN: now + read, DUTY: now + deputy}
    minutes = {AGAIN: clocks.acknowledge_minutes, DEPUTIES: clocks.to_deputy_minutes, DUTY: clocks.duty_minutes}
    later = {stage: after_minutes(many, now, section, jurisdiction) for stage, many in minutes.items()}
    return {LEADS: now, **later}
