"""Text in a picture, which breaks no line itself: broken by an estimate of how wide its letters are; pure."""

from collections.abc import Iterator

NARROW, WIDE = "iljtfrI.,:;'!|()[] ", "mwMWQO@%"
AVERAGE, SLIM, BROAD = 0.56, 0.36, 0.9  # of the letter size, measured on the page's own font with room to spare
CUT = "…"


def width(text: str, size: float) -> float:
    """About how wide `text` is, in the units of `size`."""
    return size * sum(SLIM if letter in NARROW else BROAD if letter in WIDE else AVERAGE for letter in text)


def wrapped(text: str, size: float, room: float, most: int = 0) -> list[str]:
    """`text` in lines no wider than `room`; with `most` no more lines than that, the last one ending in an ellipsis."""
    found = list(_lines(text.split(), size, room))
    if most and len(found) > most:
        found = [*found[: most - 1], _cut(found[most - 1], size, room)]
    return found


def _lines(words: list[str], size: float, room: float) -> Iterator[str]:
    line = ""
    for word in (piece for whole in words for piece in _pieces(whole, size, room)):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > room:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _pieces(word: str, size: float, room: float) -> Iterator[str]:
    """A word that is wider than a line, in pieces that are not."""
    piece = ""
    for letter in word:
        if piece and width(piece + letter, size) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece


def _cut(line: str, size: float, room: float) -> str:
    while line and width(line + CUT, size) > room:
        line = line[:-1]
    return line.rstrip() + CUT
