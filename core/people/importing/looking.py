"""What importing a sheet would do, for staff to see before anything is stored. The sheet must have been judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement

from core.people.importing.alike import Alike, alike_in
from core.people.importing.checks import day
from core.people.importing.known import known_here
from core.people.importing.reading import Row, Sheet, rows
from core.people.importing.storing import here_already

AT_A_TIME = 500  # references in one question to the database
FIRST = 10  # rows shown as an example


@dataclass(frozen=True)
class Look:
    """How many would be added, how many are here already, who may be recorded already, and the first rows."""

    new: int
    here_already: int
    alike: Sequence[Alike]
    first: Sequence[tuple[Row, date | None]]  # with the birth date as it was understood


def look(sheet: Sheet, allowed: ColumnElement[bool]) -> Look:
    """What would happen; twins are looked for among the people that pass `allowed`."""
    numbered = list(rows(sheet))
    refs = [row["external_ref"] for _, row in numbered]
    here: set[str | None] = set()
    for at in range(0, len(refs), AT_A_TIME):
        here |= here_already(refs[at : at + AT_A_TIME])
    new = [(line, row) for line, row in numbered if row["external_ref"] not in here]
    first = [(row, day(row.get("born_on", ""))) for _, row in new[:FIRST]]
    return Look(len(new), len(here), alike_in(new, known_here(), allowed), first)
