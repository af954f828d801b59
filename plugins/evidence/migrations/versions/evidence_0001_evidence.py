"""Stories, quotes and reports."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "evidence_0001"
down_revision = None
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table
TABLES = ("story", "story_part", "story_person", "quote", "report", "section", "figure", "line", "sign_off")


def upgrade() -> None:
    """Make the tables."""
    _story()
    _story_part()
    _story_person()
    _quote()
    _report()
    _section()
    _figure()
    _line()
    _sign_off()


def downgrade() -> None:
    """Drop them, with everything in them."""
    for name in reversed(TABLES):
        op.drop_table(f"evidence_{name}")


def _story() -> None:
    scoped_table(
        op,
        "evidence_story",
        sa.Column("key", sa.String(80), nullable=False),
        making.line("series", 80),
        sa.Column("title", sa.String(200), nullable=False),
        making.text("summary"),
        sa.Column("happened_on", sa.Date()),
        sa.Column("until", sa.Date()),
        Link("group_id", "groups_group", nullable=True),
        Link("place_id", "core_place", nullable=True),
        making.line("contact", 80),
        Link("worker_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        making.line("public_title"),
        making.text("public_summary"),
        making.number("pictures"),
        sa.Column("published_at", UTCDateTime()),
        making.line("unpublished_why"),
        making.number("version", 1),
        Unique(("key",)),
        Indexed(("series", "published_at", "id")),
        Indexed(("happened_on",)),
    )


def _story_part() -> None:
    scoped_table(
        op,
        "evidence_story_part",
        Link("story_id", "evidence_story"),
        sa.Column("part", sa.String(80), nullable=False),
        making.line("audience", 80),
        making.text("words"),
        making.text("public_words"),
        Unique(("story_id", "part", "audience")),
    )


def _story_person() -> None:
    scoped_table(
        op,
        "evidence_story_person",
        Link("story_id", "evidence_story"),
        sa.Column("name", sa.String(120), nullable=False),
        Link("person_id", "core_person", nullable=True),
        making.yes("is_named"),
        making.line("agreed_how"),
        sa.Column("withdrawn_on", sa.Date()),
        Unique(("story_id", "name")),
    )


def _quote() -> None:
    scoped_table(
        op,
        "evidence_quote",
        making.text("words"),
        making.text("public_words"),
        making.word("voice", "young_person"),
        making.line("pseudonym", 120),
        Link("person_id", "core_person", nullable=True),
        making.line("agreed_how"),
        sa.Column("said_on", sa.Date()),
        making.line("source_plugin", 80),
        making.line("source_kind", 80),
        sa.Column("source_id", sa.Uuid()),
        Link("story_id", "evidence_story", nullable=True),
        Link("worker_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("cleared_at", UTCDateTime()),
        sa.Column("taken_back_at", UTCDateTime()),
        making.word("taken_back_why", ""),
        making.number("version", 1),
        Indexed(("source_id",)),
        Indexed(("said_on", "id")),
    )


def _report() -> None:
    scoped_table(
        op,
        "evidence_report",
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(80), server_default="evidence.annual", nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        making.some("about"),
        sa.Column("parts", sa.JSON()),
        Link("worker_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("compiled_at", UTCDateTime()),
        sa.Column("signed_at", UTCDateTime()),
        sa.Column("published_at", UTCDateTime()),
        making.line("unpublished_why"),
        making.number("version", 1),
        Unique(("key",)),
        Unique(("kind", "starts_on", "ends_on")),
        Indexed(("published_at", "ends_on")),
    )


def _section() -> None:
    scoped_table(
        op,
        "evidence_section",
        Link("report_id", "evidence_report", indexed=False),
        making.number("position"),
        sa.Column("key", sa.String(80), nullable=False),
        making.line("source", 80),
        sa.Column("title", sa.String(200), nullable=False),
        making.line("hint", 400),
        making.text("words"),
        making.text("words_easy"),
        making.yes("is_shown", True),
        making.number("pictures"),
        making.number("version", 1),
        Unique(("report_id", "key")),
        Indexed(("report_id", "position")),
    )


def _figure() -> None:
    scoped_table(
        op,
        "evidence_figure",
        Link("section_id", "evidence_section", nullable=True, indexed=False),
        Link("story_id", "evidence_story", nullable=True, indexed=False),
        making.number("position"),
        making.line("key", 80),
        sa.Column("title", sa.String(200), nullable=False),
        making.number("count"),
        sa.Column("whole", sa.Integer()),
        making.yes("of_people"),
        making.line("url", 400),
        sa.Column("cleared_at", UTCDateTime()),
        Indexed(("section_id", "position")),
        Indexed(("story_id", "position")),
    )


def _line() -> None:
    scoped_table(
        op,
        "evidence_line",
        Link("section_id", "evidence_section"),
        making.number("position"),
        sa.Column("ref_plugin", sa.String(80), nullable=False),
        sa.Column("ref_kind", sa.String(80), nullable=False),
        sa.Column("ref_id", sa.Uuid(), nullable=False),
        making.line("title"),
        sa.Column("on_day", sa.Date()),
        making.yes("chosen"),
        making.yes("is_shown", True),
        sa.Column("cleared_at", UTCDateTime()),
        Unique(("section_id", "ref_plugin", "ref_kind", "ref_id")),
        Indexed(("ref_id",)),
    )


def _sign_off() -> None:
    scoped_table(
        op,
        "evidence_sign_off",
        Link("report_id", "evidence_report", indexed=False),
        sa.Column("as_words", sa.String(200), nullable=False),
        making.line("note", 400),
        Link("person_id", "core_person", nullable=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("report_id", "made_at")),
    )
