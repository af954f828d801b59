"""Checks Easy Read lines as a careful reader would: short sentences, one idea each, easy words, plain numbers.

It advises and never refuses: people with learning disabilities are the judges of Easy Read. It knows English only.
Source: Department of Health, "Making written information easier to understand" (2010): at most 15 words a sentence, one
idea a sentence, active, digits for numbers, hard words explained.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from plugins.meetings.easy_words import HARD_WORDS, IRREGULAR, KNOWN_LETTERS, NUMBERS, STATES

LONGEST: Final = 15  # words in a sentence
MOST_JOINTS: Final = 2  # commas and joining words, from which a sentence holds more than one idea
LONGEST_PHRASE: Final = 4  # words in a hard phrase
KINDS: Final = ("long", "ideas", "hard_word", "abbreviation", "number", "passive", "negative", "full_stop")

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_COUNTED = re.compile(r"\S*\w\S*")
_SHORTENED = re.compile(r"\b(?:e\.?g|i\.?e|approx|dept|incl|vs)\.(?=\W|$)|\b(?:etc|asap|w/c)\b\.?", re.I)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_JOINING = re.compile(r"\b(?:and|but|or|because|so|which|while|although|however|unless|if|when|whose|where)\b", re.I)
_AND = re.compile(r"\band\b", re.I)
_BREAK = re.compile(r"[;]|\s[–—-]\s|\([^)]{12,}\)")
_LETTERS = re.compile(r"\b[A-Z][A-Z&]+[A-Z]?s?\b|\b(?:[A-Z]\.){2,}")
_ROMAN = re.compile(r"[IVX]+")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|be)\s+(?:not\s+|also\s+|always\s+|now\s+|still\s+|then\s+|\w+ly\s+)?"
    r"([a-z]+)\b(?!\s+(?:about|with|in|to see|that)\b)",
    re.I,
)
_NEGATIVE = re.compile(r"\b(?:not|no|never|none|nobody|nothing|without|neither|nor|\w+n['’]t|cannot)\b", re.I)
_UN = re.compile(r"(?:\bnot|\bnever|n['’]t)\s+(?:un(?!der|i|til|less|cle)\w{4,}|impossible|incorrect|invalid)", re.I)
_TURNED = re.compile(r"\b(?:unless|except for|other than|rather than|no longer)\b", re.I)
_ODD: Final = (
    (re.compile(r"\b\d+(?:\.\d+)?\s?%|\bper ?cent\b", re.I), "Say it as people count: 1 in 4, half, or nearly all."),
    (re.compile(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"), "Write the month as a word, such as 3 March."),
    (re.compile(r"(?<![\d/])\d+/\d+(?![\d/])|[½¼¾]"), "Say it as people count: half, or 1 in 4."),
    (re.compile(r"\b(?:1[3-9]|2[0-3]):[0-5]\d\b"), "Write the time as people say it, such as 4:30pm."),
    (re.compile(r"\b(?:[Pp]hase|[Pp]art|[Ss]tage|[Yy]ear|[Ll]evel)\s([IVX]+)\b"), "Write it in digits, such as 2."),
    (re.compile(r"[£€]?\b\d+(?:\.\d+)?\s?(?:k|m|bn)\b"), "Write the number in full, such as £2,000."),
    (re.compile(r"(?<!\d )(?<!\+)\b[1-9]\d{4,}\b"), "Put a comma after the thousands, such as 10,000."),
)
_ENDS = re.compile(r"[.!?:][\"”’')\]]*$")
_BULLET = re.compile(r"^\s*(?:[-•*–]|\d+[.)])\s+")


@dataclass(frozen=True)
class HardWord:
    """A hard word or phrase as it stands in the text, and easier ones."""

    words: str
    easier: str


@dataclass(frozen=True)
class Remark:
    """Something to make easier: the number of the line from 0, one of KINDS, the words it is about, and what to do."""

    line: int
    kind: str
    words: str
    advice: str


def check(lines: Sequence[str], glossary: Mapping[str, str] | None = None) -> list[Remark]:
    """What could be easier, line by line. `glossary` pairs the council's own hard words with what to say instead."""
    explained = _explained(lines)
    own = dict(glossary or {})
    return [
        Remark(number, kind, words, advice)
        for number, line in enumerate(lines)
        for kind, words, advice in _remarks(line.strip(), own, explained)
    ]


def hard_words_in(text: str, glossary: Mapping[str, str] | None = None) -> list[HardWord]:
    """The hard words and phrases of `text`, each once, in order; the council's own go before ours."""
    known, found = _forms(tuple(sorted((glossary or {}).items()))), dict[str, HardWord]()
    words, skip = [match.group() for match in _WORD.finditer(text)], 0
    for place in range(len(words)):
        if place < skip:
            continue
        for length in range(LONGEST_PHRASE, 0, -1):
            phrase = " ".join(words[place : place + length])
            key = phrase.casefold().replace("’", "'")
            if key in known:
                if known[key]:
                    found.setdefault(key, HardWord(phrase, known[key]))
                skip = place + length
                break
    return list(found.values())


