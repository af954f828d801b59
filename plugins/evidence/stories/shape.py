"""The shape of a story as this council tells one: its parts, and the boxes in which they are written."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.api import Authority
from plugins.evidence.here import chosen
from plugins.evidence.settings import Asked


class Slot(NamedTuple):
    """One box: `name` in a form, its part and its audience ("" for none), and the headings above it."""

    name: str
    part: str
    audience: str
    title: str
    audience_title: str
    hint: str
    needed: bool

    @property
    def label(self) -> str:
        """Both headings in one line."""
        return f"{self.title}: {self.audience_title}" if self.audience_title else self.title


def slots(authority: Authority | None = None) -> list[Slot]:
    """Every box of a story, in order."""
    found = chosen(authority)
    return [slot for part in found.shape for slot in _of_part(part, [(one.key, one.title) for one in found.audiences])]


def _of_part(part: Asked, audiences: Sequence[tuple[str, str]]) -> Iterator[Slot]:
    if not part.by_audience:
        yield Slot(f"part.{part.key}", part.key, "", part.title, "", part.hint, part.needed)
        return
    for key, title in audiences:
        yield Slot(f"part.{part.key}.{key}", part.key, key, part.title, title, part.hint, part.needed)
