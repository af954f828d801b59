"""Whatever two colours a council chooses, its pages can be read; and every component stands in the style guide."""

import gzip
import re
from collections import namedtuple
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.authority.colour import READABLE, WHITE, contrast
from core.config import ROOT
from core.web.look import every_look, ink_on, palette, readable, stylesheet, version

Look = namedtuple("Look", "colour accent")

TEMPLATES = ROOT / "templates"
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))
STATIC = ROOT / "core" / "web" / "static"
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
PAIRS = (
    ("council-ink", "council"),
    ("council-text", "council-pale"),
    ("council-text", "council-wash"),
    ("council-text", "council-tint"),
    ("accent-ink", "accent"),
    ("spark-ink", "spark"),
    ("spark", "council"),
    ("govuk-link-visited-colour", "council-pale"),
)


@given(COLOURS)
def test_words_on_any_colour_can_be_read(colour: str) -> None:
    """Words on a filled area."""
    assert contrast(ink_on(colour), colour) >= READABLE


@given(COLOURS)
def test_a_colour_used_for_words_can_be_read_on_white(colour: str) -> None:
    """Words in a council's colour."""
    assert contrast(readable(colour, WHITE), WHITE) >= READABLE


@given(COLOURS, COLOURS)
def test_every_pair_of_a_look_can_be_read(colour: str, accent: str) -> None:
    """Each pair of colours that the style sheet puts on top of one another, for colours that a file may hold."""
    assume(contrast(colour, WHITE) >= READABLE)
    colours = palette(Look(colour, accent))
    for words, behind in PAIRS:
        assert contrast(colours[words], colours[behind]) >= READABLE, (words, behind)
    assert contrast(WHITE, colours["council-deep"]) >= READABLE


def test_a_look_is_custom_properties_and_nothing_else() -> None:
    """A council's sheet can change colours, never hide or move a part of the page."""
    sheet = stylesheet(Look("#1d4f91", "#a33a00"))
    assert re.fullmatch(r":root\{(--[a-z-]+:#[0-9a-f]{6};?)+\}\n", sheet)
    assert "--council:#1d4f91" in sheet


def test_several_looks_stand_side_by_side() -> None:
    """One class for each council, each with its own colour."""
    sheet = every_look({"ashdown": Look("#1d4f91", "#a33a00"), "brackwell": Look("#00594c", "#b3244a")})
    assert sheet.count(".look-") == 2
    assert ".look-brackwell{--council:#00594c" in sheet


def test_a_colour_that_is_none_is_refused() -> None:
    """A style sheet cannot be smuggled in through a colour."""
    with pytest.raises(ValueError, match="six hexadecimal digits"):
        stylesheet(Look("red;}body{display:none", "#a33a00"))


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_stands_in_the_style_guide(component: str) -> None:
    """Each file holds one macro of its own name, shown by the living page."""
    text = (TEMPLATES / "components" / f"{component}.html").read_text()
    assert re.findall(r"\{% macro (\w+)\(", text) == [component]
    guide = "".join(path.read_text() for path in (TEMPLATES / "styleguide").glob("*.html"))
    assert f'from "components/{component}.html" import {component} %}}' in guide
    assert re.search(rf"\b{component}\(", guide.replace(f"import {component} ", ""))


def test_nothing_of_gov_uk_that_others_may_not_use() -> None:
    """GDS Transport and the crown belong to GOV.UK alone."""
    sheet = (STATIC / "heard.css").read_text()
    assert "Transport" not in sheet
    assert "crown" not in sheet
    assert not re.search(r"url\([\"']?https?:|@import", sheet)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_templates_carry_no_inline_script_or_style(path: Path) -> None:
    """The content security policy would block them; here it is said before a browser does."""
    text = path.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"https?:", text)


def test_the_pictures_take_their_colours_from_the_page() -> None:
    """Every picture that a page names is in the file, and none carries a style of its own."""
    sheet = (STATIC / "art" / "art.svg").read_text()
    there = set(re.findall(r'<symbol id="(\w+)"', sheet))
    named = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'\bart="(\w+)"', path.read_text())
    }
    assert named <= there
    assert "style" not in sheet
    assert "var(--art-1)" in sheet


def test_the_sheets_address_changes_with_the_sheet() -> None:
    """A browser may keep a look for a year, so another look must have another address."""
    assert version(Look("#1d4f91", "#a33a00")) == version(Look("#1d4f91", "#a33a00"))
    assert version(Look("#1d4f91", "#a33a00")) != version(Look("#1d4f92", "#a33a00"))


@pytest.mark.parametrize("packed", sorted(STATIC.rglob("*.gz")), ids=lambda path: path.name)
def test_what_is_sent_packed_is_what_is_there(packed: Path) -> None:
    """Whoever changes a static file packs it again (assets/build.sh)."""
    assert gzip.decompress(packed.read_bytes()) == packed.with_suffix("").read_bytes()
