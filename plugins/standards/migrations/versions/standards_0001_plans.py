"""Charters and pledges, plans and targets."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "standards_0001"
down_revision = None
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table


def upgrade() -> None:
    """Make the tables."""
    _charter()
    _charter_promise()
    _plan()
    _pledge()
    _priority()
    _action()
    _action_change()
    _action_evidence()
    _target()
    _target_figure()


def downgrade() -> None:
    """Drop them, with everything in them."""
    op.drop_table("standards_target_figure")
    op.drop_table("standards_target")
    op.drop_table("standards_action_evidence")
    op.drop_table("standards_action_change")
    op.drop_table("standards_action")
    op.drop_table("standards_priority")
    op.drop_table("standards_pledge")
    op.drop_table("standards_plan")
    op.drop_table("standards_charter_promise")
    op.drop_table("standards_charter")


def _charter() -> None:
    scoped_table(
        op,
        "standards_charter",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        making.text("about"),
        making.text("about_easy"),
        making.line("for_whom"),
        making.text("source"),
        making.yes("shown", True),
        making.yes("takes_pledges", True),
        making.number("position"),
        making.number("version", 1),
        Unique(("key",)),
    )


def _charter_promise() -> None:
    scoped_table(
        op,
        "standards_charter_promise",
        Link("charter_id", "standards_charter", indexed=False),
        sa.Column("key", sa.String(80), nullable=False),
        making.number("position"),
        sa.Column("words", sa.Text(), nullable=False),
        making.text("words_easy"),
        making.line("source"),
        sa.Column("ended_on", sa.Date()),
        Unique(("charter_id", "key")),
    )


def _plan() -> None:
    scoped_table(
        op,
        "standards_plan",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        making.text("about"),
        making.text("source"),
        sa.Column("starts_on", sa.Date()),
        sa.Column("until", sa.Date()),
        sa.Column("review_on", sa.Date()),
        making.some("boards"),
        making.yes("shown"),
        Link("owner_id", "core_person", nullable=True),
        sa.Column("ended_on", sa.Date()),
        making.line("ended_why", 400),
        making.number("position"),
        making.number("version", 1),
        Unique(("key",)),
    )


def _pledge() -> None:
    scoped_table(
        op,
        "standards_pledge",
        Link("charter_id", "standards_charter", indexed=False),
        Link("organisation_id", "core_organisation", nullable=True),
        sa.Column("body", sa.String(200), nullable=False),
        making.text("words"),
        sa.Column("pledged_on", sa.Date(), nullable=False),
        sa.Column("look_again_on", sa.Date()),
        making.line("kept", 40),
        making.text("kept_words"),
        Link("by_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("taken_back_on", sa.Date()),
        making.line("taken_back_why", 400),
        making.number("version", 1),
        Unique(("charter_id", "body")),
        Indexed(("look_again_on",)),
    )


def _priority() -> None:
    scoped_table(
        op,
        "standards_priority",
        Link("plan_id", "standards_plan", indexed=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        making.text("about"),
        making.line("source"),
        making.number("position"),
        Link("owner_id", "core_person", nullable=True),
        making.line("owner_post"),
        Unique(("plan_id", "key")),
    )


def _action() -> None:
    scoped_table(
        op,
        "standards_action",
        Link("plan_id", "standards_plan", indexed=False),
        Link("priority_id", "standards_priority"),
        sa.Column("key", sa.String(80), nullable=False),
        making.number("position"),
        sa.Column("title", sa.String(400), nullable=False),
        making.text("measure"),
        sa.Column("number", sa.Integer()),
        making.line("unit", 120),
        sa.Column("due_on", sa.Date()),
        Link("owner_id", "core_person", nullable=True, indexed=False),
        making.line("owner_post"),
        making.line("source"),
        making.word("status", "planned"),
        sa.Column("done_on", sa.Date()),
        making.line("why", 400),
        making.line("from_plugin", 80),
        making.line("from_kind", 80),
        sa.Column("from_id", sa.Uuid()),
        making.number("reminders"),
        making.number("version", 1),
        Unique(("plan_id", "key")),
        Indexed(("owner_id", "status")),
        Indexed(("status", "due_on")),
    )


def _action_change() -> None:
    scoped_table(
        op,
        "standards_action_change",
        Link("action_id", "standards_action", indexed=False),
        sa.Column("kind", sa.String(40), nullable=False),
        making.line("detail", 400),
        Link("by_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("action_id", "made_at")),
    )


def _action_evidence() -> None:
    scoped_table(
        op,
        "standards_action_evidence",
        Link("action_id", "standards_action", indexed=False),
        making.line("about_plugin", 80),
        making.line("about_kind", 80),
        sa.Column("about_id", sa.Uuid()),
        making.text("words"),
        Link("by_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("about_plugin", "about_kind", "about_id")),
        Indexed(("action_id", "made_at")),
    )


def _target() -> None:
    scoped_table(
        op,
        "standards_target",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(120), nullable=False),
        sa.Column("denominator", sa.Integer()),
        making.line("of_what", 120),
        making.line("beside", 80),
        making.yes("counted"),
        sa.Column("starts_on", sa.Date()),
        sa.Column("due_on", sa.Date()),
        making.line("source", 400),
        Link("plan_id", "standards_plan", nullable=True, indexed=False),
        Link("priority_id", "standards_priority", nullable=True),
        sa.Column("ended_on", sa.Date()),
        making.line("ended_why", 400),
        making.number("position"),
        making.number("version", 1),
        Unique(("key",)),
        Indexed(("plan_id",)),
    )


def _target_figure() -> None:
    scoped_table(
        op,
        "standards_target_figure",
        Link("target_id", "standards_target", indexed=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        making.word("how", "typed"),
        making.line("note", 400),
        Link("by_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("target_id", "on_date", "how")),
    )
