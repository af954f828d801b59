"""Copies, and whom offered things tell of."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "practice_exchange_0001"
down_revision = None
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table


def upgrade() -> None:
    """Make the tables."""
    scoped_table(
        op,
        "practice_exchange_copy",
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        sa.Column("region", sa.String(60), nullable=False),
        sa.Column("origin", sa.String(200), nullable=False),
        making.line("kind"),
        making.text("use_for"),
        making.line("made_plugin", 80),
        making.line("made_kind", 80),
        sa.Column("made_id", sa.Uuid(), nullable=True),
        Link("by_id", "core_person", nullable=True),
        sa.Column("taken_at", UTCDateTime(), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        Unique(("offer_id",)),
        Indexed(("removed_on", "taken_at")),
    )
    scoped_table(
        op,
        "practice_exchange_told",
        sa.Column("offer_id", sa.Uuid(), nullable=False),
        Link("person_id", "core_person"),
        Unique(("offer_id", "person_id")),
    )


def downgrade() -> None:
    """Drop them, with everything in them."""
    for name in ("told", "copy"):
        op.drop_table(f"practice_exchange_{name}")
