"""Photos and files, who is on them, what was made of them and where they are used."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, making
from core.db.making import Indexed, Link, Unique, scoped_table

revision = "core_0009_files"
down_revision = "core_0008_messages"
branch_labels = None
depends_on = None

TABLES = ("core_file", "core_file_copy", "core_file_use", "core_file_tag")


def upgrade() -> None:
    """Make the four tables, the files first."""
    for make in (_file, _file_copy, _file_use, _file_tag):
        make()


def downgrade() -> None:
    """Drop them; the bytes on disk are found as without a row, and go."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _file() -> None:
    scoped_table(
        op,
        "core_file",
        making.word("kind", "photo"),
        making.word("state", "waiting_for_people"),
        sa.Column("media_type", sa.String(80), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("room", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("width", sa.Integer()),
        sa.Column("height", sa.Integer()),
        making.line("caption", 300),
        sa.Column("taken_on", sa.Date()),
        making.yes("face_free"),
        making.yes("all_named"),
        sa.Column("all_named_by_user_id", sa.Uuid()),
        making.text("kept_because"),
        sa.Column("added_by_user_id", sa.Uuid()),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime()),
        sa.Column("goes_on", sa.Date()),
        sa.Column("purged_at", UTCDateTime()),
        making.number("version", 1),
        Indexed(("created_at",)),
        Indexed(("kind", "state")),
    )


def _file_copy() -> None:
    scoped_table(
        op,
        "core_file_copy",
        Link("file_id", "core_file", indexed=False),
        sa.Column("size", sa.String(20), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("purged_at", UTCDateTime()),
        Unique(("file_id", "size")),
    )


def _file_use() -> None:
    scoped_table(
        op,
        "core_file_use",
        Link("file_id", "core_file", indexed=False),
        sa.Column("use", sa.String(20), nullable=False),
        making.word("about_plugin", "core"),
        making.word("about_kind", "file"),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        making.line("where"),
        sa.Column("by_user_id", sa.Uuid()),
        sa.Column("published_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime()),
        Indexed(("file_id", "use")),
    )


def _file_tag() -> None:
    scoped_table(
        op,
        "core_file_tag",
        Link("file_id", "core_file", indexed=False),
        Link("person_id", "core_person"),
        sa.Column("tagged_by_user_id", sa.Uuid()),
        sa.Column("tagged_at", UTCDateTime(), nullable=False),
        sa.Column("objected_at", UTCDateTime()),
        Unique(("file_id", "person_id")),
    )
