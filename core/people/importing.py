"""Import people from a spreadsheet saved as CSV: all faults are told together, and one fault means that
nothing is imported.

The file is read twice, line by line, so that its size does not matter: once to judge, once to store.
`external_ref` (the number in the council's own system) makes it safe to repeat: whoever is here already
under it is left as they are.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.db import bulk_insert, db, utcnow
from core.people.forms import KIND_TITLES
from core.people.models import Organisation, Person, Place
from core.people.names import fold
from core.people.rules import AGE_BANDS, LAST_SCHOOL_YEAR, NO_UPPER_AGE, school_year_starting, years_between

COLUMNS = {
    "external_ref": "TEST-0001",
    "name": "Amara Okoye",
    "known_as": "Mara",
    "kind": "young_person",
    "born_on": "2011-03-27",
    "age_band": "",
    "school_year": "",
    "organisation": "",
    "place": "",
    "heard_how": "Likes to draw first, then talk",
    "access_needs": "",
    "email": "",
    "phone": "01632 960123",
    "left_on": "",
}
REQUIRED = ("external_ref", "name")
LONGEST = {"external_ref": 100, "name": 200, "known_as": 100, "email": 254, "phone": 40}
LONGEST_TEXT = 4000
BATCH = 500
MOST_FAULTS = 200


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: the line of the file (the heading is line 1), the column, the reason."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.column}: {self.reason}" if self.column else f"line {self.line}: {self.reason}"


class ImportRefused(Exception):
    """Nothing was imported; `faults` says everything that is wrong with the file."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@dataclass(frozen=True)
class Imported:
    """How many people were added, and how many were here already."""

    added: int
    here_already: int


@dataclass
class Known:
    """What the lines are judged against: the council's organisations and places by folded name or key, and
    the day.
    """

    today: date
    organisations: Mapping[str, UUID]
    places: Mapping[str, UUID]
    lines_by_ref: dict[str, int] = field(default_factory=dict)


def template() -> str:
    """The heading line and one example line, as CSV."""
    return f"{','.join(COLUMNS)}\r\n{','.join(_quoted(value) for value in COLUMNS.values())}\r\n"


def import_people(file: Path, today: date) -> Imported:
    """Judge the whole file, then store it in the caller's transaction; raises ImportRefused."""
    known = Known(today, _by_name(Organisation), _by_name(Place))
    faults = list(islice(_all_faults(file, known), MOST_FAULTS))
    if faults:
        raise ImportRefused(faults)
    return _store(file, known)


def _by_name(model: type[Any]) -> dict[str, UUID]:
    rows = list(db.session.execute(select(model.id, model.name, model.key)))
    return {fold(row.name): row.id for row in rows} | {fold(row.key): row.id for row in rows if row.key}


