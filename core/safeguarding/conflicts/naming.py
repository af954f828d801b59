"""Whether words name somebody: as a child writes it ("Mr Day", "sam m"), as a colleague does, in capitals or without.

In doubt they do. A colleague who is kept from a case that is not about them can be let in by another; one who reads
what is said about themself cannot unread it. Plain values, no database.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.people.names import fold

TITLES: Final = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "sir", "madam", "rev", "revd", "father", "coach", "uncle", "aunty", "aunt"}
)
_WORDS: Final = (
    "april art august baker ball bell best bishop bill black blue bond book bright brook brown bush butcher carpenter "
    "case chance child church cook craft cross day dean drew driver east english faith farmer field fisher ford forest "
    "fox frank french friend gold good grace grant gray green grey guy hall hand hill holly home hope hunt ivy jack "
    "joy july june just justice kind king knight lady lake lane law lead little long lord love low major man mark "
    "marsh mason master max may mercy miles mill miller moon moor more nice noble north page parent park patience "
    "pat pearl penny peter pool pope potter power price pride prince ray read rich rise river robin rock root rose "
    "ruby rush saint sandy school sharp shepherd short singer skip small smart smith snow south spring star still "
    "stone strange street strong summer swift taylor teacher temple turner victor walker wall ward water way weather "
    "well west white wild will winter wise wolf wood wright young"
)
ALSO_WORDS: Final = frozenset(_WORDS.split())
"""Names that are words too: alone they name somebody only with a capital letter."""
SHORT: Final = 2  # letters; a name no longer than this is taken for one only with a capital letter
STEM: Final = 4  # letters of a first name that stand for it, as Chris does for Christopher
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_OWNS: Final = re.compile(r"['’]s$", re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """What a text holds: its words folded, those written with a capital letter, and which word follows which."""

    all: frozenset[str]
    capital: frozenset[str]
    pairs: frozenset[tuple[str, str]]


def words_of(text: str) -> Words:
    """Read a text once, for any number of names."""
    typed = _WORD.findall(text)
    folded = {word: _folded(word) for word in set(typed)}
    row = [part for word in typed for part in folded[word]]
    capital = {part for word, parts in folded.items() if _is_capital(word) for part in parts}
    return Words(frozenset(row), frozenset(capital), frozenset(zip(row, row[1:], strict=False)))


def is_named(name: str, words: Words) -> bool:
    """True when `name`, whole or in part, may well stand in these words."""
    parts = name_parts(name)
    if not parts:
        return False
    titled = any((title, part) in words.pairs for title in TITLES for part in parts)
    return titled or is_named_whole(name, words) or any(_stands_alone(part, words) for part in parts) or _stem(
        parts[0], words
    )


def is_named_whole(name: str, words: Words) -> bool:
    """True when a first name is followed by any other part of the name, or by the first letter of the last."""
    parts = name_parts(name)
    if len(parts) < 2:
        return False
    first, last = parts[0], parts[-1]
    followed = {(first, part) for part in parts[1:]}
    return bool((followed | {(first, last[0]), (last, first)}) & words.pairs)


def is_any_named(names: Iterable[str], words: Words) -> bool:
    """The same of somebody who has several names."""
    return any(is_named(name, words) for name in names)


def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name, folded, without a title."""
    return tuple(part for word in _WORD.findall(name) for part in _folded(word) if part not in TITLES)


def _stands_alone(part: str, words: Words) -> bool:
    needs_capital = part in ALSO_WORDS or len(part) <= SHORT
    return part in (words.capital if needs_capital else words.all) and len(part) > 1


def _stem(first: str, words: Words) -> bool:
    """A first name cut short, with a capital letter: "Chris" for Christopher."""
    return any(first[:end] in words.capital for end in range(STEM, len(first)))


def _folded(word: str) -> tuple[str, ...]:
    return tuple(fold(_OWNS.sub("", word)).split())


def _is_capital(word: str) -> bool:
    """Letters of writing without capitals count as such."""
    return word[0] == word[0].upper()
