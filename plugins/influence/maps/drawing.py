"""The influence map as shapes: one column that fits a phone, branches further in, text broken into lines; pure.

Every number is in the picture's own units, of which it is WIDTH wide; the page makes it as wide as there is room. It
has no style of its own (a strict policy forbids that): classes and attributes only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plugins.influence.maps.chart import Node, Station, stations
from plugins.influence.maps.wrapping import wrapped

WIDTH = 320
INDENT, MOST_INDENTS = 16, 4
PAD, GAP, TOP = 10, 22, 2
TITLE, WORDS = 13, 15  # sizes of letters
STEP = {TITLE: 17, WORDS: 20}
MOST_LINES = 6  # of the words; the table has them whole


class Letters(NamedTuple):
    """One line of text at the point where its baseline begins; `role` is title, words or note."""

    x: int
    y: int
    text: str
    role: str


class Box(NamedTuple):
    """One node."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    letters: Sequence[Letters]


class Way(NamedTuple):
    """The line from one node to the next, as the points of a polyline."""

    points: str


@dataclass(frozen=True)
class Drawing:
    """The whole picture."""

    width: int
    height: int
    boxes: Sequence[Box]
    ways: Sequence[Way]


def draw(root: Node, mirrored: bool = False) -> Drawing:
    """Draw the tree; `mirrored` for languages that are read from right to left."""
    placed, y = [], TOP
    found = stations(root)
    for station in found:
        box = _box(station, y, mirrored)
        placed.append(box)
        y = box.y + box.height + GAP
    return Drawing(WIDTH, y - GAP + TOP, placed, list(_ways(found, placed, mirrored)))


def _ways(found: Sequence[Station], boxes: Sequence[Box], mirrored: bool) -> Iterator[Way]:
    for station, box in zip(found, boxes, strict=True):
        if station.after is not None:
            yield _way(boxes[station.after], box, station.indent != found[station.after].indent, mirrored)


def _box(station: Station, y: int, mirrored: bool) -> Box:
    x = min(station.indent, MOST_INDENTS) * INDENT + 1
    width = WIDTH - x - 1
    room, at = width - 2 * PAD, y + PAD
    letters: list[Letters] = []
    for text, size, role in (
        (station.node.title, TITLE, "title"),
        (station.node.words, WORDS, "words"),
        (station.node.note, TITLE, "note"),
    ):
        for line in wrapped(text, size, room, MOST_LINES):
            at += STEP[size]
            letters.append(Letters(_across(x + PAD, mirrored), at - 5, line, role))
    return Box(station.node, _left(x, width, mirrored), y, width, at + PAD - y, letters)


def _way(start: Box, end: Box, branches: bool, mirrored: bool) -> Way:
    """Straight down where the way goes on, down and in where it branches."""
    start_x, end_x = _corner(start, mirrored), _corner(end, mirrored)
    bottom = start.y + start.height
    if not branches:
        x = start_x + (-24 if mirrored else 24)
        return Way(f"{x},{bottom} {x},{end.y}")
    x, middle = start_x + (-7 if mirrored else 7), end.y + min(end.height // 2, 24)
    return Way(f"{x},{bottom} {x},{middle} {end_x},{middle}")


def _corner(box: Box, mirrored: bool) -> int:
    return box.x + box.width if mirrored else box.x


def _across(x: int, mirrored: bool) -> int:
    return WIDTH - x if mirrored else x


def _left(x: int, width: int, mirrored: bool) -> int:
    return WIDTH - x - width if mirrored else x
