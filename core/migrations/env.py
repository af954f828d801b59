"""Run by alembic for each owner in turn: core and every plugin share this file, each with its own version table.

The runner (core/plugging/migrations.py) hands over the open connection, the owner and all owners in
`config.attributes`; the transaction is the runner's.
"""

from alembic import context

from core.db import Base
from core.plugging.ownership import belongs_to

attributes = context.config.attributes
owner, owners, connection = attributes["owner"], attributes["owners"], attributes["connection"]

context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    version_table=owner.version_table,
    include_name=belongs_to(owner, owners),
    include_object=lambda thing, name, kind, reflected, other: (
        kind != "table" or belongs_to(owner, owners)(name, kind, {})
    ),
    render_as_batch=True,
    compare_type=True,
    process_revision_directives=attributes.get("process_revision_directives"),
    render_item=attributes.get("render_item"),
)

with context.begin_transaction():
    context.run_migrations()
