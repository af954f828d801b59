"""A release as rows for spreadsheets: one line for each number, the same words and numbers as on the pages.

CSV and XLSX come from the same rows. Cells that a spreadsheet might run as a formula are made harmless, though nothing
in a release was typed by anybody.
"""

import csv
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.api import gettext, spreadsheets
from plugins.regional import words
from plugins.regional.comparison import BREAKDOWNS, Compared, Row, Told, quarter_words
from plugins.regional.opened import Opened

Cell = str | int | float
WIDTHS: Final = (14, 30, 18, 18, 26, 10, 12, 10, 14, 10, 10, 60)


def heads() -> list[str]:
    """What each column is."""
    return [
        gettext("Quarter"),
        gettext("Indicator"),
        gettext("Broken down"),
        gettext("Category"),
        gettext("Part"),
        gettext("Number"),
        gettext("Kept back"),
        gettext("Rate"),
        gettext("Rate is of"),
        gettext("Rate from"),
        gettext("Rate to"),
        gettext("Why there is no rate"),
    ]


def rows_of(found: Compared) -> Iterator[list[Cell]]:
    """Every number of the release; "" where a cell holds nothing. The rate stands at the last part of its category."""
    for told in found.told:
        for breakdown, rows in told.tables.items():
            for row in rows:
                yield from _of_row(found, told, words.said(BREAKDOWNS[breakdown]), row)


def about(here: Opened, found: Compared) -> list[tuple[str, Cell]]:
    """What the release is: region, quarter, councils, rules."""
    document = found.document
    first: list[tuple[str, Cell]] = [
        (gettext("Region"), here.region.name),
        (gettext("Quarter"), quarter_words(document.quarter)),
        (gettext("Release"), document.number),
        (gettext("Councils"), ", ".join(here.names(document.members))),
    ]
    return first + [(gettext("Rule"), rule) for rule in words.rules(document)]


def as_csv(found: Compared) -> str:
    """The rows as CSV, with the mark that lets spreadsheets read their letters."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(heads())
    for row in rows_of(found):
        writer.writerow([spreadsheets.plain_cell(str(cell)) for cell in row])
    return "\ufeff" + out.getvalue()


def as_xlsx(here: Opened, found: Compared) -> bytes:
    """A workbook of two sheets: the figures, and what they are."""
    book = Workbook()
    figures = book.active
    figures.title = gettext("Figures")
    _fill(figures, [heads(), *rows_of(found)], WIDTHS)
    figures.freeze_panes = "C2"
    figures.auto_filter.ref = figures.dimensions
    _fill(book.create_sheet(gettext("About")), [[label, value] for label, value in about(here, found)], (16, 100))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _of_row(found: Compared, told: Told, breakdown: str, row: Row) -> Iterator[list[Cell]]:
    title = words.said(told.one.title)
    for place, (part, number) in enumerate(zip(told.parts, row.numbers, strict=True)):
        known: list[Cell] = ["" if number is None else number, gettext("yes") if number is None else gettext("no")]
        rate = _rate(row) if place == len(told.parts) - 1 and told.one.numerator else ["", "", "", "", ""]
        yield [found.document.quarter, title, breakdown, row.title, part, *known, *rate]


def _rate(row: Row) -> list[Cell]:
    if row.rate is None:
        return ["", "", "", "", row.why_no_rate]
    least, most = row.rate.bounds or ("", "")
    return [row.rate.value, row.rate.per, least, most, ""]


def _fill(sheet: object, rows: Sequence[Sequence[Cell]], widths: Sequence[int]) -> None:
    for row in rows:
        sheet.append([spreadsheets.plain_cell(cell) if isinstance(cell, str) else cell for cell in row])  # type: ignore[attr-defined]
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width  # type: ignore[attr-defined]
    for line in sheet.iter_rows():  # type: ignore[attr-defined]
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:  # type: ignore[index]
        cell.font = Font(bold=True)
