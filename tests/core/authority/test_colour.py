"""Contrast as WCAG 2.2 counts it, and lettermarks drawn from letters and colours alone."""

import xml.etree.ElementTree as ElementTree

import pytest

from core.authority.colour import contrast, hex_colour
from core.authority.mark import mark_svg
from core.authority.sections import Look


def test_contrast_of_known_pairs() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("text", ["1d4f91", "#1d4f9", "#1d4f9g", "red", ""])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="six hexadecimal digits"):
        hex_colour(text)


@pytest.mark.parametrize("letters", ["A", "ng", "ABC"])
def test_a_mark_is_well_formed_and_named_by_its_letters(letters: str) -> None:
    drawing = ElementTree.fromstring(mark_svg(Look(colour="#1D4F91", accent="#7a3b00", lettermark=letters)))
    assert drawing.get("aria-label") == letters.upper()
    assert drawing.get("viewBox") == "0 0 96 96"
