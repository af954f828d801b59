"""Audits: forms, questions, what was answered."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "standards_0002"
down_revision = "standards_0001"
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table


def upgrade() -> None:
    """Make the tables."""
    _audit_form()
    _audit()
    _audit_question()
    _audit_answer()


def downgrade() -> None:
    """Drop them, with everything in them."""
    op.drop_table("standards_audit_answer")
    op.drop_table("standards_audit_question")
    op.drop_table("standards_audit")
    op.drop_table("standards_audit_form")


def _audit_form() -> None:
    scoped_table(
        op,
        "standards_audit_form",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        making.text("about"),
        making.text("source"),
        making.some("sections"),
        making.some("levels"),
        making.some("kinds"),
        making.line("kept_by", 80),
        making.number("opens_month", 9),
        making.number("opens_day", 1),
        making.number("days", 60),
        making.yes("in_use", True),
        making.number("position"),
        making.number("version", 1),
        Unique(("key",)),
    )


def _audit() -> None:
    scoped_table(
        op,
        "standards_audit",
        Link("form_id", "standards_audit_form", indexed=False),
        Link("organisation_id", "core_organisation"),
        sa.Column("year", sa.Integer(), nullable=False),
        making.line("part", 80),
        making.line("part_title"),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        making.word("state", "open"),
        Link("owner_id", "core_person", nullable=True, indexed=False),
        sa.Column("sent_on", sa.Date()),
        Link("sent_by_id", "core_person", nullable=True),
        making.text("next_steps"),
        making.number("reminders"),
        making.number("version", 1),
        Unique(("form_id", "organisation_id", "year", "part")),
        Indexed(("owner_id", "state")),
        Indexed(("state", "due_on")),
    )


def _audit_question() -> None:
    scoped_table(
        op,
        "standards_audit_question",
        Link("form_id", "standards_audit_form", indexed=False),
        sa.Column("key", sa.String(80), nullable=False),
        making.line("section", 80),
        making.number("position"),
        sa.Column("words", sa.String(400), nullable=False),
        making.text("hint"),
        making.word("kind", "level"),
        making.yes("needed", True),
        making.yes("young"),
        making.line("source"),
        sa.Column("asked_until", sa.Integer()),
        Unique(("form_id", "key")),
    )


def _audit_answer() -> None:
    scoped_table(
        op,
        "standards_audit_answer",
        Link("audit_id", "standards_audit", indexed=False),
        Link("question_id", "standards_audit_question", indexed=False),
        making.line("choice", 80),
        sa.Column("number", sa.Integer()),
        making.text("words"),
        making.text("young_words"),
        Link("by_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("audit_id", "question_id")),
        Indexed(("question_id",)),
    )
