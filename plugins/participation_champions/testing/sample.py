"""Which lines a tester from outside is given: drawn by a seed, so that anybody can draw the same again; pure (LA48)."""

import random
from collections.abc import Sequence
from typing import TypeVar

Drawn = TypeVar("Drawn")


def drawn(pool: Sequence[Drawn], size: int, seed: int) -> list[Drawn]:
    """`size` of `pool`, or all where there are fewer; the same seed and the same pool give the same lines."""
    return random.Random(seed).sample(list(pool), min(size, len(pool)))  # noqa: S311  # nothing is kept secret by it
