"""How long to wait before a failed piece of work is tried again: plain arithmetic."""

from datetime import timedelta
from random import Random

FIRST = 20.0  # seconds
GROWTH = 3
LONGEST = 6 * 3600.0  # seconds
SPREAD = 0.2  # what failed together is not tried again together


def wait_after(attempt: int, chance: Random) -> timedelta:
    """The wait after the `attempt`-th try (from 1): 20 s, 1 min, 3 min, 9 min and so on, a fifth more or less."""
    seconds = min(FIRST * GROWTH ** (attempt - 1), LONGEST)
    return timedelta(seconds=seconds * (1 + SPREAD * (2 * chance.random() - 1)))
