"""Who was not heard: what was said, by cohort and by place, beside how many there are; pure.

Counts are things said, and people where it is known who said them. A small one is kept back, and so is one from which
a small one could be worked out: two lines of which one holds all of the other differ by what is in one alone. There are
no totals, because one thing said belongs to several lines. A zero is shown: it is what the map is for.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from core.api import disclosure

PER: Final = 1_000


@dataclass(frozen=True)
class Figure:
    """How many there are, when and by whom they were counted."""

    count: int
    year: int
    source: str
    approximate: bool = True


@dataclass(frozen=True)
class Heard:
    """What was said from one cohort or place: ids of the views, and of the people who are known."""

    views: frozenset[Hashable] = frozenset()
    people: frozenset[Hashable] = frozenset()


@dataclass(frozen=True)
class Row:
    """One line of the map. None: too small to show; `rate` is things said for every thousand, None without a figure."""

    key: str
    title: str
    said: int | None
    people: int | None
    figure: Figure | None
    rate: float | None

    @property
    def is_silent(self) -> bool:
        """True where nothing was said at all."""
        return self.said == 0


def rows(titles: Mapping[str, str], heard: Mapping[str, Heard], figures: Mapping[str, Figure], least: int) -> list[Row]:
    """A line for each of `titles`: those with nothing said first, then the least heard; too few stand between."""
    said = _shown({key: heard.get(key, Heard()).views for key in titles}, least)
    people = _shown({key: heard.get(key, Heard()).people for key in titles}, least)
    found = [_row(key, title, said[key], people[key], figures.get(key)) for key, title in titles.items()]
    return sorted(found, key=_order)


def _row(key: str, title: str, said: int | None, people: int | None, figure: Figure | None) -> Row:
    known = people if said is not None else None
    rate = round(said * PER / figure.count, 1) if figure and said is not None else None
    return Row(key, title, said, known, figure, rate)


def _order(row: Row) -> tuple[int, float, str]:
    place = 0 if row.is_silent else 1 if row.said is None else 2
    return place, row.rate if row.rate is not None else float(row.said or 0), row.title.casefold()


def _shown(sets: Mapping[str, frozenset[Hashable]], least: int) -> dict[str, int | None]:
    """The sizes that may be shown; of two sets that tell of the few in one alone the smaller is kept back."""
    shown = {key: disclosure.shown(len(one), least, zero_is_harmless=True) for key, one in sets.items()}
    for key, one in sets.items():
        if any(_tells_of_few(one, other, least) for name, other in sets.items() if shown[name] is not None):
            shown[key] = None
    return shown


def _tells_of_few(one: frozenset[Hashable], other: frozenset[Hashable], least: int) -> bool:
    """Say whether `one` lies within `other`, and what is left of that is few but not none."""
    return bool(one) and one < other and not disclosure.safe_difference(len(other), len(one), least)


def longest(rows: Iterable[Row]) -> float:
    """The highest rate, for the scale of the picture."""
    return max((row.rate for row in rows if row.rate is not None), default=0.0)


def without_a_figure(rows: Sequence[Row]) -> list[str]:
    """The titles of lines of which nobody has said how many there are."""
    return [row.title for row in rows if row.figure is None]
