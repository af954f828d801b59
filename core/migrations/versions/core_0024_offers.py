"""What councils offer to their regions."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, grant_platform, making

revision = "core_0024_offers"
down_revision = "core_0023_release_kept"
branch_labels = None
depends_on = None

TABLE = "core_offer"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(60), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=True),
        sa.Column("sort", sa.String(40), nullable=False),
        making.line("source_plugin", 80),
        making.line("source_kind", 80),
        *(sa.Column(name, sa.Uuid(), nullable=True) for name in ("source_id", "about_id", "attached_id")),
        making.line("line", 80),
        making.line("stage", 40),
        making.line("title", 300),
        making.text("summary"),
        making.some("parts"),
        making.text("find_text"),
        making.line("contact"),
        sa.Column("offered_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        making.line("why", 40),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.ForeignKeyConstraint(["authority_id"], ["core_authority.id"], name=op.f(f"fk_{TABLE}_authority_id")),
    )
    op.create_index(op.f(f"ix_{TABLE}_region_sort_offered_at"), TABLE, ["region", "sort", "offered_at", "id"])
    op.create_index(op.f(f"ix_{TABLE}_authority_id"), TABLE, ["authority_id"])
    op.create_index(op.f(f"ix_{TABLE}_about_id"), TABLE, ["about_id"])
    grant_platform(op, TABLE)


def downgrade() -> None:
    """Drop it: what councils offered each other is lost, what they keep of their own stays."""
    op.drop_table(TABLE)
