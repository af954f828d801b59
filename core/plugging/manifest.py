"""What a plugin says about itself before it does anything: `plugin = Plugin(...)` and nothing else in its
plugin.py.

The manifest is data. core.plugging.checks judges it; only the core ever touches the application.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from uuid import UUID

from flask import Blueprint
from pydantic import BaseModel

from core.access.permissions import Permission
from core.consent.purposes import Purpose
from core.hooks.values import HomePanel, Link, Viewer
from core.indicators.declared import Indicator
from core.jobs.job import Job
from core.notify.notice import Notice
from core.offers.kinds import Offerable
from core.plugging.keeping import Kept, TakesPart
from core.plugging.processing import Processing

__all__ = ["API_VERSION", "Kept", "Permission", "Plugin", "Processing"]

API_VERSION = 1  # raised when core.api changes in a way that breaks a plugin


@dataclass(frozen=True, kw_only=True)
class Plugin:
    """A plugin, in full.

    `package`: its Python package, said as `__package__`. `path`: the segment after the council's in its addresses.
    `hooks`: the module (or object) that holds its hook implementations. `settings`: a pydantic model of what a
    council may choose. `content`: a pydantic model of what a council's file may declare, with `current(authority)`
    and `apply(authority, change)`. `tables`: its mapped classes, all of them. `refs`: for each kind of record that
    others may point at, a function from id to Link (None when there is none or the viewer may not see it).
    `public_refs`: for each kind that everybody may come to see, a function from ids to the Links of those that
    everybody may see now, in a fixed number of statements. `region_panels`: blocks for the page of a region, asked
    with the viewer and the region's slug; they tell only what is released or offered. `dpia`: why the plugin needs a
    data protection impact assessment, or "" where it holds nothing about people. `processing`: what it uses personal
    data for beside the core's purposes. `jobs`: the timed work that it can do. `purposes`: what people can be asked
    to agree to beside the core's. `notices`: the kinds of messages that it sends. `indicators`: what councils count
    alike of it. `keeps`: for each kind of record that its hook retention_due names, what such records are.
    `takes_part`: who of some people still takes part in something here. `offers`: for each kind of record that a
    council can offer to others of its region, how it is told and whether it may be told now (core/offers/kinds.py).
    """

    name: str
    title: str
    description: str
    package: str
    path: str = ""
    hooks: object | None = None
    blueprint: Blueprint | None = None
    region_blueprint: Blueprint | None = None
    region_panels: Callable[[Viewer, str], list[HomePanel]] | None = None
    settings: type[BaseModel] | None = None
    content: type[BaseModel] | None = None
    permissions: tuple[Permission, ...] = ()
    refs: Mapping[str, Callable[[UUID], Link | None]] = field(default_factory=dict)
    public_refs: Mapping[str, Callable[[Collection[UUID]], Mapping[UUID, Link]]] = field(default_factory=dict)
    requires: tuple[str, ...] = ()
    tables: tuple[type, ...] = ()
    dpia: str = ""
    jobs: tuple[Job, ...] = ()
    processing: tuple[Processing, ...] = ()
    keeps: Mapping[str, Kept] = field(default_factory=dict)
    takes_part: TakesPart | None = None
    purposes: tuple[Purpose, ...] = ()
    notices: tuple[Notice, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    offers: Mapping[str, Offerable] = field(default_factory=dict)
    api_version: int = API_VERSION

    @property
    def prefix(self) -> str:
        """What the names of its tables begin with."""
        return f"{self.name}_"

    @property
    def folder(self) -> Path:
        """Where its package lies on disk."""
        spec = find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise LookupError(f"{self.package} is not a package")
        return Path(spec.submodule_search_locations[0])

    @property
    def versions(self) -> Path:
        """The folder of its migrations."""
        return self.folder / "migrations" / "versions"
