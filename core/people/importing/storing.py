"""Stores the people of a sheet that has been judged, in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import select

from core.db import bulk_insert, db, utcnow
from core.people.importing.checks import day
from core.people.importing.known import Known, known_here
from core.people.importing.reading import Row, Sheet, Told, quiet, rows
from core.people.models import Person
from core.people.names import fold
from core.people.rules import school_year_starting

BATCH = 1_000  # people in one statement
MAY_BE_EMPTY = (
    "born_on",
    "age_band",
    "age_band_said_on",
    "school_year",
    "school_year_from",
    "organisation_id",
    "place_id",
    "left_on",
)
TEXTS = ("name", "known_as", "heard_how", "access_needs", "email", "phone")


@dataclass(frozen=True)
class Imported:
    """How many people were added, were here already, and were left out because staff said so."""

    added: int
    here_already: int
    left_out: int = 0


def store(sheet: Sheet, today: date, skip: frozenset[int] = frozenset(), told: Told = quiet) -> Imported:
    """Add everybody who is not here yet, but for the lines in `skip`. The sheet must have been judged."""
    known, all_rows = known_here(), rows(sheet, told)
    added = here = left_out = 0
    while batch := list(islice(all_rows, BATCH)):
        wanted = [row for line, row in batch if line not in skip]
        already = here_already([row["external_ref"] for row in wanted])
        fresh = [row for row in wanted if row["external_ref"] not in already]
        bulk_insert(Person, people(fresh, known, today))
        added, here, left_out = added + len(fresh), here + len(already), left_out + len(batch) - len(wanted)
    return Imported(added, here, left_out)


def here_already(refs: Sequence[str]) -> set[str | None]:
    """Which of these references somebody of this council has."""
    return set(db.session.scalars(select(Person.external_ref).where(Person.external_ref.in_(refs))))


def people(batch: Sequence[Row], known: Known, today: date) -> list[dict[str, Any]]:
    """The rows as the table holds them; all have the same keys."""
    now, year_from = utcnow(), school_year_starting(today)
    always = {"created_at": now, "updated_at": now, "version": 1}
    return _narrowed([_person(row, known, today, year_from) | always for row in batch])


def _narrowed(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the columns that are empty on every row: each column costs time on each row."""
    for column in MAY_BE_EMPTY:
        if all(row[column] is None for row in found):
            for row in found:
                del row[column]
    return found


def _person(row: Row, known: Known, today: date, year_from: int) -> dict[str, Any]:
    said = row.get
    name, known_as, born_on, year = row["name"], said("known_as", ""), day(said("born_on", "")), said("school_year")
    band = None if born_on else said("age_band") or None
    folded = fold(name)
    return {
        **{text: said(text, "") for text in TEXTS},
        "external_ref": row["external_ref"],
        "kind": said("kind") or "young_person",
        "sort_name": folded[:200],
        "find_text": (fold(f"{name} {known_as}") if known_as else folded)[:320],
        "born_on": born_on,
        "age_band": band,
        "age_band_said_on": today if band else None,
        "school_year": int(year) if year else None,
        "school_year_from": year_from if year else None,
        "organisation_id": _id(said("organisation"), known.organisations),
        "place_id": _id(said("place"), known.places),
        "left_on": day(said("left_on", "")),
    }


def _id(name: str | None, known: Any) -> Any:
    return known[fold(name)] if name else None
