"""Posts beyond the council, task groups, consultations on reports, seats over time, the year, codes, ballots."""

from datetime import date

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "youth_voice_0001"
down_revision = None
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table
TABLES = (
    *("post", "delegate", "delegate_report", "event", "event_copy", "ballot", "ballot_topic", "ballot_school"),
    *("task_group", "task_member", "suggestion", "own_item", "consultation", "seat_count", "code", "code_agreement"),
)


def upgrade() -> None:
    """Make the tables."""
    _posts()
    _delegates()
    _events()
    _ballots()
    _ballot_parts()
    _task_groups()
    _suggestions()
    _boards()
    _codes()


def downgrade() -> None:
    """Drop them, with everything in them."""
    for name in reversed(TABLES):
        op.drop_table(f"youth_voice_{name}")


def _day(name: str, nullable: bool = False) -> sa.Column[date]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _title(name: str = "title") -> sa.Column[str]:
    return sa.Column(name, sa.String(200), nullable=False)


def _posts() -> None:
    scoped_table(
        op,
        "youth_voice_post",
        sa.Column("key", sa.String(80), nullable=False),
        Link("group_id", "groups_group"),
        _title(),
        making.line("forum"),
        making.text("about"),
        making.number("places", 1),
        making.number("deputies"),
        sa.Column("term_months", sa.Integer(), nullable=True),
        making.text("source"),
        making.yes("active", True),
        making.number("version", 1),
        Unique(("key",)),
    )


def _delegates() -> None:
    scoped_table(
        op,
        "youth_voice_delegate",
        Link("post_id", "youth_voice_post", indexed=False),
        Link("person_id", "core_person"),
        making.yes("deputy"),
        making.word("how", "elected"),
        _day("from_on"),
        _day("to_on", True),
        _day("ended_on", True),
        Indexed(("post_id", "from_on")),
    )
    scoped_table(
        op,
        "youth_voice_delegate_report",
        Link("post_id", "youth_voice_post", indexed=False),
        Link("person_id", "core_person", nullable=True),
        _title("event"),
        _day("on_date"),
        making.text("words"),
        making.text("next_steps"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("post_id", "on_date")),
    )


def _events() -> None:
    scoped_table(
        op,
        "youth_voice_event",
        Link("group_id", "groups_group"),
        Link("post_id", "youth_voice_post", nullable=True),
        making.word("kind", "agm"),
        _title(),
        _day("on_date"),
        making.line("place"),
        making.text("about"),
        making.text("words"),
        making.word("state", "planned"),
        making.number("version", 1),
        Indexed(("on_date",)),
    )
    scoped_table(
        op,
        "youth_voice_event_copy",
        Link("event_id", "youth_voice_event"),
        _title("to_whom"),
        _day("sent_on"),
        _day("replied_on", True),
        making.text("reply"),
        Unique(("event_id", "to_whom")),
    )


def _ballots() -> None:
    scoped_table(
        op,
        "youth_voice_ballot",
        Link("group_id", "groups_group"),
        _title(),
        making.text("about"),
        _day("closed_on"),
        sa.Column("electorate", sa.Integer(), nullable=True),
        making.number("votes"),
        making.number("spoilt"),
        making.text("source"),
        making.yes("published"),
        making.number("version", 1),
        Indexed(("closed_on",)),
    )


def _ballot_parts() -> None:
    scoped_table(
        op,
        "youth_voice_ballot_topic",
        Link("ballot_id", "youth_voice_ballot"),
        _title(),
        making.number("votes"),
        Unique(("ballot_id", "title")),
    )
    scoped_table(
        op,
        "youth_voice_ballot_school",
        Link("ballot_id", "youth_voice_ballot"),
        Link("organisation_id", "core_organisation"),
        making.number("electorate"),
        making.number("votes"),
        making.number("spoilt"),
        Unique(("ballot_id", "organisation_id")),
    )


def _task_groups() -> None:
    scoped_table(
        op,
        "youth_voice_task_group",
        Link("group_id", "groups_group"),
        _title(),
        making.text("about"),
        making.word("whose", "own"),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        making.line("from_words", 300),
        _day("starts_on"),
        _day("ends_on"),
        making.word("state", "open"),
        making.line("outcome_kind", 40),
        making.text("outcome"),
        _day("ended_on", True),
        making.number("version", 1),
        Indexed(("state", "ends_on")),
    )
    scoped_table(
        op,
        "youth_voice_task_member",
        Link("task_group_id", "youth_voice_task_group"),
        Link("person_id", "core_person"),
        making.yes("leads"),
        Unique(("task_group_id", "person_id")),
    )


def _suggestions() -> None:
    scoped_table(
        op,
        "youth_voice_suggestion",
        Link("ballot_id", "youth_voice_ballot"),
        Link("group_id", "groups_group", indexed=False),
        Link("board_id", "groups_board", nullable=True),
        Link("task_group_id", "youth_voice_task_group", nullable=True),
        _title(),
        making.number("place", 1),
        making.word("state", "suggested"),
        making.text("why"),
        _day("changed_on", True),
        making.number("version", 1),
        Unique(("ballot_id", "title")),
        Indexed(("group_id", "state")),
    )
    scoped_table(
        op,
        "youth_voice_own_item",
        sa.Column("meeting_id", sa.Uuid(), nullable=False),
        Link("group_id", "groups_group"),
        Link("person_id", "core_person", nullable=True),
        making.word("kind", "topic"),
        sa.Column("words", sa.Text(), nullable=False),
        making.yes("shared"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        Indexed(("meeting_id", "made_at")),
    )


def _boards() -> None:
    scoped_table(
        op,
        "youth_voice_consultation",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        Link("group_id", "groups_group"),
        Link("board_id", "groups_board", indexed=False),
        _title(),
        _day("opened_on"),
        _day("board_on", True),
        making.text("answer"),
        _day("answered_on", True),
        Link("by_id", "core_person", nullable=True),
        making.text("without_why"),
        making.word("did", ""),
        making.text("did_words"),
        _day("did_on", True),
        making.number("version", 1),
        Unique(("report_id", "group_id")),
        Indexed(("board_id", "board_on")),
    )
    scoped_table(
        op,
        "youth_voice_seat_count",
        Link("board_id", "groups_board"),
        _day("on_date"),
        sa.Column("promised", sa.Integer(), nullable=True),
        sa.Column("filled", sa.Integer(), nullable=True),
        making.word("source", "counted"),
        making.line("note", 300),
        Unique(("board_id", "on_date")),
    )


def _codes() -> None:
    scoped_table(
        op,
        "youth_voice_code",
        Link("group_id", "groups_group"),
        sa.Column("number", sa.Integer(), nullable=False),
        making.text("words"),
        making.line("why", 300),
        _day("from_on"),
        Unique(("group_id", "number")),
    )
    scoped_table(
        op,
        "youth_voice_code_agreement",
        Link("code_id", "youth_voice_code"),
        Link("person_id", "core_person"),
        _day("agreed_on"),
        Unique(("code_id", "person_id")),
    )
