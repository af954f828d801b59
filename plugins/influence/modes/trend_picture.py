"""The picture of shares over the terms: bars for each mode, all drawn alike, so that none looks better; pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plugins.influence.maps.wrapping import wrapped
from plugins.influence.modes.trend import Line

WIDTH, SIZE, STEP, GAP = 320, 15, 20, 14  # units of the picture; it is as wide as the page allows
BAR_AT, BAR_ROOM, BAR_HIGH = 12, 248, 14


class Letters(NamedTuple):
    """One line of text."""

    x: int
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
    bar_at: int = BAR_AT
    bar_room: int = BAR_ROOM
    bar_high: int = BAR_HIGH


def picture(lines: Iterable[Line]) -> Picture:
    """Each mode with its bars, the earliest term first; a term with too few activities says so and has no bar."""
    letters: list[Letters] = []
    bars: list[Bar] = []
    y = SIZE
    for line in lines:
        for text in wrapped(line.title, SIZE, WIDTH - 8):
            letters.append(Letters(0, y, text, True))
            y += STEP
        for share in line.shares:
            said = f"{share.period}: {'too few to say' if share.percent is None else f'{share.percent}%'}"
            letters.append(Letters(BAR_AT, y, said, False))
            if share.percent is not None:
                bars.append(Bar(y + 5, BAR_ROOM * share.percent // 100))
                y += BAR_HIGH + 4
            y += STEP
        y += GAP
    return Picture(WIDTH, max(y - GAP, 1), letters, bars)
