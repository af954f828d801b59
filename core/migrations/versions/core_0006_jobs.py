"""Timed work: what is to be done, when, for which council; and who looks after it."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, grant_platform, making

revision = "core_0006_jobs"
down_revision = "core_0005_protected"
branch_labels = None
depends_on = None

JOB, WORKER = "core_job", "core_job_worker"


def upgrade() -> None:
    """Make both tables and give the application its rights on them."""
    _jobs()
    _workers()
    for table in (JOB, WORKER):
        grant_platform(op, table)


def downgrade() -> None:
    """Drop both; work that waits is lost."""
    op.drop_table(WORKER)
    op.drop_table(JOB)


def _jobs() -> None:
    op.create_table(
        JOB,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("authority_id", sa.Uuid()),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("by_user_id", sa.Uuid()),
        making.yes("hidden"),
        making.yes("scheduled"),
        sa.Column("state", sa.String(10), server_default="waiting", nullable=False),
        making.line("reason"),
        *_moments(),
        making.number("handed"),
        making.number("attempt"),
        making.line("worker", 80),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{JOB}")),
        sa.ForeignKeyConstraint(["authority_id"], ["core_authority.id"], name=op.f(f"fk_{JOB}_authority_id")),
        sa.UniqueConstraint("authority_id", "name", "key", name=op.f(f"uq_{JOB}_name_key")),
    )
    _indexes()


def _moments() -> tuple[sa.Column[object], ...]:
    always, sometimes = ("made_at", "due_at", "slot_at"), ("handed_at", "started_at", "ended_at")
    columns: list[sa.Column[object]] = [sa.Column(name, UTCDateTime(), nullable=False) for name in always]
    return (*columns, *(sa.Column(name, UTCDateTime()) for name in sometimes))


def _indexes() -> None:
    """The keys of the platform's own work are unique too: a missing council is equal to no other."""
    of_platform = sa.text("authority_id IS NULL")
    op.create_index(
        "uq_core_job_platform_name_key",
        JOB,
        ["name", "key"],
        unique=True,
        sqlite_where=of_platform,
        postgresql_where=of_platform,
    )
    op.create_index("ix_core_job_state_due_at", JOB, ["state", "due_at"])


def _workers() -> None:
    op.create_table(
        WORKER,
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("beat_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f(f"pk_{WORKER}")),
    )
    op.create_index(op.f(f"ix_{WORKER}_beat_at"), WORKER, ["beat_at"])
