"""What young people said."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "influence_0001"
down_revision = None
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table


def upgrade() -> None:
    """Make the tables."""
    _view()
    _view_note()
    _view_tag()


def downgrade() -> None:
    """Drop them, with everything in them."""
    op.drop_table("influence_view_tag")
    op.drop_table("influence_view_note")
    op.drop_table("influence_view")


def _view() -> None:
    scoped_table(
        op,
        "influence_view",
        making.text("words"),
        making.word("sort", "change"),
        making.word("given_as", "words"),
        Link("file_id", "core_file", nullable=True),
        making.word("voice", "anonymous"),
        Link("person_id", "core_person", nullable=True),
        making.line("by_words", 120),
        Link("group_id", "groups_group", nullable=True),
        Link("worker_id", "core_person", nullable=True),
        making.word("permission", "team"),
        making.word("entered", "self"),
        Link("entered_by_id", "core_person", nullable=True),
        sa.Column("source_plugin", sa.String(80)),
        sa.Column("source_kind", sa.String(80)),
        sa.Column("source_id", sa.Uuid()),
        sa.Column("where_plugin", sa.String(80)),
        sa.Column("where_kind", sa.String(80)),
        sa.Column("where_id", sa.Uuid()),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("read_at", UTCDateTime()),
        sa.Column("chosen_at", UTCDateTime()),
        sa.Column("code_hash", sa.String(64)),
        sa.Column("guest_id", sa.Uuid()),
        sa.Column("taken_back_at", UTCDateTime()),
        making.line("taken_back_why", 40),
        making.number("version", 1),
        Unique(("source_plugin", "source_kind", "source_id")),
        Indexed(("code_hash",)),
        Indexed(("where_id",)),
        Indexed(("said_on", "id")),
    )


def _view_note() -> None:
    scoped_table(
        op,
        "influence_view_note",
        Link("view_id", "influence_view", indexed=False),
        sa.Column("words", sa.Text(), nullable=False),
        Link("by_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("view_id", "made_at")),
    )


def _view_tag() -> None:
    scoped_table(
        op,
        "influence_view_tag",
        Link("view_id", "influence_view"),
        sa.Column("vocabulary", sa.String(80), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        Unique(("view_id", "vocabulary", "key")),
        Indexed(("vocabulary", "key")),
    )
