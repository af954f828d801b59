"""Verdicts, who was told, and whether people felt listened to."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "influence_0004"
down_revision = "influence_0003"
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table


def upgrade() -> None:
    """Make the tables."""
    _pulse()
    _verdict()
    _told()


def downgrade() -> None:
    """Drop them, with everything in them."""
    op.drop_table("influence_told")
    op.drop_table("influence_verdict")
    op.drop_table("influence_pulse")


def _pulse() -> None:
    scoped_table(
        op,
        "influence_pulse",
        sa.Column("about_plugin", sa.String(80), nullable=False),
        sa.Column("about_kind", sa.String(80), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        Link("person_id", "core_person"),
        making.number("space"),
        making.number("voice"),
        making.number("audience"),
        making.number("influence"),
        making.text("words"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("about_id", "person_id")),
        Indexed(("about_plugin", "about_kind", "made_at")),
    )


def _verdict() -> None:
    scoped_table(
        op,
        "influence_verdict",
        Link("ask_id", "influence_ask", indexed=False),
        Link("person_id", "core_person", nullable=True),
        Link("view_id", "influence_view", nullable=True),
        Link("group_id", "groups_group", nullable=True),
        making.number("voices", 1),
        sa.Column("verdict", sa.String(40), nullable=False),
        making.text("words"),
        making.text("public_words"),
        making.line("on_status", 40),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("ask_id", "made_at")),
    )


def _told() -> None:
    scoped_table(
        op,
        "influence_told",
        Link("ask_id", "influence_ask"),
        Link("change_id", "influence_change"),
        Link("view_id", "influence_view"),
        Link("person_id", "core_person", nullable=True),
        making.line("how", 40),
        making.line("why_not", 40),
        Link("by_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("change_id", "view_id")),
    )
