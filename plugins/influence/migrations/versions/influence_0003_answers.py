"""Answers, promises, proof and checks."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "influence_0003"
down_revision = "influence_0002"
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table


def upgrade() -> None:
    """Make the tables."""
    _check()
    _answer()
    _check_answer()
    _promise()
    _proof()


def downgrade() -> None:
    """Drop them, with everything in them."""
    op.drop_table("influence_proof")
    op.drop_table("influence_promise")
    op.drop_table("influence_check_answer")
    op.drop_table("influence_answer")
    op.drop_table("influence_check")


def _check() -> None:
    scoped_table(
        op,
        "influence_check",
        Link("ask_id", "influence_ask"),
        sa.Column("question", sa.String(300), nullable=False),
        Link("group_id", "groups_group", nullable=True),
        sa.Column("opens_on", sa.Date()),
        sa.Column("closes_on", sa.Date()),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("closes_on",)),
    )


def _answer() -> None:
    scoped_table(
        op,
        "influence_answer",
        Link("ask_id", "influence_ask", indexed=False),
        Link("owner_id", "influence_owner"),
        making.number("number", 1),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        making.text("words_easy"),
        making.text("reason"),
        making.line("by_words"),
        making.word("how", "page"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        making.text("public_words"),
        making.text("public_easy"),
        making.text("public_reason"),
        sa.Column("cleared_at", UTCDateTime()),
        Unique(("owner_id", "number")),
        Indexed(("ask_id", "made_at")),
    )


def _check_answer() -> None:
    scoped_table(
        op,
        "influence_check_answer",
        Link("check_id", "influence_check"),
        Link("person_id", "core_person", nullable=True),
        sa.Column("answer", sa.String(40), nullable=False),
        making.text("words"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Unique(("check_id", "person_id")),
    )


def _promise() -> None:
    scoped_table(
        op,
        "influence_promise",
        Link("ask_id", "influence_ask", indexed=False),
        Link("owner_id", "influence_owner"),
        Link("answer_id", "influence_answer", nullable=True),
        sa.Column("what", sa.String(400), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        making.word("state", "open"),
        sa.Column("done_on", sa.Date()),
        making.text("note"),
        making.line("public_what", 400),
        making.text("public_note"),
        sa.Column("cleared_at", UTCDateTime()),
        making.number("version", 1),
        Indexed(("ask_id", "due_on")),
        Indexed(("state", "due_on")),
    )


def _proof() -> None:
    scoped_table(
        op,
        "influence_proof",
        Link("ask_id", "influence_ask", indexed=False),
        Link("promise_id", "influence_promise", nullable=True),
        making.word("kind", "words"),
        making.text("words"),
        sa.Column("part", sa.Integer()),
        sa.Column("whole", sa.Integer()),
        Link("file_id", "core_file", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Link("by_id", "core_person", nullable=True),
        making.text("public_words"),
        sa.Column("cleared_at", UTCDateTime()),
        Indexed(("ask_id", "made_at")),
    )