def _lines(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, column -> text) for each line that is not empty; raises ImportRefused where it cannot
    be read.
    """
    with file.open(encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source, strict=True)
        try:
            _check_heading(reader.fieldnames or ())
            for row in reader:
                if any(isinstance(value, str) and value.strip() for value in row.values()):
                    yield reader.line_num, _cells(row)
        except UnicodeDecodeError:
            reason = "this is not UTF-8 text: save the spreadsheet as “CSV UTF-8” and try again"
            raise ImportRefused([Fault(reader.line_num + 1, "", reason)]) from None
        except csv.Error as error:
            raise ImportRefused([Fault(reader.line_num, "", f"this is not CSV ({error})")]) from None


def _cells(row: Mapping[str | None, Any]) -> dict[str, str]:
    """The cells by column; what stands beyond the last column comes under ""."""
    cells = {name: (value or "").strip() for name, value in row.items() if name is not None}
    return cells | ({"": "more"} if None in row else {})


def _check_heading(found: Any) -> None:
    missing = [name for name in REQUIRED if name not in found]
    unknown = [name for name in found if name not in COLUMNS]
    faults = [Fault(1, name, "this column is missing: start from the template") for name in missing]
    faults += [Fault(1, name or "(no name)", "no such column: see the template") for name in unknown]
    faults += [Fault(1, name, "this column stands there twice") for name in set(found) if found.count(name) > 1]
    if faults:
        raise ImportRefused(sorted(faults, key=str))


def _all_faults(file: Path, known: Known) -> Iterator[Fault]:
    try:
        for line, row in _lines(file):
            for column, reason in _reasons(line, row, known):
                yield Fault(line, column, reason)
    except ImportRefused as refused:
        yield from refused.faults


def _reasons(line: int, row: Mapping[str, str], known: Known) -> Iterator[tuple[str, str]]:
    if "" in row:
        yield "", "it has more cells than the heading: put quotation marks round a cell with a comma in it"
    for name in REQUIRED:
        if not row.get(name):
            yield name, "must be filled in"
    for name, text in row.items():
        if len(text) > LONGEST.get(name, LONGEST_TEXT):
            yield name, f"is longer than {LONGEST.get(name, LONGEST_TEXT)} characters"
    yield from _choices(row, known)
    yield from _days(row, known.today)
    ref = row.get("external_ref", "")
    first = known.lines_by_ref.setdefault(ref, line)
    if ref and first != line:
        yield "external_ref", f"stands on line {first} too"


def _choices(row: Mapping[str, str], known: Known) -> Iterator[tuple[str, str]]:
    if (kind := row.get("kind")) and kind not in KIND_TITLES:
        yield "kind", f"must be one of: {', '.join(KIND_TITLES)}"
    if (band := row.get("age_band")) and band not in AGE_BANDS:
        yield "age_band", f"must be one of: {', '.join(AGE_BANDS)}"
    if (year := row.get("school_year")) and not (year.isdecimal() and int(year) <= LAST_SCHOOL_YEAR):
        yield "school_year", f"must be a number from 0 (Reception) to {LAST_SCHOOL_YEAR}"
    if (name := row.get("organisation")) and fold(name) not in known.organisations:
        yield "organisation", "no organisation of this council has that name: add it first"
    if (name := row.get("place")) and fold(name) not in known.places:
        yield "place", "no place of this council has that name: add it first"


def _days(row: Mapping[str, str], today: date) -> Iterator[tuple[str, str]]:
    for name in ("born_on", "left_on"):
        try:
            day = _day(row.get(name, ""))
        except ValueError:
            yield name, "must be a date like 2011-03-27 or 27/03/2011"
            continue
        if name == "born_on" and day and not (day <= today and years_between(day, today) <= NO_UPPER_AGE):
            yield name, "cannot be a date of birth: check the year"


def _store(file: Path, known: Known) -> Imported:
    added = here = 0
    lines = _lines(file)
    while batch := [row for _, row in islice(lines, BATCH)]:
        wanted = [row["external_ref"] for row in batch]
        query = select(Person.external_ref).where(Person.external_ref.in_(wanted))
        already = set(db.session.scalars(query))
        fresh = [row for row in batch if row["external_ref"] not in already]
        bulk_insert(Person, [_person(row, known) for row in fresh])
        added, here = added + len(fresh), here + len(batch) - len(fresh)
    return Imported(added, here)


def _person(row: Mapping[str, str], known: Known) -> dict[str, Any]:
    """One person as the table holds them; every row has the same keys."""
    born_on, year, now = _day(row.get("born_on", "")), row.get("school_year", ""), utcnow()
    band = None if born_on else row.get("age_band") or None
    texts = {name: row.get(name, "") for name in ("name", "known_as", "heard_how", "access_needs", "email", "phone")}
    return texts | {
        "external_ref": row["external_ref"],
        "kind": row.get("kind") or "young_person",
        "sort_name": fold(row["name"])[:200],
        "find_text": fold(f"{row['name']} {row.get('known_as', '')}")[:320],
        "born_on": born_on,
        "age_band": band,
        "age_band_said_on": known.today if band else None,
        "school_year": int(year) if year else None,
        "school_year_from": school_year_starting(known.today) if year else None,
        "organisation_id": known.organisations.get(fold(row.get("organisation", ""))),
        "place_id": known.places.get(fold(row.get("place", ""))),
        "left_on": _day(row.get("left_on", "")),
        "created_at": now,
        "updated_at": now,
        "version": 1,
    }


def _day(text: str) -> date | None:
    """A date as spreadsheets write it in England; "" is None. Raises ValueError."""
    if not text:
        return None
    if "/" in text:
        day, month, year = text.split("/")
        return date(int(year), int(month), int(day))
    return date.fromisoformat(text)


def _quoted(value: str) -> str:
    return f'"{value}"' if "," in value else value
