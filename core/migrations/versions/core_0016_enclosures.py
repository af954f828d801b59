"""Pictures and papers that came with a concern or an allegation: what they are; their bytes lie sealed on disk."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime
from core.db.making import Indexed, scoped_table

revision = "core_0016_enclosures"
down_revision = "core_0015_practice"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; no link to a case, which is in one of two stores."""
    scoped_table(
        op,
        "core_case_enclosure",
        sa.Column("store", sa.String(20), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("media_type", sa.String(40), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("place", sa.String(120), nullable=False),
        Indexed(("case_id",)),
    )


def downgrade() -> None:
    """Drop the table; what lies sealed on disk stays there."""
    op.drop_table("core_case_enclosure")
