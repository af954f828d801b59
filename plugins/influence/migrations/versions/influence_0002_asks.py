"""Asks, who must answer them, and their trail."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "influence_0002"
down_revision = "influence_0001"
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table


def upgrade() -> None:
    """Make the tables."""
    _ask()
    _ask_tag()
    _ask_view()
    _owner()
    _answer_link()
    _change()


def downgrade() -> None:
    """Drop them, with everything in them."""
    op.drop_table("influence_change")
    op.drop_table("influence_answer_link")
    op.drop_table("influence_owner")
    op.drop_table("influence_ask_view")
    op.drop_table("influence_ask_tag")
    op.drop_table("influence_ask")


def _ask() -> None:
    scoped_table(
        op,
        "influence_ask",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        making.text("words"),
        making.text("words_easy"),
        making.text("can_change"),
        making.text("cannot_change"),
        making.text("success"),
        making.line("made_with"),
        Link("group_id", "groups_group", nullable=True, indexed=False),
        Link("worker_id", "core_person", nullable=True),
        making.word("status", "draft"),
        sa.Column("asked_on", sa.Date()),
        sa.Column("due_on", sa.Date()),
        sa.Column("answered_on", sa.Date()),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        making.line("public_title"),
        making.text("public_words"),
        making.text("public_easy"),
        sa.Column("published_at", UTCDateTime()),
        making.line("unpublished_why"),
        making.number("version", 1),
        Unique(("number",)),
        Indexed(("status", "due_on", "id")),
        Indexed(("answered_on", "id")),
        Indexed(("published_at", "id")),
        Indexed(("group_id", "published_at")),
    )


def _ask_tag() -> None:
    scoped_table(
        op,
        "influence_ask_tag",
        Link("ask_id", "influence_ask"),
        sa.Column("vocabulary", sa.String(80), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("published_at", UTCDateTime()),
        Unique(("ask_id", "vocabulary", "key")),
        Indexed(("vocabulary", "key", "published_at", "ask_id")),
    )


def _ask_view() -> None:
    scoped_table(
        op,
        "influence_ask_view",
        Link("ask_id", "influence_ask"),
        Link("view_id", "influence_view"),
        making.text("public_quote"),
        sa.Column("taken_back_at", UTCDateTime()),
        Unique(("ask_id", "view_id")),
    )


def _owner() -> None:
    scoped_table(
        op,
        "influence_owner",
        Link("ask_id", "influence_ask"),
        making.word("kind", "person"),
        making.line("title"),
        making.line("name"),
        making.line("email", 254),
        Link("person_id", "core_person", nullable=True, indexed=False),
        Link("organisation_id", "core_organisation", nullable=True),
        Link("board_id", "groups_board", nullable=True),
        Link("date_id", "groups_board_date", nullable=True),
        Link("presenter_id", "core_person", nullable=True),
        Link("paper_id", "core_file", nullable=True),
        making.word("state", "waiting"),
        making.line("outcome", 40),
        sa.Column("asked_on", sa.Date()),
        sa.Column("due_on", sa.Date()),
        sa.Column("answered_on", sa.Date()),
        making.number("reminders"),
        making.yes("escalated"),
        making.number("version", 1),
        Indexed(("state", "due_on")),
        Indexed(("person_id", "state")),
    )


def _answer_link() -> None:
    scoped_table(
        op,
        "influence_answer_link",
        Link("owner_id", "influence_owner"),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("guest_id", sa.Uuid()),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime()),
        Unique(("token_hash",)),
    )


def _change() -> None:
    scoped_table(
        op,
        "influence_change",
        Link("ask_id", "influence_ask", indexed=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        Link("owner_id", "influence_owner", nullable=True),
        making.line("detail", 400),
        Link("by_id", "core_person", nullable=True),
        making.line("by_words", 120),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("made_at",)),
        Indexed(("ask_id", "position")),
    )
