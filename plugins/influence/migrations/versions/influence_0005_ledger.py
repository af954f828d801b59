"""The promise ledger."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "influence_0005"
down_revision = "influence_0004"
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table


def upgrade() -> None:
    """Make the tables."""
    _ledger()


def downgrade() -> None:
    """Drop them, with everything in them."""
    op.drop_table("influence_ledger")


def _ledger() -> None:
    scoped_table(
        op,
        "influence_ledger",
        sa.Column("position", sa.Integer(), nullable=False),
        Link("ask_id", "influence_ask", nullable=True, indexed=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        making.line("fact", 120),
        making.some("body", "{}"),
        making.text("text"),
        making.line("salt", 64),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        making.line("signature", 128),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("position",)),
        Indexed(("ask_id", "position")),
        Indexed(("kind", "position")),
    )
