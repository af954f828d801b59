"""Meetings: places, the year, agendas and papers, who comes, what was said and decided, minutes and feeds."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "meetings_0001"
down_revision = None
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table

TABLES = (
    "meetings_venue",
    "meetings_feed",
    "meetings_meeting",
    "meetings_safety",
    "meetings_usual",
    "meetings_agenda_item",
    "meetings_attendance",
    "meetings_booking",
    "meetings_change",
    "meetings_coming",
    "meetings_leader",
    "meetings_minutes",
    "meetings_action",
    "meetings_decision",
    "meetings_paper",
    "meetings_point",
)


def upgrade() -> None:
    """Make the tables, those first that others point at."""
    for make in (_venue, _feed, _meeting, _safety, _usual, _agenda_item, _attendance, _booking):
        make()
    for make in (_change, _coming, _leader, _minutes, _action, _decision, _paper, _point):
        make()


def downgrade() -> None:
    """Drop them, the most dependent first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _venue() -> None:
    scoped_table(
        op,
        "meetings_venue",
        sa.Column("name", sa.String(200), nullable=False),
        making.text("address"),
        making.some("access"),
        making.text("access_notes"),
        making.text("travel"),
        making.yes("active", True),
        Link("place_id", "core_place", nullable=True),
        making.number("version", 1),
        Unique(("name",)),
    )


def _feed() -> None:
    scoped_table(
        op,
        "meetings_feed",
        Link("person_id", "core_person"),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("revoked_at", UTCDateTime()),
        Unique(("token_hash",)),
    )


def _meeting() -> None:
    scoped_table(
        op,
        "meetings_meeting",
        Link("group_id", "groups_group", indexed=False),
        sa.Column("title", sa.String(200), nullable=False),
        making.word("kind", "ordinary"),
        making.word("state", "planned"),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        making.number("minutes", 90),
        sa.Column("on_date", sa.Date(), nullable=False),
        Link("venue_id", "meetings_venue", nullable=True),
        making.text("where_note"),
        making.line("online_url", 500),
        making.text("online_note"),
        sa.Column("remote_places", sa.Integer()),
        sa.Column("formal_minutes", sa.Integer()),
        making.text("informal_part"),
        making.text("about"),
        making.text("about_easy"),
        making.line("wanted"),
        making.some("themes"),
        Link("board_id", "groups_board", nullable=True),
        Link("chair_id", "core_person", nullable=True),
        sa.Column("reply_by", sa.Date()),
        making.number("more_children"),
        making.number("more_adults"),
        making.number("families"),
        making.text("cancelled_why"),
        making.number("sequence"),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.Column("register_closed_at", UTCDateTime()),
        making.number("version", 1),
        Indexed(("group_id", "on_date")),
        Indexed(("on_date", "id")),
    )


def _safety() -> None:
    scoped_table(
        op,
        "meetings_safety",
        Link("person_id", "core_person"),
        making.line("contact_name"),
        making.line("contact_phone", 40),
        making.text("allergies"),
        making.text("medical"),
        making.word("home", "unknown"),
        making.text("home_note"),
        sa.Column("said_on", sa.Date()),
        making.line("said_by"),
        making.number("version", 1),
        Unique(("person_id",)),
    )


def _usual() -> None:
    scoped_table(
        op,
        "meetings_usual",
        Link("group_id", "groups_group"),
        making.number("weekday", 1),
        sa.Column("week_of_month", sa.Integer()),
        sa.Column("at", sa.String(5), server_default="16:30", nullable=False),
        making.number("minutes", 90),
        making.yes("term_time_only", True),
        Link("venue_id", "meetings_venue", nullable=True),
        making.line("online_url", 500),
        Unique(("group_id",)),
    )


def _agenda_item() -> None:
    scoped_table(
        op,
        "meetings_agenda_item",
        Link("meeting_id", "meetings_meeting", indexed=False),
        making.number("position"),
        sa.Column("title", sa.String(200), nullable=False),
        making.line("title_easy"),
        making.word("part", "formal"),
        making.word("kind", "talk"),
        sa.Column("minutes", sa.Integer()),
        making.text("aim"),
        making.line("led_by"),
        making.text("prompt"),
        making.some("versions"),
        making.some("themes"),
        making.text("notes"),
        making.number("version", 1),
        Indexed(("meeting_id", "position")),
    )


