"""Requests, their history, votes, approvals, days, and asks from elsewhere."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "requests_0001"
down_revision = None
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table
TABLES = ("other_ask", "day", "approver", "approval", "vote", "step", "request")


def upgrade() -> None:
    """Make the tables."""
    _request()
    _step()
    _deciding()
    _day()
    _other_ask()


def downgrade() -> None:
    """Drop them, with everything in them."""
    for name in TABLES:
        op.drop_table(f"requests_{name}")


def _request() -> None:
    scoped_table(
        op,
        "requests_request",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        making.word("kind", "views"),
        making.word("from_kind", "service"),
        *(making.line(name) for name in ("agency", "agency_key", "office", "asker_name")),
        making.line("email", 254),
        Link("asker_id", "core_person", nullable=True, indexed=False),
        sa.Column("guest_id", sa.Uuid()),
        making.line("code_hash", 64),
        Link("group_id", "groups_group", nullable=True, indexed=False),
        Link("school_id", "core_organisation", nullable=True),
        making.line("cohort", 80),
        *(making.line(name) for name in ("wanted", "heard_by")),
        *(making.text(name) for name in ("question", "space", "voice", "can_change", "cannot_change", "success")),
        *(making.text(name) for name in ("thanks", "feedback", "risks", "records", "over_why", "answer_words")),
        *(making.text(name) for name in ("findings", "lifted_why")),
        *(sa.Column(name, sa.Date()) for name in ("starts_on", "ends_on", "feedback_by", "due_on", "sent_on")),
        *(sa.Column(name, sa.Date()) for name in ("asked_on", "reply_by", "answered_on")),
        *_stands(),
        Unique(("number",)),
        Indexed(("state", "due_on", "number")),
        Indexed(("asked_on",)),
        Indexed(("agency_key", "state")),
        Indexed(("code_hash",)),
        Indexed(("group_id", "state")),
        Indexed(("asker_id", "number")),
    )


def _stands() -> list[Any]:
    """Where a request stands and who had to do with it."""
    return [
        making.some("touches"),
        making.word("state", "draft"),
        making.word("answer", ""),
        making.word("answer_how", ""),
        *(Link(name, "core_person", nullable=True) for name in ("answer_by_id", "worker_id", "lifted_by_id")),
        Link("ask_id", "influence_ask", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        making.number("version", 1),
    ]


def _step() -> None:
    scoped_table(
        op,
        "requests_step",
        Link("request_id", "requests_request", indexed=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        making.text("words"),
        Link("by_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("request_id", "position")),
    )


def _deciding() -> None:
    scoped_table(
        op,
        "requests_vote",
        Link("request_id", "requests_request", indexed=False),
        Link("person_id", "core_person"),
        sa.Column("yes", sa.Boolean(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("request_id", "person_id")),
    )
    scoped_table(
        op,
        "requests_approval",
        Link("request_id", "requests_request", indexed=False),
        sa.Column("level", sa.String(40), nullable=False),
        making.text("words"),
        Link("by_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("request_id", "level")),
    )
    scoped_table(
        op,
        "requests_approver",
        sa.Column("level", sa.String(40), nullable=False),
        Link("person_id", "core_person"),
        Unique(("level", "person_id")),
    )


def _day() -> None:
    scoped_table(
        op,
        "requests_day",
        Link("request_id", "requests_request", indexed=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("at", sa.Time()),
        making.line("where"),
        making.yes("chosen"),
        Unique(("request_id", "on_date")),
        Indexed(("on_date",)),
    )


def _other_ask() -> None:
    scoped_table(
        op,
        "requests_other_ask",
        sa.Column("what", sa.String(200), nullable=False),
        making.line("who_asked"),
        sa.Column("on_date", sa.Date(), nullable=False),
        Link("group_id", "groups_group", nullable=True),
        Link("school_id", "core_organisation", nullable=True),
        making.line("cohort", 80),
        sa.Column("source", sa.String(200), nullable=False),
        Link("by_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("source",)),
        Indexed(("on_date",)),
    )
