"""Councils of which an attacker knows the same: one of them is asked for, the others are one sum; pure.

Councils that stand in the same releases, and of which nobody knows the figures, can be exchanged for each other: what
holds of one holds of each. All that ties a council's cells together is sums and "no larger than", which holds of
several councils added up as well, and sums that hold can be split evenly again. So one column for all others of a
class is not a guess but the same programme, and its size does not grow with the number of councils.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.releases.cells import Shown

OTHERS: Final = "others like "


@dataclass(frozen=True, slots=True)
class Alike:
    """The releases with their classes in them instead of councils.

    `classes`: for each council that is asked for all that are like it. `sizes`: how many councils a sum stands for.
    """

    shown: Sequence[Shown]
    classes: Mapping[str, tuple[str, ...]]
    sizes: Mapping[str, int]


def alike(shown: Sequence[Shown], apart: str = "") -> Alike:
    """Put councils that can be exchanged together; `apart` is one whose figures are known."""
    classes = _classes(shown, apart)
    sizes = {OTHERS + first: len(each) - 1 for first, each in classes.items() if len(each) > 1}
    stands = frozenset(classes) | frozenset(sizes)
    first_of = {council: first for first, each in classes.items() for council in each}

    def members(one: Shown) -> frozenset[str]:
        found = {first_of[council] for council in one.members}
        return frozenset(found | {OTHERS + first for first in found}) & stands

    return Alike([replace(one, members=members(one)) for one in shown], classes, sizes)


def _classes(shown: Sequence[Shown], apart: str) -> dict[str, tuple[str, ...]]:
    """Councils by the releases in which they stand, named by the first of each."""
    stands_in: dict[str, list[int]] = {}
    for place, one in enumerate(shown):
        for council in one.members:
            stands_in.setdefault(council, []).append(place)
    found: dict[tuple[object, ...], list[str]] = {}
    for council in sorted(stands_in):
        found.setdefault((council == apart, *stands_in[council]), []).append(council)
    return {each[0]: tuple(each) for each in found.values()}
