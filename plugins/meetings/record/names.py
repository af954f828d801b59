"""Finds names of a group's members in a text, to warn whoever is about to publish it; a human decides.

It looks for whole words, so that it misses nicknames and finds a Will where a will is meant; it never refuses.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 3  # letters; a shorter part of a name counts only with its capital letter
_ALSO_WORDS = (
    "amber angel april art august autumn bill bliss chase dawn destiny drew eve faith frank gene grace harmony "
    "haven heather hope ivy jack jade jasmine jay joy june king lily mark may miles olive pat pearl penny poppy "
    "prince rain ray rich river rob robin rose royal ruby sage sandy sky star stone storm sue summer violet west "
    "will willow wood young"
)
ALSO_WORDS = frozenset(_ALSO_WORDS.split())
"""Names that are words too: counted only with their capital letter."""


def standing_in(texts: Iterable[str], people: Sequence[tuple[str, str]]) -> list[str]:
    """The names of those of `people` (name, what they are called) of whom a part stands in one of the texts."""
    written = {word for text in texts for word in _words(text)}
    lower = {word.casefold() for word in written}
    parts = [(name, _words(f"{name} {called}")) for name, called in people]
    return [name for name, own in parts if any(_stands(part, written, lower) for part in own)]


def _stands(part: str, written: set[str], lower: set[str]) -> bool:
    if len(part) < SHORTEST or part.casefold() in ALSO_WORDS:
        return len(part) > 1 and (part in written or part.upper() in written)
    return part.casefold() in lower


def _words(text: str) -> list[str]:
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return _WORD.findall(plain)
