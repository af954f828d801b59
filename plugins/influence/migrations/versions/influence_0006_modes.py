"""Participation models and modes."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "influence_0006"
down_revision = "influence_0005"
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table


def upgrade() -> None:
    """Make the tables."""
    _model()
    _model_version()
    _mode()
    _mode_rating()


def downgrade() -> None:
    """Drop them, with everything in them."""
    op.drop_table("influence_mode_rating")
    op.drop_table("influence_mode")
    op.drop_table("influence_model_version")
    op.drop_table("influence_model")


def _model() -> None:
    scoped_table(
        op,
        "influence_model",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        making.word("shape", "degrees"),
        making.text("source"),
        making.text("chosen"),
        making.yes("in_use"),
        making.number("position"),
        making.number("version", 1),
        Unique(("key",)),
    )


def _model_version() -> None:
    scoped_table(
        op,
        "influence_model_version",
        Link("model_id", "influence_model"),
        sa.Column("number", sa.Integer(), nullable=False),
        making.some("modes"),
        making.text("note"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("model_id", "number")),
    )


def _mode() -> None:
    scoped_table(
        op,
        "influence_mode",
        sa.Column("about_plugin", sa.String(80), nullable=False),
        sa.Column("about_kind", sa.String(80), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        Link("model_id", "influence_model", indexed=False),
        sa.Column("number", sa.Integer(), nullable=False),
        making.line("part", 80),
        sa.Column("mode", sa.String(80), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        making.line("mapped_from", 80),
        making.line("why", 400),
        Link("by_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("about_id", "model_id", "part")),
        Indexed(("model_id", "on_date")),
        Indexed(("about_plugin", "about_kind", "about_id")),
    )


def _mode_rating() -> None:
    scoped_table(
        op,
        "influence_mode_rating",
        sa.Column("about_plugin", sa.String(80), nullable=False),
        sa.Column("about_kind", sa.String(80), nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        Link("model_id", "influence_model"),
        sa.Column("number", sa.Integer(), nullable=False),
        making.line("part", 80),
        sa.Column("mode", sa.String(80), nullable=False),
        Link("person_id", "core_person"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("about_id", "model_id", "part", "person_id")),
    )
