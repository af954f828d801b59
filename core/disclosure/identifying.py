"""What in a text could tell who somebody is: pointed out for a person to judge, never judged here.

`flags` finds names, places, organisations, ways to reach somebody, ages, dates and rare facts, and says of each why it
stands out. A text without flags may still tell who wrote it: to whoever knows the story, every story has a name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from core.disclosure import lists, naming, patterns
from core.disclosure.found import KINDS, Flag

__all__ = ["KINDS", "Crowd", "Flag", "Hint", "flags", "hint"]

_ORDER: Final = {kind: place for place, kind in enumerate(KINDS)}
_TELLS: Final = frozenset({"name", "contact"})
_NARROWS: Final = frozenset({"place", "organisation", "age", "date", "rare", "number"})


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many people share something in this council: a line of its population figures."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Hint:
    """How easily somebody could be told from a text: `level` is low, some or high, `why` in plain sentences."""

    level: str
    why: tuple[str, ...]


def flags(
    text: str,
    *,
    names: Iterable[str] = (),
    places: Iterable[str] = (),
    organisations: Iterable[str] = (),
    language: str = "en",
) -> tuple[Flag, ...]:
    """What stands out in `text`, in the order in which it stands there; no two overlap.

    `names` are words of names of people whom the council knows, `places` and `organisations` what it knows by name.
    """
    words = lists.of(language)
    found = [
        *patterns.contacts(text),
        *naming.known(text, "organisation", organisations),
        *naming.known(text, "place", places),
        *naming.of_people(text, frozenset(name.casefold() for name in names), words),
        *patterns.ages_and_dates(text),
        *patterns.facts(text, words),
    ]
    return tuple(_apart(found))


def hint(found: Sequence[Flag], crowds: Iterable[Crowd] = (), text: str = "") -> Hint:
    """How easily somebody could be told from what was found: a help for the eye, no measurement.

    A name or an address tells by itself. Otherwise each kind of fact leaves fewer people whom it could be, and of a
    crowd that the text names two such facts may leave one.
    """
    kinds = {flag.kind for flag in found}
    why = [_WHY[kind] for kind in KINDS if kind in kinds & _TELLS]
    facts = len(kinds & _NARROWS) + (len({flag.why for flag in found if flag.kind == "rare"}) > 1)
    if facts > 1:
        why.append("Several facts stand together: each one leaves fewer people whom they are true of.")
    named = [crowd for crowd in crowds if _is_named(crowd, text)]
    if named and facts:
        smallest = min(named, key=lambda crowd: crowd.count)
        why.append(f"About {smallest.count:,} here belong to “{smallest.title}”. With one more fact few are left.")
    level = "high" if kinds & _TELLS or facts > 2 or (named and facts > 1) else "some" if facts else "low"
    return Hint(level, tuple(why))


_WHY: Final = {
    "contact": "It says how to reach somebody.",
    "name": "It may name somebody.",
}
_EVERYBODY: Final = frozenset({"children", "child", "young", "people", "aged", "with", "from", "local", "here"})


def _apart(found: Iterable[Flag]) -> Iterator[Flag]:
    """Those that do not overlap: what comes first in KINDS wins, then the longer one."""
    taken: list[Flag] = []
    for flag in sorted(found, key=lambda flag: (_ORDER[flag.kind], -len(flag.words), flag.start)):
        if all(flag.end <= other.start or other.end <= flag.start for other in taken):
            taken.append(flag)
    yield from sorted(taken, key=lambda flag: flag.start)


def _is_named(crowd: Crowd, text: str) -> bool:
    said = text.casefold()
    return any(len(word) > 3 and word not in _EVERYBODY and word in said for word in crowd.title.casefold().split())
