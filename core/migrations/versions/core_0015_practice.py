"""Safe practice: adults who run groups, who leads them, and their checks."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, making
from core.db.making import Indexed, Link, Unique, scoped_table

revision = "core_0015_practice"
down_revision = "core_0014_alarms"
branch_labels = None
depends_on = None

TABLES = ("core_adult_practice", "core_adult_check")


def upgrade() -> None:
    """Make the two tables."""
    _adult_practice()
    _adult_check()


def downgrade() -> None:
    """Drop them; who was checked, and when, is then forgotten."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _adult_practice() -> None:
    scoped_table(
        op,
        "core_adult_practice",
        Link("person_id", "core_person"),
        sa.Column("line_manager_user_id", sa.Uuid()),
        sa.Column("ended_on", sa.Date()),
        making.number("version", 1),
        Unique(("person_id",)),
        Indexed(("line_manager_user_id",)),
    )


def _adult_check() -> None:
    scoped_table(
        op,
        "core_adult_check",
        Link("person_id", "core_person", indexed=False),
        sa.Column("kind", sa.String(40), nullable=False),
        making.line("level", 40),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date()),
        making.line("number_end", 4),
        sa.Column("seen_by_user_id", sa.Uuid()),
        sa.Column("recorded_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_on", sa.Date()),
        making.line("withdrawn_why"),
        Indexed(("person_id", "kind")),
        Indexed(("expires_on",)),
    )
