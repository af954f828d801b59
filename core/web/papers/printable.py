"""Typed words as our fonts can print them: a picture letter becomes its name, as a screen reader says it."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from core.web.languages import gettext

COVERAGE: Final = Path(__file__).resolve().parent / "fonts" / "coverage.json"
PICTURES: Final = ("So", "Sk", "Sm", "Sc", "No")  # symbols, whose names say what they are
DROPPED: Final = ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")
KEPT_SIGNS: Final = "\u200c"  # shapes Urdu letters
ADDED: Final = ("VARIATION SELECTOR", "EMOJI MODIFIER")  # change how the letter before them looks
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_UNKNOWN = "\ufffc"


def printable(text: str) -> str:
    """`text` in one line, with nothing in it that the fonts of our papers lack."""
    return " ".join(_covered(text).split())


def paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of `text`, parted by blank lines, each a list of its lines."""
    lines = _BLANK_LINE.split(text.replace("\r\n", "\n").replace("\r", "\n").strip())
    found = [[printable(line) for line in part.split("\n")] for part in lines]
    return [kept for part in found if (kept := [line for line in part if line])]


def has_unprintable(text: str) -> bool:
    """True if some letters of `text` cannot stand in a PDF, so that its author can be told."""
    return _UNKNOWN in _shown(text)


def _covered(text: str) -> str:
    said = gettext("[letters that cannot be printed here]")
    return re.sub(f"{_UNKNOWN}[{_UNKNOWN}\\s]*", f" {said} ", _shown(text))


def _shown(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_as_printed, unicodedata.normalize("NFC", text)))


@cache
def _as_printed(letter: str) -> str:
    if letter.isspace():
        return " "
    kind, name = unicodedata.category(letter), unicodedata.name(letter, "")
    if kind in DROPPED and letter not in KEPT_SIGNS or name.startswith(ADDED):
        return ""
    if ord(letter) in _coverage():
        return letter
    return f" [{name.lower()}] " if kind in PICTURES and letter != _UNKNOWN else _UNKNOWN


@cache
def _coverage() -> frozenset[int]:
    ranges = json.loads(COVERAGE.read_text())
    return frozenset(code for first, last in ranges for code in range(first, last + 1))
