"""Whether somebody was told the answer they got, a group suggested instead, and past terms of office."""

import sqlalchemy as sa
from alembic import op

from core.api import making

revision = "groups_0003"
down_revision = "groups_0002"
branch_labels = None
depends_on = None

KEY = "fk_groups_joining_suggested_group_id"
INDEX = "ix_groups_joining_suggested_group_id"


def upgrade() -> None:
    """Add the columns; nobody has been told anything yet."""
    with op.batch_alter_table("groups_joining") as joining:
        joining.add_column(sa.Column("told_on", sa.Date()))
        joining.add_column(making.line("told_how", 40))
        joining.add_column(sa.Column("suggested_group_id", sa.Uuid()))
        joining.create_foreign_key(
            op.f(KEY), "groups_group", ["authority_id", "suggested_group_id"], ["authority_id", "id"]
        )
        joining.create_index(op.f(INDEX), ["authority_id", "suggested_group_id"])
    with op.batch_alter_table("groups_membership") as members:
        members.add_column(making.some("past_terms"))


def downgrade() -> None:
    """Take them away again."""
    with op.batch_alter_table("groups_membership") as members:
        members.drop_column("past_terms")
    with op.batch_alter_table("groups_joining") as joining:
        joining.drop_constraint(KEY, type_="foreignkey")
        joining.drop_index(INDEX)
        for name in ("suggested_group_id", "told_how", "told_on"):
            joining.drop_column(name)
