"""The lists of words beside this module, read once and made into patterns; one file for each language."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).parent / "words"
_ENGLISH: Final = "en"


@dataclass(frozen=True)
class Facts:
    """One kind of fact that singles somebody out: why it does, and the pattern that finds it."""

    kind: str
    why: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Lists:
    """Everything that is looked for in one language beside the council's own names."""

    facts: tuple[Facts, ...]
    numbers: Facts | None
    given: frozenset[str]
    also_words: frozenset[str]
    capitals: frozenset[str]


@cache
def of(language: str) -> Lists:
    """The lists of `language`, with the English names, which people here carry whatever language they write."""
    said, english = _read(language), _read(_ENGLISH)
    facts = tuple(Facts(kind, one["why"], any_of(one["words"])) for kind, one in said.get("facts", {}).items())
    numbers = said.get("numbers")
    names = english["names"]
    return Lists(
        facts=facts,
        numbers=Facts("numbers", numbers["why"], any_of(numbers["of"])) if numbers else None,
        given=frozenset(names["given"]),
        also_words=frozenset(names["also_words"]),
        capitals=frozenset(names["capitals"]),
    )


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these words and phrases, whole and the longest first; one with * goes on."""
    ordered = sorted({word.strip() for word in words if word.strip()}, key=lambda word: (-len(word), word))
    if not ordered:
        return _NEVER
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_one, ordered))})(?!\w)", re.IGNORECASE)


def _one(word: str) -> str:
    plain = re.escape(word.replace("’", "'")).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return plain.replace("'", "['’]?")


def _read(language: str) -> Mapping[str, Any]:
    file = FOLDER / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


_NEVER: Final = re.compile(r"(?!)")
