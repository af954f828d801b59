"""Releases from counts to signature: what is in them, who is in them, and what is refused."""

import sqlite3
from contextlib import closing
from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask

from core.access.actor import ANONYMOUS
from core.db import authority_scope, db, platform_scope
from core.indicators import Quarter, count, every_indicator
from core.releases import ReleaseRefused, documents, lines, sealing, signed, verifying, why_none
from core.releases.making import make
from core.releases.members import join, leave, members_in
from core.releases.models import Release
from core.web.house import house
from tests.core.releases.conftest import ADMIN, SLUGS, Table, council, counted, seat

Q1, Q2, Q3 = (Quarter(2026, number) for number in (1, 2, 3))
LATER = date(2026, 12, 1)
SOMEBODY = UUID(int=5)
FULL = {("10-12", "yes"): 8, ("10-12", "no"): 6, ("13-15", "yes"): 12, ("13-15", "no"): 7}


def released(table: Table, quarter: Quarter = Q1, numbers: dict[tuple[str, str], int] | None = None) -> None:
    table.fill(str(quarter), numbers or FULL)
    counted(str(quarter))
    make("five", quarter, LATER)
    sealing.seal("five", quarter, SOMEBODY)


def test_figures_are_those_of_a_slow_count(woods: Flask, table: Table) -> None:
    seat("2026-Q1")
    released(table)
    (document,) = signed("five")
    one = every_indicator()["tallies.asked"]
    (total,) = lines(document, one)
    slow = {part: len(SLUGS) * sum(n for (_, p), n in FULL.items() if p == part) for part in ("yes", "no")}
    assert total.parts == {part: 5 * round(number / 5) for part, number in slow.items()} == {"yes": 100, "no": 65}
    assert total.percent == 61
    ages = {line.category: line.parts for line in lines(document, one, "age")}
    assert ages["13-15"] == {"yes": 60, "no": 35}
    assert ages["16-17"] == {"yes": None, "no": None}, "nobody is a small number too"


def test_a_population_that_no_file_names_gives_a_number_its_reason_and_no_rate(woods: Flask, table: Table) -> None:
    seat("2026-Q1")
    released(table)
    (line,) = lines(signed("five")[0], every_indicator()["tallies.reached"])
    assert (line.parts["yes"], line.percent) == (100, None)
    assert line.why_no_rate == "Not every council's file names the whole, so there is a number and no rate."


def test_three_councils_are_not_compared(woods: Flask) -> None:
    sentence = "3 councils of Three woods take part. Fewer than 4 cannot be compared"
    assert why_none("three").startswith(sentence)
    assert why_none("five") == ""
    seat("2026-Q1", "ashdown", "birch", "cedar", region="three")
    with pytest.raises(ReleaseRefused, match=rf"{sentence}.*Nothing was made\."):
        make("three", Q1, LATER)


def test_a_quarter_that_has_not_ended_is_not_released(woods: Flask) -> None:
    seat("2026-Q1")
    with pytest.raises(ReleaseRefused, match="Figures are released when a quarter has ended"):
        make("five", Q1, date(2026, 3, 31))


def test_a_signed_quarter_is_never_made_again_and_late_records_change_nothing(woods: Flask, table: Table) -> None:
    seat("2026-Q1")
    released(table)
    before = documents.written(signed("five")[0])
    table.fill("2026-Q1", {("10-12", "yes"): 40})
    counted("2026-Q1")
    with pytest.raises(ReleaseRefused, match="never made again"):
        make("five", Q1, LATER)
    with pytest.raises(ReleaseRefused, match="There is no draft"):
        sealing.seal("five", Q1, SOMEBODY)
    assert documents.written(signed("five")[0]) == before
    assert verifying.verify() == []


def test_a_draft_made_again_says_the_same(woods: Flask, table: Table) -> None:
    seat("2026-Q1")
    table.fill("2026-Q1", FULL)
    counted("2026-Q1")
    first = make("five", Q1, LATER)
    table.fill("2026-Q1", {("10-12", "yes"): 40})
    counted("2026-Q1")
    assert make("five", Q1, LATER) == first


def test_a_council_that_leaves_in_the_middle_is_in_it_to_the_end(woods: Flask, table: Table) -> None:
    seat("2026-Q1")
    with authority_scope(council("elm").id, write=True):
        assert leave(council("elm"), "five", ADMIN, date(2026, 2, 10)) == Q1
        db.session.commit()
    regions = woods.extensions["heard"].authorities.regions
    assert [one.slug for one in members_in(regions["five"], Q1)] == list(SLUGS)
    assert "elm" not in [one.slug for one in members_in(regions["five"], Q2)]
    with authority_scope(council("elm").id, write=True):
        assert join(council("elm"), "five", ADMIN, date(2026, 5, 1)) == Q3
        db.session.commit()
    assert "elm" not in [one.slug for one in members_in(regions["five"], Q2)]
    assert "elm" in [one.slug for one in members_in(regions["five"], Q3)]


