"""How a word is read whatever way it is typed: accents, capitals, other alphabets' look-alikes, figures for letters.

Plain text in, plain text out; no database. Lists and texts go through the same door, so they meet.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import chain, product, zip_longest
from typing import Final

MARKS: Final = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\ufe0f"
UNSEEN: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
INSIDE: Final = f"'’‘ʼ`´{MARKS}{UNSEEN}"
"""What may stand inside a word without being read: apostrophes, marks above and below, signs that nobody sees."""
UNREAD: Final = re.compile(f"[{INSIDE}_]")
ALIKE: Final = str.maketrans("аеорсухкмтвніјѕ", "aeopcyxkmtbhijs")  # Cyrillic letters among Latin ones
ARABIC: Final = str.maketrans("يىكهةۀۂ", "ییکہہہہ")
LATIN: Final = str.maketrans("łøđıß", "lodis")
FIGURES: Final = str.maketrans("0134578@$!|", "oieastbasil")
FIGURES_OTHER: Final = str.maketrans("01", "ol")
ANY_LETTER: Final = "\u01c2"  # stands for one letter that was starred out; a letter of no language here
_SIGNS: Final = {"*": ANY_LETTER, "@": "a", "$": "s", "!": "i", "|": "l"}
_INSIDE_A_WORD: Final = {sign: re.compile(rf"(?<=\w){re.escape(sign)}(?=\w)") for sign in _SIGNS}
_RUN: Final = re.compile(r"(.)\1{2,}")
_FIGURE: Final = re.compile("[0-9]")
MOST_RUNS: Final = 3  # of one letter in a word, that are tried with one and with two of it
_ASCII_LETTER: Final = re.compile("[a-z]")


def fold(word: str) -> str:
    """A word in the one way in which lists hold it: small letters, no accents, no apostrophes."""
    if word.isascii():
        return word.lower().replace("'", "").replace("`", "").strip("_")
    open_up = unicodedata.normalize("NFKD", word).casefold().translate(LATIN).translate(ARABIC)
    plain = "".join(sign for sign in open_up if not unicodedata.combining(sign))
    plain = UNREAD.sub("", plain)
    return plain.translate(ALIKE) if _ASCII_LETTER.search(plain) else plain


def undisguised(text: str) -> str:
    """The text with signs inside words read as the letters that they stand for; as long as before."""
    bare = text.replace("_", " ")
    for sign, letter in _SIGNS.items():
        if sign in text:
            bare = _INSIDE_A_WORD[sign].sub(letter, bare)
    return bare


def guesses(word: str, is_known: Callable[[str], bool]) -> str:
    """What a folded word that no list knows may stand for: k1ll, kiiiill; the word itself where nothing fits."""
    if not word.isalpha() and _FIGURE.search(word) and not word.isdigit():
        for figures in (FIGURES, FIGURES_OTHER):
            if is_known(read := word.translate(figures)):
                return read
    if _RUN.search(word):
        return next((read for read in _shortened(word) if is_known(read)), word)
    return word


def _shortened(word: str) -> Iterator[str]:
    """The word with its long runs of one letter cut to one or two of it, each in every way but for many runs."""
    parts = _RUN.split(word)[: 2 * MOST_RUNS + 1]
    for counts in product((1, 2), repeat=len(parts) // 2):
        letters = (letter * count for letter, count in zip(parts[1::2], counts, strict=True))
        yield "".join(chain.from_iterable(zip_longest(parts[::2], letters, fillvalue="")))
