"""How far chance alone may move a share of few: Wilson's interval; pure.

Source: E. B. Wilson, 1927; it stays within 0 and 1 and holds for small numbers, where the usual one does not.
"""

from math import sqrt
from typing import Final, NamedTuple

SURE: Final = 1.96  # 19 times in 20
FEW: Final = 100  # our choice: from so many on the interval is narrower than a bar is easily read


class Interval(NamedTuple):
    """Two shares, each from 0 to 1."""

    least: float
    most: float


def wilson(part: int, whole: int, sure: float = SURE) -> Interval:
    """Between which shares the true one lies; raises ValueError where it is no share."""
    if not 0 <= part <= whole or not whole:
        raise ValueError(f"{part} of {whole} is no share")
    share, wide = part / whole, sure * sure / whole
    middle = (share + wide / 2) / (1 + wide)
    reach = sure * sqrt(share * (1 - share) / whole + wide / (4 * whole)) / (1 + wide)
    return Interval(max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach)))


def where_few(part: int, whole: int) -> Interval | None:
    """The interval of a share of fewer than FEW; None of more, where it would say little."""
    return wilson(part, whole) if 0 < whole < FEW and part <= whole else None