def sentences(line: str) -> list[str]:
    """The sentences of a line; a full stop in a time, a number or after "e.g." ends none."""
    return [part for part in _SENTENCE.split(_BULLET.sub("", line)) if part.strip()]


def _remarks(line: str, own: Mapping[str, str], explained: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    if not line:
        return
    for sentence in sentences(line):
        for kind, looked in SENTENCE_CHECKS:
            yield from ((kind, words, advice) for words, advice in looked(sentence))
    for hard in hard_words_in(line, own):
        yield "hard_word", hard.words, f"Say “{hard.easier}” instead, or explain the word."
    for letters in _unexplained(line, explained):
        yield "abbreviation", letters, "Write it in full, or explain the letters once."
    if not _ENDS.search(line) and not _BULLET.match(line):
        yield "full_stop", line.split()[-1], "End the sentence with a full stop."


def _too_long(sentence: str) -> Iterator[tuple[str, str]]:
    number = len(_COUNTED.findall(sentence))
    if number > LONGEST:
        yield sentence, f"This sentence has {number} words. Make two, with no more than {LONGEST} words in each."


def _many_ideas(sentence: str) -> Iterator[tuple[str, str]]:
    joints = sentence.count(",") - len(re.findall(r"\d,\d{3}", sentence)) + len(_JOINING.findall(sentence))
    chained = sentence.count(",") > 1 or len(_AND.findall(sentence)) > 1
    if joints > MOST_JOINTS or chained or _BREAK.search(sentence):
        yield sentence, "Write one idea in each sentence. Make a list or start a new line."


def _numbers(sentence: str) -> Iterator[tuple[str, str]]:
    for match in _WORD.finditer(sentence):
        if match.group().casefold() in NUMBERS:
            yield match.group(), f"Write the number in digits: {NUMBERS[match.group().casefold()]}."
    for pattern, advice in _ODD:
        for match in pattern.finditer(sentence):
            yield match.group(), advice


def _passives(sentence: str) -> Iterator[tuple[str, str]]:
    for match in _PASSIVE.finditer(sentence):
        last = match.group(1).casefold()
        if last not in STATES and (last in IRREGULAR or last.endswith("ed") and len(last) > 4):
            yield match.group(), "Say who does it, such as “We decided” and not “It was decided”."


def _negatives(sentence: str) -> Iterator[tuple[str, str]]:
    turned = _TURNED.search(sentence) or _UN.search(sentence)
    if turned:
        yield turned.group(), "Say what is true or what to do, and leave out what is not."
    elif len(found := _NEGATIVE.findall(sentence)) > 1:
        yield " ".join(found), "Two words like “not” in one sentence are hard. Use one, or none."


def _unexplained(line: str, explained: frozenset[str]) -> list[str]:
    found = [match.group() for match in _SHORTENED.finditer(line)]
    if line.upper() != line:  # a line in capitals throughout has no abbreviations to be seen
        found += [match.group() for match in _LETTERS.finditer(line)]
    known = explained | KNOWN_LETTERS
    return [one for one in dict.fromkeys(found) if _bare(one) not in known and not _ROMAN.fullmatch(one)]


def _explained(lines: Iterable[str]) -> frozenset[str]:
    """Abbreviations that some line explains: "special needs (SEN)", "SEN means ...", "SEN stands for ..."."""
    said = re.compile(r"\(([A-Z][A-Z&]+s?)\)|\b([A-Z][A-Z&]+s?)(?: means| stands for| is short for| \()")
    return frozenset(_bare(one or other) for line in lines for one, other in said.findall(line))


def _bare(letters: str) -> str:
    return letters.replace(".", "").rstrip("s")


@lru_cache(maxsize=32)
def _forms(own: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Every form of every hard word, with easier words; a council's own words go before ours."""
    known = {form: easier for word, easier in HARD_WORDS.items() for form in _endings(word)}
    own_forms = {form: easier for word, easier in own for form in _endings(" ".join(_WORD.findall(word.casefold())))}
    return known | HARD_WORDS | own_forms


def _endings(word: str) -> set[str]:
    """A word with its usual endings: plan, plans, planned, planning; for phrases those of the last word."""
    if not word or word.endswith(("ly", "ing")):
        return {word} - {""}
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return {word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"}
    if word.endswith("e"):
        return {word, f"{word}s", f"{word}d", f"{word[:-1]}ing"}
    doubled = word + word[-1]
    return {word, f"{word}s", f"{word}es", f"{word}ed", f"{word}ing", f"{doubled}ed", f"{doubled}ing"}


SENTENCE_CHECKS: Final[tuple[tuple[str, Callable[[str], Iterator[tuple[str, str]]]], ...]] = (
    ("long", _too_long),
    ("ideas", _many_ideas),
    ("number", _numbers),
    ("passive", _passives),
    ("negative", _negatives),
)
