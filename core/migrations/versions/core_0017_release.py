"""Opening what is closed: emergency access to one child's cases, and sharing against a refusal."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, making
from core.db.making import Indexed, Link, Unique, scoped_table

revision = "core_0017_release"
down_revision = "core_0016_enclosures"
branch_labels = None
depends_on = None

TABLES = ("core_case_grant", "core_duty_override", "core_case_grant_step", "core_duty_override_step")


def upgrade() -> None:
    """Make the four tables."""
    _case_grant()
    _duty_override()
    _case_grant_step()
    _duty_override_step()


def downgrade() -> None:
    """Drop them; who opened what, and what was shared against a refusal, is then forgotten."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _case_grant() -> None:
    scoped_table(
        op,
        "core_case_grant",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("asked_by_user_id", sa.Uuid(), nullable=False),
        sa.Column("sealed_key", sa.Text(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        making.yes("needs_yes"),
        sa.Column("answered_at", UTCDateTime()),
        sa.Column("answered_by_user_id", sa.Uuid()),
        making.yes("refused"),
        sa.Column("opened_at", UTCDateTime()),
        sa.Column("until", UTCDateTime()),
        sa.Column("ended_at", UTCDateTime()),
        making.yes("may_write"),
        making.yes("allegations"),
        sa.Column("review_by", UTCDateTime()),
        sa.Column("reviewed_at", UTCDateTime()),
        sa.Column("reviewed_by_user_id", sa.Uuid()),
        making.line("told", 20),
        sa.Column("told_at", UTCDateTime()),
        Indexed(("person_id", "until")),
        Indexed(("user_id", "until")),
    )


def _duty_override() -> None:
    scoped_table(
        op,
        "core_duty_override",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        making.line("store", 20),
        sa.Column("case_id", sa.Uuid()),
        sa.Column("sealed_key", sa.Text(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        making.yes("is_emergency"),
        sa.Column("proposed_at", UTCDateTime(), nullable=False),
        sa.Column("proposed_by_user_id", sa.Uuid(), nullable=False),
        sa.Column("approve_by", UTCDateTime()),
        sa.Column("answered_at", UTCDateTime()),
        sa.Column("answered_by_user_id", sa.Uuid()),
        sa.Column("ends_at", UTCDateTime()),
        sa.Column("done_at", UTCDateTime()),
        sa.Column("reviewed_at", UTCDateTime()),
        sa.Column("shown_from", UTCDateTime()),
        Indexed(("state", "approve_by")),
        Indexed(("person_id", "state")),
    )


def _case_grant_step() -> None:
    scoped_table(
        op,
        "core_case_grant_step",
        Link("about_id", "core_case_grant", indexed=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_user_id", sa.Uuid()),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        Unique(("about_id", "seq")),
    )


def _duty_override_step() -> None:
    scoped_table(
        op,
        "core_duty_override_step",
        Link("about_id", "core_duty_override", indexed=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_user_id", sa.Uuid()),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        Unique(("about_id", "seq")),
    )
