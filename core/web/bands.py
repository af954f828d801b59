"""Reading bands: the same thing said shorter for younger readers, and one idea a line in Easy Read.

Easy Read: one idea a line, no sentence over 15 words (Department of Health, "Making written information
easier to understand", 2010).
"""

import re
from typing import TypeVar

from markupsafe import Markup, escape

from core.web.preferences import reading

Text = TypeVar("Text", bound=str)
LONGEST_EASY_SENTENCE = 15  # words
_AFTER_A_SENTENCE = re.compile(r"(?<=[.!?\u06d4\u061f])\s+")  # Urdu's full stop and question mark among them


def banded(standard: str, young: str = "", easy: str = "") -> str | Markup:
    """The wording for this reader's band; a band without its own takes the next plainer one that there is."""
    band = reading()[0]
    if band == "easy":
        return one_idea_a_line(easy or young or standard)
    return (young or easy or standard) if band == "young" else standard


def sentences(text: str) -> list[str]:
    """The sentences of `text`, in order."""
    return [part for part in _AFTER_A_SENTENCE.split(text.strip()) if part]


def one_idea_a_line(text: str | None) -> str | Markup:
    """`text` with each sentence on a line of its own."""
    parts = sentences(text or "")
    return Markup("<br>").join(escape(part) for part in parts) if len(parts) > 1 else text or ""
