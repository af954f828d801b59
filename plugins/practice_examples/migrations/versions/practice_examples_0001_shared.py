"""Which team was told what to take from an example."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "practice_examples_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    making.scoped_table(
        op,
        "practice_examples_shared",
        sa.Column("story_id", sa.Uuid(), nullable=False),
        making.Link("organisation_id", "core_organisation", nullable=True),
        making.line("team"),
        making.text("words"),
        sa.Column("on_day", sa.Date(), nullable=False),
        making.Link("by_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        making.Indexed(("story_id", "on_day")),
        making.Indexed(("on_day", "id")),
    )


def downgrade() -> None:
    """Drop it, with everything in it."""
    op.drop_table("practice_examples_shared")
