"""Sign-ins, memberships, roles, sessions, one-time links, and requests for a guarded role."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, grant_platform, protect

revision = "core_0003_users"
down_revision = "core_0002_people"
branch_labels = None
depends_on = None

PLATFORM_TABLES = (
    "core_user",
    "core_membership",
    "core_membership_role",
    "core_platform_grant",
    "core_user_session",
    "core_access_link",
    "core_sign_in_failure",
)


def upgrade() -> None:
    """Make the platform's tables and give the application its rights on them; wall in the requests."""
    _users()
    _memberships()
    _platform_grants()
    _sessions()
    _links()
    _failures()
    for table in PLATFORM_TABLES:
        grant_platform(op, table)
    _requests()
    protect(op, "core_role_request")


def downgrade() -> None:
    """Drop them, the most dependent first."""
    op.drop_table("core_role_request")
    for table in reversed(PLATFORM_TABLES):
        op.drop_table(table)


def _to_user(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["user_id"], ["core_user.id"], name=op.f(f"fk_{table}_user_id")
    )


def _to_authority(table: str, column: str = "authority_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["core_authority.id"], name=op.f(f"fk_{table}_{column}")
    )


def _by_id(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _users() -> None:
    table = "core_user"
    op.create_table(
        table,
        *_by_id(table),
        sa.Column("home_authority_id", sa.Uuid()),
        sa.Column("username", sa.String(80)),
        sa.Column("email", sa.String(254)),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("password_changed_at", UTCDateTime()),
        sa.Column("demo", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        _to_authority(table, "home_authority_id"),
        sa.UniqueConstraint(
            "home_authority_id", "username", name=op.f("uq_core_user_home_authority_id_username")
        ),
        sa.UniqueConstraint("email", name=op.f("uq_core_user_email")),
    )
    op.create_index(
        "uq_core_user_platform_username",
        table,
        ["username"],
        unique=True,
        sqlite_where=sa.text("home_authority_id IS NULL"),
        postgresql_where=sa.text("home_authority_id IS NULL"),
    )


def _memberships() -> None:
    table = "core_membership"
    op.create_table(
        table,
        *_by_id(table),
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("invited_at", UTCDateTime(), nullable=False),
        sa.Column("invited_by", sa.Uuid()),
        sa.Column("accepted_at", UTCDateTime()),
        sa.Column("ended_at", UTCDateTime()),
        _to_authority(table),
        _to_user(table),
        sa.ForeignKeyConstraint(
            ["authority_id", "person_id"],
            ["core_person.authority_id", "core_person.id"],
            name=op.f("fk_core_membership_person_id"),
        ),
        sa.UniqueConstraint("authority_id", "user_id", name=op.f("uq_core_membership_user_id")),
        sa.UniqueConstraint("authority_id", "id", name=op.f("uq_core_membership_id")),
    )
    op.create_index("ix_core_membership_authority_id_name", table, ["authority_id", "name", "id"])
    _index(table, "user_id")
    _membership_roles()


def _membership_roles() -> None:
    op.create_table(
        "core_membership_role",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("granted_at", UTCDateTime(), nullable=False),
        sa.Column("granted_by", sa.Uuid()),
        sa.PrimaryKeyConstraint("membership_id", "role", name=op.f("pk_core_membership_role")),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["core_membership.id"],
            name=op.f("fk_core_membership_role_membership_id"),
        ),
    )


def _platform_grants() -> None:
    table = "core_platform_grant"
    op.create_table(
        table,
        *_by_id(table),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("region", sa.String(80)),
        sa.Column("granted_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime()),
        _to_user(table),
    )
    _index(table, "user_id")


def _sessions() -> None:
    table = "core_user_session"
    op.create_table(
        table,
        *_by_id(table),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid()),
        sa.Column("device", sa.String(60), server_default="", nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("last_seen_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime()),
        _to_user(table),
        _to_authority(table),
        sa.UniqueConstraint("token_hash", name=op.f("uq_core_user_session_token_hash")),
    )
    _index(table, "user_id")


def _links() -> None:
    table = "core_access_link"
    op.create_table(
        table,
        *_by_id(table),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid()),
        sa.Column("made_by", sa.Uuid()),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime()),
        _to_user(table),
        _to_authority(table),
        sa.UniqueConstraint("token_hash", name=op.f("uq_core_access_link_token_hash")),
    )
    _index(table, "user_id")


def _failures() -> None:
    op.create_table(
        "core_sign_in_failure",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_core_sign_in_failure")),
    )
    _index("core_sign_in_failure", "last_at")


def _requests() -> None:
    table = "core_role_request"
    op.create_table(
        table,
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("asked_by", sa.Uuid()),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("answer", sa.String(10)),
        sa.Column("answered_by", sa.Uuid()),
        sa.Column("answered_at", UTCDateTime()),
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f(f"pk_{table}")),
        _to_authority(table),
        sa.ForeignKeyConstraint(
            ["authority_id", "membership_id"],
            ["core_membership.authority_id", "core_membership.id"],
            name=op.f("fk_core_role_request_membership_id"),
        ),
    )
