"""People without an account who left an address, and what they are told."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, making
from core.db.making import Indexed, Link, Unique, scoped_table

revision = "core_0019_guests"
down_revision = "core_0018_seals"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    _message_guest()
    _guest_message()


def downgrade() -> None:
    """Drop both, with every address in them."""
    op.drop_table("core_guest_message")
    op.drop_table("core_message_guest")


def _message_guest() -> None:
    scoped_table(
        op,
        "core_message_guest",
        sa.Column("channel", sa.String(20), nullable=False),
        making.line("address", 254),
        sa.Column("language", sa.String(20), server_default="en", nullable=False),
        sa.Column("left_at", UTCDateTime(), nullable=False),
        sa.Column("stopped_at", UTCDateTime()),
        Indexed(("address",)),
    )


def _guest_message() -> None:
    scoped_table(
        op,
        "core_guest_message",
        Link("guest_id", "core_message_guest", indexed=False),
        sa.Column("notice", sa.String(80), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        making.line("url", 500),
        making.word("state", "queued"),
        making.line("channel", 20),
        making.line("why", 40),
        sa.Column("sending_id", sa.Uuid()),
        making.number("claims"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("claimed_at", UTCDateTime()),
        sa.Column("sent_at", UTCDateTime()),
        Unique(("guest_id", "key")),
        Indexed(("state", "due_at")),
        Indexed(("made_at",)),
    )
