"""Groups, ways to join, standing events, affiliates, boards with dates and seats, and memberships."""

import sqlalchemy as sa
from alembic import op

from core.api import protect

revision = "groups_0001_groups"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "groups_group",
    "groups_join_route",
    "groups_standing_event",
    "groups_affiliate",
    "groups_board",
    "groups_board_date",
    "groups_board_seat",
    "groups_membership",
)


def upgrade() -> None:
    """Make the eight tables, then wall each one in."""
    for make in (
        _groups,
        _join_routes,
        _standing_events,
        _affiliates,
        _boards,
        _board_dates,
        _board_seats,
        _members,
    ):
        make()
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
    own, other = ["authority_id", column], [f"{target}.authority_id", f"{target}.id"]
    return sa.ForeignKeyConstraint(own, other, name=op.f(f"fk_{table}_{column}"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint("authority_id", *columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, ["authority_id", *columns])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _list(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), server_default="[]", nullable=False)


def _number(name: str) -> sa.Column[int | None]:
    return sa.Column(name, sa.Integer())


def _word(name: str, default: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(40), server_default=default, nullable=False)


def _version() -> sa.Column[int]:
    return sa.Column("version", sa.Integer(), server_default="1", nullable=False)


def _groups() -> None:
    _scoped(
        "groups_group",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        *_group_words(),
        *_group_numbers(),
        sa.Column("decision_rights", sa.String(40)),
        sa.Column("members_hidden", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("member_count", sa.Integer(), server_default="0", nullable=False),
        _version(),
        sa.Column("programme_id", sa.Uuid()),
        sa.Column("organisation_id", sa.Uuid()),
        sa.Column("place_id", sa.Uuid()),
        _link("groups_group", "programme_id", "groups_group"),
        _link("groups_group", "organisation_id", "core_organisation"),
        _link("groups_group", "place_id", "core_place"),
        _unique("groups_group", "key"),
    )
    for columns in (
        ("name", "id"),
        ("status", "name"),
        ("programme_id",),
        ("organisation_id",),
        ("place_id",),
    ):
        _index("groups_group", *columns)


def _group_words() -> list[sa.Column[object]]:
    defaults = {
        "status": "active",
        "participants": "young_people",
        "cadence": "not_stated",
        "listing": "public",
    }
    words = [_word(name, default) for name, default in defaults.items()]
    texts = (
        "purpose purpose_easy who_for age_rule meets_when meets_at formal_part informal_part contact source legal_note"
    )
    lists = "does school_years eligibility posts themes interests access_offer languages"
    return [*words, *map(_text, texts.split()), *map(_list, lists.split())]  # type: ignore[list-item]


def _group_numbers() -> list[sa.Column[int | None]]:
    names = "age_min age_max age_stretch cadence_count cadence_target formal_minutes target_attendances target_unique"
    return [_number(name) for name in names.split()]


def _join_routes() -> None:
    _scoped(
        "groups_join_route",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        _list("by_whom"),
        _text("how"),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        _link("groups_join_route", "group_id", "groups_group"),
        _unique("groups_join_route", "group_id", "kind"),
    )
    _index("groups_join_route", "group_id")


def _standing_events() -> None:
    _scoped(
        "groups_standing_event",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        _number("month"),
        _number("times_per_year"),
        _text("note"),
        _link("groups_standing_event", "group_id", "groups_group"),
        _unique("groups_standing_event", "group_id", "name"),
    )
    _index("groups_standing_event", "group_id")


def _affiliates() -> None:
    _scoped(
        "groups_affiliate",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        _text("note"),
        sa.Column("organisation_id", sa.Uuid()),
        _link("groups_affiliate", "group_id", "groups_group"),
        _link("groups_affiliate", "organisation_id", "core_organisation"),
        _unique("groups_affiliate", "group_id", "name"),
    )
    _index("groups_affiliate", "group_id")
    _index("groups_affiliate", "organisation_id")


def _boards() -> None:
    _scoped(
        "groups_board",
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("host", sa.String(200), server_default="", nullable=False),
        _text("about"),
        _text("access_notes"),
        sa.Column("decision_rights", sa.String(40)),
        _text("source"),
        _version(),
        sa.Column("organisation_id", sa.Uuid()),
        _link("groups_board", "organisation_id", "core_organisation"),
        _unique("groups_board", "key"),
    )
    _index("groups_board", "name", "id")
    _index("groups_board", "organisation_id")


def _board_dates() -> None:
    _scoped(
        "groups_board_date",
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("note", sa.String(200), server_default="", nullable=False),
        _link("groups_board_date", "board_id", "groups_board"),
        _unique("groups_board_date", "board_id", "on_date"),
    )
    _index("groups_board_date", "board_id")
    _index("groups_board_date", "on_date")


def _board_seats() -> None:
    _scoped(
        "groups_board_seat",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("board_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        _number("seats"),
        _word("counted", "not_stated"),
        _number("times_per_year"),
        _text("note"),
        _link("groups_board_seat", "group_id", "groups_group"),
        _link("groups_board_seat", "board_id", "groups_board"),
        _unique("groups_board_seat", "group_id", "board_id", "role"),
    )
    _index("groups_board_seat", "group_id")
    _index("groups_board_seat", "board_id")


def _members() -> None:
    days = [sa.Column(name, sa.Date()) for name in ("joined_on", "left_on", "term_from", "term_to")]
    _scoped(
        "groups_membership",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(80), nullable=False),
        sa.Column("supports", sa.Boolean(), server_default=sa.false(), nullable=False),
        _word("status", "active"),
        sa.Column("route", sa.String(40)),
        _text("age_reason"),
        *days,
        _link("groups_membership", "group_id", "groups_group"),
        _link("groups_membership", "person_id", "core_person"),
        _unique("groups_membership", "group_id", "person_id"),
    )
    _index("groups_membership", "group_id")
    _index("groups_membership", "person_id")
