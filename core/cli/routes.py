"""`heard routes`: every address of this deployment and who may open it."""

import json
from collections.abc import Iterator
from typing import Any

import click
from flask import Flask

from core.access.stamps import stamp_of
from core.app import create_app
from core.cli.context import deployment

UNSEEN = frozenset({"HEAD", "OPTIONS"})


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a list that programs can read.")
def routes(as_json: bool) -> None:
    """List method, path, permission or public reason, and plugin of each route."""
    found = sorted(listed(create_app(deployment())), key=lambda row: (row["path"], row["method"]))
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    width = max(len(row["path"]) for row in found)
    for row in found:
        click.echo(f"{row['method']:6} {row['path']:{width}}  {row['access']}  ({row['plugin']})")


def listed(app: Flask) -> Iterator[dict[str, Any]]:
    """One row for each method of each route; `plugin` is `core` for core's own pages."""
    plugins = app.extensions["heard"].plugins
    for rule in app.url_map.iter_rules():
        owner = rule.endpoint.partition(".")[0]
        stamp = stamp_of(app.view_functions[rule.endpoint])
        for method in sorted((rule.methods or set()) - UNSEEN):
            yield {
                "method": method,
                "path": rule.rule,
                "endpoint": rule.endpoint,
                "access": str(stamp) if stamp else "public: files that every page loads",
                "permission": stamp.detail if stamp and stamp.kind == "requires" else None,
                "public": stamp.detail if stamp and stamp.kind == "public" else None,
                "plugin": owner if owner in plugins else "core",
            }
