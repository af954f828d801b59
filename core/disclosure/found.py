"""One thing in a text that could tell who somebody is, and the kinds of such things."""

from dataclasses import dataclass
from typing import Final

KINDS: Final = {
    "contact": "A way to reach somebody",
    "organisation": "A school or another organisation",
    "place": "A place",
    "name": "A name, maybe",
    "date": "An exact date",
    "age": "An age or a school year",
    "number": "An exact number",
    "rare": "A rare fact",
}
"""Where two overlap, the one that stands first here is told."""


@dataclass(frozen=True, slots=True)
class Flag:
    """`words` as they stand in the text from the character `start` on, what kind of thing they are, why it matters."""

    kind: str
    words: str
    start: int
    why: str

    @property
    def end(self) -> int:
        """The first character after it."""
        return self.start + len(self.words)