def test_who_takes_part_is_the_council_s_own_decision(woods: Flask) -> None:
    elm = council("elm")
    with authority_scope(elm.id, write=True):
        with pytest.raises(ReleaseRefused, match="Only somebody of this council with the right"):
            join(elm, "five", ANONYMOUS, date(2026, 2, 10))
        with pytest.raises(ReleaseRefused, match="does not take part"):
            leave(elm, "five", ADMIN, date(2026, 2, 10))
        with pytest.raises(ReleaseRefused, match="does not belong to Three woods"):
            join(elm, "three", ADMIN, date(2026, 2, 10))
        join(elm, "five", ADMIN, date(2026, 2, 10))
        with pytest.raises(ReleaseRefused, match="takes part already"):
            join(elm, "five", ADMIN, date(2026, 2, 10))


def test_releases_hang_on_each_other_and_a_changed_one_is_found(woods: Flask, table: Table) -> None:
    seat("2026-Q1")
    released(table)
    released(table, Q2)
    assert [(one.number, bool(one.previous)) for one in signed("five")] == [(2, True), (1, False)]
    assert verifying.verify() == []
    _lift_the_watch()
    _rewrite("2026-Q1", '["all","all","yes",100]', '["all","all","yes",105]')
    assert verifying.verify("five") == [
        "five 2026-Q1: the text is not the one that the digest is of",
        "five 2026-Q1: tallies.asked, all, all, yes: the number is not the sum of what the councils gave",
    ]


def test_a_careless_draft_is_not_signed(woods: Flask, table: Table) -> None:
    """Somebody changed the maker, or the draft: the attack before the signature does not trust either."""
    seat("2026-Q1")
    table.fill("2026-Q1", {("10-12", "yes"): 10, ("13-15", "yes"): 0, ("10-12", "no"): 9, ("13-15", "no"): 8})
    counted("2026-Q1")
    make("five", Q1, LATER)
    _rewrite("2026-Q1", '["age","10-12","yes",null]', '["age","10-12","yes",50]')
    _rewrite("2026-Q1", '["all","all","yes",null]', '["all","all","yes",50]')
    with pytest.raises(ReleaseRefused, match=r"could be worked out .*Nothing was signed\. Make the release again"):
        sealing.seal("five", Q1, SOMEBODY)
    assert signed("five") == []


def test_a_draft_with_a_wrong_number_is_not_signed(woods: Flask, table: Table) -> None:
    seat("2026-Q1")
    table.fill("2026-Q1", FULL)
    counted("2026-Q1")
    make("five", Q1, LATER)
    _rewrite("2026-Q1", '["all","all","yes",100]', '["all","all","yes",130]')
    with pytest.raises(ReleaseRefused, match=r"(not the sum|could be worked out).*Nothing was signed"):
        sealing.seal("five", Q1, SOMEBODY)


def test_a_council_that_has_not_counted_gives_no_noughts(woods: Flask, table: Table) -> None:
    seat("2026-Q1")
    table.fill("2026-Q1", FULL)
    for slug in SLUGS[:4]:
        with authority_scope(council(slug).id, write=True):
            count(council(slug), [Q1])
            db.session.commit()
    (shown,) = [one.shown for one in make("five", Q1, LATER).tables if one.shown.indicator == "tallies.asked"]
    assert shown.members == {str(council(slug).id) for slug in SLUGS[:4]}
    assert len(make("five", Q1, LATER).members) == 5


def test_too_few_councils_that_count_leave_an_indicator_out(woods: Flask, table: Table) -> None:
    seat("2026-Q1")
    document = make("five", Q1, LATER)
    assert document.tables == ()
    assert document.left_out["tallies.asked"] == "Fewer councils than needed count this."


def test_two_regions_of_one_quarter_are_tried_together(woods: Flask, table: Table) -> None:
    """The five less the four would be the fifth."""
    seat("2026-Q1")
    seat("2026-Q1", *SLUGS[:4], region="four")
    released(table)
    make("four", Q1, LATER)
    sealing.seal("four", Q1, SOMEBODY)
    assert sealing.attack_all() == []
    values = {cell: value for one in signed("four")[0].tables for cell, value in one.shown.values.items()}
    assert any(value is not None for value in values.values())


def test_reading_costs_the_same_however_much_was_counted(woods: Flask, table: Table) -> None:
    seat("2026-Q1")
    released(table)
    few = _statements(lambda: signed("five"))
    released(table, Q2, {place: 100 * number for place, number in FULL.items()})
    assert _statements(lambda: signed("five")) == few


def _lift_the_watch() -> None:
    """As somebody could who owns the database: the signature is what still tells."""
    with closing(sqlite3.connect(house().deployment.database_url.removeprefix("sqlite:///"))) as file:
        file.execute("DROP TRIGGER core_release_no_update")


def _rewrite(quarter: str, old: str, new: str) -> None:
    with platform_scope(reason="test", write=True):
        row = db.session.scalars(sa.select(Release).where(Release.quarter == quarter)).one()
        row.document = row.document.replace(old, new, 1)
        if row.signed_at is None:
            row.digest = documents.digest(row.document)
        db.session.commit()


def _statements(do: object) -> int:
    seen: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        seen.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        do()  # type: ignore[operator]
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)
