"""Texts under the eye: what could tell who somebody is, each thing with a tick of its own that a person sets.

The tick's name is made of where the words stand and what they are, so it holds while they stay the same and falls as
soon as they change. Nothing is published while a tick is missing (NC44).
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.disclosure.found import Flag
from core.disclosure.identifying import Hint


class Seen(NamedTuple):
    """Something in a text that could tell who somebody is; `key` names its tick, `ticked` whether that is set."""

    key: str
    kind: str
    words: str
    why: str
    ticked: bool


@dataclass(frozen=True)
class Looked:
    """One text, what was seen in it, and the text in pieces: (words, are they flagged)."""

    words: str
    seen: tuple[Seen, ...] = ()
    pieces: tuple[tuple[str, bool], ...] = ()
    hint: Hint = Hint("low", ())

    @property
    def unlooked(self) -> int:
        """How many things nobody has ticked."""
        return sum(not one.ticked for one in self.seen)


def look(name: str, words: str, flags: Sequence[Flag], hint: Hint, ticks: Collection[str]) -> Looked:
    """The text `name` with its flags; `ticks` are the keys that somebody has ticked."""
    counted: dict[tuple[str, str], int] = {}
    seen: list[Seen] = []
    for flag in flags:
        same = (flag.kind, flag.words.casefold())
        counted[same] = counted.get(same, 0) + 1
        key = _key(name, *same, str(counted[same]))
        seen.append(Seen(key, flag.kind, flag.words, flag.why, key in ticks))
    return Looked(words, tuple(seen), tuple(_pieces(words, flags)), hint)


def _key(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _pieces(text: str, flags: Iterable[Flag]) -> list[tuple[str, bool]]:
    pieces, at = [], 0
    for flag in flags:
        pieces += [(text[at : flag.start], False), (text[flag.start : flag.end], True)]
        at = flag.end
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]
