"""What of a copy is left out, and how that is told: plain values in, plain values out.

Others' data and a lawyer's advice leave a line that says so. What is left out so that nobody comes to grave harm, or
because it is child abuse data, leaves no trace: the line itself would tell (Data Protection Act 2018, Sch. 2 and 3).
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from core.people.names import fold

REASONS: Final[Mapping[str, str]] = {
    "third_party": "It is about somebody else",
    "privilege": "Advice from a lawyer",
    "serious_harm": "It could cause serious harm to somebody",
    "child_abuse": "Child abuse data, not in the child's interest",
}
SILENT: Final = frozenset({"serious_harm", "child_abuse"})
SAID: Final[Mapping[str, str]] = {
    "third_party": "Left out: it is about somebody else.",
    "privilege": "Left out: it is advice from a lawyer.",
}
WHOLE_ROW: Final = ""
_BETWEEN = re.compile(r"[^\w\s'\u2019]+")  # what stands between words; an apostrophe stands inside one
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One thing found: its fields, a key made of what it says, and names of other people found in each field."""

    key: str
    fields: Fields
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """One part of what was found, and whose it is."""

    owner: str
    name: str
    rows: tuple[Row, ...]


Choices = Mapping[tuple[str, str], str]
"""(row key, field or "" for the whole row) -> reason."""


def row_key(owner: str, part: str, fields: Fields) -> str:
    """A key that stays while the row says the same."""
    said = json.dumps([owner, part, fields], sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def redacted(found: Iterable[Found], choices: Choices) -> Iterator[Found]:
    """The parts as they are given out; one of which nothing is left is not there."""
    for part in found:
        rows = tuple(row for row in (_redacted(one, choices) for one in part.rows) if row is not None)
        if rows:
            yield Found(part.owner, part.name, rows)


def _redacted(row: Row, choices: Choices) -> Row | None:
    whole = choices.get((row.key, WHOLE_ROW))
    if whole in SILENT:
        return None
    if whole:
        return Row(row.key, {"left_out": SAID[whole]})
    kept = {name: _said(value, choices.get((row.key, name))) for name, value in row.fields.items()}
    return Row(row.key, {name: value for name, value in kept.items() if choices.get((row.key, name)) not in SILENT})


def _said(value: Any, reason: str | None) -> Any:
    return SAID.get(reason, "") if reason else value


class Others:
    """Names of other people of the council, to be found in text: whole names only, for a first name is anybody's."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_words: dict[tuple[str, ...], str] = {}
        for name in names:
            words = words_of(name)
            if len(words) > 1:
                self._by_words[words] = name
        self._lengths = sorted({len(words) for words in self._by_words})

    def found_in(self, value: Any) -> tuple[str, ...]:
        """The names in a value of any shape, each once, in alphabetical order."""
        words = words_of(_text(value))
        seen = {
            self._by_words[words[start : start + length]]
            for length in self._lengths
            for start in range(len(words) - length + 1)
            if words[start : start + length] in self._by_words
        }
        return tuple(sorted(seen))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded as names are."""
    return tuple(fold(_BETWEEN.sub(" ", text)).split())


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return " \n ".join(_text(one) for one in value.values())
    if isinstance(value, list | tuple):
        return " \n ".join(_text(one) for one in value)
    return "" if value is None else str(value)
