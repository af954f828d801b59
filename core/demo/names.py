"""Invented names, mixed as the people of English councils are; nobody here is a real person."""

import random
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


def name(choose: random.Random) -> str:
    """A given and a family name."""
    return f"{given(choose)} {choose.choice(_listed('family'))}"


def given(choose: random.Random) -> str:
    """A given name."""
    return choose.choice(_listed("given"))


def password(seed: str) -> str:
    """Four words that are easy to type; the same ones for the same seed. For demonstrations only."""
    return "-".join(random.Random(f"password {seed}").sample(_listed("words"), 4))


@cache
def _listed(which: str) -> tuple[str, ...]:
    return tuple((HERE / f"{which}.txt").read_text(encoding="utf-8").split())
