"""The words of the demonstration, read once from words.toml."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple


class Words(NamedTuple):
    """Made-up courses, resources, a round and reasons."""

    course: Sequence[Mapping[str, Any]]
    resource: Sequence[Mapping[str, Any]]
    round: Mapping[str, Any]
    nomination: Sequence[Mapping[str, Any]]


@cache
def words() -> Words:
    """Everything that words.toml holds."""
    return Words(**tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8")))
