"""Seals over all chronologies, day by day."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime
from core.db.making import Unique, scoped_table

revision = "core_0018_seals"
down_revision = "core_0017_release"
branch_labels = None
depends_on = None

TABLE = "core_case_seal"
KEPT = "what was written about a case can only be added to"


def upgrade() -> None:
    """Make the table; what is in it stays."""
    scoped_table(
        op, TABLE,
        sa.Column("number", sa.Integer(), nullable=False), sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False), sa.Column("root", sa.String(64), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False), sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("ends", sa.JSON(), nullable=False), Unique(("number",)),
    )  # fmt: skip
    _refuse()


def downgrade() -> None:
    """Drop it; the files of seals outside the database stay."""
    op.drop_table(TABLE)


def _refuse() -> None:
    """As for the entries themselves (core_0013_safeguarding), whose function PostgreSQL uses here too."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} "
                f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
            )
        return
    for name, verb, each in (("kept", "UPDATE OR DELETE", "ROW"), ("whole", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {TABLE}_{name} BEFORE {verb} ON {TABLE} FOR EACH {each} EXECUTE FUNCTION core_case_kept()"
        )
