"""Counts of people: which may be shown, and which are too small to.

`least` is the smallest count that may be shown: the [disclosure] table of a council's file. None means "not shown". A
zero is kept back like any small count, because "none of the five agreed" tells of all five; whoever knows that a zero
tells nothing of anybody says so with `zero_is_harmless`.
"""

from collections.abc import Mapping
from typing import Final

WHOLE: Final = 100


def shown(count: int, least: int, *, zero_is_harmless: bool = False) -> int | None:
    """The count itself, or None where it is too small to show."""
    return None if is_small(count, least, zero_is_harmless=zero_is_harmless) else count


def is_small(count: int, least: int, *, zero_is_harmless: bool = False) -> bool:
    """Say whether a count must be kept back."""
    return count < least and not (zero_is_harmless and count == 0)


def rounded(count: int, least: int, to: int, *, zero_is_harmless: bool = False) -> int | None:
    """The count to the nearest multiple of `to`, halves upwards; None where it is too small to show."""
    if is_small(count, least, zero_is_harmless=zero_is_harmless):
        return None
    return to * ((2 * count + to) // (2 * to))


def percent(part: int, whole: int, least: int, *, zero_is_harmless: bool = False) -> int | None:
    """`part` of `whole` in whole per cent; None where either side of the share is too small to show.

    A share of 0 or 100 per cent tells of everybody in `whole`, so it is shown only where that is harmless.
    """
    return rate(part, whole, least, zero_is_harmless=zero_is_harmless)


def rate(part: int, whole: int, least: int, per: int = WHOLE, *, zero_is_harmless: bool = False) -> int | None:
    """`part` for every so many (`per`) of `whole`, as percent() says it of a hundred."""
    if whole < least or not 0 <= part <= whole:
        return None
    sides = (part, whole - part)
    if any(is_small(side, least, zero_is_harmless=zero_is_harmless) for side in sides):
        return None
    return nearest(part * per, whole)


def nearest(number: int, whole: int) -> int:
    """`number` divided by `whole`, to the nearest whole number, halves upwards."""
    return (2 * number + whole) // (2 * whole)


def shares(parts: Mapping[str, int | None]) -> dict[str, int]:
    """Each part in per cent of all of them; empty where one is kept back, nothing is there, or it is the only part."""
    known = {key: number for key, number in parts.items() if number is not None}
    total = sum(known.values())
    if len(known) < len(parts) or len(parts) == 1 or not total:
        return {}
    return {key: nearest(WHOLE * number, total) for key, number in known.items()}


def safe_difference(total: int, part: int, least: int, *, zero_is_harmless: bool = False) -> bool:
    """Say whether two counts, one of them inside the other, can both be shown: what is left is no small number either.

    Two filters of one list whose answers differ by three people tell of those three.
    """
    sides = (total, part, total - part)
    return not any(is_small(side, least, zero_is_harmless=zero_is_harmless) for side in sides)


def most(counts: Mapping[str, int], least: int) -> str | None:
    """The answer that more than half gave, "" where none has; None where too few answered to say anything.

    Which answer most people gave tells of nobody: how many gave another one stays open.
    """
    total = sum(counts.values())
    if total < least:
        return None
    return next((answer for answer, count in counts.items() if 2 * count > total), "")
