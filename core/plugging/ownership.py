"""Whose table is whose: core and each plugin own the tables of their prefix, and keep a version table each.

A plugin that is no longer installed still owns its tables: its version table in the database says so. Otherwise
core's comparison would drop them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.plugging.manifest import Plugin

VERSION_TABLE = "alembic_version_"
CORE_VERSIONS = Path(__file__).resolve().parent.parent / "migrations" / "versions"


@dataclass(frozen=True)
class Owner:
    """Core or one plugin; `versions` is None for a plugin that is no longer installed."""

    name: str
    versions: Path | None

    @property
    def prefix(self) -> str:
        """What the names of its tables begin with."""
        return f"{self.name}_"

    @property
    def version_table(self) -> str:
        """The table that holds how far its migrations have run."""
        return VERSION_TABLE + self.name


def owners_of(plugins: Iterable[Plugin]) -> tuple[Owner, ...]:
    """Return core and the installed plugins' owners, each after those it requires."""
    with_tables = (plugin for plugin in plugins if plugin.versions.is_dir())
    return (Owner("core", CORE_VERSIONS), *(Owner(plugin.name, plugin.versions) for plugin in with_tables))


def left_behind(owners: Iterable[Owner], tables: Iterable[str]) -> tuple[Owner, ...]:
    """Return owners whose version tables are in the database though they are not installed."""
    known = {owner.version_table for owner in owners}
    names = (table for table in sorted(tables) if table.startswith(VERSION_TABLE) and table not in known)
    return tuple(Owner(name.removeprefix(VERSION_TABLE), None) for name in names)


def owner_of(table: str, owners: Iterable[Owner]) -> Owner | None:
    """Return the owner with the longest matching prefix; None for a table of nobody's."""
    fitting = [owner for owner in owners if table.startswith(owner.prefix)]
    return max(fitting, key=lambda owner: len(owner.prefix), default=None)


def belongs_to(owner: Owner, owners: Iterable[Owner]) -> Callable[[str | None, str, Any], bool]:
    """Return alembic's `include_name` for one owner: its tables, and whatever hangs on them."""
    everyone = tuple(owners)

    def included(name: str | None, kind: str, parents: Any) -> bool:
        return kind != "table" or (name is not None and owner_of(name, everyone) == owner)

    return included
