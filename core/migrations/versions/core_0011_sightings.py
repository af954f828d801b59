"""Who saw and changed what about whom: an index over each council's record, filled from the entries there are."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime
from core.db.making import Indexed, scoped_table

revision = "core_0011_sightings"
down_revision = "core_0010_requests"
branch_labels = None
depends_on = None

FILL = """
INSERT INTO core_sighting
(authority_id, id, person_id, at, by_user_id, by_role, kind, what, secret, number, entry_seq)
SELECT authority_id, id, PERSON, at, by_user_id, '', 'changed', action, substr(action, 1, 11) = 'protection.', 1, seq
FROM core_audit_entry WHERE about_plugin = 'core' AND about_kind = 'person' AND length(about_id) = 36
"""
FILL_ON_SQLITE = FILL.replace("PERSON", "replace(about_id, '-', '')")
FILL_ON_POSTGRESQL = FILL.replace("PERSON", "CAST(about_id AS uuid)")


def upgrade() -> None:
    """Make the table, and give it a row for each entry about a person's record."""
    scoped_table(
        op,
        "core_sighting",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_user_id", sa.Uuid()),
        sa.Column("by_role", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("what", sa.String(80), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entry_seq", sa.Integer(), nullable=False),
        Indexed(("person_id", "at")),
        Indexed(("by_user_id", "at")),
        Indexed(("entry_seq",)),
    )
    op.execute(FILL_ON_SQLITE if op.get_bind().dialect.name == "sqlite" else FILL_ON_POSTGRESQL)


def downgrade() -> None:
    """Drop the table; the record itself stays whole."""
    op.drop_table("core_sighting")
