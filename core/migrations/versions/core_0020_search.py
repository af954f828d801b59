"""The index of words by which records are found."""

import sqlalchemy as sa
from alembic import op

from core.db.making import Indexed, Link, scoped_table

revision = "core_0020_search"
down_revision = "core_0019_guests"
branch_labels = None
depends_on = None

IN_BYTES = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")


def upgrade() -> None:
    """Make both tables, empty: each room that lets its words be found puts them in."""
    scoped_table(
        op, "core_search_entry",
        sa.Column("plugin", sa.String(80), nullable=False), sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
    )  # fmt: skip
    scoped_table(
        op, "core_search_word",
        Link("entry_id", "core_search_entry"), sa.Column("word", IN_BYTES, nullable=False),
        Indexed(("word", "entry_id")),
    )  # fmt: skip


def downgrade() -> None:
    """Drop them: the words stand where they were put from."""
    op.drop_table("core_search_word")
    op.drop_table("core_search_entry")
