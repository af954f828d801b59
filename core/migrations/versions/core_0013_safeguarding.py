"""Concerns and allegations: cases, chronologies that can only be added to, who reads them and who must not."""

import sqlalchemy as sa
from alembic import op

from core.db import UTCDateTime, making
from core.db.making import Indexed, Link, Unique, scoped_table

revision = "core_0013_safeguarding"
down_revision = "core_0012_keeping"
branch_labels = None
depends_on = None

STORES = ("core_concern", "core_allegation")
PARTS = ("entry", "body", "part", "allocation", "bar")
STEPS = (
    "raised>acknowledged", "acknowledged>triaged", "triaged>decided",
    "decided>open", "decided>waiting", "decided>closing", "decided>closed",
    "open>decided", "open>waiting", "open>closing", "open>closed",
    "waiting>decided", "waiting>open", "waiting>closing", "waiting>closed",
    "closing>open", "closing>closed", "closed>triaged",
)  # fmt: skip
KEPT = "what was written about a case can only be added to"
NO_STEP = "a case cannot go from there to here"


def upgrade() -> None:
    """Make both stores and the desk's own tables; what is written in a chronology stays."""
    for store in STORES:
        _case(store)
        _entry(f"{store}_entry", store)
        scoped_table(op, f"{store}_body", _link(store), _whole("seq"), _text("sealed"), Unique(("case_id", "seq")))
        _about_people(store)
        _refuse(f"{store}_entry", ("UPDATE", "DELETE"))
        _refuse(store, ("DELETE",))
        _steps_only(store)
    _looks()
    scoped_table(
        op, "core_case_count", _line("store", 20), _whole("number"), _line("seal", 64), Unique(("store",))
    )


def downgrade() -> None:
    """Drop it all; on PostgreSQL the triggers go with their tables, their functions after them."""
    for table in ("core_case_count", "core_case_look"):
        op.drop_table(table)
    for store in STORES:
        for part in reversed(PARTS):
            op.drop_table(f"{store}_{part}")
        op.drop_table(store)
    if not _on_sqlite():
        op.execute("DROP FUNCTION core_case_kept()")
        op.execute("DROP FUNCTION core_case_step()")


def _case(table: str) -> None:
    scoped_table(
        op, table,
        _whole("number"), _line("number_seal", 64), _text("sealed_key"), sa.Column("receipt_hash", sa.String(64)),
        _line("how", 20), _moment("raised_at"), _moment("received_at"),
        sa.Column("raised_by_user_id", sa.Uuid()), sa.Column("raised_by_person_id", sa.Uuid()),
        sa.Column("state", sa.String(20), server_default="raised", nullable=False), _moment("state_since"),
        making.line("risk", 20), making.line("decision", 40), making.line("due_step", 40),
        _moment("due_at", nullable=True), _moment("acknowledged_at", nullable=True),
        _moment("closed_at", nullable=True), making.yes("is_test"),
        making.number("head_seq"), making.line("head_hash", 64), making.line("head_seal", 64),
        making.line("row_seal", 64),
        Unique(("number",)), Indexed(("state", "due_at")), Indexed(("receipt_hash",)),
    )  # fmt: skip


def _entry(table: str, store: str) -> None:
    scoped_table(
        op, table,
        _whole("seq"), _moment("recorded_at"), _moment("occurred_at", nullable=True),
        sa.Column("by_user_id", sa.Uuid()), _line("by_role", 40), _line("kind", 40), sa.Column("amends", sa.Integer()),
        _line("commitment", 64), _line("previous_hash", 64), _line("hash", 64), making.line("seal", 64), _link(store),
        Unique(("case_id", "seq")), Unique(("case_id", "previous_hash")),
    )  # fmt: skip


def _about_people(store: str) -> None:
    scoped_table(
        op, f"{store}_part", _id("person_id"), _line("part", 20), _link(store), Unique(("case_id", "person_id")),
        Indexed(("person_id",)),
    )  # fmt: skip
    scoped_table(
        op, f"{store}_allocation", _id("user_id"), _moment("since"), _moment("ended_at", nullable=True), _link(store),
        Unique(("case_id", "user_id")), Indexed(("user_id",)),
    )  # fmt: skip
    scoped_table(
        op, f"{store}_bar", _id("user_id"), _line("why", 40), _moment("since"), _moment("ended_at", nullable=True),
        _link(store), Unique(("case_id", "user_id")), Indexed(("user_id",)),
    )  # fmt: skip


def _looks() -> None:
    scoped_table(
        op, "core_case_look",
        _line("store", 20), _id("case_id"), _moment("at"),
        sa.Column("by_user_id", sa.Uuid()), _line("by_role", 40), _line("what", 80), sa.Column("grant_id", sa.Uuid()),
        Indexed(("case_id", "at")), Indexed(("by_user_id", "at")),
    )  # fmt: skip


def _refuse(table: str, verbs: tuple[str, ...]) -> None:
    """Whoever tries, the owner too, is refused."""
    if _on_sqlite():
        for verb in verbs:
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION core_case_kept() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$"
    )
    for name, verb, each in (("kept", " OR ".join(verbs), "ROW"), ("whole", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {verb} ON {table} FOR EACH {each} EXECUTE FUNCTION core_case_kept()"
        )


def _steps_only(table: str) -> None:
    """A case moves along the steps of the house only; core/safeguarding/states.py says the same."""
    listed = ", ".join(f"'{step}'" for step in STEPS)
    if _on_sqlite():
        op.execute(
            f"CREATE TRIGGER {table}_step BEFORE UPDATE OF state ON {table} "
            f"WHEN OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN ({listed}) "
            f"BEGIN SELECT RAISE(ABORT, '{NO_STEP}'); END"
        )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION core_case_step() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF OLD.state <> NEW.state AND OLD.state || '>' || NEW.state NOT IN ({listed}) "
        f"THEN RAISE EXCEPTION '{NO_STEP}'; END IF; RETURN NEW; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_step BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION core_case_step()"
    )


def _link(store: str) -> Link:
    return Link("case_id", store, indexed=False)


def _id(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _line(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, UTCDateTime(), nullable=nullable)


def _on_sqlite() -> bool:
    return bool(op.get_bind().dialect.name == "sqlite")
