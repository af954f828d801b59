"""Writing a migration for one owner from the difference between its models and the database."""

from collections.abc import Iterable
from functools import partial
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate.api import AutogenContext
from alembic.autogenerate.render import renderers
from alembic.operations import ops

from core.config import Deployment
from core.db import UTCDateTime
from core.db.keys import is_scoped
from core.plugging.manifest import Plugin
from core.plugging.migrations import config_for, named, opened
from core.plugging.ownership import Owner, owners_of


class WallIn(ops.MigrateOperation):
    """The line of a migration that protects a council's new table, or grants a platform table."""

    def __init__(self, table: sa.Table, module: str) -> None:
        self.call = "protect" if is_scoped(table) else "grant_platform"
        self.name = table.name
        self.module = module


@renderers.dispatch_for(WallIn)
def _render_wall(context: AutogenContext, op: WallIn) -> str:
    context.imports.add(f"from {op.module} import {op.call}")
    return f'{op.call}(op, "{op.name}")'


def new_revision(
    deployment: Deployment, plugins: Iterable[Plugin], owner: str, message: str
) -> tuple[str, ...]:
    """Write the migration and return its path; raises ConfigFault for an owner that is not installed."""
    wanted = owners_of(plugins)
    module = "core.db" if owner == "core" else "core.api"
    with opened(deployment) as connection:
        chosen = named(wanted, owner)
        config = config_for(connection, chosen, wanted)
        config.attributes["process_revision_directives"] = partial(_wall_in, module)
        config.attributes["render_item"] = partial(_render, module)
        name = f"{owner}_{_next_number(chosen):04}"
        found = command.revision(config, message=message, autogenerate=True, rev_id=name, head="heads")
    scripts = found if isinstance(found, list) else [found]
    return tuple(str(script.path) for script in scripts if script is not None)


def _next_number(owner: Owner) -> int:
    return len(list(owner.versions.glob(f"{owner.name}_*.py"))) + 1 if owner.versions else 1


def _wall_in(module: str, context: Any, revision: Any, directives: list[Any]) -> None:
    """After the new tables come the lines that wall them in."""
    upgrade = directives[0].upgrade_ops
    made = [one for one in upgrade.ops if isinstance(one, ops.CreateTableOp)]
    upgrade.ops.extend(WallIn(one.to_table(), module) for one in made)
    for one in made:
        one.kw.pop("info", None)  # the class of a table is the model's to say


def _render(module: str, kind: str, thing: Any, context: AutogenContext) -> str | bool:
    if kind != "type" or not isinstance(thing, UTCDateTime):
        return False
    context.imports.add(f"from {module} import UTCDateTime")
    return "UTCDateTime()"
