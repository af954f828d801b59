"""Who in a sheet may be recorded already under another reference, or stand in it twice: staff look first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from core.db import db
from core.people.editing import Sketch
from core.people.importing.checks import day
from core.people.importing.known import Known
from core.people.importing.reading import Row
from core.people.models import Person
from core.people.names import fold
from core.people.rules import Twin, compare
from core.people.twins import READ, likeness

AT_A_TIME = 400  # names or days in one question to the database


@dataclass(frozen=True)
class Alike:
    """A line of the sheet, and who it may be: somebody on record, or else another line of the same sheet."""

    line: int
    name: str
    twin: Twin
    person: Any = None
    other_line: int | None = None


def alike_in(numbered: Sequence[tuple[int, Row]], known: Known, allowed: ColumnElement[bool]) -> list[Alike]:
    """The likeliest twin of each line that has one, among the people that pass `allowed` and the lines before it."""
    sketches = [(line, _sketch(row, known)) for line, row in numbered]
    by_name, by_day = _on_record([sketch for _, sketch in sketches], allowed)
    found: list[Alike] = []
    met: dict[tuple[str, Any], int] = {}
    for line, sketch in sketches:
        folded = fold(sketch.name)
        best = _likeliest(sketch, {row.id: row for row in (*by_name[folded], *by_day[sketch.born_on])}.values())
        first = met.setdefault((folded, sketch.born_on), line) if sketch.born_on else line
        if best:
            found.append(Alike(line, sketch.name, best[1], person=best[0]))
        elif first != line:
            found.append(Alike(line, sketch.name, Twin(90, ("the same name", "the same date of birth")), None, first))
    return found


def _sketch(row: Row, known: Known) -> Sketch:
    born_on, organisation = day(row.get("born_on", "")), row.get("organisation", "")
    organisation_id = known.organisations[fold(organisation)] if organisation else None
    said = row.get
    return Sketch(row["name"], said("known_as", ""), born_on, organisation_id, said("email", ""), said("phone", ""))


def _on_record(sketches: Sequence[Sketch], allowed: ColumnElement[bool]) -> tuple[Any, Any]:
    """Rows of people by folded name and by birth date, for those names and dates."""
    by_name, by_day = defaultdict(list), defaultdict(list)
    names = sorted({fold(sketch.name)[:200] for sketch in sketches})
    days = sorted({sketch.born_on for sketch in sketches if sketch.born_on})
    asked = [Person.sort_name.in_(some) for some in _some(names)] + [Person.born_on.in_(some) for some in _some(days)]
    for criterion in asked:
        query = select(*READ, Person.sort_name).where(Person.merged_into_id.is_(None), allowed, criterion)
        for row in db.session.execute(query):
            by_name[row.sort_name].append(row)
            if row.born_on:
                by_day[row.born_on].append(row)
    return by_name, by_day


def _some(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[at : at + AT_A_TIME] for at in range(0, len(values), AT_A_TIME))


def _likeliest(sketch: Sketch, rows: Iterable[Any]) -> tuple[Any, Twin] | None:
    mine = likeness(sketch)
    compared = [(row, compare(mine, likeness(row))) for row in rows]
    likely = [pair for pair in compared if pair[1].likely]
    return max(likely, key=lambda pair: pair[1].score, default=None)
