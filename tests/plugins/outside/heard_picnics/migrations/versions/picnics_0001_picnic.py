"""The table of picnics."""

import sqlalchemy as sa
from alembic import op

from core.api import protect

revision = "picnics_0001"
down_revision = None
branch_labels = None
depends_on = None

TABLE = "picnics_picnic"


def upgrade() -> None:
    """Make the table and wall it in."""
    op.create_table(
        TABLE,
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("blanket_person_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f(f"pk_{TABLE}")),
        sa.ForeignKeyConstraint(["authority_id"], ["core_authority.id"], name=op.f(f"fk_{TABLE}_authority_id")),
        sa.ForeignKeyConstraint(
            ["authority_id", "blanket_person_id"],
            ["core_person.authority_id", "core_person.id"],
            name=op.f(f"fk_{TABLE}_blanket_person_id"),
        ),
    )
    op.create_index(op.f(f"ix_{TABLE}_blanket_person_id"), TABLE, ["authority_id", "blanket_person_id"])
    protect(op, TABLE)


def downgrade() -> None:
    """Take the table away."""
    op.drop_table(TABLE)
