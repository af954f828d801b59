"""Words as they are found: without case, accents and marks, the same on every database; and what somebody looks for.

Folding is done here and not by a database, whose ideas of letters differ.
"""

import re
import unicodedata
from dataclasses import dataclass

MOST_ASKED = 200  # signs of a question that are looked at
MOST_TERMS = 8  # words and phrases that are looked for
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("(?<=\\w)['\u2019\u02bc\u02b9\u2018`](?=\\w)")
_QUOTES = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')


@dataclass(frozen=True)
class Term:
    """Words that stand one after the other; with `begins` the last may go on."""

    words: tuple[str, ...]
    begins: bool = False

    @property
    def pattern(self) -> str:
        """What a text of `folded` words is LIKE; folded words hold no sign that LIKE reads as another."""
        return f"% {' '.join(self.words)}{'%' if self.begins else ' %'}"


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order: "Mae'r ysgol" is maer, ysgol."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(sign for sign in plain if not unicodedata.category(sign).startswith("M"))
    return _WORD.findall(_APOSTROPHES.sub("", bare))


def folded(text: str) -> str:
    """The folded words with a space before and after each, "" for a text without any."""
    found = words_of(text)
    return f" {' '.join(found)} " if found else ""


def asked(question: str) -> tuple[Term, ...]:
    """What is looked for, all of which must occur; nothing where no word was written."""
    parts = _QUOTES.split(question[:MOST_ASKED])
    terms = [term for at, part in enumerate(parts) for term in (_phrase(part) if at % 2 else _words(part))]
    if len(parts) % 2 and _words(parts[-1]):
        terms[-1] = Term(terms[-1].words, begins=True)
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]


def _phrase(part: str) -> list[Term]:
    found = words_of(part)
    return [Term(tuple(found))] if found else []


def _words(part: str) -> list[Term]:
    return [Term((word,)) for word in words_of(part)]
