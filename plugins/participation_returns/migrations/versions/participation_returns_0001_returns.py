"""Returns of evidence, their trails, and contracts."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "participation_returns_0001"
down_revision = None
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table


def upgrade() -> None:
    """Make the tables."""
    _contract()
    _return()
    _step()


def downgrade() -> None:
    """Drop them, with everything in them."""
    op.drop_table("participation_returns_step")
    op.drop_table("participation_returns_return")
    op.drop_table("participation_returns_contract")


def _contract() -> None:
    scoped_table(
        op,
        "participation_returns_contract",
        sa.Column("key", sa.String(80), nullable=False),
        Link("organisation_id", "core_organisation"),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("starts_on", sa.Date()),
        sa.Column("ends_on", sa.Date()),
        making.line("source"),
        making.yes("active", True),
        making.number("version", 1),
        Unique(("key",)),
    )


def _return() -> None:
    scoped_table(
        op,
        "participation_returns_return",
        Link("organisation_id", "core_organisation", indexed=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        making.text("you_said"),
        making.text("we_did"),
        making.text("difference"),
        sa.Column("people", sa.Integer()),
        making.line("about_plugin", 80),
        making.line("about_kind", 80),
        sa.Column("about_id", sa.Uuid()),
        making.word("status", "draft"),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        Link("written_by_id", "core_person", nullable=True),
        sa.Column("sent_on", sa.Date()),
        Link("group_id", "groups_group", nullable=True),
        Link("date_id", "groups_board_date", nullable=True),
        sa.Column("to_group_on", sa.Date()),
        sa.Column("taken_on", sa.Date()),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        making.number("version", 1),
        Unique(("organisation_id", "year", "fingerprint")),
        Indexed(("status", "sent_on")),
        Indexed(("year", "organisation_id")),
    )


def _step() -> None:
    scoped_table(
        op,
        "participation_returns_step",
        Link("return_id", "participation_returns_return", indexed=False),
        sa.Column("kind", sa.String(40), nullable=False),
        making.text("words"),
        Link("by_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("return_id", "made_at")),
    )
