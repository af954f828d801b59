"""Taking a plugin out for good: everything it holds is written to a file first, then its tables are dropped.

Call inside an application context and outside every scope. Raises RemovalRefused.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import sqlalchemy as sa

from core.authority.resolve import Authority
from core.config import Deployment
from core.db import authority_scope, db
from core.plugging import migrations
from core.plugging.manifest import Plugin
from core.plugging.registry import Plugins

_ROWS_AT_ONCE = 500


class RemovalRefused(Exception):
    """The plugin stays as it is; the message says why."""


def refuse_if_needed(plugins: Plugins, plugin: Plugin) -> None:
    """Refuse while another installed plugin requires it."""
    leaning = plugins.leaning_on(plugin.name)
    if leaning:
        names = ", ".join(one.name for one in leaning)
        raise RemovalRefused(f"{names}: requires {plugin.name}. Remove that first. Nothing was changed.")


def export(plugin: Plugin, authorities: Iterable[Authority], file: Path) -> int:
    """Write every row of every council into `file`, a zip with one JSON line for each row; gives their number."""
    written = 0
    file.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(file, "x", ZIP_DEFLATED) as archive:
        for authority in authorities:
            for model in plugin.tables:
                with authority_scope(authority.id):
                    written += _write(archive, f"{authority.slug}/{_table(model).name}.jsonl", _rows(model))
    return written


def drop(deployment: Deployment, plugins: Plugins, plugin: Plugin) -> None:
    """Run the plugin's migrations back to nothing."""
    if plugin.tables:
        migrations.downgrade(deployment, plugins, plugin.name)


def _write(archive: ZipFile, name: str, rows: Iterator[dict[str, Any]]) -> int:
    count = 0
    with archive.open(name, "w", force_zip64=True) as lines:
        for row in rows:
            lines.write(json.dumps(row, default=str, ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


def _rows(model: Any) -> Iterator[dict[str, Any]]:
    found = db.session.scalars(sa.select(model).execution_options(yield_per=_ROWS_AT_ONCE))
    keys = [attribute.key for attribute in sa.inspect(model).column_attrs]
    return ({key: getattr(row, key) for key in keys} for row in found)


def _table(model: Any) -> sa.Table:
    table: sa.Table = model.__table__
    return table
