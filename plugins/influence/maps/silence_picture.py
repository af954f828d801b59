"""The picture of the map of silence: a bar for each line with a rate, words for those without; pure."""

from collections.abc import Sequence
from typing import NamedTuple

from plugins.influence.maps.silence import Row, longest
from plugins.influence.maps.wrapping import wrapped

WIDTH, SIZE, STEP, GAP = 320, 15, 20, 12  # units of the picture; it is as wide as the page allows
ROOM, HIGH = 316, 14


class Letters(NamedTuple):
    """One line of text."""

    y: int
    text: str
    is_title: bool


class Bar(NamedTuple):
    """One bar and the line that it is measured on."""

    y: int
    long: int


class Picture(NamedTuple):
    """Everything to draw."""

    width: int
    height: int
    letters: Sequence[Letters]
    bars: Sequence[Bar]
    room: int = ROOM
    high: int = HIGH


def picture(rows: Sequence[Row]) -> Picture:
    """Each line in its order; the longest bar is the highest rate. Nothing said is an empty bar."""
    letters: list[Letters] = []
    bars: list[Bar] = []
    most, y = longest(rows), SIZE
    for row in rows:
        for text in wrapped(row.title, SIZE, WIDTH - 8):
            letters.append(Letters(y, text, True))
            y += STEP
        letters.append(Letters(y, words_of(row), False))
        if row.rate is not None:
            bars.append(Bar(y + 5, round(ROOM * row.rate / most) if most else 0))
            y += HIGH + 4
        y += STEP + GAP
    return Picture(WIDTH, max(y - GAP, 1), letters, bars)


def words_of(row: Row) -> str:
    """What a line says, in words."""
    if row.said is None:
        return "too few to say how many"
    said = "nothing was said" if row.is_silent else f"{row.said} said"
    return said if row.rate is None else f"{said}, {row.rate:g} for every 1,000"
