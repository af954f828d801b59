"""The picture of the map: a bar for each locality, as long as its share of services with a champion; pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plugins.participation_champions.coverage.cells import Share

WIDTH, SIZE, BAR_HIGH, STEP = 320, 15, 14, 44  # units of the picture; it is as wide as the page allows


class Bar(NamedTuple):
    """One locality: its words, and how long its bar is."""

    y: int
    text: str
    long: int


class Picture(NamedTuple):
    """Everything to draw."""

    bars: Sequence[Bar]
    height: int
    width: int = WIDTH
    high: int = BAR_HIGH


def picture(shares: Iterable[Share]) -> Picture:
    """Each locality under the other, all drawn alike."""
    bars = [
        Bar(at * STEP, f"{share.locality.name}: {share.covered} of {share.services}", WIDTH * share.percent // 100)
        for at, share in enumerate(shares)
    ]
    return Picture(bars, max(len(bars) * STEP, 1))
