"""Courses and who did them; resources."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "learning_0002"
down_revision = "learning_0001"
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table


def upgrade() -> None:
    """Make the tables."""
    _course()
    _course_taken()
    _resource()
    _resource_tag()


def downgrade() -> None:
    """Drop them, with everything in them."""
    for name in ("resource_tag", "resource", "course_taken", "course"):
        op.drop_table(f"learning_{name}")


def _course() -> None:
    scoped_table(
        op,
        "learning_course",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        making.text("about"),
        making.some("audience"),
        making.yes("young_led"),
        sa.Column("months", sa.Integer(), nullable=True),
        making.line("accredited_by"),
        making.line("level", 80),
        making.line("source"),
        making.yes("active", True),
        making.number("position"),
        making.number("version", 1),
        Unique(("key",)),
    )


def _course_taken() -> None:
    scoped_table(
        op,
        "learning_course_taken",
        Link("course_id", "learning_course"),
        Link("person_id", "core_person"),
        making.word("role", "staff"),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        making.yes("led"),
        making.line("proof"),
        making.text("pledge"),
        making.word("pledge_kept", ""),
        Link("by_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("course_id", "person_id", "done_on")),
        Indexed(("expires_on",)),
        Indexed(("done_on", "id")),
    )


def _resource() -> None:
    scoped_table(
        op,
        "learning_resource",
        sa.Column("key", sa.String(80), nullable=True),
        sa.Column("title", sa.String(200), nullable=False),
        making.text("about"),
        making.word("kind", "guide"),
        making.line("url", 500),
        making.text("body"),
        Link("file_id", "core_file", nullable=True),
        making.word("open_to", "staff"),
        making.yes("easy_read"),
        making.line("licence"),
        making.line("source"),
        making.text("remarks"),
        Link("owner_id", "core_person", nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("put_away_on", sa.Date(), nullable=True),
        sa.Column("changed_on", sa.Date(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        making.number("version", 1),
        Unique(("key",)),
        Indexed(("changed_on", "id")),
        Indexed(("review_on",)),
    )


def _resource_tag() -> None:
    scoped_table(
        op,
        "learning_resource_tag",
        Link("resource_id", "learning_resource"),
        sa.Column("sort", sa.String(40), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        Unique(("resource_id", "sort", "key")),
        Indexed(("sort", "key")),
    )
