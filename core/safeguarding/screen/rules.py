"""Look for words and phrases in what somebody wrote: what was found, why it is on a list, and where it stands.

Plain values, no database, no network; the same text and lists give the same answer. It guesses, and only ever asks a
human to read. Time grows with the length of a text; where one holds more likely beginnings than MOST_TRIES, the rest is
left unread and `whole` is False, which is a reason for a human to read it too.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Final

from core.safeguarding.screen.folding import undisguised
from core.safeguarding.screen.patterns import SHORTEST_BEGINNING, Entry, Word
from core.safeguarding.screen.reading import BREAK, Lists, Reading, read

MOST_TRIES: Final = 150_000
MOST_HITS: Final = 40
FILLERS: Final = 3  # words of no weight that may stand between two words of a phrase
BEFORE: Final = 2  # words before a phrase among which a "no" is looked for
NEGATED: Final = frozenset({"violence", "bullying", "radicalisation"})
"""Themes in which "no ..." means that there is none. "Nobody hits me" may be written by a child who is hit."""


@dataclass(frozen=True)
class Hit:
    """A phrase as it stands in the text, why it is listed (a key of THEMES), where (from, to), and the list's entry."""

    phrase: str
    why: str
    where: tuple[int, int]
    entry: str


@dataclass(frozen=True)
class Screened:
    """What was found, in the order of the text. `whole` is False where the text was too much to be read to its end."""

    hits: tuple[Hit, ...] = ()
    whole: bool = True

    def __bool__(self) -> bool:
        return bool(self.hits) or not self.whole


@dataclass(frozen=True)
class Span:
    """An entry and the words from..to of a reading at which it stands."""

    entry: Entry
    start: int
    end: int


def look(text: str, by: Lists) -> Screened:
    """Everything that `by` lists in `text`, as it stands and again with its disguises off."""
    plain, bare = read(text, by), undisguised(text)
    hits, whole = _hits(plain.spelt())
    again = plain if bare == text else read(bare, by)
    other = again.joined() or again
    if other is not plain:
        more, rest = _hits(other.spelt())
        hits, whole = {**more, **hits}, whole and rest
    found = (Hit(text[start:end], entry.why, (start, end), entry.phrase) for entry, start, end in hits.values())
    return Screened(tuple(sorted(found, key=lambda hit: hit.where)[:MOST_HITS]), whole)


def _hits(reading: Reading) -> tuple[dict[str, tuple[Entry, int, int]], bool]:
    """The first place of each entry that no harmless phrase covers, and whether the reading was looked through."""
    spans, whole = _spans(reading)
    is_covered = _covers([span for span in spans if not span.entry.why])
    kept: dict[str, Span] = {}
    for span in spans:
        if span.entry.why and not is_covered(span) and not _is_negated(reading, span):
            kept.setdefault(span.entry.phrase, span)
    places = reading.places((span.start, span.end) for span in kept.values()) if kept else []
    return {name: (span.entry, *place) for (name, span), place in zip(kept.items(), places, strict=True)}, whole


def _spans(reading: Reading) -> tuple[list[Span], bool]:
    """Every place at which an entry stands, harmless ones too; False with it where the tries ran out."""
    hot = _hot(set(reading.words), reading.by)
    spans: list[Span] = []
    tries = 0
    for at, word in enumerate(reading.words):
        if word in hot:
            tries += len(hot[word])
            if tries > MOST_TRIES:
                return spans, False
            spans.extend(span for entry in hot[word] if (span := _span(reading, entry, at)))
    return spans, True


def _span(reading: Reading, entry: Entry, at: int) -> Span | None:
    end = _reach(reading, entry.after, at, 1)
    start = _reach(reading, entry.before, at, -1) if end is not None else None
    return Span(entry, start, end) if start is not None and end is not None else None


def _reach(reading: Reading, places: Sequence[tuple[Word, int]], at: int, step: int) -> int | None:
    """The word at which the rest of a phrase ends, going from `at` by `step`; None if it does not stand there."""
    if not places:
        return at
    (place, gap), rest = places[0], places[1:]
    for passed in range(1 + gap + FILLERS):
        at += step
        if not 0 <= at < len(reading.words) or (word := reading.words[at]) == BREAK:
            return None
        if place.fits(word) and (end := _reach(reading, rest, at, step)) is not None:
            return end
        if passed >= gap and word not in reading.by.fillers:
            return None
    return None


def _covers(harmless: Sequence[Span]) -> Callable[[Span], bool]:
    """Say of a span whether a harmless one covers the whole of it."""
    ordered = sorted(harmless, key=lambda span: span.start)
    starts = [span.start for span in ordered]
    furthest = list(accumulate((span.end for span in ordered), max))

    def is_covered(span: Span) -> bool:
        before = bisect_right(starts, span.start)
        return before > 0 and furthest[before - 1] >= span.end

    return is_covered


def _is_negated(reading: Reading, span: Span) -> bool:
    before = reading.words[max(0, span.start - BEFORE) : span.start]
    same_sentence = before[before.index(BREAK) + 1 :] if BREAK in before else before
    return span.entry.why in NEGATED and not reading.by.negations.isdisjoint(same_sentence)


def _hot(words: Set[str], by: Lists) -> Mapping[str, tuple[Entry, ...]]:
    """For each word of a text from which some entries are looked for, those that its other words leave possible."""
    begun = {word: by.begins(word) for word in words if word[:SHORTEST_BEGINNING] in by.heads}
    there = {beginning for found in begun.values() for beginning in found}

    def is_possible(entry: Entry) -> bool:
        return all(not place.exact.isdisjoint(words) or not there.isdisjoint(place.beginnings) for place in entry.words)

    hot: dict[str, tuple[Entry, ...]] = {}
    for word in words:
        found = chain(by.exact.get(word, ()), *(by.beginnings.get(one, ()) for one in begun.get(word, ())))
        if possible := tuple(filter(is_possible, found)):
            hot[word] = possible
    return hot
