"""Who is on duty for safeguarding at a meeting, and risk assessments."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "meetings_0002"
down_revision = "meetings_0001"
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table


def upgrade() -> None:
    """Make the two tables."""
    _duty()
    _risk_assessment()


def downgrade() -> None:
    """Drop them; who was on duty, and what was signed, is then forgotten."""
    op.drop_table("meetings_risk_assessment")
    op.drop_table("meetings_duty")


def _duty() -> None:
    scoped_table(
        op,
        "meetings_duty",
        Link("meeting_id", "meetings_meeting"),
        Link("person_id", "core_person", nullable=True),
        making.line("name"),
        making.line("role", 120),
        making.line("phone", 40),
        sa.Column("confirmed_at", UTCDateTime()),
        sa.Column("confirmed_by_user_id", sa.Uuid()),
        making.line("confirmed_why", 300),
        making.number("version", 1),
        Unique(("meeting_id",)),
    )


def _risk_assessment() -> None:
    scoped_table(
        op,
        "meetings_risk_assessment",
        Link("group_id", "groups_group", indexed=False),
        Link("meeting_id", "meetings_meeting", nullable=True),
        making.some("risks"),
        Link("signed_by_id", "core_person", nullable=True),
        making.line("signed_name"),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("group_id", "made_at")),
    )
