"""What people ask of their data: access, correction, erasure, restriction, objection, complaint."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, making
from core.db.making import Indexed, Link, Unique, scoped_table

revision = "core_0010_requests"
down_revision = "core_0009_files"
branch_labels = None
depends_on = None

TABLES = ("core_rights_request", "core_rights_restriction", "core_rights_step", "core_rights_withheld")


def upgrade() -> None:
    """Make the four tables; every one is a council's own."""
    for make in (_rights_request, _rights_restriction, _rights_step, _rights_withheld):
        make()


def downgrade() -> None:
    """Drop them; what was asked is lost."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _rights_request() -> None:
    scoped_table(
        op,
        "core_rights_request",
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("reference", sa.String(20), nullable=False),
        sa.Column("way", sa.String(20), nullable=False),
        Link("person_id", "core_person", nullable=True),
        Link("asker_id", "core_person", nullable=True),
        sa.Column("asked_by", sa.Uuid()),
        making.yes("on_behalf"),
        making.line("about_name"),
        making.line("asker_name"),
        making.line("asker_contact", 300),
        making.line("asker_is"),
        making.text("words"),
        making.text("right_words"),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.Column("assigned_to", sa.Uuid()),
        making.number("version", 1),
        Unique(("reference",)),
        Indexed(("closed_on",)),
    )


def _rights_restriction() -> None:
    scoped_table(
        op,
        "core_rights_restriction",
        Link("person_id", "core_person"),
        Link("request_id", "core_rights_request", nullable=True),
        making.text("why"),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("lifted_at", UTCDateTime()),
    )


def _rights_step() -> None:
    scoped_table(
        op,
        "core_rights_step",
        Link("request_id", "core_rights_request", indexed=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(30), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_user_id", sa.Uuid()),
        making.text("why"),
        making.some("detail", "{}"),
        Unique(("request_id", "seq")),
    )


def _rights_withheld() -> None:
    scoped_table(
        op,
        "core_rights_withheld",
        Link("request_id", "core_rights_request", indexed=False),
        sa.Column("row", sa.String(64), nullable=False),
        making.line("field", 80),
        sa.Column("reason", sa.String(30), nullable=False),
        sa.Column("by_user_id", sa.Uuid()),
        sa.Column("at", UTCDateTime(), nullable=False),
        Unique(("request_id", "row", "field")),
    )
