"""Files that are not what was asked for: each refused with its line and column, in words that say what to do."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.db import db
from core.people.importing.faults import MOST_FAULTS, Fault, report
from core.people.importing.judging import judge
from core.people.importing.reading import MOST_IN_LINE, Sheet, rows
from core.people.importing.storing import Imported, store
from core.people.models import Organisation, Person

TODAY = date(2026, 11, 21)
HEAD = "external_ref,name,known_as,born_on,left_on,phone,email,school_year,heard_how\n"
SAVE_AS = "save the spreadsheet as “CSV UTF-8” and try again"
FORMULA = "which a spreadsheet takes for a formula: begin with a letter or a number"


def _told(content: bytes | str) -> list[str]:
    raw = content.encode() if isinstance(content, str) else content
    return [str(fault) for fault in judge(Sheet.of(raw), TODAY).faults]


def _store(content: str | bytes) -> Imported:
    assert _told(content) == []
    raw = content.encode() if isinstance(content, str) else content
    return store(Sheet.of(raw), TODAY)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1: the file is empty: start from the template"),
        (b"\xef\xbb\xbf \r\n", "line 1: the file is empty: start from the template"),
        (b"\x89PNG\r\n\x1a\n\0\0", f"line 1: this is a picture, not CSV: {SAVE_AS}"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", f"line 1: this is a picture, not CSV: {SAVE_AS}"),
        (b"%PDF-1.7", f"line 1: this is a PDF, not CSV: {SAVE_AS}"),
        (b"PK\x03\x04\x14", f"line 1: this is a workbook or another packed file, not CSV: {SAVE_AS}"),
        (HEAD.encode("utf-16"), f"line 1: this is text in UTF-16, not CSV: {SAVE_AS}"),
        (HEAD.encode("utf-16-le"), f"line 1: this is text in UTF-16, not CSV: {SAVE_AS}"),
        (HEAD.encode("utf-16-be"), f"line 1: this is text in UTF-16, not CSV: {SAVE_AS}"),
        (
            (HEAD + "A1,Ben\nA2,Zoë\n").encode("cp1252"),
            f"line 3: here is a letter that is not UTF-8 text: {SAVE_AS}",
        ),
        (HEAD + "A1,B\0en\n", f"line 2: here is a sign that no text has (NUL): {SAVE_AS}"),
        (HEAD, "line 2: there is nobody in this file: add a line for each person below the heading"),
        (HEAD + "\n,,,\n", "line 2: there is nobody in this file: add a line for each person below the heading"),
        (HEAD + 'A1,Ben\nA2,"Zoe\nA3,Leah', "line 3: a quotation mark is opened here and never closed"),
        (
            HEAD + 'A1,"Ben "B" Carter"\n',
            "line 2: a quotation mark stands inside a cell here: write it twice, or take it out",
        ),
        (HEAD + "A1," + "x" * MOST_IN_LINE, f"line 2: this line goes on for more than {MOST_IN_LINE:,} letters"),
        (HEAD + "A1," + "x" * 150_000, "line 2: a cell here is longer than any can be: a quotation mark may be"),
        ("name\nBen\n", "line 1, external_ref: this column is missing: start from the template"),
        ("external_ref,name,shoe\n", "line 1, shoe: no such column: see the template"),
        ("external_ref,name,,phone\n", "line 1, (no name): no such column: see the template"),
        ("external_ref,name,NAME\n", "line 1, name: this column stands there twice"),
    ],
)
def test_what_is_no_such_file_is_told_for_what_it_is(council: object, content: Any, words: str) -> None:
    told = _told(content)
    assert len(told) == 1 and told[0].startswith(words)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("A1,Ben,,2011-02-30", "born_on: must be a date that exists, like 2011-03-27 or 27/03/2011"),
        ("A1,Ben,,20110227", "born_on: must be a date that exists, like 2011-03-27 or 27/03/2011"),
        ("A1,Ben,,27/3/11", "born_on: must be a date that exists, like 2011-03-27 or 27/03/2011"),
        ("A1,Ben,,2026-11-22", "born_on: is in the future: check the year"),
        ("A1,Ben,,1811-11-22", "born_on: is more than 120 years ago: check the year"),
        ("A1,Ben,,,2026-11-22", "left_on: is in the future: leave it empty until that day"),
        ("A1,Ben,,,soon", "left_on: must be a date that exists, like 2011-03-27 or 27/03/2011"),
        ("A1,=cmd|' /C calc'!A0", f"name: begins with “=”, {FORMULA}"),
        ("A1,Ben,+1+cmd", f"known_as: begins with “+”, {FORMULA}"),
        ("A1,Ben,@SUM(A1)", f"known_as: begins with “@”, {FORMULA}"),
        ("A1,Ben,-1+2", f"known_as: begins with “-”, {FORMULA}"),
        ('A1,Ben,"\t=1"', f"known_as: begins with a tab, {FORMULA}"),
        ('A1,Ben,"\r=1"', f"known_as: begins with a line break, {FORMULA}"),
        ("A1,Ben, =1+1", f"known_as: begins with “=”, {FORMULA}"),
        ("A1,Ben,,,,+44=1", f"phone: begins with “+”, {FORMULA}"),
        ('A1,"Ben\nCarter"', "name: has a line break or another sign in it that is no letter: type it again"),
        ("A1,Ben\x07", "name: has a line break or another sign in it that is no letter: type it again"),
        ("A1,123", "name: has no letter in it"),
        ("A1,Ben,,,,,nowhere", "email: must be an address like name@home.example"),
        ("A1,Ben,,,,,,14", "school_year: must be a number from 0 (Reception) to 13"),
        ("A1,Ben,,,,,,-1", "school_year: must be a number from 0 (Reception) to 13"),
        ("A1,Ben,,,,,,²", "school_year: must be a number from 0 (Reception) to 13"),
        ("A1," + "x" * 201, "name: is longer than 200 letters"),
        ("A1,Ben,,,,,,,," + "x", "it has more cells than the heading: put quotation marks round a cell"),
    ],
)
def test_a_cell_that_cannot_be_right_is_told_with_its_column(council: object, row: str, words: str) -> None:
    told = _told(HEAD + row)
    assert len(told) == 1
    assert told[0].removeprefix("line 2, ").removeprefix("line 2: ").startswith(words)


def test_what_only_looks_odd_is_taken(council: object) -> None:
    told = _told(
        HEAD
        + "-12,Anne-Marie O’Neill,,29/02/2012,2026-11-21,+44 7700 900123,,0\n"
        + "A2,Мария,'Ria,,,'+44 (0)1632 960123,,13,\"Draws first\nthen talks\"\n"
        + "A3,\xa0Zoë Marsh \n"
    )
    assert told == []


@pytest.mark.parametrize("between", [";", "\t"])
def test_other_signs_between_the_cells_are_understood(school: Organisation, between: str) -> None:
    lines = ["External Ref;NAME;organisation;;", "A1;Marsh, Zoë;Larkfield Academy;;", "A2;Ben Carter"]
    done = _store("\n".join(lines).replace(";", between).encode("utf-8-sig"))
    assert done.added == 2
    zoe = db.session.scalars(select(Person).where(Person.external_ref == "A1")).one()
    assert (zoe.name, zoe.organisation_id) == ("Marsh, Zoë", school.id)


def test_old_line_ends_and_cells_of_several_lines_keep_their_numbers(council: object) -> None:
    assert _told(HEAD.replace("\n", "\r") + "A1,Ben\rA1,Leah") == ["line 3, external_ref: stands on line 2 too"]
    told = _told(HEAD + 'A1,Ben,,,,,,,"one\ntwo"\nA2,\n')
    assert told == ["line 4, name: must be filled in"]


def test_a_plus_sign_kept_by_an_apostrophe_is_stored_as_a_plus_sign(council: object) -> None:
    _store(HEAD + "A1,Ben,,,,'+44 7700 900123\n")
    assert db.session.scalars(select(Person.phone)).all() == ["+44 7700 900123"]


def test_a_name_that_two_organisations_have_is_not_guessed(school: Organisation) -> None:
    db.session.add(Organisation(kind="school", name="LARKFIELD Academy", key="other"))
    db.session.flush()
    told = _told("external_ref,name,organisation\nA1,Ben,Larkfield academy\nA2,Leah,other\n")
    assert len(told) == 1
    assert told[0].startswith("line 2, organisation: more than one organisation has that name: give one of them")


def test_a_repeat_is_told_with_the_line_it_repeats_however_far_apart(council: object) -> None:
    many = "".join(f"R{number},Person\n" for number in range(3000))
    assert _told(HEAD + many + "R0,Person\nR2999,Person\n") == [
        "line 3002, external_ref: stands on line 2 too",
        "line 3003, external_ref: stands on line 3001 too",
    ]


def test_more_than_a_page_takes_is_refused_and_says_who_can_help(council: object) -> None:
    sheet = Sheet.of((HEAD + "A1,Ben\nA2,Leah\nA3,Sam\n").encode())
    assert judge(sheet, TODAY, most=3).faults == []
    [fault] = judge(sheet, TODAY, most=2).faults
    assert fault.line == 4 and "more than 2 people" in fault.reason and "heard import people" in fault.reason


def test_a_file_that_is_wrong_everywhere_ends_in_time(council: object) -> None:
    assert len(_told(HEAD + "A1,\n" * (MOST_FAULTS + 100))) == MOST_FAULTS


def test_the_report_opens_in_a_spreadsheet_and_runs_nothing(council: object) -> None:
    faults = judge(Sheet.of(b"external_ref,name,=cmd|x\n"), TODAY).faults
    assert report(faults) == 'line,column,what is wrong\r\n1,\'=cmd|x,no such column: see the template\r\n'
    assert report([Fault(2, "", "a, b")]).endswith('2,,"a, b"\r\n')


def test_how_far_it_is_is_told_to_the_last_byte(council: object, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(HEAD + "".join(f"R{number},Person\n" for number in range(5000)))
    heard: list[int] = []
    assert len(list(rows(Sheet.in_file(file), heard.append))) == 5000
    assert sum(heard) == file.stat().st_size and len(heard) > 5
