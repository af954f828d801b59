"""Where a message goes: the table, by hand and over random readers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.clock import ZONE
from core.notify import Notice
from core.notify.notices import CORE_NOTICES, NoticeFault, NoticeTable, notices_of
from core.notify.rules import (
    Circumstances,
    Reader,
    gathered_on,
    quiet_until,
    usable_email,
    usable_mobile,
    way,
)
from core.notify.words import WHY
from core.people.ages import Ages

DAY = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)  # a Wednesday in summer time
NIGHT = datetime(2026, 6, 10, 20, 30, tzinfo=UTC)  # 21:30 by the clock
BOTH = frozenset({"email", "text"})
START = datetime(2024, 1, 1, tzinfo=UTC)
HERE = Circumstances(BOTH, Ages(), DAY)
ROBIN = Reader("young_person", 15, "robin@home.example", "07700 900123", agreed=BOTH)


def test_e_mail_comes_before_text_where_nothing_was_wished() -> None:
    found = way(ROBIN, HERE, asks=True, waits=True, urgent=False)
    assert (found.channel, found.address, found.goes) == ("email", "robin@home.example", True)


def test_who_wished_texts_gets_no_e_mail_instead() -> None:
    wishing = replace(ROBIN, wish="text", agreed=frozenset({"email"}))
    assert way(wishing, HERE, asks=True, waits=True, urgent=False).why == "not_agreed"


def test_at_night_a_young_person_is_texted_only_what_is_urgent() -> None:
    night, texted = replace(HERE, now=NIGHT), replace(ROBIN, wish="text")
    quiet = way(texted, night, asks=True, waits=True, urgent=False)
    assert quiet.why == "quiet" and quiet.until is not None
    assert quiet.until.astimezone(ZONE).isoformat() == "2026-06-11T07:00:00+01:00"
    assert way(texted, night, asks=True, waits=True, urgent=True).goes
    assert way(replace(texted, youngest=18), night, asks=True, waits=True, urgent=False).goes
    assert way(replace(texted, wish="email"), night, asks=True, waits=True, urgent=False).goes


def test_gathered_messages_wait_once() -> None:
    daily = replace(ROBIN, pace="daily")
    assert way(daily, HERE, asks=True, waits=True, urgent=False).why == "gathered"
    assert way(daily, HERE, asks=True, waits=True, urgent=False, has_waited=True).goes
    assert way(daily, HERE, asks=True, waits=False, urgent=False).goes


def test_daily_is_in_the_afternoon_and_weekly_on_a_friday() -> None:
    assert gathered_on("daily", DAY).astimezone(ZONE).isoformat() == "2026-06-10T16:30:00+01:00"
    assert gathered_on("daily", NIGHT).astimezone(ZONE).day == 11
    assert gathered_on("weekly", DAY).astimezone(ZONE).isoformat() == "2026-06-12T16:30:00+01:00"


MOMENTS = st.integers(0, 4 * 366 * 24 * 60).map(lambda n: START + timedelta(minutes=n))


@given(MOMENTS, st.sampled_from(["daily", "weekly"]))
def test_what_waits_goes_in_the_future_and_never_at_night(now: datetime, pace: str) -> None:
    moment = gathered_on(pace, now)
    assert moment > now and quiet_until(moment) is None
    quiet = quiet_until(now)
    assert quiet is None or (quiet > now and quiet_until(quiet) is None)


@given(
    kind=st.sampled_from(["young_person", "parent_carer", "worker"]),
    youngest=st.one_of(st.none(), st.integers(4, 26)),
    wish=st.sampled_from(["", "here", "email", "text"]),
    agreed=st.sets(st.sampled_from(["email", "text", "post"])),
    means=st.sets(st.sampled_from(["email", "text"])),
    address=st.sampled_from(["", "a@b.example", "a@b.example,c@d.example"]),
    asks=st.booleans(),
    urgent=st.booleans(),
    at=st.sampled_from([DAY, NIGHT]),
)
def test_nothing_leaves_without_agreement_age_wish_means_and_address(
    kind: str, youngest: int | None, wish: str, agreed: set[str], means: set[str], address: str, asks: bool,
    urgent: bool, at: datetime,
) -> None:  # fmt: skip
    reader = Reader(kind, youngest, address, "07700 900123", wish, "at_once", frozenset(agreed))
    found = way(reader, Circumstances(frozenset(means), Ages(), at), asks=asks, waits=False, urgent=urgent)
    if not found.goes:
        assert found.why in WHY and found.why
        return
    assert found.channel in means and wish in ("", found.channel)
    assert not asks or found.channel in agreed
    assert found.channel == "text" or found.address == "a@b.example"
    if kind == "young_person":
        assert youngest is not None and youngest >= 13
        assert urgent or at is DAY or found.channel == "email" or youngest >= 18


@pytest.mark.parametrize(
    "wrong",
    ["a@b", "a b@c.example", "x@y.example\nBcc: z@y.example", "<a@b.example>", "a@b.example;c@d.example", "@b.example"],
)
def test_only_one_plain_address_is_written_to(wrong: str) -> None:
    assert usable_email(wrong) == ""
    assert usable_email(" robin@home.example ") == "robin@home.example"


@pytest.mark.parametrize(
    ("typed", "number"),
    [("07700 900123", "+447700900123"), ("+44 (7700) 900-123", "+447700900123"), ("01632 960100", ""), ("0770", "")],
)
def test_only_mobile_numbers_are_texted(typed: str, number: str) -> None:
    assert usable_mobile(typed) == number


@pytest.mark.parametrize(
    "sentence",
    ["Hello {name}.", "Hello %(name)s.", "No full stop", "See https://x.example.", "There are 3 things.", "x" * 121],
)
def test_a_sentence_with_a_place_to_fill_in_is_refused(sentence: str) -> None:
    with pytest.raises(ValueError, match="the sentence is fixed"):
        Notice("trial.news", sentence)


def test_a_misnamed_or_doubled_notice_is_refused() -> None:
    with pytest.raises(ValueError, match="named room"):
        Notice("news", "There is news.")
    with pytest.raises(ValueError, match="hidden"):
        Notice("a.b", "There is news.", hidden=True, for_adults=True)
    with pytest.raises(NoticeFault, match="declared twice"):
        NoticeTable([*CORE_NOTICES, CORE_NOTICES[0]])
    table = notices_of([("groups", (Notice("groups.news", "There is news."),))])
    assert table["groups.news"].owner == "groups"
