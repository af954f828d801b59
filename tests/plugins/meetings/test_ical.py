"""Calendar feeds, read back by the library and by khal, a calendar client on the command line."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from core.api import ZONE
from plugins.meetings.ical import FeedEvent, feed, one_event
from plugins.meetings.moments import moment

WRITTEN = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)  # in winter
WINTER = FeedEvent(
    uid="meeting-1@ashdown.example",
    starts_at=moment(date(2026, 1, 20), time(16, 30)),
    minutes=90,
    title="Youth Council, autumn; plans \\ ideas",
    changed_at=WRITTEN,
    place="Town Hall,\nRoom 2",
    description="Bring a friend.\nSnacks: yes",
    url="https://heard.example/ashdown/meetings/1",
)
SUMMER = replace(WINTER, uid="meeting-2@ashdown.example", starts_at=moment(date(2026, 7, 21), time(16, 30)))
SHOWN = "{uid}|{start-long}|{end-long}|{title}|{status}"
SETTINGS = """
[calendars]
[[heard]]
path = {folder}/calendar
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
Client = Callable[[bytes], list[str]]


def read(written: bytes) -> list[FeedEvent]:
    """The events of a feed as the library reads them back."""
    return [
        FeedEvent(
            uid=str(event["uid"]),
            starts_at=event.start.astimezone(UTC),
            minutes=int((event.end - event.start).total_seconds() // 60),
            title=str(event["summary"]),
            changed_at=event.last_modified,
            place=str(event.get("location", "")),
            description=str(event.get("description", "")),
            url=str(event.get("url", "")),
            sequence=int(event["sequence"]),
            cancelled=event["status"] == "CANCELLED",
        )
        for event in Calendar.from_ical(written).events
    ]


def lines(written: bytes) -> list[str]:
    """The lines of a feed, unfolded."""
    return written.decode().replace("\r\n ", "").split("\r\n")


@pytest.fixture
def client(tmp_path: Path) -> Callable[[str], Client]:
    """A calendar client whose own clock stands at a zone; it takes a feed in and lists the year 2026."""

    def at(zone: str) -> Client:
        (tmp_path / "calendar").mkdir(exist_ok=True)
        (tmp_path / "settings").write_text(SETTINGS.format(folder=tmp_path, zone=zone))

        def khal(*words: str) -> str:
            command = [str(Path(sys.executable).with_name("khal")), "-c", str(tmp_path / "settings"), *words]
            home = {"HOME": str(tmp_path), "LANG": "C.UTF-8", "XDG_DATA_HOME": str(tmp_path)}
            return subprocess.run(command, env=home, capture_output=True, text=True, check=True, timeout=60).stdout

        def take_in(written: bytes) -> list[str]:
            (tmp_path / "feed.ics").write_bytes(written)
            khal("import", "--batch", "-a", "heard", str(tmp_path / "feed.ics"))
            return khal("list", "2026-01-01", "2026-12-31", "--day-format", "", "--format", SHOWN).split("\n")

        return lambda written: [line.strip() for line in take_in(written) if line]

    return at


def test_a_feed_is_read_back_as_it_was_written() -> None:
    assert read(feed([SUMMER, WINTER], "Youth Council")) == [WINTER, SUMMER]


def test_the_head_says_what_it_is_and_when_to_come_again() -> None:
    written = lines(feed([], "Youth Council: Ashdown", "Meetings, all of them", "https://heard.example/ashdown"))
    for line in (
        "X-WR-CALDESC:Meetings\\, all of them",
        "METHOD:PUBLISH",
        "NAME:Youth Council: Ashdown",
        "X-WR-CALNAME:Youth Council: Ashdown",
        "X-WR-TIMEZONE:Europe/London",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "DESCRIPTION:Meetings\\, all of them",
        "URL:https://heard.example/ashdown",
    ):
        assert line in written, line


def test_times_stand_by_the_wall_clock_in_winter_and_summer() -> None:
    written = lines(feed([WINTER, SUMMER], "Youth Council"))
    assert "DTSTART;TZID=Europe/London:20260120T163000" in written
    assert "DTSTART;TZID=Europe/London:20260721T163000" in written
    assert "DTEND;TZID=Europe/London:20260721T180000" in written
    assert written.count("BEGIN:VTIMEZONE") == 1


@settings(deadline=None)  # other work on the machine is no fault
@given(st.datetimes(datetime(1997, 1, 1), datetime(2060, 1, 1)))  # noqa: DTZ001
def test_the_rules_in_the_feed_are_those_of_the_zone(at: datetime) -> None:
    """Whoever knows the rules in the feed alone, and no zone by name, comes to the same moment."""
    (zone,) = Calendar.from_ical(feed([], "Youth Council")).timezones
    by_the_feed = zone.to_tz(lookup_tzid=False)
    here = at.replace(minute=30, second=0, microsecond=0, tzinfo=UTC).astimezone(ZONE)
    if not here.fold:
        assert here.replace(tzinfo=by_the_feed).utcoffset() == here.utcoffset()


def test_written_in_winter_read_in_summer_by_a_client(client: Callable[[str], Client]) -> None:
    expected = [
        f"{WINTER.uid}|2026-01-20 16:30|2026-01-20 18:00|{WINTER.title}|CONFIRMED",
        f"{SUMMER.uid}|2026-07-21 16:30|2026-07-21 18:00|{SUMMER.title}|CONFIRMED",
    ]
    assert client("Europe/London")(feed([WINTER, SUMMER], "Youth Council")) == expected


def test_a_client_elsewhere_shows_the_same_moments(client: Callable[[str], Client]) -> None:
    shown = client("Europe/Warsaw")(feed([WINTER, SUMMER], "Youth Council"))
    assert [line.split("|")[1] for line in shown] == ["2026-01-20 17:30", "2026-07-21 17:30"]


def test_moved_across_the_change_of_clocks_and_then_cancelled(client: Callable[[str], Client]) -> None:
    london, earlier = client("Europe/London"), moment(date(2026, 3, 24), time(16, 30))
    planned = replace(WINTER, starts_at=earlier, title="Youth Council")
    assert london(feed([planned], "Youth Council"))[0].split("|")[1] == "2026-03-24 16:30"

    later = moment(date(2026, 3, 31), time(16, 30))
    moved = replace(planned, starts_at=later, sequence=1, changed_at=WRITTEN + timedelta(days=30))
    assert london(feed([moved], "Youth Council")) == [
        f"{WINTER.uid}|2026-03-31 16:30|2026-03-31 18:00|Youth Council|CONFIRMED"
    ]

    off = replace(moved, cancelled=True, sequence=2, changed_at=WRITTEN + timedelta(days=40))
    assert london(feed([off], "Youth Council")) == [
        f"{WINTER.uid}|2026-03-31 16:30|2026-03-31 18:00|Cancelled: Youth Council|CANCELLED"
    ]


def test_each_change_says_its_number_and_when() -> None:
    off = replace(WINTER, cancelled=True, sequence=2, changed_at=WRITTEN + timedelta(days=1))
    written = lines(feed([off], "Youth Council"))
    for line in ("SEQUENCE:2", "STATUS:CANCELLED", "LAST-MODIFIED:20260106T090000Z", "DTSTAMP:20260106T090000Z"):
        assert line in written, line
    assert f"UID:{WINTER.uid}" in written


def test_cancelled_is_said_in_the_readers_language(app: Flask) -> None:
    off = replace(WINTER, cancelled=True, title="Rada")
    with app.test_request_context("/", headers={"Cookie": "reading=standard.en"}):
        assert "SUMMARY:Cancelled: Rada" in lines(one_event(off))


def test_the_same_events_in_any_order_give_the_same_bytes() -> None:
    assert feed([WINTER, SUMMER], "Youth Council") == feed([SUMMER, WINTER], "Youth Council")
    assert feed([WINTER], "Youth Council") != feed([replace(WINTER, sequence=1)], "Youth Council")


def test_a_private_feed_tells_no_more_than_it_is_given() -> None:
    neutral = replace(WINTER, title="Meeting", place="", description="", url="")
    written = feed([neutral], "Dates").decode()
    assert not any(word in written for word in ("LOCATION", "DESCRIPTION", "URL", "Youth", "ashdown/"))


def test_the_end_in_the_hour_that_comes_twice_is_exact() -> None:
    night = replace(WINTER, starts_at=moment(date(2026, 10, 25), time(0, 30)), minutes=120)
    written = feed([night], "Night")
    assert "DTEND:20261025T013000Z" in lines(written) and read(written)[0].minutes == 120


def test_lines_are_folded_within_whole_characters() -> None:
    long = replace(WINTER, title="Zażółć 🎉 " * 40)
    written = feed([long], "Youth Council")
    assert all(len(line) <= 75 for line in written.split(b"\r\n")) and b"\n" not in written.replace(b"\r\n", b"")
    assert [line.decode() for line in written.split(b"\r\n")] and read(written)[0].title == long.title.strip()


def test_nobody_can_write_a_line_of_their_own() -> None:
    sly = "x\r\nATTENDEE:mailto:a@b.example\nBEGIN:VALARM"
    written = feed([replace(WINTER, title=sly, place=sly, description=sly, url=sly, uid=sly)], sly, sly, sly)
    assert not [line for line in lines(written) if line.startswith(("ATTENDEE", "BEGIN:VALARM"))]
    assert len(read(written)) == 1


@settings(deadline=None)  # other work on the machine is no fault
@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_whatever_is_typed_comes_back(title: str, place: str, description: str) -> None:
    typed = replace(WINTER, title=title, place=place, description=description)
    (found,) = read(feed([typed], title))
    for ours, theirs in ((title, found.title), (place, found.place), (description, found.description)):
        assert _printable(ours).split() == theirs.split()


def _printable(text: str) -> str:
    kept = text.replace("\r", "\n")
    return "".join(one for one in kept if one in "\n\t" or not (ord(one) < 32 or 127 <= ord(one) < 160))
