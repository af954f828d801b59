"""A text as the words that lists know, each with its place in the text. Plain values, no database."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from core.safeguarding.screen.folding import ANY_LETTER, INSIDE, fold, guesses
from core.safeguarding.screen.patterns import Entry

BREAK: Final = ""  # between two sentences or paragraphs: no phrase reaches across
MOST_STARRED: Final = 200  # words with starred-out letters that are looked up in one text
MOST_JOINS: Final = 200_000  # places at which two words are tried as one
MOST_DISTINCT: Final = 200_000  # different words of one text, more than any book has: their disguises are left on
LONG_WORD: Final = 6  # letters of a word that is recognised when it is written in two
MOST_LETTERS: Final = 12  # of a word that is spelled out


@dataclass(frozen=True)
class Lists:
    """Entries made ready for looking; build it with `lists`. Entries whose `why` is empty are the harmless ones."""

    exact: Mapping[str, tuple[Entry, ...]]
    beginnings: Mapping[str, tuple[Entry, ...]]
    begun: frozenset[str]
    lengths: tuple[int, ...]
    known: frozenset[str]
    heads: frozenset[str]
    spellings: Mapping[str, tuple[str, ...]]
    fillers: frozenset[str]
    negations: frozenset[str]
    token: "re.Pattern[str]" = field(repr=False)

    def knows(self, word: str) -> bool:
        """Say whether some entry could have this word in it."""
        return word in self.known or bool(self.begins(word))

    def begins(self, word: str) -> list[str]:
        """The listed beginnings with which a word begins."""
        return [word[:length] for length in self.lengths if length <= len(word) and word[:length] in self.begun]


def lists(
    found: Iterable[Entry],
    *,
    spellings: Mapping[str, str],
    fillers: Iterable[str],
    negations: Iterable[str],
    signs: str = "",
) -> Lists:
    """Make entries ready. `signs` are the emoji that they name."""
    every = tuple(found)
    words = {one for entry in every for word in entry.words for one in (*word.exact, *word.beginnings)}
    spelt = {fold(word): tuple(fold(part) for part in meant.split()) for word, meant in spellings.items()}
    exact = _grouped((one, entry) for entry in every for one in entry.anchor.exact)
    beginnings = _grouped((one, entry) for entry in every for one in entry.anchor.beginnings)
    known = frozenset(words | spelt.keys())
    begun = frozenset(one for entry in every for word in entry.words for one in word.beginnings)
    return Lists(
        exact=exact,
        beginnings=beginnings,
        begun=begun,
        lengths=tuple(sorted({len(one) for one in begun})),
        known=known,
        heads=frozenset(one[:size] for one in known for size in range(2, len(one) + 1)),
        spellings=spelt,
        fillers=frozenset(map(fold, fillers)),
        negations=frozenset(map(fold, negations)),
        token=_token(signs),
    )


@dataclass(frozen=True)
class Reading:
    """One way to read a text: its words, and the tokens (from, to) that each came from; None for the same."""

    text: str
    by: Lists
    words: list[str]
    tokens: list[tuple[int, int]] | None

    def places(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Where words from..to stand in the text; it is gone through once more, and only where something is asked."""
        asked = [(self._token(start)[0], self._token(end)[1]) for start, end in spans]
        wanted = {number for pair in asked for number in pair}
        found: dict[int, tuple[int, int]] = {}
        for number, token in enumerate(self.by.token.finditer(self.text)):
            if len(found) == len(wanted):
                break
            if number in wanted:
                found[number] = token.span()
        return [(found[start][0], found[end][1]) for start, end in asked]

    def _token(self, at: int) -> tuple[int, int]:
        return self.tokens[at] if self.tokens is not None else (at, at)

    def spelt(self) -> "Reading":
        """The same text with short spellings written out."""
        short = {word: self.by.spellings[word] for word in set(self.words) & self.by.spellings.keys()}
        if all(len(meant) == 1 for meant in short.values()):
            only = {word: meant[0] for word, meant in short.items()}
            return replace(self, words=[only.get(word, word) for word in self.words]) if only else self
        words: list[str] = []
        tokens: list[tuple[int, int]] = []
        for at, word in enumerate(self.words):
            meant = short.get(word, (word,))
            words.extend(meant)
            tokens.extend([self._token(at)] * len(meant))
        return replace(self, words=words, tokens=tokens)

    def joined(self) -> "Reading | None":
        """The same text with "s u i" and "sui cide" written together; None where nothing is."""
        sizes = self._sizes()
        if not sizes:
            return None
        words, tokens, at = [], [], 0
        while at < len(self.words):
            size = sizes.get(at, 1)
            words.append("".join(self.words[at : at + size]))
            tokens.append((self._token(at)[0], self._token(at + size - 1)[1]))
            at += size
        return replace(self, words=words, tokens=tokens)

    def _sizes(self) -> dict[int, int]:
        """At which words a known one begins that was written apart, and in how many pieces."""
        heads = {word for word in set(self.words) if len(word) == 1 or word in self.by.heads}
        pairs = zip(self.words, self.words[1:], strict=False)
        maybe = [at for at, (one, two) in enumerate(pairs) if one in heads and one + two in self.by.heads]
        sizes = ((at, self._size(at)) for at in maybe[:MOST_JOINS])
        return {at: size for at, size in sizes if size > 1}

    def _size(self, at: int) -> int:
        some = self.words[at : at + MOST_LETTERS]
        letters = next((number for number, word in enumerate(some) if len(word) != 1), len(some))
        for size in range(letters, 2, -1):
            if self.by.knows("".join(some[:size])):
                return size
        both = "".join(some[:2])
        return 2 if len(both) >= LONG_WORD and some[1] != BREAK and self._is_one_word(both) else 1

    def _is_one_word(self, both: str) -> bool:
        """A word of the lists; not two that people write without a space, which entries name as two."""
        return both in self.by.known and both not in self.by.spellings


def read(text: str, by: Lists) -> Reading:
    """Read a text word by word, as it is spelt there."""
    raw = by.token.findall(text)
    meant = _meanings(set(raw), by)
    return Reading(text, by, [meant[token] for token in raw], None)


def _token(signs: str) -> re.Pattern[str]:
    """A word, an emoji that lists name, or the end of a sentence; none of them can be read in two ways."""
    emoji = f"|[{re.escape(signs)}]" if signs else ""
    return re.compile(rf"[\w{INSIDE}]+{emoji}|[.!?](?=\s{{1,3}}[A-Z])|\n[ \t\r]{{0,80}}\n")


def _meanings(tokens: set[str], by: Lists) -> dict[str, str]:
    """What each token is read as: a word of the lists where it can be one."""
    meant: dict[str, str] = {}
    starred = 0
    for token in tokens:
        if token[0] in ".!?\n":
            meant[token] = BREAK
            continue
        word = fold(token) or "_"
        if ANY_LETTER in word and (starred := starred + 1) <= MOST_STARRED:
            word = _unstarred(word, by.known)
        is_plain = word in by.known or len(tokens) > MOST_DISTINCT
        meant[token] = word if is_plain else guesses(word, by.knows)
    return meant


def _unstarred(word: str, known: frozenset[str]) -> str:
    shape = re.compile(re.escape(word).replace(ANY_LETTER, "."))
    return next((one for one in sorted(known) if len(one) == len(word) and shape.fullmatch(one)), word)


def _grouped(pairs: Iterable[tuple[str, Entry]]) -> dict[str, tuple[Entry, ...]]:
    grouped: dict[str, tuple[Entry, ...]] = {}
    for word, entry in pairs:
        grouped[word] = (*grouped.get(word, ()), entry)
    return grouped
