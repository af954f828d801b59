"""A council's look as one small style sheet, made from its two colours.

Text on a council's colour is white wherever that can be read, and a colour used for words is darkened
until it can be read on white and on the council's own pale background (WCAG 2.2, 1.4.3 and 1.4.11). Nothing here
touches a request: a look goes in, text comes out.
"""

import colorsys
from collections.abc import Mapping
from functools import cache as remember
from hashlib import sha256
from typing import Protocol

from core.authority.colour import READABLE, WHITE, contrast, hex_colour

INK = "#15171c"
BLACK = "#000000"
STRONG = 5.5  # contrast asked of a council's colour used for words: above the law's 4.5, for small type
STEP = 0.04  # how much darker each try is, 0 to 1


class Look(Protocol):
    """What a council's file says about its appearance."""

    @property
    def colour(self) -> str:
        """The council's main colour, such as "#1d4f91"."""

    @property
    def accent(self) -> str:
        """The colour of what should be noticed first."""


def mix(colour: str, other: str, share: float) -> str:
    """Blend two hex colours; `share` is how much of `other` there is, 0 to 1."""
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def ink_on(colour: str) -> str:
    """Return what words on `colour` are written in: white, else ink, else black; always at least 4.5 to 1."""
    return next((ink for ink in (WHITE, INK) if contrast(ink, colour) >= READABLE), BLACK)


def readable(colour: str, on: str, ratio: float = STRONG) -> str:
    """Darken `colour` until words in it reach `ratio` on the light colour `on`."""
    share, found = 0.0, colour
    while contrast(found, on) < ratio and share < 1:
        share += STEP
        found = mix(colour, INK, min(share, 1))
    return found


def spark(accent: str, on: str) -> str:
    """Return a bright relative of `accent` for what must stand out on the colour `on` (4.5 to 1 or more)."""
    red, green, blue = (int(accent[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    vivid = min(1.0, max(saturation, 0.35) * 1.3)
    for percent in range(max(60, int(lightness * 100)), 101, 2):
        bright = _hex(colorsys.hls_to_rgb(hue, percent / 100, vivid))
        if contrast(bright, on) >= READABLE and contrast(bright, INK) >= READABLE:
            return bright
    return ink_on(on)


def palette(look: Look) -> dict[str, str]:
    """Return the custom properties of a look: name without dashes -> hex colour."""
    colour, accent = hex_colour(look.colour), hex_colour(look.accent)
    bright = spark(accent, colour)
    pale = mix(colour, WHITE, 0.9)
    words = readable(colour, pale)
    return {
        "council": colour,
        "council-ink": ink_on(colour),
        "council-deep": mix(colour, BLACK, 0.32),
        "council-text": words,
        "council-tint": mix(colour, WHITE, 0.84),
        "council-pale": pale,
        "council-wash": mix(colour, WHITE, 0.945),
        "accent": accent,
        "accent-deep": mix(accent, BLACK, 0.28),
        "accent-ink": ink_on(accent),
        "accent-tint": mix(accent, WHITE, 0.8),
        "spark": bright,
        "spark-deep": mix(bright, BLACK, 0.35),
        "spark-ink": ink_on(bright),
        "govuk-brand-colour": colour,
        "govuk-link-colour": words,
        "govuk-link-visited-colour": mix(words, "#4c2c92", 0.5),
        "govuk-link-hover-colour": INK,
    }


def stylesheet(look: Look) -> str:
    """Return the style sheet of one council, served at its own look.css."""
    return f":root{{{_properties(look)}}}\n"


@remember
def version(look: Look) -> str:
    """Return a short hash of a look's style sheet, so that its address changes whenever the sheet does."""
    return sha256(stylesheet(look).encode()).hexdigest()[:12]


def every_look(looks: Mapping[str, Look]) -> str:
    """Return the style sheet of a page that shows several councils: one class `look-<slug>` for each."""
    return "".join(f".look-{slug}{{{_properties(look)}}}\n" for slug, look in looks.items())


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _properties(look: Look) -> str:
    return ";".join(f"--{name}:{value}" for name, value in palette(look).items())
