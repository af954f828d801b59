"""Where a message goes, and when: plain functions over what is known of its reader at the moment of sending.

No nudges (ICO Children's Code, standard 13): what nobody chose is not sent out, and at night no young person is rung.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from core.clock import ZONE, local_moment
from core.people.ages import Ages

CHANNELS = ("email", "text")
STAFF = frozenset({"worker", "partner"})
QUIET_FROM, QUIET_UNTIL = time(21, 0), time(7, 0)
GATHERED_AT = time(16, 30)  # after school, before tea
FRIDAY = 4
A_DAY = timedelta(days=1)
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is to be told, as they are now. `agreed` are the channels of core.contact that hold; ages None: unknown."""

    kind: str
    youngest: int | None = None
    email: str = ""
    phone: str = ""
    wish: str = ""
    pace: str = "at_once"
    agreed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Way:
    """What becomes of a message: it goes to `address` by `channel`, waits `until` a moment, or is dropped.

    `why` is a word of core/notify/words.py wherever it does not go now.
    """

    channel: str = ""
    address: str = ""
    why: str = ""
    until: datetime | None = None

    @property
    def goes(self) -> bool:
        """True when it is to be sent now."""
        return bool(self.address) and self.until is None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a council can send by, its ages, and the moment."""

    means: frozenset[str]
    ages: Ages
    now: datetime


def way(reader: Reader, here: Circumstances, *, asks: bool, waits: bool, urgent: bool, has_waited: bool = False) -> Way:
    """Where a message goes. `asks`: only with agreement; `waits`: may be gathered; `has_waited`: it was already."""
    if is_too_young(reader, here.ages):
        return Way(why="too_young")
    if reader.wish == "here":
        return Way(why="here_only")
    wished = [one for one in CHANNELS if reader.wish in ("", one)]
    may = [one for one in wished if not asks or one in reader.agreed]
    if not may:
        return Way(why="not_agreed")
    able = [one for one in may if one in here.means]
    if not able:
        return Way(why="no_means")
    found = _addresses(reader)
    channel = next((one for one in able if found[one]), "")
    if not channel:
        return Way(why="no_address")
    if waits and not has_waited and reader.pace != "at_once":
        return Way(channel, why="gathered", until=gathered_on(reader.pace, here.now))
    quiet = quiet_until(here.now) if channel == "text" and not urgent and is_minor(reader, here.ages) else None
    return Way(channel, found[channel], "quiet" if quiet else "", quiet)


def is_too_young(reader: Reader, ages: Ages) -> bool:
    """Under the age of an account of one's own nothing leaves this site; whose age is unknown counts as that young."""
    return reader.kind == "young_person" and (reader.youngest is None or reader.youngest < ages.guardian_below)


def is_minor(reader: Reader, ages: Ages) -> bool:
    """Under 18, or not known to be older."""
    return reader.kind == "young_person" and (reader.youngest is None or reader.youngest < ages.adult)


def quiet_until(now: datetime) -> datetime | None:
    """The next morning, between 21:00 and 07:00 by the council's clock; None by day."""
    here = now.astimezone(ZONE)
    if here.time() >= QUIET_FROM:
        return local_moment(here.date() + A_DAY, QUIET_UNTIL)
    return local_moment(here.date(), QUIET_UNTIL) if here.time() < QUIET_UNTIL else None


def gathered_on(pace: str, now: datetime) -> datetime:
    """When a daily message goes out next, or (weekly) on a Friday."""
    day = now.astimezone(ZONE).date()
    while (moment := local_moment(day, GATHERED_AT)) <= now or not _is_day(pace, day):
        day += A_DAY
    return moment


def _is_day(pace: str, day: date) -> bool:
    return pace != "weekly" or day.weekday() == FRIDAY


def _addresses(reader: Reader) -> Mapping[str, str]:
    return {"email": usable_email(reader.email), "text": usable_mobile(reader.phone)}


def usable_email(address: str) -> str:
    """One plain address, or "": never a list, a name or a line break, which would reach somebody else."""
    found = address.strip()
    return found if _ADDRESS.fullmatch(found) else ""


def usable_mobile(number: str) -> str:
    """A British mobile number as +447..., or "": texts to landlines are read out loud to whoever answers."""
    digits = re.sub(r"[\s().-]", "", number)
    found = re.fullmatch(r"(?:\+44|0044|0)(7\d{9})", digits)
    return f"+44{found[1]}" if found else ""
