"""What a council saved about plugins, and what its file last applied."""

import sqlalchemy as sa
from alembic import op

from core.db import protect

revision = "core_0004_settings"
down_revision = "core_0003_users"
branch_labels = None
depends_on = None

CHOICE, DECLARED = "core_plugin_choice", "core_declared"


def upgrade() -> None:
    """Make the two tables, then wall each one in."""
    _scoped(
        CHOICE,
        ("plugin",),
        sa.Column("plugin", sa.String(60), nullable=False),
        sa.Column("on", sa.Boolean(), nullable=True),
        sa.Column("settings", sa.JSON(), nullable=False),
    )
    _scoped(
        DECLARED,
        ("owner", "kind", "key"),
        sa.Column("owner", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
    )
    protect(op, CHOICE)
    protect(op, DECLARED)


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table(DECLARED)
    op.drop_table(CHOICE)


def _scoped(table: str, unique: tuple[str, ...], *columns: sa.Column[object]) -> None:
    op.create_table(
        table,
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["core_authority.id"], name=op.f(f"fk_{table}_authority_id")
        ),
        sa.UniqueConstraint("authority_id", *unique, name=op.f(f"uq_{table}_{'_'.join(unique)}")),
    )
