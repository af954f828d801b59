"""Judges a sheet: everything that is wrong with it, by line and column, before anything is stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from core.people.importing.checks import checks, general
from core.people.importing.columns import LONGEST, REQUIRED
from core.people.importing.faults import MOST_FAULTS, Fault, ImportRefused
from core.people.importing.known import Known, known_here
from core.people.importing.reading import Row, Sheet, Told, quiet, rows
from core.people.importing.repeats import Seen, repeats
from core.people.spreadsheets import FORMULA

TOO_MANY = "there are more than {most:,} people in this file: ask whoever runs Heard to use `heard import people`"
NOBODY = "there is nobody in this file: add a line for each person below the heading"


@dataclass(frozen=True)
class Judged:
    """What is wrong with a sheet, and how many people were read in it."""

    faults: list[Fault]
    people: int


def judge(sheet: Sheet, today: date, told: Told = quiet, most: int | None = None) -> Judged:
    """Read the whole sheet and say what is wrong with it, in the order of its lines; more than `most` people are
    a fault too.
    """
    inspector = Inspector(known_here(), today, most)
    faults = list(islice(_all_faults(sheet, inspector, told), MOST_FAULTS))
    return Judged(sorted(faults), inspector.people)


class Inspector:
    """Looks at one row after the other, and remembers what may not stand on two of them."""

    def __init__(self, known: Known, today: date, most: int | None = None) -> None:
        self.people, self.seen = 0, Seen()
        self._checks, self._most = checks(known, today), most

    def faults(self, line: int, row: Row) -> Iterator[Fault]:
        """Everything that is wrong with one row; raises ImportRefused where there are too many."""
        self.people += 1
        if self._most and self.people > self._most:
            raise ImportRefused([Fault(line, "", TOO_MANY.format(most=self._most))])
        self.seen.add(row["external_ref"])
        for column, text in row.items():
            if text and (reason := self._reason(column, text)):
                yield Fault(line, column, reason)
        for column in REQUIRED:
            if not row[column]:
                yield Fault(line, column, "must be filled in")

    def _reason(self, column: str, text: str) -> str:
        odd = text[0] in FORMULA or len(text) > LONGEST.get(column, 0) or not text.isprintable()
        check = self._checks.get(column)
        return (odd and general(column, text)) or (check(text) if check else "")


def _all_faults(sheet: Sheet, inspector: Inspector, told: Told) -> Iterator[Fault]:
    try:
        for line, row in rows(sheet, told):
            yield from inspector.faults(line, row)
        if not inspector.people:
            yield Fault(2, "", NOBODY)
        yield from repeats(sheet, inspector.seen)
    except ImportRefused as refused:
        yield from refused.faults
