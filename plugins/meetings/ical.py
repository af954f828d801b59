"""Calendar feeds (iCalendar, RFC 5545 and 7986) of meetings, which calendar programs fetch again and again.

Times stand by the wall clock of Europe/London with its rules written out, so that 4:30pm stays 4:30pm in every program
when the clocks change. The same events always give the same bytes: an ETag made from them holds.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vText

from core.api import ZONE, gettext
from plugins.meetings.moments import ends

CONTENT_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"
PRODUCT = "-//Heard//Meetings//EN"
FETCH_AGAIN = timedelta(hours=6)
RULES_SINCE = 1996  # the year from which the clocks change on these Sundays
_LINES = "\n\t"


@dataclass(frozen=True)
class FeedEvent:
    """One meeting in a feed.

    `uid` stays the same for the meeting's whole life and in every feed; `sequence` rises by one with each move or
    cancellation; `starts_at` and `changed_at` are aware. Empty texts are left out, as in a private feed.
    """

    uid: str
    starts_at: datetime
    minutes: int
    title: str
    changed_at: datetime
    place: str = ""
    description: str = ""
    url: str = ""
    sequence: int = 0
    cancelled: bool = False


def feed(events: Iterable[FeedEvent], name: str, description: str = "", url: str = "") -> bytes:
    """The bytes of a feed called `name`; `url` is the page it belongs to. Events may come in any order."""
    calendar = _head(_plain(name), _plain(description), url)
    calendar.add_component(_zone())
    for event in sorted(events, key=lambda one: (one.starts_at, one.uid)):
        calendar.add_component(_event(event))
    return bytes(calendar.to_ical())


def one_event(event: FeedEvent) -> bytes:
    """The bytes of a file with one meeting alone, to save from a page or to send with a message."""
    return feed([event], event.title)


def _head(name: str, description: str, url: str) -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", vText(name))  # the library escapes none of the newer texts unless told
    calendar.add("x-wr-calname", vText(name))  # X: for programs that do not know the newer names
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add("refresh-interval", FETCH_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    if description:
        calendar.add("description", description)
        calendar.add("x-wr-caldesc", vText(description))
    if url:
        calendar.add("url", _address(url))
    return calendar


def _event(one: FeedEvent) -> Event:
    event, title = Event(), _plain(one.title)
    event.add("uid", _plain(one.uid))
    event.add("dtstamp", one.changed_at.astimezone(UTC))
    event.add("last-modified", one.changed_at.astimezone(UTC))
    event.add("sequence", one.sequence)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    # Some programs overlook the status, and nobody should travel to a meeting that is off.
    event.add("summary", gettext("Cancelled: %(meeting)s", meeting=title) if one.cancelled else title)
    event.add("dtstart", _wall(one.starts_at))
    event.add("dtend", _wall(ends(one.starts_at, one.minutes)))
    texts = {"location": _plain(one.place), "description": _plain(one.description), "url": _address(one.url)}
    for key, text in texts.items():
        if text:
            event.add(key, text)
    return event


def _wall(at: datetime) -> datetime:
    """The moment by the wall clock; in UTC in the hour that comes twice, whose second half no wall clock can name."""
    here = at.astimezone(ZONE)
    return at.astimezone(UTC) if here.fold else here


@cache
def _zone() -> Timezone:
    """The rules of Europe/London. The library's own put the change in March an hour late."""
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    zone.add_component(_change(TimezoneStandard(), "GMT", 10, (1, 0)))
    zone.add_component(_change(TimezoneDaylight(), "BST", 3, (0, 1)))
    return zone


def _change(
    part: TimezoneStandard | TimezoneDaylight, name: str, month: int, hours: tuple[int, int]
) -> TimezoneStandard | TimezoneDaylight:
    """The last Sunday of a month at 01:00 UTC, written by the clock that was right until then."""
    before, after = hours
    last_sunday = {3: 31, 10: 27}[month]  # of 1996
    part.add("dtstart", datetime(RULES_SINCE, month, last_sunday, 1 + before))  # noqa: DTZ001
    part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
    part.add("tzname", name)
    part.add("tzoffsetfrom", timedelta(hours=before))
    part.add("tzoffsetto", timedelta(hours=after))
    return part


def _plain(text: str) -> str:
    """`text` without what no calendar can hold: control characters and halves of characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one in _LINES or unicodedata.category(one) not in ("Cc", "Cs")).strip()


def _address(url: str) -> str:
    """`url` in one piece: an address is written without escaping, so that a line break in it would start a new line."""
    return "".join(_plain(url).split())
