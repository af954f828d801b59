"""The demonstration's releases: a year of them and a draft where a region is large enough, none elsewhere, once."""

from datetime import date

from flask import Flask

from core.db import db, platform_scope
from core.demo.releases import plant
from core.releases import drafts, sealing, signed, verifying, why_none
from core.users.accounts import add_platform_user
from tests.core.releases.conftest import Table, table, woods

__all__ = ["table", "woods"]


def test_a_year_is_signed_for_regions_that_are_large_enough(woods: Flask, table: Table) -> None:
    for quarter in ("2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"):
        table.fill(quarter, {("10-12", "yes"): 8, ("10-12", "no"): 6, ("13-15", "yes"): 12})
    with platform_scope(reason="test", write=True):
        add_platform_user(name="Op", username="op", role="operator")
        db.session.commit()
    made = plant(date(2026, 11, 22))
    assert made == len(signed("five")) + len(signed("four")), "the smaller one has what the larger leaves"
    assert plant(date(2026, 11, 22)) == 0
    assert [one.quarter for one in signed("five")] == ["2026-Q2", "2026-Q1", "2025-Q4", "2025-Q3"]
    (waiting,) = drafts("five")
    assert waiting.document.quarter == "2026-Q3", "the region's lead has something to sign"
    assert waiting.outcome is not None
    assert waiting.outcome.holds
    assert signed("three") == []
    assert "cannot be compared" in why_none("three")
    assert verifying.verify() == []
    assert sealing.attack_all() == []
