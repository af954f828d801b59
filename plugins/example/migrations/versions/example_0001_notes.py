"""The table of notes."""

import sqlalchemy as sa
from alembic import op

from core.api import protect

revision = "example_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and wall it in."""
    op.create_table(
        "example_note",
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("to", sa.String(120), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("writer_id", sa.Uuid()),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f("pk_example_note")),
        sa.ForeignKeyConstraint(["authority_id"], ["core_authority.id"], name=op.f("fk_example_note_authority_id")),
        _to_person("person_id"),
        _to_person("writer_id"),
    )
    for column in ("person_id", "writer_id", "written_on"):
        op.create_index(op.f(f"ix_example_note_{column}"), "example_note", ["authority_id", column])
    protect(op, "example_note")


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("example_note")


def _to_person(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["authority_id", column],
        ["core_person.authority_id", "core_person.id"],
        name=op.f(f"fk_example_note_{column}"),
    )
