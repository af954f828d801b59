"""Award rounds, nominations, and judges who know somebody."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "learning_0001"
down_revision = None
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table


def upgrade() -> None:
    """Make the tables."""
    _round()
    _category()
    _nomination()
    _interest()


def downgrade() -> None:
    """Drop them, with everything in them."""
    for name in ("award_interest", "nomination", "award_category", "award_round"):
        op.drop_table(f"learning_{name}")


def _round() -> None:
    scoped_table(
        op,
        "learning_award_round",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        making.text("about"),
        making.word("state", "draft"),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("age_to", sa.Integer(), nullable=True),
        making.line("area_kind", 80),
        making.number("shortlist", 3),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("ceremony_on", sa.Date(), nullable=True),
        making.text("ceremony"),
        making.text("lessons"),
        making.line("source"),
        sa.Column("announced_at", UTCDateTime(), nullable=True),
        making.number("version", 1),
        Unique(("key",)),
        Indexed(("opens_on",)),
    )


def _category() -> None:
    scoped_table(
        op,
        "learning_award_category",
        Link("round_id", "learning_award_round"),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        making.text("about"),
        making.number("position"),
        Unique(("round_id", "key")),
    )


def _nomination() -> None:
    scoped_table(
        op,
        "learning_nomination",
        Link("round_id", "learning_award_round", indexed=False),
        Link("category_id", "learning_award_category", nullable=True),
        Link("place_id", "core_place", nullable=True),
        making.line("name"),
        Link("person_id", "core_person", nullable=True),
        making.text("why"),
        making.line("contact", 254),
        making.line("by_name"),
        making.word("relation", "other"),
        Link("by_id", "core_person", nullable=True),
        making.word("agreement", "waiting"),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        making.word("agreed_how", ""),
        making.word("stage", "nominated"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        making.number("version", 1),
        Indexed(("round_id", "stage")),
        Indexed(("round_id", "made_at")),
    )


def _interest() -> None:
    scoped_table(
        op,
        "learning_award_interest",
        Link("nomination_id", "learning_nomination"),
        Link("person_id", "core_person"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("nomination_id", "person_id")),
    )
