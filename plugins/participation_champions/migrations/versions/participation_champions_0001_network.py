"""Services and champions, questions, what partners give, tests from outside."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "participation_champions_0001"
down_revision = None
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table
SERVICE, CHAMPION = "participation_champions_service", "participation_champions_champion"
QUESTION, TEST = "participation_champions_question", "participation_champions_outside_test"


def upgrade() -> None:
    """Make the tables."""
    _service()
    _champion()
    _questions()
    _gift()
    _tests()


def downgrade() -> None:
    """Drop them, with everything in them."""
    for name in ("sample_line", "outside_test", "gift", "reply", "question", "champion", "service"):
        op.drop_table(f"participation_champions_{name}")


def _service() -> None:
    scoped_table(
        op,
        SERVICE,
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        making.text("about"),
        Link("organisation_id", "core_organisation", nullable=True),
        making.word("reach", ""),
        making.some("only_in"),
        making.line("source"),
        sa.Column("put_away_on", sa.Date(), nullable=True),
        making.number("version", 1),
        Unique(("key",)),
        Indexed(("title",)),
    )


def _champion() -> None:
    scoped_table(
        op,
        CHAMPION,
        Link("service_id", SERVICE),
        Link("place_id", "core_place", nullable=True),
        Link("person_id", "core_person", nullable=True, indexed=False),
        making.text("offers"),
        making.text("asks"),
        making.some("skills"),
        making.text("hand_over"),
        Link("after_id", CHAMPION, nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        making.number("version", 1),
        Indexed(("until", "service_id")),
        Indexed(("person_id", "until")),
    )


def _questions() -> None:
    scoped_table(
        op,
        QUESTION,
        sa.Column("title", sa.String(200), nullable=False),
        making.text("words"),
        making.line("skill", 80),
        Link("by_id", "core_person", nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("made_at", "id")),
    )
    scoped_table(
        op,
        "participation_champions_reply",
        Link("question_id", QUESTION, indexed=False),
        sa.Column("words", sa.Text(), nullable=False),
        Link("by_id", "core_person", nullable=True),
        making.yes("helped"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("question_id", "made_at")),
    )


def _gift() -> None:
    scoped_table(
        op,
        "participation_champions_gift",
        Link("organisation_id", "core_organisation", nullable=True),
        sa.Column("body", sa.String(200), nullable=False),
        making.word("kind", "other"),
        sa.Column("amount", sa.Integer(), nullable=True),
        making.line("what", 400),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        making.word("given", ""),
        making.text("given_words"),
        Link("by_id", "core_person", nullable=True),
        sa.Column("taken_back_on", sa.Date(), nullable=True),
        making.line("taken_back_why", 400),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("until", "id")),
    )


def _tests() -> None:
    scoped_table(
        op,
        TEST,
        sa.Column("title", sa.String(200), nullable=False),
        making.line("tester"),
        sa.Column("plan_key", sa.String(80), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("pool", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Link("made_by_id", "core_person", nullable=True),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        making.text("words"),
        Unique(("token_hash",)),
        Indexed(("made_at",)),
    )
    scoped_table(
        op,
        "participation_champions_sample_line",
        Link("test_id", TEST, indexed=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        making.line("priority", 300),
        making.text("claim"),
        making.text("measure"),
        making.word("status", ""),
        making.text("shows"),
        making.number("held_back"),
        making.word("verdict", ""),
        making.text("verdict_words"),
        sa.Column("judged_at", UTCDateTime(), nullable=True),
        Unique(("test_id", "position")),
    )
