"""Which file a template name means for the council of this request.

Overrides are resolved once at start to canonical names ("slug:base.html"), and the environment maps every
name through the council before it touches its cache: extends, import and include follow it too. A cache keyed
by the bare name would show one council's page to another.
"""

from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from flask import Flask
from flask.templating import Environment as FlaskEnvironment
from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    ChoiceLoader,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    Template,
)

from core.authority.resolve import Authorities
from core.config import ROOT
from core.web.request import current_authority
from core.web.security import asset

CANONICAL = ":"


class CouncilEnvironment(FlaskEnvironment):
    """A Jinja environment whose names mean the present council's file where it has one."""

    overridden: frozenset[str] = frozenset()

    def canonical(self, name: str) -> str:
        """Return the name under which this council's version of `name` is cached."""
        authority = current_authority()
        own = f"{authority.slug}{CANONICAL}{name}" if authority else name
        return own if own in self.overridden else name

    def get_template(self, name: str | Template, parent: str | None = None, globals: Any = None) -> Template:
        """Load a template by the name that the council means."""
        return super().get_template(self.canonical(name) if isinstance(name, str) else name, None, globals)

    def select_template(
        self, names: Iterable[str | Template], parent: str | None = None, globals: Any = None
    ) -> Template:
        """Load the first template of a list, each name as the council means it."""
        meant = [self.canonical(name) if isinstance(name, str) else name for name in names]
        return super().select_template(meant, None, globals)


def furnish(app: Flask, authorities: Authorities, plugin_folders: Iterable[str | PathLike[str]], cache: Path) -> None:
    """Give `app` its template environment; compiled templates are kept in the folder `cache`."""
    app.jinja_environment = CouncilEnvironment
    folders = {authority.slug: authority.folder / "templates" for authority in authorities.all_files()}
    app.jinja_options = {
        "loader": _loader(folders, plugin_folders),
        "undefined": ChainableUndefined,  # the GOV.UK macros read keys that may be missing
        "bytecode_cache": _bytecode(cache),
        "auto_reload": False,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "cache_size": 2000,
    }
    environment = app.jinja_env
    assert isinstance(environment, CouncilEnvironment)
    environment.overridden = frozenset(overrides(folders))
    environment.globals["asset"] = asset  # components are imported without the context of the page


def overrides(folders: Mapping[str, Path]) -> Iterable[str]:
    """Yield the canonical name of every template that a council replaces."""
    for slug, folder in folders.items():
        for file in sorted(folder.rglob("*.html")) if folder.is_dir() else ():
            yield f"{slug}{CANONICAL}{file.relative_to(folder).as_posix()}"


def _loader(folders: Mapping[str, Path], plugin_folders: Iterable[str | PathLike[str]]) -> BaseLoader:
    councils = {slug: FileSystemLoader(folder) for slug, folder in folders.items()}
    vendors = {name: PackageLoader(name) for name in ("govuk_frontend_jinja", "govuk_frontend_wtf")}
    return ChoiceLoader(
        [
            PrefixLoader(councils, delimiter=CANONICAL),
            FileSystemLoader([ROOT / "templates", *plugin_folders]),
            PrefixLoader(vendors),
        ]
    )


def _bytecode(folder: Path) -> FileSystemBytecodeCache:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return FileSystemBytecodeCache(str(folder))
