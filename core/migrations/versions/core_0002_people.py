"""Places, organisations, terms and people of a council, and the record of merged twins."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, protect

revision = "core_0002_people"
down_revision = "core_0001"
branch_labels = None
depends_on = None

TABLES = ("core_place", "core_organisation", "core_term", "core_person", "core_merge")


def upgrade() -> None:
    """Make the five tables, then wall each one in."""
    _places()
    _organisations()
    _terms()
    _people()
    _merges()
    for table in TABLES:
        protect(op, table)


def downgrade() -> None:
    """Drop them, the most dependent first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _scoped(table: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("authority_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("authority_id", "id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(["authority_id"], ["core_authority.id"], name=op.f(f"fk_{table}_authority_id")),
    )


def _link(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["authority_id", column],
        [f"{target}.authority_id", f"{target}.id"],
        name=op.f(f"fk_{table}_{column}"),
    )


def _unique(table: str, column: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint("authority_id", column, name=op.f(f"uq_{table}_{column}"))


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, ["authority_id", column])


def _places() -> None:
    _scoped(
        "core_place",
        sa.Column("key", sa.String(80)),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("code", sa.String(20)),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("parent_id", sa.Uuid()),
        _link("core_place", "parent_id", "core_place"),
        _unique("core_place", "key"),
    )
    _index("core_place", "name")
    _index("core_place", "parent_id")


def _organisations() -> None:
    _scoped(
        "core_organisation",
        sa.Column("key", sa.String(80)),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("place_id", sa.Uuid()),
        _link("core_organisation", "place_id", "core_place"),
        _unique("core_organisation", "key"),
    )
    _index("core_organisation", "name")
    _index("core_organisation", "place_id")


def _terms() -> None:
    _scoped(
        "core_term",
        sa.Column("key", sa.String(80)),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        _unique("core_term", "key"),
    )
    _index("core_term", "starts_on")


def _people() -> None:
    _scoped(
        "core_person",
        *_words_of_a_person(),
        sa.Column("born_on", sa.Date()),
        sa.Column("age_band", sa.String(10)),
        sa.Column("age_band_said_on", sa.Date()),
        sa.Column("school_year", sa.Integer()),
        sa.Column("school_year_from", sa.Integer()),
        sa.Column("organisation_id", sa.Uuid()),
        sa.Column("place_id", sa.Uuid()),
        sa.Column("merged_into_id", sa.Uuid()),
        sa.Column("left_on", sa.Date()),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        _link("core_person", "organisation_id", "core_organisation"),
        _link("core_person", "place_id", "core_place"),
        _link("core_person", "merged_into_id", "core_person"),
        _unique("core_person", "external_ref"),
    )
    for column in ("sort_name", "born_on", "organisation_id", "place_id", "merged_into_id"):
        _index("core_person", column)


def _words_of_a_person() -> list[sa.Column[str]]:
    return [
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("known_as", sa.String(100), server_default="", nullable=False),
        sa.Column("sort_name", sa.String(200), nullable=False),
        sa.Column("find_text", sa.String(320), nullable=False),
        sa.Column("access_needs", sa.Text(), server_default="", nullable=False),
        sa.Column("heard_how", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.String(254), server_default="", nullable=False),
        sa.Column("phone", sa.String(40), server_default="", nullable=False),
        sa.Column("external_ref", sa.String(100)),
    ]


def _merges() -> None:
    _scoped(
        "core_merge",
        sa.Column("kept_id", sa.Uuid(), nullable=False),
        sa.Column("merged_id", sa.Uuid(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("why", sa.Text(), server_default="", nullable=False),
        sa.Column("by_user_id", sa.Uuid()),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("undone_at", UTCDateTime()),
        _link("core_merge", "kept_id", "core_person"),
        _link("core_merge", "merged_id", "core_person"),
    )
    _index("core_merge", "kept_id")
    _index("core_merge", "merged_id")
