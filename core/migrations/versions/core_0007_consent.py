"""Relationships, tasks, agreements and competence."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, making
from core.db.making import Indexed, Link, Unique, scoped_table

revision = "core_0007_consent"
down_revision = "core_0006_jobs"
branch_labels = None
depends_on = None

TABLES = (
    "core_consent_round",
    "core_consent_wording",
    "core_competence",
    "core_consent_asking",
    "core_consent_entry",
    "core_relationship",
    "core_task",
)


def upgrade() -> None:
    """Make the tables, those first that others point at."""
    for make in (_consent_round, _consent_wording, _competence, _consent_asking, _consent_entry, _relationship, _task):
        make()
    passed: sa.Column[int] = sa.Column("gate_passed", sa.Integer())
    op.add_column("core_person", passed)


def downgrade() -> None:
    """Drop them, the most dependent first."""
    op.drop_column("core_person", "gate_passed")
    for table in reversed(TABLES):
        op.drop_table(table)


def _consent_round() -> None:
    scoped_table(
        op,
        "core_consent_round",
        sa.Column("title", sa.String(200), nullable=False),
        making.some("purposes"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("made_by_user_id", sa.Uuid()),
        sa.Column("closed_at", UTCDateTime()),
        Indexed(("made_at",)),
    )


def _consent_wording() -> None:
    scoped_table(
        op,
        "core_consent_wording",
        sa.Column("purpose", sa.String(80), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        making.some("texts", "{}"),
        sa.Column("first_used_at", UTCDateTime(), nullable=False),
        Unique(("purpose", "digest")),
    )


def _competence() -> None:
    scoped_table(
        op,
        "core_competence",
        Link("person_id", "core_person", indexed=False),
        sa.Column("decision", sa.String(80), nullable=False),
        making.word("kind", "gillick"),
        sa.Column("judgement", sa.String(20), nullable=False),
        making.text("information"),
        making.text("understanding"),
        making.text("weighing"),
        making.text("communication"),
        making.text("freedom"),
        making.text("parent_advice"),
        making.text("second_view"),
        making.yes("contested"),
        sa.Column("assessed_by_user_id", sa.Uuid()),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date()),
        making.text("ended_why"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("person_id", "decision")),
    )


def _consent_asking() -> None:
    scoped_table(
        op,
        "core_consent_asking",
        Link("round_id", "core_consent_round", nullable=True),
        Link("person_id", "core_person"),
        Link("adult_id", "core_person", nullable=True),
        making.some("purposes"),
        sa.Column("by", sa.String(20), server_default="link", nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        making.word("state", "open"),
        making.word("identity", "to_check"),
        making.some("answers", "{}"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("made_by_user_id", sa.Uuid()),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("answered_at", UTCDateTime()),
        sa.Column("settled_at", UTCDateTime()),
        sa.Column("settled_by_user_id", sa.Uuid()),
        Unique(("code_hash",)),
        Indexed(("state", "made_at")),
    )


def _consent_entry() -> None:
    scoped_table(
        op,
        "core_consent_entry",
        Link("person_id", "core_person", indexed=False),
        sa.Column("purpose", sa.String(80), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("voice", sa.String(20), nullable=False),
        making.line("capacity", 40),
        Link("adult_id", "core_person", nullable=True),
        making.some("options"),
        making.some("with_people"),
        Link("wording_id", "core_consent_wording", nullable=True, indexed=False),
        making.line("band", 20),
        sa.Column("how", sa.String(20), server_default="screen", nullable=False),
        sa.Column("scan_id", sa.Uuid()),
        making.text("note"),
        sa.Column("until", sa.Date()),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        making.number("seq"),
        sa.Column("by_user_id", sa.Uuid()),
        Indexed(("until",)),
        Indexed(("person_id", "purpose")),
    )


def _relationship() -> None:
    scoped_table(
        op,
        "core_relationship",
        Link("child_id", "core_person"),
        Link("adult_id", "core_person", nullable=True),
        making.word("kind", "parent"),
        making.yes("parental_responsibility"),
        making.some("delegated"),
        making.yes("emergency_contact"),
        sa.Column("verified_on", sa.Date()),
        making.line("verified_how"),
        sa.Column("verified_by_user_id", sa.Uuid()),
        making.yes("no_contact"),
        making.yes("court_order"),
        making.text("flag_note"),
        sa.Column("starts_on", sa.Date()),
        sa.Column("ends_on", sa.Date()),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        making.number("version", 1),
        Unique(("child_id", "adult_id", "kind")),
    )


def _task() -> None:
    scoped_table(
        op,
        "core_task",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("permission", sa.String(80), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        making.text("note"),
        sa.Column("url", sa.String(500), nullable=False),
        Link("person_id", "core_person", nullable=True),
        sa.Column("due_on", sa.Date()),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("done_at", UTCDateTime()),
        sa.Column("done_by_user_id", sa.Uuid()),
        making.text("outcome"),
        Unique(("key",)),
        Indexed(("done_at", "due_on")),
    )
