"""Two made-up plugins for the admin pages: Tea needs Kettle, and has a setting of every shape."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any, Literal

import pytest
from flask import Flask
from pydantic import BaseModel, ConfigDict, Field

from core.app import create_app
from core.config import Deployment
from core.db import db
from core.hooks.hookspecs import hookimpl
from core.plugging.drawing import FILE_ONLY
from core.plugging.manifest import Plugin
from core.testing.apps import apply_councils, sign_in
from core.testing.browsing import PageClient
from core.testing.councils import SLUGS, write_councils

EMPTY = "core.testing.councils"  # a package without tables, migrations or templates
SECTIONS = """
[plugins.kettle]
offer = "optional"

[plugins.tea]
offer = "optional"
lock = ["strength"]

[plugins.tea.settings]
cups = 6
strength = "strong"

[plugins.water]
offer = "always"
"""


class Break(BaseModel):
    """One row of a list."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(title="Name", description="What people call it", min_length=1)
    at: time = Field(title="From", description="Such as 15:00")


class TeaSettings(BaseModel):
    """A setting of every shape that can be drawn."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    biscuits: bool = Field(True, title="Biscuits", description="Are there biscuits?")
    cups: int = Field(4, ge=1, le=50, title="Cups", description="How many cups there are.")
    note: str = Field("", max_length=40, title="Note", description="Shown beside the pot.")
    strength: Literal["weak", "strong"] = Field("weak", title="Strength", description="How strong it is.")
    since: date | None = Field(None, title="Since", description="The first day.")
    at: time = Field(time(15, 0), title="Tea time", description="When it is.")
    milks: list[Literal["oat", "cow", "soya"]] = Field(default_factory=list, title="Milks", description="Which.")
    kinds: tuple[str, ...] = Field(("Assam",), min_length=1, title="Kinds", description="What there is.")
    breaks: tuple[Break, ...] = Field((), title="Breaks", description="When we stop.")
    secret: dict[str, int] = Field({}, title="Recipe", description="For the file.", json_schema_extra=FILE_ONLY)


class Told:
    """Remembers that it was told."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    @hookimpl
    def switched_on(self, authority: Any) -> None:
        """Note it."""
        self.heard.append(f"on at {authority.slug}")

    @hookimpl
    def switched_off(self, authority: Any) -> None:
        """Note it."""
        self.heard.append(f"off at {authority.slug}")


@pytest.fixture
def told() -> Told:
    """What Tea was told by the core."""
    return Told()


@pytest.fixture
def app(deployment: Deployment, tmp_path: Path, told: Told) -> Iterator[Flask]:
    """Both councils, with the made-up plugins off, and one that is always on."""
    plugins = [
        Plugin(name="kettle", title="Kettle", description="Boils water.", package=EMPTY),
        Plugin(
            name="tea",
            title="Tea",
            description="A cup for everybody.",
            package=EMPTY,
            hooks=told,
            settings=TeaSettings,
            requires=("kettle",),
        ),
        Plugin(name="water", title="Water", description="From the tap.", package=EMPTY),
        Plugin(name="wine", title="Wine", description="Not offered here.", package=EMPTY),
    ]
    councils = write_councils(tmp_path / "councils", ())
    for slug in SLUGS:
        with (councils / slug / "authority.toml").open("a") as file:
            file.write(SECTIONS)
    made = create_app(deployment.model_copy(update={"authorities": (councils,)}), plugins)
    made.test_client_class = PageClient
    apply_councils(made)
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def admin(app: Flask) -> PageClient:
    """A local admin of Ashdown."""
    client = app.test_client()
    assert isinstance(client, PageClient)
    sign_in(client, "local_admin", name="First Admin")
    return client
