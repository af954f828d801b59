"""Reads a sheet line by line: CSV in UTF-8, with commas, semicolons or tabs, whatever its size.

What is no such file is refused in words that say what it is and how to save it.
"""

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BufferedIOBase, BytesIO, TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from core.people.importing.faults import refusal
from core.people.importing.heading import heading

Row = dict[str, str]  # column -> text; BEYOND is among them where a row has more cells than the heading
Told = Callable[[int], None]  # is told how many more bytes have been read
BEYOND = ""
MOST_IN_LINE = 200_000  # characters, so that a file without line ends is never held whole
CHUNK = 64 * 1024  # bytes
DELIMITERS = (",", ";", "\t")
HOW_TO_SAVE = "save the spreadsheet as “CSV UTF-8” and try again"
OTHER_KINDS = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"RIFF": "a picture or a film",
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a workbook or another packed file",
    b"\xd0\xcf\x11\xe0": "an old workbook or document",
    codecs.BOM_UTF16_LE: "text in UTF-16",
    codecs.BOM_UTF16_BE: "text in UTF-16",
}
SLIPS = {
    "end of data": "a quotation mark is opened here and never closed",
    "field larger": "a cell here is longer than any can be: a quotation mark may be missing",
    "expected after": "a quotation mark stands inside a cell here: write it twice, or take it out",
}


@dataclass(frozen=True)
class Sheet:
    """A file of people: how to open it from its beginning, and its size in bytes."""

    open: Callable[[], BinaryIO]
    size: int

    @classmethod
    def in_file(cls, file: Path) -> "Sheet":
        """The sheet in a file."""
        return cls(lambda: file.open("rb"), file.stat().st_size)

    @classmethod
    def of(cls, content: bytes) -> "Sheet":
        """The sheet that these bytes are."""
        return cls(partial(BytesIO, content), len(content))


def quiet(more: int) -> None:
    """Tell nobody how far it is."""


def rows(sheet: Sheet, told: Told = quiet) -> Iterator[tuple[int, Row]]:
    """(line on which it begins, cells) for each row that is not empty; raises ImportRefused where the sheet cannot
    be read.
    """
    with sheet.open() as raw:
        _refuse_other_kinds(raw)
        try:
            yield from _rows(TextIOWrapper(_Counted(raw, told), encoding="utf-8-sig", newline=""))
        except UnicodeDecodeError:
            reason = f"here is a letter that is not UTF-8 text: {HOW_TO_SAVE}"
            raise refusal(reason, _line_that_is_no_text(sheet)) from None


class _Counted(BufferedIOBase):
    """A file that says how much of it has been read."""

    name = "sheet"

    def __init__(self, raw: BinaryIO, told: Told) -> None:
        self._raw, self._told = raw, told

    def readable(self) -> bool:
        """It can be read."""
        return True

    def read1(self, size: int = -1) -> bytes:
        """Read some bytes, and say how many."""
        found = self._raw.read(size)
        self._told(len(found))
        return found


def _refuse_other_kinds(raw: BinaryIO) -> None:
    head = raw.read(CHUNK)
    raw.seek(0)
    if not head.removeprefix(codecs.BOM_UTF8).strip():
        raise refusal("the file is empty: start from the template")
    for mark, kind in OTHER_KINDS.items():
        if head.startswith(mark):
            raise refusal(f"this is {kind}, not CSV: {HOW_TO_SAVE}")
    if b"\0" in head[:2]:
        raise refusal(f"this is text in UTF-16, not CSV: {HOW_TO_SAVE}")


def _rows(text: TextIOWrapper) -> Iterator[tuple[int, Row]]:
    lines = _lines(text)
    first = next(lines)
    reader = csv.reader(chain([first], lines), delimiter=_delimiter(first), strict=True)
    begins = 1
    try:
        names = heading(next(reader))
        begins = reader.line_num + 1
        for cells in reader:
            trimmed = [cell.strip() for cell in cells]
            if any(trimmed):
                yield begins, _row(names, trimmed if trimmed == cells else [_trimmed(cell) for cell in cells])
            begins = reader.line_num + 1
    except csv.Error as error:
        raise refusal(_slip(str(error)), begins) from None


def _row(names: list[str], cells: list[str]) -> Row:
    row = dict(zip(names, cells, strict=False))
    if len(cells) < len(names):
        row = dict.fromkeys(names, "") | row
    elif any(cells[len(names) :]):
        row[BEYOND] = "more"
    if (phone := row.get("phone", "")).startswith("'+"):  # as spreadsheets, and our own export, keep a plus sign
        row["phone"] = phone[1:]
    return row


def _trimmed(cell: str) -> str:
    """Without the spaces around it; a tab or return at its start stays, for the judge to see."""
    return cell if cell[:1] in {"\t", "\r"} else cell.strip()


def _lines(text: TextIOWrapper) -> Iterator[str]:
    number = 0
    while line := text.readline(MOST_IN_LINE):
        number += 1
        if len(line) == MOST_IN_LINE:
            raise refusal(f"this line goes on for more than {MOST_IN_LINE:,} letters: this is not CSV", number)
        if "\0" in line:
            raise refusal(f"here is a sign that no text has (NUL): {HOW_TO_SAVE}", number)
        yield line


def _delimiter(first: str) -> str:
    """What stands between the cells of the heading; spreadsheets outside Britain write semicolons."""
    return max(DELIMITERS, key=first.count)


def _slip(error: str) -> str:
    known = (words for part, words in SLIPS.items() if part in error)
    return next(known, f"this is not CSV ({error})")


def _line_that_is_no_text(sheet: Sheet) -> int:
    decoder, line = codecs.getincrementaldecoder("utf-8")(), 1
    with sheet.open() as raw:
        for chunk in _chunks(raw):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return line + error.object[: error.start].count(b"\n")
            line += chunk.count(b"\n")
    return line


def _chunks(raw: BinaryIO) -> Iterable[bytes]:
    return iter(partial(raw.read, CHUNK), b"")
