"""Terms of the programme, what is made in them, their agenda, schools that were asked, and series of events."""

import sqlalchemy as sa
from alembic import op

from core.api import making

revision = "participation_in_governance_0001"
down_revision = None
branch_labels = None
depends_on = None

Link, Unique, Indexed, scoped_table = making.Link, making.Unique, making.Indexed, making.scoped_table
P = "participation_in_governance"


def upgrade() -> None:
    """Make the tables."""
    _term()
    _output()
    _agenda()
    _asked()
    _series()
    _event()
    _came()


def downgrade() -> None:
    """Drop them, with everything in them."""
    for name in ("came", "event", "series", "asked", "agenda", "output", "term"):
        op.drop_table(f"{P}_{name}")


def _term() -> None:
    scoped_table(
        op,
        f"{P}_term",
        Link("term_id", "core_term"),
        making.line("title"),
        making.line("title_easy"),
        making.some("themes"),
        making.text("about"),
        making.text("about_easy"),
        Link("partner_id", "core_organisation", nullable=True),
        making.text("partner_does"),
        making.yes("is_public"),
        making.number("version", 1),
        Unique(("term_id",)),
    )


def _output() -> None:
    scoped_table(
        op,
        f"{P}_output",
        Link("programme_term_id", f"{P}_term", indexed=False),
        making.line("title"),
        making.line("title_easy"),
        making.line("kind"),
        making.text("about"),
        making.text("about_easy"),
        Link("partner_id", "core_organisation", nullable=True),
        making.some("made_by"),
        making.word("state", "planned"),
        sa.Column("due_on", sa.Date()),
        sa.Column("done_on", sa.Date()),
        making.text("changed_what"),
        making.line("link", 500),
        making.yes("is_public"),
        making.number("version", 1),
        Indexed(("programme_term_id", "title")),
    )


def _agenda() -> None:
    scoped_table(
        op,
        f"{P}_agenda",
        Link("programme_term_id", f"{P}_term", indexed=False),
        making.number("position"),
        making.word("kind", "talk"),
        making.line("title"),
        making.line("title_young"),
        making.line("title_easy"),
        sa.Column("minutes", sa.Integer()),
        making.text("aim"),
        making.text("standard"),
        making.text("young"),
        making.text("easy"),
        making.some("themes"),
        making.some("leaves_out"),
        making.number("version", 1),
        Indexed(("programme_term_id", "position")),
    )


def _asked() -> None:
    scoped_table(
        op,
        f"{P}_asked",
        Link("group_id", "groups_group"),
        Link("school_id", "core_organisation"),
        making.word("state", "asked"),
        sa.Column("on_date", sa.Date()),
        making.text("note"),
        making.number("version", 1),
        Unique(("group_id", "school_id")),
    )


def _series() -> None:
    scoped_table(
        op,
        f"{P}_series",
        sa.Column("key", sa.String(80), nullable=False),
        making.line("title"),
        making.text("about"),
        making.text("about_easy"),
        making.some("themes"),
        Link("partner_id", "core_organisation", nullable=True),
        making.text("outcome"),
        making.text("outcome_easy"),
        making.text("source"),
        making.yes("is_public"),
        making.number("version", 1),
        Unique(("key",)),
    )


def _event() -> None:
    scoped_table(
        op,
        f"{P}_event",
        Link("series_id", f"{P}_series", indexed=False),
        making.line("title"),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("until", sa.Date()),
        making.line("place"),
        making.text("about"),
        making.some("sessions"),
        making.number("children"),
        making.number("adults"),
        making.text("outcome"),
        making.text("outcome_easy"),
        making.yes("cancelled"),
        making.number("version", 1),
        Indexed(("series_id", "on_date")),
        Indexed(("on_date",)),
    )


def _came() -> None:
    scoped_table(
        op,
        f"{P}_came",
        Link("event_id", f"{P}_event"),
        Link("school_id", "core_organisation"),
        making.number("children"),
        making.number("adults"),
        Unique(("event_id", "school_id")),
    )
