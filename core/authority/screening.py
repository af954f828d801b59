"""The section of a council's file about the word screen: phrases that the council adds, and harmless ones.

[[safeguarding.screen.words]]
phrase = "the towers"        # stars, bars and dots as in core/safeguarding/screen/patterns.py
theme = "missing"
"""

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints

from core.authority.sections import Section

Theme = Literal[
    "harm", "self_harm", "sexual", "missing", "neglect", "radicalisation", "forced_marriage", "violence", "bullying",
    "adult", "secret",
]  # fmt: skip
MOST_WORDS: Final = 12  # of a phrase
MOST_PHRASES: Final = 500
_OPTION: Final = r"[^\W_]['’\w]*|[^\W_]['’\w]{2,}\*"
_WORD: Final = re.compile(rf"(?:{_OPTION})(?:\|(?:{_OPTION}))*\??")
HOW: Final = (
    'write words with spaces between them; a star only at the end of a word of three letters or more, "..." only '
    "between two words"
)


def _readable(phrase: str) -> str:
    words = phrase.replace("-", " ").split()
    read = [word for word in words if word != "..."]
    if not 1 <= len(words) <= MOST_WORDS or "..." in (words[0], words[-1]):
        raise ValueError(HOW)
    if all(word.endswith("?") for word in read) or not all(_WORD.fullmatch(word) for word in read):
        raise ValueError(HOW)
    return " ".join(words)


Phrase = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=2, max_length=200), AfterValidator(_readable)
]


class ScreenWord(Section):
    """One phrase that a human should look at, and why."""

    phrase: Phrase
    theme: Theme


class Screen(Section):
    """What the council adds to the word lists that Heard brings: in every language, for every text."""

    words: tuple[ScreenWord, ...] = Field(default=(), max_length=MOST_PHRASES)
    harmless: tuple[Phrase, ...] = Field(default=(), max_length=MOST_PHRASES)

    @property
    def entries(self) -> tuple[tuple[str, str], ...]:
        """Each phrase with its theme, "" for a harmless one."""
        return (*((one.phrase, one.theme) for one in self.words), *((phrase, "") for phrase in self.harmless))
