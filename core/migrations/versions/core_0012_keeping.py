"""Lawful bases, keeping times, legal holds, records that were due, and signatures under assessments."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, making
from core.db.making import Indexed, Link, Unique, scoped_table

revision = "core_0012_keeping"
down_revision = "core_0011_sightings"
branch_labels = None
depends_on = None

TABLES = ("core_basis_decision", "core_period_decision", "core_legal_hold", "core_due_record", "core_sign_off")


def upgrade() -> None:
    """Make the five tables."""
    for make in (_basis_decision, _period_decision, _legal_hold, _due_record, _sign_off):
        make()


def downgrade() -> None:
    """Drop them; which parts were signed off is then forgotten."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _basis_decision() -> None:
    scoped_table(
        op,
        "core_basis_decision",
        sa.Column("purpose", sa.String(80), nullable=False),
        sa.Column("basis", sa.String(40), nullable=False),
        making.word("special", "none"),
        making.line("offences"),
        making.line("law"),
        making.text("note"),
        sa.Column("decided_by", sa.Uuid()),
        sa.Column("decided_at", UTCDateTime(), nullable=False),
        Indexed(("purpose", "decided_at")),
    )


def _due_record() -> None:
    scoped_table(
        op,
        "core_due_record",
        sa.Column("owner", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("retention", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        making.word("state", "waiting"),
        sa.Column("keep_until", sa.Date()),
        making.text("why"),
        sa.Column("decided_by", sa.Uuid()),
        sa.Column("decided_at", UTCDateTime()),
        Unique(("owner", "kind", "record_id")),
        Indexed(("state", "found_on")),
    )


def _period_decision() -> None:
    scoped_table(
        op,
        "core_period_decision",
        sa.Column("record", sa.String(40), nullable=False),
        making.line("trigger", 40),
        sa.Column("months", sa.Integer()),
        sa.Column("review_first", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid()),
        sa.Column("decided_at", UTCDateTime(), nullable=False),
        Indexed(("record", "decided_at")),
    )


def _sign_off() -> None:
    scoped_table(
        op,
        "core_sign_off",
        sa.Column("plugin", sa.String(60), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("signer", sa.String(200), nullable=False),
        making.text("conditions"),
        sa.Column("review_on", sa.Date()),
        sa.Column("by_user_id", sa.Uuid()),
        sa.Column("signed_at", UTCDateTime(), nullable=False),
        Indexed(("plugin", "signed_at")),
    )


def _legal_hold() -> None:
    scoped_table(
        op,
        "core_legal_hold",
        Link("person_id", "core_person", nullable=True),
        making.line("record", 40),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("made_by", sa.Uuid()),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("ended_by", sa.Uuid()),
        sa.Column("ended_at", UTCDateTime()),
        making.text("ended_why"),
        Indexed(("ended_at",)),
    )
