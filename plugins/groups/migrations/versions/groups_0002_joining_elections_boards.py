"""Ways into a group as workflows, elections of members, and what hangs on a board's dates and seats."""

import sqlalchemy as sa
from alembic import op

from core.api import UTCDateTime, making

revision = "groups_0002"
down_revision = "groups_0001_groups"
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table

TABLES = (
    "groups_board_check",
    "groups_constituency",
    "groups_joining",
    "groups_board_rating",
    "groups_board_report",
    "groups_election",
    "groups_seat_holder",
    "groups_candidate",
    "groups_voter",
)


def upgrade() -> None:
    """Make the new tables, then what is new on groups, memberships and board dates."""
    for make in (_board_check, _constituency, _joining, _board_rating, _board_report):
        make()
    for make in (_election, _seat_holder, _candidate, _voter):
        make()
    with op.batch_alter_table("groups_board_date") as dates:
        dates.add_column(sa.Column("papers_due_on", sa.Date()))
        dates.add_column(making.yes("cancelled"))
    _more_on_groups()
    _more_on_members()


def downgrade() -> None:
    """Undo it, the most dependent first."""
    with op.batch_alter_table("groups_membership") as members:
        members.drop_constraint("fk_groups_membership_for_organisation_id", type_="foreignkey")
        members.drop_index("ix_groups_membership_for_organisation_id")
        for name in ("for_organisation_id", "induction", "code_agreed_on", "paused_on"):
            members.drop_column(name)
    with op.batch_alter_table("groups_group") as groups:
        for name in ("ended_on", "induction", "code_of_conduct", "role_description", "advert_until", "advert"):
            groups.drop_column(name)
    with op.batch_alter_table("groups_board_date") as dates:
        dates.drop_column("cancelled")
        dates.drop_column("papers_due_on")
    for table in reversed(TABLES):
        op.drop_table(table)


def _more_on_groups() -> None:
    with op.batch_alter_table("groups_group") as groups:
        for name in ("advert", "role_description", "code_of_conduct"):
            groups.add_column(making.text(name))
        for name in ("advert_until", "ended_on"):
            groups.add_column(sa.Column(name, sa.Date()))
        groups.add_column(making.some("induction"))


def _more_on_members() -> None:
    own, other = ["authority_id", "for_organisation_id"], ["authority_id", "id"]
    with op.batch_alter_table("groups_membership") as members:
        for name in ("paused_on", "code_agreed_on"):
            members.add_column(sa.Column(name, sa.Date()))
        members.add_column(making.some("induction", "{}"))
        members.add_column(sa.Column("for_organisation_id", sa.Uuid()))
        members.create_index(op.f("ix_groups_membership_for_organisation_id"), own)
        members.create_foreign_key(
            op.f("fk_groups_membership_for_organisation_id"), "core_organisation", own, other
        )


def _board_check() -> None:
    scoped_table(
        op,
        "groups_board_check",
        Link("board_id", "groups_board"),
        sa.Column("item", sa.String(200), nullable=False),
        making.word("met", "not_yet"),
        making.text("note"),
        sa.Column("checked_on", sa.Date()),
        Unique(("board_id", "item")),
    )


def _constituency() -> None:
    scoped_table(
        op,
        "groups_constituency",
        Link("group_id", "groups_group"),
        Link("organisation_id", "core_organisation"),
        making.number("places", 1),
        Link("returning_officer_id", "core_person", nullable=True),
        making.text("note"),
        Unique(("group_id", "organisation_id")),
    )


def _joining() -> None:
    scoped_table(
        op,
        "groups_joining",
        Link("group_id", "groups_group"),
        Link("person_id", "core_person", nullable=True),
        sa.Column("route", sa.String(40), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        making.line("name"),
        making.line("contact", 254),
        sa.Column("age", sa.Integer()),
        making.text("message"),
        making.text("access_needs"),
        Link("put_forward_by_id", "core_person", nullable=True),
        making.line("put_forward_by"),
        making.text("why"),
        Link("from_organisation_id", "core_organisation", nullable=True),
        Link("from_group_id", "groups_group", nullable=True),
        sa.Column("code_hash", sa.String(64)),
        sa.Column("code_until", UTCDateTime()),
        making.text("answer"),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("said_at", UTCDateTime()),
        sa.Column("answered_at", UTCDateTime()),
        making.number("version", 1),
        Unique(("code_hash",)),
        Unique(("group_id", "person_id")),
        Indexed(("state", "made_at")),
    )


def _board_rating() -> None:
    scoped_table(
        op,
        "groups_board_rating",
        Link("board_id", "groups_board"),
        Link("date_id", "groups_board_date"),
        Link("person_id", "core_person"),
        making.number("welcome"),
        making.number("understood"),
        making.number("listened"),
        making.number("mattered"),
        making.text("words"),
        Unique(("date_id", "person_id")),
    )


def _board_report() -> None:
    scoped_table(
        op,
        "groups_board_report",
        Link("board_id", "groups_board"),
        Link("date_id", "groups_board_date", nullable=True),
        sa.Column("title", sa.String(200), nullable=False),
        making.text("about"),
        making.text("about_easy"),
        making.line("from_whom"),
        sa.Column("ask_by", sa.Date()),
        making.number("version", 1),
        Indexed(("board_id", "ask_by")),
    )


def _election() -> None:
    scoped_table(
        op,
        "groups_election",
        Link("group_id", "groups_group"),
        Link("constituency_id", "groups_constituency"),
        making.word("state", "draft"),
        making.number("places", 1),
        sa.Column("role", sa.String(80), server_default="Member", nullable=False),
        making.yes("by_election"),
        making.word("how", "both"),
        making.text("who_may_vote"),
        making.word("tie_rule", "lot"),
        sa.Column("stand_until", UTCDateTime(), nullable=False),
        sa.Column("opens_at", UTCDateTime(), nullable=False),
        sa.Column("closes_at", UTCDateTime(), nullable=False),
        sa.Column("term_from", sa.Date()),
        sa.Column("term_to", sa.Date()),
        making.number("blank"),
        making.number("papers"),
        making.number("spoilt"),
        sa.Column("counted_by", sa.Uuid()),
        sa.Column("checked_by", sa.Uuid()),
        making.text("tie_note"),
        making.text("void_why"),
        sa.Column("declared_at", UTCDateTime()),
        making.number("version", 1),
        Indexed(("state", "closes_at")),
    )


def _seat_holder() -> None:
    scoped_table(
        op,
        "groups_seat_holder",
        Link("seat_id", "groups_board_seat"),
        Link("person_id", "core_person"),
        making.yes("stands_in"),
        sa.Column("from_on", sa.Date()),
        sa.Column("to_on", sa.Date()),
        Unique(("seat_id", "person_id")),
    )


def _candidate() -> None:
    scoped_table(
        op,
        "groups_candidate",
        Link("election_id", "groups_election"),
        Link("person_id", "core_person"),
        making.word("state", "asked"),
        sa.Column("name", sa.String(200), nullable=False),
        making.text("statement"),
        making.number("position"),
        making.number("on_screen"),
        making.number("on_paper"),
        sa.Column("elected", sa.Boolean()),
        sa.Column("code_hash", sa.String(64)),
        making.number("version", 1),
        Unique(("election_id", "person_id")),
    )


def _voter() -> None:
    scoped_table(
        op,
        "groups_voter",
        Link("election_id", "groups_election"),
        Link("person_id", "core_person", nullable=True),
        sa.Column("code_hash", sa.String(64)),
        making.yes("voted"),
        Unique(("election_id", "code_hash")),
        Unique(("election_id", "person_id")),
    )
