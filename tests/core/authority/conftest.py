"""A folder with two made-up councils, and a way to change one key of a council's file."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from core.testing.councils import write_councils

Edit = Callable[..., Path]


@pytest.fixture
def councils(tmp_path: Path) -> Path:
    """Ashdown and Brackwell, no plugin switched on."""
    return write_councils(tmp_path / "councils", plugins=())


@pytest.fixture
def edit(councils: Path) -> Edit:
    """edit("look.colour", "#fff", slug="ashdown"): set one dotted key (None takes it out) and return the file."""

    def change(key: str, value: Any, slug: str = "ashdown") -> Path:
        file = councils / slug / "authority.toml"
        data = tomllib.loads(file.read_text())
        *path, last = key.split(".")
        place: Any = data
        for part in path:
            place = place[int(part)] if isinstance(place, list) else place.setdefault(part, {})
        if value is None:
            del place[last]
        else:
            place[int(last) if isinstance(place, list) else last] = value
        file.write_text(tomli_w.dumps(data))
        return file

    return change
