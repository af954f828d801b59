"""Importing people: all faults at once with their lines, nothing stored on a fault, nobody twice."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import event, select

from core.db import db
from core.people.importing.columns import COLUMNS, EXAMPLE, template
from core.people.importing.judging import judge
from core.people.importing.reading import Sheet
from core.people.importing.storing import Imported, store
from core.people.models import Organisation, Person

TODAY = date(2026, 11, 21)


def _file(folder: Path, *lines: str, heading: str = "external_ref,name,born_on,organisation") -> Path:
    file = folder / "people.csv"
    file.write_text("\n".join([heading, *lines]), encoding="utf-8")
    return file


def _faults(file: Path) -> list[str]:
    return [str(fault) for fault in judge(Sheet.in_file(file), TODAY).faults]


def _import(file: Path) -> Imported:
    assert _faults(file) == []
    return store(Sheet.in_file(file), TODAY)


@pytest.mark.both_databases
def test_people_are_added_once_however_often_the_file_is_imported(school: Organisation, tmp_path: Path) -> None:
    file = _file(tmp_path, "A1,Zoë Marsh,27/03/2011,Larkfield Academy", "A2,Ben Carter,2012-02-29,", ",,,")
    done = _import(file)
    assert (done.added, done.here_already) == (2, 0)
    zoe = db.session.scalars(select(Person).where(Person.external_ref == "A1")).one()
    assert (zoe.born_on, zoe.organisation_id, zoe.find_text) == (date(2011, 3, 27), school.id, "zoe marsh")
    again = _import(file)
    assert (again.added, again.here_already) == (0, 2)


def test_who_is_here_already_stays_as_staff_left_them(amara: Person, tmp_path: Path) -> None:
    amara.external_ref = "A1"
    db.session.flush()
    _import(_file(tmp_path, "A1,Somebody Else,,"))
    assert amara.name == "Amara Okoye"


def test_every_fault_is_told_with_its_line_and_nothing_is_stored(school: Organisation, tmp_path: Path) -> None:
    file = _file(
        tmp_path,
        "A1,Good Person,,",
        ",No Reference,,",
        "A2,,2031-01-01,",
        "A1,Twice,31/02/2010,Nowhere School",
        "A3,Too,,,many",
    )
    told = _faults(file)
    assert told == [
        "line 3, external_ref: must be filled in",
        "line 4, born_on: is in the future: check the year",
        "line 4, name: must be filled in",
        "line 5, born_on: must be a date that exists, like 2011-03-27 or 27/03/2011",
        "line 5, external_ref: stands on line 2 too",
        "line 5, organisation: no organisation of this council has that name: add it first",
        "line 6: it has more cells than the heading: put quotation marks round a cell with a comma in it",
    ]
    assert db.session.scalars(select(Person)).all() == []


def test_a_wrong_heading_is_told_before_anything_else(council: object, tmp_path: Path) -> None:
    told = _faults(_file(tmp_path, "x", heading="name,shoe_size"))
    assert told == [
        "line 1, external_ref: this column is missing: start from the template",
        "line 1, shoe_size: no such column: see the template",
    ]


def test_the_example_of_the_template_is_never_imported_by_accident(council: object, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(template(), encoding="utf-8", newline="")
    assert template().splitlines()[0].split(",") == list(COLUMNS)
    assert _faults(file) == ["line 2, external_ref: is the example of the template: take this line out"]
    file.write_text(template().replace(EXAMPLE, "A1"), encoding="utf-8-sig", newline="")
    assert _import(file).added == 1


def test_a_long_file_is_stored_in_batches(council: object, tmp_path: Path) -> None:
    file = _file(tmp_path, *(f"R{n},Person {n}," for n in range(1203)), heading="external_ref,name,known_as")
    assert _import(file).added == 1203


def test_a_batch_is_one_statement_whatever_is_left_empty(council: object, tmp_path: Path) -> None:
    file = _file(tmp_path, *(f"R{n},Person {n},{'2011-03-09' if n % 2 else ''}," for n in range(40)))
    sent: list[str] = []
    listen = ("before_cursor_execute", lambda *told: sent.append(told[2]))
    event.listen(db.engine, *listen)
    _import(file)
    event.remove(db.engine, *listen)
    inserts = [statement for statement in sent if statement.startswith("INSERT INTO core_person")]
    assert len(inserts) == 1 and "born_on" in inserts[0] and "school_year" not in inserts[0]
