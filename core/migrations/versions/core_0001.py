"""Councils, and the audit record with its heads; entries can be added and read, never changed."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, grant_platform, protect

revision = "core_0001"
down_revision = None
branch_labels = ("core",)
depends_on = None

ENTRIES = ("core_audit_entry", "core_platform_audit_entry")


def upgrade() -> None:
    """Make the five tables and wall them in."""
    _authorities()
    _council_chain()
    _platform_chain()
    grant_platform(op, "core_authority")
    protect(op, "core_audit_entry", append_only=True)
    protect(op, "core_audit_head")
    grant_platform(op, "core_platform_audit_entry", append_only=True)
    grant_platform(op, "core_platform_audit_head")
    for table in ENTRIES:
        _append_only(table)


def downgrade() -> None:
    """Drop them, and on PostgreSQL the function that their triggers call."""
    for table in ("core_audit_entry", "core_audit_head", "core_platform_audit_entry", "core_platform_audit_head"):
        op.drop_table(table)
    op.drop_table("core_authority")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION IF EXISTS core_refuse_change()")


def _authorities() -> None:
    op.create_table(
        "core_authority",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(60), nullable=False),
        sa.Column("old_slugs", sa.JSON(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("ons_code", sa.String(12)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_authority")),
        sa.UniqueConstraint("slug", name=op.f("uq_core_authority_slug")),
        sa.UniqueConstraint("ons_code", name=op.f("uq_core_authority_ons_code")),
    )


def _entry_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_user_id", sa.Uuid()),
        sa.Column("action", sa.String(80), nullable=False),
        sa.Column("about_plugin", sa.String(40), nullable=False),
        sa.Column("about_kind", sa.String(60), nullable=False),
        sa.Column("about_id", sa.String(80), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    ]


def _scoped(table: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["core_authority.id"], name=op.f(f"fk_{table}_authority_id")
        ),
    )


def _council_chain() -> None:
    table = "core_audit_entry"
    _scoped(
        table,
        *_entry_columns(),
        sa.UniqueConstraint("authority_id", "seq", name=op.f(f"uq_{table}_seq")),
        sa.UniqueConstraint("authority_id", "previous_hash", name=op.f(f"uq_{table}_previous_hash")),
    )
    op.create_index(op.f(f"ix_{table}_at"), table, ["authority_id", "at"])
    _scoped(
        "core_audit_head",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.UniqueConstraint("authority_id", name=op.f("uq_core_audit_head_authority_id")),
    )


def _platform_chain() -> None:
    table = "core_platform_audit_entry"
    op.create_table(
        table,
        *_entry_columns(),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("seq", name=op.f(f"uq_{table}_seq")),
        sa.UniqueConstraint("previous_hash", name=op.f(f"uq_{table}_previous_hash")),
    )
    op.create_table(
        "core_platform_audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_core_platform_audit_head")),
    )


def _append_only(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'the audit record can only be added to'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION core_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit record can only be added to'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change()"
    )
