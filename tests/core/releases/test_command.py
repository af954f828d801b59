"""`heard indicators` and `heard releases`: what an operator reads, and when the status says that something is wrong."""

from datetime import date

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from core.cli import heard
from core.db import authority_scope, db, platform_scope
from core.users.accounts import add_member, add_platform_user
from tests.core.releases.conftest import SLUGS, Table, council, seat

FULL = {("10-12", "yes"): 8, ("10-12", "no"): 6, ("13-15", "yes"): 12, ("13-15", "no"): 7}
HERE = ("--region", "five", "--quarter", "2025-Q1")


@pytest.fixture
def command(woods: Flask, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """The commands over the deployment of the five councils, with the plugin that counts for them."""
    for module in ("core.cli.releases", "core.cli.indicators"):
        monkeypatch.setattr(f"{module}.create_app", lambda here: woods)
        monkeypatch.setattr(f"{module}.deployment", lambda: None)
    return CliRunner()


def said(command: CliRunner, *words: str, status: int = 0) -> str:
    result: Result = command.invoke(heard, words)
    assert result.exit_code == status, result.output
    return result.output


def test_from_counting_to_a_signature_that_holds(command: CliRunner, table: Table) -> None:
    table.fill("2025-Q1", FULL)
    seat("2025-Q1")
    assert "elm: " in said(command, "indicators", "count", "--since", "2025-Q1")
    drawn = said(command, "releases", "make", *HERE)
    assert "tallies.asked: 14 numbers, 10 kept back" in drawn
    assert "Draft 1 of five, 2025-Q1. Not signed yet." in drawn
    assert "stranger is not the lead of five. Nothing was signed." in said(
        command, "releases", "sign", *HERE, "--by", "stranger", status=1
    )
    with platform_scope(reason="test", write=True):
        add_platform_user(name="Lee", username="lee", role="regional_lead", region="five")
        add_platform_user(name="Kim", username="kim", role="regional_lead", region="three")
        db.session.commit()
    assert "kim is not the lead" in said(command, "releases", "sign", *HERE, "--by", "kim", status=1)
    assert said(command, "releases", "sign", *HERE, "--by", "lee") == "five, 2025-Q1: signed.\n"
    assert said(command, "releases", "verify") == "Every release is as it was signed.\n"
    assert said(command, "releases", "attack") == "Nothing that was kept back can be worked out.\n"
    assert said(command, "releases", "attack", "--region", "five") == "Nothing that was kept back can be worked out.\n"


def test_refusals_say_what_to_do(command: CliRunner, table: Table) -> None:
    assert "write it as 2026-Q3" in said(
        command, "releases", "make", "--region", "five", "--quarter", "spring", status=1
    )
    assert "There is no region moon" in said(
        command, "releases", "make", "--region", "moon", "--quarter", "2025-Q1", status=1
    )
    assert "0 councils of Five woods take part" in said(command, "releases", "make", *HERE, status=1)
    assert "no council moon here" in said(command, "indicators", "count", "--authority", "moon", status=1)
    assert "write it as 2026-Q3" in said(command, "indicators", "count", "--since", "spring", status=1)


def test_a_local_admin_takes_part_and_leaves_from_a_quarter_s_end_on(
    command: CliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.cli.releases.local_today", lambda: date(2026, 11, 10))
    here = ("--region", "five", "--council", "elm", "--by")
    with authority_scope(council("elm").id, write=True):
        for username, role in (("ada", "local_admin"), ("wren", "worker")):
            add_member(name=username, username=username, roles=[role], password_hash="set")
        db.session.commit()
    for nobody in ("wren", "stranger"):
        refused = said(command, "releases", "join", *here, nobody, status=1)
        assert "Only somebody of this council with the right to do so decides" in refused
    assert said(command, "releases", "join", *here, "ada") == (
        "elm takes part in five from 2027-01-01 (2027-Q1). Nothing from before is released.\n"
    )
    assert "takes part already. Nothing was changed." in said(command, "releases", "join", *here, "ada", status=1)
    assert said(command, "releases", "leave", *here, "ada") == (
        "elm leaves five at the end of 2026-12-31 (2026-Q4). What was released stays.\n"
    )
    assert "no council moon here" in said(
        command, "releases", "join", "--region", "five", "--council", "moon", "--by", "ada", status=1
    )


def test_councils_that_never_counted_are_named(command: CliRunner, table: Table) -> None:
    table.fill("2025-Q1", FULL)
    seat("2025-Q1")
    for slug in SLUGS[:4]:
        said(command, "indicators", "count", "--authority", slug, "--since", "2025-Q1")
    drawn = said(command, "releases", "make", *HERE)
    assert "Never counted 2025-Q1, so not in it: elm. Count them (heard indicators count --since 2025-Q1)" in drawn
    said(command, "indicators", "count", "--authority", "elm", "--since", "2025-Q1")
    assert "Never counted" not in said(command, "releases", "make", *HERE)


def test_a_rebuild_counts_five_years(command: CliRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.cli.indicators.local_today", lambda: date(2026, 11, 10))
    assert "2021-Q4 to 2026-Q4" in said(command, "indicators", "count", "--authority", "elm", "--all")
    assert "not both" in said(command, "indicators", "count", "--all", "--since", "2025-Q1", status=2)
