"""Drafts by themselves: a fortnight after a quarter's end, tried, never signed, made again when out of date."""

from datetime import date

import pytest
from flask import Flask

from core.db import db, platform_scope
from core.jobs.table import EXTENSION
from core.releases import ReleaseRefused, draft, drafts, sealing, signed, timed
from core.releases.making import make
from tests.core.releases.conftest import Table, counted, seat
from tests.core.releases.test_making import FULL, LATER, Q1, Q2, SOMEBODY


@pytest.fixture
def ready(woods: Flask, table: Table) -> None:
    """Two quarters that every council has counted."""
    seat("2026-Q1")
    seat("2026-Q1", "ashdown", "birch", "cedar", region="three")
    for quarter in ("2026-Q1", "2026-Q2"):
        table.fill(quarter, FULL)
    counted("2026-Q1", "2026-Q2")


def at(day: date, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Do the work of a night; returns the quarters that wait for a signature then."""
    monkeypatch.setattr(timed, "local_today", lambda: day)
    with platform_scope(reason="test", write=True):
        timed.draft_ended({})
        db.session.commit()
    return [one.document.quarter for one in drafts("five")]


def test_a_quarter_takes_late_entries_for_a_fortnight(ready: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert at(date(2026, 4, 14), monkeypatch) == []
    assert at(date(2026, 4, 15), monkeypatch) == ["2026-Q1"]
    found = draft("five", Q1)
    assert found is not None
    assert found.outcome is not None
    assert found.outcome.holds
    assert signed("five") == [], "nothing is signed by itself"
    assert drafts("three") == [], "a region that is too small has none, and the others have theirs"


def test_what_is_there_is_left_and_what_is_out_of_date_is_made_again(
    ready: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert at(date(2026, 4, 15), monkeypatch) == ["2026-Q1"]
    first = draft("five", Q1)
    assert at(date(2026, 4, 16), monkeypatch) == ["2026-Q1"]
    assert draft("five", Q1) == first, "neither made nor tried again"
    assert at(date(2026, 7, 15), monkeypatch) == ["2026-Q1", "2026-Q2"]
    sealing.seal("five", Q1, SOMEBODY)
    with pytest.raises(ReleaseRefused, match=r"Another quarter was signed .* Nothing was signed\. Make the release ag"):
        sealing.seal("five", Q2, SOMEBODY)
    assert at(date(2026, 7, 16), monkeypatch) == ["2026-Q2"]
    sealing.seal("five", Q2, SOMEBODY)
    assert [one.number for one in signed("five")] == [2, 1]
    assert at(date(2026, 7, 17), monkeypatch) == []


def test_it_is_work_of_every_night(woods: Flask) -> None:
    job = woods.extensions[EXTENSION].by_name["releases.draft"]
    assert (str(job.every), job.scope) == ("every day at 05:00", "platform")


def test_whoever_makes_one_by_hand_does_not_wait(ready: None) -> None:
    assert make("five", Q2, LATER).quarter == "2026-Q2"
