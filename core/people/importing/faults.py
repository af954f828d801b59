"""What is wrong with a sheet, in plain words, and the report that can be taken back to the spreadsheet."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from core.people.spreadsheets import plain_cell

MOST_FAULTS = 10_000  # more than this nobody reads: the rest comes to light when these are mended


@dataclass(frozen=True, order=True)
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


def refusal(reason: str, line: int = 1) -> ImportRefused:
    """The refusal of a file that cannot be read any further than this line."""
    return ImportRefused([Fault(line, "", reason)])


def report(faults: Iterable[Fault]) -> str:
    """The faults as CSV with a heading, for a spreadsheet."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(("line", "column", "what is wrong"))
    writer.writerows((fault.line, plain_cell(fault.column), plain_cell(fault.reason)) for fault in faults)
    return text.getvalue()
