"""How activities were run over the terms, as shares; pure.

Nothing here is compared between groups or councils: it shows one council its own way (LA47), and no term with few
activities says anything.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

WHOLE = 100


class Period(NamedTuple):
    """A term, both days included."""

    name: str
    starts_on: date
    ends_on: date


class Row(NamedTuple):
    """So many activities of that day: `counts` of `of` have the mode or said yes to the question."""

    on: date
    mode: str
    number: int


class Share(NamedTuple):
    """The share of one mode in one term, in whole per cent; None where there are too few to say."""

    period: str
    percent: int | None
    whole: int | None


class Line(NamedTuple):
    """One mode over all terms."""

    key: str
    title: str
    shares: Sequence[Share]


def lines(rows: Iterable[Row], periods: Sequence[Period], modes: Mapping[str, str], least: int) -> list[Line]:
    """For each of `modes` (key -> title) its share of all activities in each period.

    A mode that the model does not have any more counts in the whole, under no line of its own. Periods in which nothing
    was recorded at all are left out.
    """
    counted: dict[tuple[str, str], int] = {}
    for row in rows:
        if name := _period(row.on, periods):
            counted[name, row.mode] = counted.get((name, row.mode), 0) + row.number
    wholes = {one.name: sum(number for (name, _), number in counted.items() if name == one.name) for one in periods}
    shown = [name for name, whole in wholes.items() if whole]
    return [
        Line(key, title, [_share(name, counted.get((name, key), 0), wholes[name], least) for name in shown])
        for key, title in modes.items()
    ]


def yes_lines(
    rows: Mapping[str, Iterable[Row]], periods: Sequence[Period], questions: Mapping[str, str], least: int
) -> list[Line]:
    """For each question the share of activities of which adults answered it with yes."""
    found = []
    for key, title in questions.items():
        answered = lines(rows.get(key, ()), periods, {"yes": title}, least)
        found += [Line(key, title, line.shares) for line in answered]
    return found


def _share(name: str, part: int, whole: int, least: int) -> Share:
    if whole < least:
        return Share(name, None, None)
    return Share(name, (2 * WHOLE * part + whole) // (2 * whole), whole)


def _period(on: date, periods: Iterable[Period]) -> str:
    return next((one.name for one in periods if one.starts_on <= on <= one.ends_on), "")
