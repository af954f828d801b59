"""New councils that are not written yet."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, grant_platform

revision = "core_0021_council_draft"
down_revision = "core_0020_search"
branch_labels = None
depends_on = None

TABLE = "core_council_draft"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("written_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["core_user.id"], name=op.f(f"fk_{TABLE}_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(op.f(f"ix_{TABLE}_user_id"), TABLE, ["user_id"])
    grant_platform(op, TABLE)


def downgrade() -> None:
    """Drop it: what was written stands in councils' folders."""
    op.drop_table(TABLE)
