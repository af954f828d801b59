"""Alarms: what somebody must be told of, how each address can be reached, who is on duty, and trials of it all."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, making
from core.db.making import Indexed, Unique, scoped_table

revision = "core_0014_alarms"
down_revision = "core_0013_safeguarding"
branch_labels = None
depends_on = None

TABLES = ("core_case_alarm", "core_case_alarm_way", "core_case_duty", "core_case_trial")


def upgrade() -> None:
    """Make the tables of alarms and of the duty."""
    _case_alarm()
    _case_alarm_way()
    _case_duty()
    _case_trial()


def downgrade() -> None:
    """Drop them."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _case_alarm() -> None:
    scoped_table(
        op, "core_case_alarm",
        sa.Column("store", sa.String(20), nullable=False),
        sa.Column("case_id", sa.Uuid()),
        sa.Column("stage", sa.String(40), nullable=False),
        making.yes("urgent"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("settled_at", UTCDateTime()),
        making.line("why", 20),
        making.some("told", "{}"),
        Unique(("store", "case_id", "stage")),
        Indexed(("settled_at", "due_at")),
    )


def _case_alarm_way() -> None:
    scoped_table(
        op, "core_case_alarm_way",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("claimed_at", UTCDateTime()),
        sa.Column("handed_at", UTCDateTime()),
        sa.Column("next_at", UTCDateTime()),
        making.number("tries"),
        sa.Column("tested_at", UTCDateTime()),
        sa.Column("failing_since", UTCDateTime()),
        making.line("why", 20),
        Unique(("name",)),
    )


def _case_duty() -> None:
    scoped_table(
        op, "core_case_duty",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.String(10), nullable=False),
        making.line("mobile", 20),
        sa.Column("away_from", sa.Date()),
        sa.Column("away_until", sa.Date()),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("changed_by_user_id", sa.Uuid()),
        Unique(("user_id",)),
    )


def _case_trial() -> None:
    scoped_table(
        op, "core_case_trial",
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("asked_by_user_id", sa.Uuid()),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        making.line("token_hash", 64),
        sa.Column("handed_at", UTCDateTime()),
        making.line("why_not", 20),
        sa.Column("read_at", UTCDateTime()),
        Indexed(("token_hash",)),
        Indexed(("asked_at",)),
    )
