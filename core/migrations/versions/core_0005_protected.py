"""Whether a person is protected: nothing about where they are may leave by a calendar or a list."""

import sqlalchemy as sa
from alembic import op

revision = "core_0005_protected"
down_revision = "core_0004_settings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nobody is protected until somebody says so."""
    column: sa.Column[bool] = sa.Column("is_protected", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("core_person", column)


def downgrade() -> None:
    """Drop it."""
    op.drop_column("core_person", "is_protected")
