"""Colours of a council's look and whether text on them can be read (WCAG 2.2, success criterion 1.4.3)."""

import re
from typing import Annotated

from pydantic import AfterValidator

READABLE = 4.5  # contrast ratio, from 1 (none) to 21 (black on white), that ordinary text needs
WHITE = "#ffffff"
_HEX = re.compile(r"#[0-9a-f]{6}")


def hex_colour(text: str) -> str:
    """Return `text` in lower case if it is a colour such as "#1d4f91"; raises ValueError otherwise."""
    colour = text.strip().lower()
    if not _HEX.fullmatch(colour):
        raise ValueError("must be a colour written as # and six hexadecimal digits, such as #1d4f91")
    return colour


def luminance(colour: str) -> float:
    """Relative luminance of a hex colour, 0 (black) to 1 (white)."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio between two hex colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


HexColour = Annotated[str, AfterValidator(hex_colour)]
