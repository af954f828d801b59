"""One entry of a word list, made ready: `{adult} hit*|slap* ... me` is read once and then compared word by word.

    hit*      any word that begins so          a|b     one or the other
    {adult}   one of a list's own groups       word?   may be left out
    ...       up to three words of any kind

Plain values, no database. An entry that cannot be read raises BadEntry with what is wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from core.safeguarding.screen.folding import fold

GAP: Final = 3  # words that "..." stands for, at most
LONGEST: Final = 12  # words of an entry
SHORTEST_BEGINNING: Final = 3  # letters before a star


class BadEntry(ValueError):
    """An entry of a list that says nothing, or too much."""


@dataclass(frozen=True)
class Word:
    """One place of an entry: the words that may stand there, and how many others may stand before it."""

    exact: frozenset[str]
    beginnings: tuple[str, ...]
    is_group: bool
    gap: int = 0

    def fits(self, word: str) -> bool:
        """Say whether a folded word may stand here."""
        return word in self.exact or (bool(self.beginnings) and word.startswith(self.beginnings))

    @property
    def weight(self) -> tuple[bool, int]:
        """How rare it is likely to be; the heaviest is looked for first."""
        shortest = min((len(one) for one in (*self.exact, *self.beginnings)), default=0)
        return not self.is_group, shortest


@dataclass(frozen=True)
class Entry:
    """One way to read one line of a list: the word looked for first, those before it backwards, those after it."""

    phrase: str
    why: str
    anchor: Word
    before: tuple[tuple[Word, int], ...]
    after: tuple[tuple[Word, int], ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """Every place of it, in no order."""
        return (self.anchor, *(word for word, _ in self.before), *(word for word, _ in self.after))


def entries(phrase: str, why: str, groups: Mapping[str, Sequence[str]]) -> list[Entry]:
    """A line of a list as the one or more ways to read it; raises BadEntry."""
    parts = phrase.split()
    if not 1 <= len(parts) <= LONGEST:
        raise BadEntry(f"use between one word and {LONGEST}")
    choices = [(part[:-1], "") if part.endswith("?") else (part,) for part in parts]
    ways = [[part for part in way if part] for way in product(*choices)]
    return [_entry(phrase, why, _words(way, groups)) for way in ways if way]


def _words(parts: Sequence[str], groups: Mapping[str, Sequence[str]]) -> list[Word]:
    words, gap = [], 0
    for part in parts:
        if part == "...":
            gap += GAP
            continue
        words.append(_word(part, groups, gap))
        gap = 0
    if not words or gap:
        raise BadEntry("begins and ends with a word")
    return words


def _word(part: str, groups: Mapping[str, Sequence[str]], gap: int) -> Word:
    options = [option for one in part.split("|") for option in _members(one, groups)]
    exact = frozenset(fold(one) for one in options if not one.endswith("*"))
    beginnings = tuple(sorted({fold(one[:-1]) for one in options if one.endswith("*")}))
    if "" in exact or any("*" in one for one in exact):
        raise BadEntry("a star stands at the end of a word only")
    if any(len(one) < SHORTEST_BEGINNING for one in beginnings):
        raise BadEntry(f"write at least {SHORTEST_BEGINNING} letters before a star")
    return Word(exact, beginnings, "{" in part, gap)


def _members(option: str, groups: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if not option.startswith("{"):
        return [option]
    if option[1:-1] not in groups:
        raise BadEntry(f"there is no group {option}")
    return groups[option[1:-1]]


def _entry(phrase: str, why: str, words: Sequence[Word]) -> Entry:
    at = max(range(len(words)), key=lambda index: words[index].weight)
    before = tuple((words[index], words[index + 1].gap) for index in range(at - 1, -1, -1))
    return Entry(phrase, why, words[at], before, tuple((word, word.gap) for word in words[at + 1 :]))
