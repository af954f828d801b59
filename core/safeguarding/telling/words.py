"""What stands around the form in the reader's words: when somebody will look, who answers the telephone now."""

from datetime import datetime
from typing import Any

from core.authority.resolve import Authority
from core.clock import ZONE, local_today
from core.db import utcnow
from core.safeguarding.telling import looking
from core.web.languages import clock, day, gettext


def around(here: Authority) -> dict[str, Any]:
    """The values that the pages of tell-someone share."""
    now = utcnow()
    look, lines = looking.next_look(here.file, now), looking.lines(here.file, now)
    return {
        "look": look,
        "look_at": spoken(look.at),
        "look_by": spoken(look.by),
        "lines": lines,
        "open_lines": [one for one in lines if one.is_open],
    }


def spoken(at: datetime) -> str:
    """A moment as people say it: the time alone today, otherwise with the day."""
    here = at.astimezone(ZONE)
    time = clock(here.time())
    if here.date() == local_today():
        return time
    return gettext("%(day)s at %(time)s", day=day(here.date(), "near"), time=time)
