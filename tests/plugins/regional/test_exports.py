"""What is taken away of a release has the numbers of the page, and no cell of it is run by a spreadsheet."""

import csv
import re
from io import BytesIO, StringIO

from flask import Flask
from openpyxl import load_workbook
from pypdf import PdfReader

from core.testing.browsing import PageClient
from core.web import papers
from plugins.regional import paper, sheets
from plugins.regional.comparison import compared
from plugins.regional.opened import Opened, opened
from tests.plugins.regional.conftest import Q1
from tests.plugins.regional.test_release_pages import ASKED, cells


def rows(client: PageClient) -> list[dict[str, str]]:
    answer = client.get(f"{Q1}/figures.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="five-2026-Q1.csv"'
    return list(csv.DictReader(StringIO(answer.get_data().decode("utf-8-sig"))))


def test_the_table_has_every_number_of_the_page(client: PageClient, released: None) -> None:
    page = client.get(ASKED).text
    for breakdown in ("All together", "By age"):
        shown = cells(page, f"{breakdown}, as a table")
        taken: dict[str, list[str]] = {}
        for row in rows(client):
            if (row["Indicator"], row["Broken down"]) == ("Asked", breakdown):
                taken.setdefault(row["Category"], []).append(row["Number"] or "kept back")
                assert row["Kept back"] == ("no" if row["Number"] else "yes")
        assert taken == {title: line[:2] for title, line in shown.items()}
    (rate,) = [row for row in rows(client) if row["Category"] == "13–15" and row["Rate"]]
    assert (rate["Rate"], rate["Rate is of"], rate["Rate from"], rate["Rate to"]) == ("63", "100", "53", "72")


def test_the_workbook_has_the_same_rows_as_numbers(client: PageClient, released: None) -> None:
    book = load_workbook(BytesIO(client.get(f"{Q1}/figures.xlsx").data))
    first, *lines = book["Figures"].iter_rows(values_only=True)
    as_text = [["" if cell is None else str(cell) for cell in line] for line in lines]
    assert as_text == [list(row.values()) for row in rows(client)]
    assert list(first) == list(rows(client)[0])
    assert {type(line[5]) for line in lines} == {int, type(None)}
    about = dict(book["About"].iter_rows(values_only=True))
    assert about["Councils"] == "Ashdown, Birch, Cedar, Dale, Elm"


def test_the_paper_is_two_tagged_pages_with_the_same_numbers(client: PageClient, released: None) -> None:
    read = PdfReader(BytesIO(client.get(f"{Q1}/brief.pdf").data))
    assert len(read.pages) == 2
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    first, second = (re.sub(r"\s+", " ", page.extract_text()) for page in read.pages)
    assert "Five woods: January to March 2026" in first
    assert "Asked Yes: 100; No: 65 61%" in first
    assert "Reached Yes: 100; No: 65 no rate" in first
    assert "Q1 26 61%" in second
    assert "fewer than 4 councils have anything in it, or if it counts fewer than 10" in second
    fingerprint = re.search(r"<code>([0-9a-f]{64})</code>", client.get(f"{Q1}/how").text)
    assert fingerprint is not None
    assert fingerprint[1] in second.replace(" ", "")


def test_the_paper_keeps_to_two_pages_however_much_is_released(app: Flask, released: None) -> None:
    """As many figures and pictures as are ever put on it, each with long words."""
    with app.test_request_context("/"):
        here = opened("five")
        assert here.latest is not None
        said = paper.data(here, here.latest, "f" * 64)
    line = {
        "title": "What young people say of what adults did",
        "numbers": "Kept back: 1,234,567; " * 5,
        "rate": "100%",
    }
    series = {**said["series"][0], "title": line["title"], "points": said["series"][0]["points"] * paper.LAST}
    full = {**said, "told": [line] * paper.MOST_TOLD, "series": [series] * paper.MOST_SERIES}
    assert len(PdfReader(BytesIO(papers.made(paper.TEMPLATE, full))).pages) == 2


def test_no_cell_is_run_as_a_formula(app: Flask, released: None, monkeypatch) -> None:
    """A title from a council's file or a plugin may begin with anything."""
    with app.test_request_context("/"):
        here: Opened = opened("five")
        found = compared(here.signed, "2026-Q1")
        assert found is not None
        monkeypatch.setattr(sheets.words, "said", lambda text: f"=cmd|{text}")
        lines = list(csv.reader(StringIO(sheets.as_csv(found))))
        book = load_workbook(BytesIO(sheets.as_xlsx(here, found)))
    titles = {line[1] for line in lines[1:]}
    assert titles == {"'=cmd|Asked", "'=cmd|Reached"}
    assert {cell.data_type for cell in book["Figures"]["B"]} == {"s"}, "text, never a formula"
