"""Minutes as tagged PDFs, read back with another library: tags, title, language, words, and hostile text."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from time import process_time
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from core.web import papers
from core.web.papers import has_unprintable, paragraphs, printable, setting
from core.web.papers.printable import COVERAGE
from plugins.meetings import pdf
from plugins.meetings.pdf import TEMPLATES, Action, Minutes, Note, Saying, easy_read_pdf, minutes_pdf

MINUTES = Minutes(
    title="Youth Council, 3 March 2026",
    group="Youth Council",
    council="Ashdown Council",
    on=date(2026, 3, 3),
    when="Tuesday 3 March 2026, 4:30pm to 6pm",
    place="Town Hall, Room 2",
    came=[("Young people", 12), ("Adults", 3)],
    summary="We talked about buses.\n\nWe chose a chair.",
    decisions=["We ask for free buses.", "Marlow is our chair."],
    actions=[Action("Write to the bus company", "Ms Hart", "1 April 2026"), Action("Book the hall")],
    sayings=[Saying("The bus is always late.\nAnd cold.", "A member, 14"), Saying("More buses!")],
    notes=[Note("1. Buses", "Timetables were shown."), Note("2. Chair", "Three people stood.")],
    easy_lines=["We met on 3 March.", "12 young people came.", "We talked about buses."],
    explained=[("Scrutiny", "Checking the work of others")],
    colour="#00703c",
)
HOSTILE = [
    '#panic("x")',
    '#read("/etc/passwd")',
    '#image("x.png")',
    '#import "@preview/x:1.0.0"',
    "= Not a heading",
    "- not a list",
    "[a] {b} $x^2$ <label> @reference *bold* _italic_ `raw` ~ // gone /* gone */ \\ \\u{1F600} --- ...",
    "\"quoted\" 'single' #{ while true {} }",
    "]\n#eval(\"1\")\n[",
    '{"a": 1}',
]


def read(made: bytes) -> PdfReader:
    return PdfReader(BytesIO(made))


def root(made: bytes) -> Any:
    return read(made).trailer["/Root"]


def words(made: bytes) -> str:
    """All words of a PDF in one line."""
    return " ".join(" ".join(page.extract_text() for page in read(made).pages).split())


def tags(made: bytes) -> list[str]:
    """The kinds of the elements in the tree of tags, in reading order."""
    return list(_tags(root(made)["/StructTreeRoot"]))


def _tags(node: Any) -> Iterator[str]:
    if not isinstance(node, DictionaryObject):
        return
    if "/S" in node:
        yield str(node["/S"])
    below = node.get("/K", [])
    below = below.get_object() if hasattr(below, "get_object") else below
    for child in below if isinstance(below, list) else [below]:
        yield from _tags(child.get_object() if hasattr(child, "get_object") else child)


@pytest.mark.parametrize("make", [minutes_pdf, easy_read_pdf])
def test_both_papers_are_tagged_and_say_what_they_are(make: Any) -> None:
    made = make(MINUTES)
    catalogue = root(made)
    assert catalogue["/MarkInfo"]["/Marked"] and catalogue["/Lang"] == "en"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()
    about = read(made).metadata
    assert about is not None and about.title is not None and about.title.startswith("Youth Council, 3 March 2026")
    assert about.author == "Ashdown Council"


def test_minutes_say_everything_in_order() -> None:
    said = words(minutes_pdf(MINUTES))
    places = [
        said.index(part)
        for part in (
            "Ashdown Council",
            "Who came Young people: 12, Adults: 3",
            "We chose a chair.",
            "What we decided • We ask for free buses.",
            "What Who By when Write to the bus company Ms Hart 1 April 2026",
            "What young people said The bus is always late. And cold. – A member, 14 More buses!",
            "Notes 1. Buses Timetables were shown.",
        )
    ]
    assert places == sorted(places)


def test_headings_lists_tables_and_quotes_are_tagged() -> None:
    found = tags(minutes_pdf(MINUTES))
    assert [tag for tag in found if tag.startswith("/H")][:3] == ["/H1", "/H2", "/H2"]
    assert found.count("/H1") == 1 and found.count("/H3") == 2
    assert found.count("/BlockQuote") == 2 and found.count("/TH") == 3 and found.count("/TR") == 3
    assert {"/L", "/LI", "/Table", "/P"} <= set(found)


def test_sections_without_words_are_left_out() -> None:
    nothing: dict[str, Any] = {"decisions": [" "], "actions": [Action("")], "sayings": [Saying("\n")]}
    bare = Minutes("Meeting", "", "", date(2026, 3, 3), "", **nothing)
    assert words(minutes_pdf(bare)) == "Meeting 1 / 1"
    assert words(easy_read_pdf(bare)) == "Meeting: Easy Read 1 / 1"


def test_easy_read_has_one_idea_to_a_line_in_large_letters() -> None:
    made, sizes = easy_read_pdf(MINUTES), []
    page = read(made).pages[0]
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: sizes.append((text.strip(), size * tm[0] * cm[0])))
    lines = [line.strip() for line in page.extract_text().split("\n")]
    assert all(line in lines for line in MINUTES.easy_lines) and "Scrutiny: Checking the work of others" in lines
    assert all(size >= 15.2 for text, size in sizes if text and not text.startswith("1 /"))
    assert min(size for text, size in sizes if text in MINUTES.easy_lines) >= 16


def test_the_language_is_that_of_the_words() -> None:
    assert root(minutes_pdf(replace(MINUTES, language="pl")))["/Lang"] == "pl"
    urdu = minutes_pdf(replace(MINUTES, language="ur", summary="سلام"))
    assert root(urdu)["/Lang"] == "ur" and root(urdu)["/ViewerPreferences"]["/Direction"] == "/R2L"
    assert root(minutes_pdf(replace(MINUTES, language='en", x: "')))["/Lang"] == "en"


@pytest.mark.parametrize("colour", ["red", "#12345", '#000000") #panic("', "", "#gggggg"])
def test_a_colour_that_is_none_is_replaced(colour: str) -> None:
    assert "We chose a chair." in words(minutes_pdf(replace(MINUTES, colour=colour)))


def test_the_same_minutes_make_the_same_paper_quickly() -> None:
    assert minutes_pdf(MINUTES) == minutes_pdf(MINUTES)
    best = min(_seconds(replace(MINUTES, summary=f"Version {number}.")) for number in range(5))
    assert best < 0.5  # 0.02 s on a quiet machine


def _seconds(minutes: Minutes) -> float:
    started = process_time()
    minutes_pdf(minutes)
    return process_time() - started


@pytest.mark.parametrize("typed", HOSTILE)
def test_typed_words_are_never_markup(typed: str) -> None:
    shown = " ".join(typed.split())
    everywhere = Minutes(
        title=typed, group=typed, council=typed, on=date(2026, 3, 3), when=typed, place=typed, came=[(typed, 1)],
        summary=typed, decisions=[typed], actions=[Action(typed, typed, typed)], sayings=[Saying(typed, typed)],
        notes=[Note(typed, typed)], easy_lines=[typed], explained=[(typed, typed)], colour=typed, language=typed,
    )  # fmt: skip
    for made, times in ((minutes_pdf(everywhere), 10), (easy_read_pdf(everywhere), 6)):
        assert _closed(words(made)).count(_closed(shown)) >= times
        assert b"pdfuaid" in root(made)["/Metadata"].get_data()


def _closed(text: str) -> str:
    """`text` without spaces: where lines break is none of our business."""
    return "".join(text.split())


def test_templates_reach_for_nothing_outside() -> None:
    for template in TEMPLATES.glob("*.typ"):
        source = template.read_text()
        assert not any(word in source for word in ("@preview", "read(", "image(", "eval(", "plugin(")), template.name


def test_every_character_that_we_call_printable_is() -> None:
    ranges = json.loads(COVERAGE.read_text())
    every = [chr(code) for first, last in ranges for code in range(first, last + 1)]
    text = "\n\n".join(printable(letter) for letter in every)
    made = setting.compiled(TEMPLATES / "minutes.typ", _data(text), setting.TAGGED)  # raises for one that no font has
    assert len(every) > 4000 and len(made) > 10_000


def _data(summary: str) -> dict[str, Any]:
    taken: list[dict[str, Any]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(papers, "made", lambda template, data: taken.append(data) or b"")
        minutes_pdf(replace(MINUTES, summary=summary))
    return taken[0]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Pizza 🍕!", "Pizza [slice of pizza] !"),
        ("👍🏽 yes ❤️", "[thumbs up sign] yes ❤"),
        ("漢字 and 漢", "[letters that cannot be printed here] and [letters that cannot be printed here]"),
        ("a\x00b\ud800c\ufeff\u202ed", "abcd"),
        ("Zażółć Привіт سلام", "Zażółć Привіт سلام"),
        ("e\u0301", "é"),
        ("tab\tand\nline", "tab and line"),
    ],
)
def test_what_no_font_has_is_said_in_words(typed: str, shown: str) -> None:
    assert printable(typed) == shown
    assert has_unprintable(typed) == ("cannot be printed" in shown)


def test_paragraphs_and_lines() -> None:
    assert paragraphs("one\r\ntwo\n \n\nthree\n") == [["one", "two"], ["three"]] and paragraphs(" \n") == []


def test_a_paper_that_breaks_a_rule_of_tagging_still_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "printable", lambda text: text)
    made = minutes_pdf(replace(MINUTES, place="漢字"))
    assert root(made)["/MarkInfo"]["/Marked"] and "We chose a chair." in words(made)
    with pytest.raises(typst.TypstError):
        setting.compiled(TEMPLATES / "minutes.typ", {}, None)


LATIN = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.text(max_size=60), LATIN)
def test_whatever_is_typed_a_paper_comes_out_with_the_words(anything: str, name: str, latin: str) -> None:
    minutes = replace(
        MINUTES, summary=anything, title=name, place=latin, decisions=[anything], sayings=[Saying(anything, name)],
        notes=[Note(name, anything)], easy_lines=[anything, latin],
    )  # fmt: skip
    for made in (minutes_pdf(minutes), easy_read_pdf(minutes)):
        assert _closed(latin) in _closed(words(made))
        assert b"pdfuaid" in root(made)["/Metadata"].get_data()