def _attendance() -> None:
    scoped_table(
        op,
        "meetings_attendance",
        Link("meeting_id", "meetings_meeting"),
        Link("person_id", "core_person", nullable=True),
        making.line("name"),
        sa.Column("status", sa.String(40), nullable=False),
        making.word("counts_as", "child"),
        Link("organisation_id", "core_organisation", nullable=True),
        sa.Column("marked_at", UTCDateTime(), nullable=False),
        Unique(("meeting_id", "person_id")),
    )


def _booking() -> None:
    scoped_table(
        op,
        "meetings_booking",
        Link("meeting_id", "meetings_meeting"),
        Link("organisation_id", "core_organisation"),
        making.number("children"),
        making.number("adults"),
        sa.Column("came_children", sa.Integer()),
        sa.Column("came_adults", sa.Integer()),
        making.line("contact_name"),
        making.line("contact", 254),
        making.text("needs"),
        Unique(("meeting_id", "organisation_id")),
    )


def _change() -> None:
    scoped_table(
        op,
        "meetings_change",
        Link("meeting_id", "meetings_meeting"),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("started_at", UTCDateTime()),
        making.text("why"),
        Indexed(("made_at",)),
    )


def _coming() -> None:
    scoped_table(
        op,
        "meetings_coming",
        Link("meeting_id", "meetings_meeting"),
        Link("person_id", "core_person"),
        sa.Column("answer", sa.String(40), nullable=False),
        making.word("how", "room"),
        making.some("needs"),
        making.text("note"),
        sa.Column("replied_at", UTCDateTime(), nullable=False),
        sa.Column("replied_by", sa.Uuid()),
        Unique(("meeting_id", "person_id")),
    )


def _leader() -> None:
    scoped_table(
        op,
        "meetings_leader",
        Link("meeting_id", "meetings_meeting"),
        Link("person_id", "core_person"),
        making.word("part", "leads"),
        Unique(("meeting_id", "person_id")),
    )


def _minutes() -> None:
    scoped_table(
        op,
        "meetings_minutes",
        Link("meeting_id", "meetings_meeting"),
        making.text("summary"),
        making.text("easy"),
        making.word("state", "draft"),
        making.yes("for_all"),
        sa.Column("published_at", UTCDateTime()),
        making.number("version", 1),
        Unique(("meeting_id",)),
    )


def _action() -> None:
    scoped_table(
        op,
        "meetings_action",
        Link("meeting_id", "meetings_meeting"),
        Link("item_id", "meetings_agenda_item", nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        Link("owner_id", "core_person", nullable=True),
        making.line("owner_name"),
        sa.Column("due_on", sa.Date()),
        making.word("state", "open"),
        sa.Column("done_on", sa.Date()),
        making.text("note"),
        making.number("version", 1),
        Indexed(("state", "due_on")),
    )


def _decision() -> None:
    scoped_table(
        op,
        "meetings_decision",
        Link("meeting_id", "meetings_meeting", indexed=False),
        Link("item_id", "meetings_agenda_item", nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        making.word("decided_by", "group"),
        making.number("position"),
        Indexed(("meeting_id", "position")),
    )


def _paper() -> None:
    scoped_table(
        op,
        "meetings_paper",
        Link("meeting_id", "meetings_meeting"),
        Link("item_id", "meetings_agenda_item", nullable=True),
        sa.Column("title", sa.String(200), nullable=False),
        making.text("standard"),
        making.text("young"),
        making.text("easy"),
        making.line("link", 500),
    )


def _point() -> None:
    scoped_table(
        op,
        "meetings_point",
        Link("meeting_id", "meetings_meeting", indexed=False),
        Link("item_id", "meetings_agenda_item", nullable=True),
        Link("person_id", "core_person", nullable=True),
        making.line("by_words", 120),
        sa.Column("words", sa.Text(), nullable=False),
        making.word("permission", "team"),
        making.some("themes"),
        making.number("position"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        making.number("version", 1),
        Indexed(("meeting_id", "position")),
    )
