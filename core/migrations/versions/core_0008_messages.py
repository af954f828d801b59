"""Messages: what somebody was told, how it went out, and how they wish to hear."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, making
from core.db.making import Indexed, Link, Unique, scoped_table

revision = "core_0008_messages"
down_revision = "core_0007_consent"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    _message()
    _message_choice()


def downgrade() -> None:
    """Drop both."""
    op.drop_table("core_message_choice")
    op.drop_table("core_message")


def _message() -> None:
    scoped_table(
        op,
        "core_message",
        Link("person_id", "core_person", indexed=False),
        sa.Column("notice", sa.String(80), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("url", sa.String(500), nullable=False),
        making.yes("hidden"),
        making.word("state", "queued"),
        making.line("channel", 20),
        making.line("why", 40),
        sa.Column("sending_id", sa.Uuid()),
        making.number("claims"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("claimed_at", UTCDateTime()),
        sa.Column("sent_at", UTCDateTime()),
        sa.Column("read_at", UTCDateTime()),
        Unique(("person_id", "key")),
        Indexed(("state", "due_at")),
        Indexed(("made_at",)),
    )


def _message_choice() -> None:
    scoped_table(
        op,
        "core_message_choice",
        Link("person_id", "core_person", indexed=False),
        making.line("wish", 20),
        sa.Column("pace", sa.String(20), server_default="at_once", nullable=False),
        making.line("language", 20),
        making.yes("tasks"),
        sa.Column("chosen_at", UTCDateTime(), nullable=False),
        Unique(("person_id",)),
    )
