"""What is in the promise ledger stays as it was written: the database refuses, whoever asks, its owner too.

A text and its salt may be emptied. A council's entries go with the council only: when the
last line of its audit says that it is being removed.
"""

from alembic import op

revision = "influence_0007"
down_revision = "influence_0006"
branch_labels = None
depends_on = None

TABLE = "influence_ledger"
SAID = "what is in the promise ledger can only be added to"
FIXED = (
    "authority_id",
    "id",
    "position",
    "ask_id",
    "kind",
    "on_day",
    "fact",
    "body",
    "previous",
    "hash",
    "signature",
    "made_at",
)
REMOVING = "authority.removing"
LAST = "(SELECT action FROM core_audit_entry WHERE authority_id = OLD.authority_id ORDER BY seq DESC LIMIT 1)"
MADE = ("update", "delete", "whole")


def upgrade() -> None:
    """Set the watch."""
    if op.get_bind().dialect.name == "sqlite":
        _on_sqlite()
    else:
        _on_postgresql()


def downgrade() -> None:
    """Lift it."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for name in MADE[:2] if is_sqlite else MADE:
        op.execute(f"DROP TRIGGER {TABLE}_no_{name}" + ("" if is_sqlite else f" ON {TABLE}"))
    for name in () if is_sqlite else MADE:
        op.execute(f"DROP FUNCTION {TABLE}_{name}()")


def _altered(differs: str, cast: str = "") -> str:
    """True where an update does more than it may; on PostgreSQL JSON is compared as text."""
    fixed = [f"OLD.{name}{cast} {differs} NEW.{name}{cast}" for name in FIXED]
    emptied = [f"(OLD.{name} <> NEW.{name} AND NEW.{name} <> '')" for name in ("text", "salt")]
    return " OR ".join([*fixed, *emptied])


def _on_sqlite() -> None:
    for verb, when in (("UPDATE", _altered("IS NOT")), ("DELETE", f"{LAST} IS NOT '{REMOVING}'")):
        op.execute(
            f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        )


def _on_postgresql() -> None:
    differs = "IS DISTINCT FROM"
    _watch("UPDATE", f"IF {_altered(differs, '::text')} THEN RAISE EXCEPTION '{SAID}'; END IF; RETURN NEW;")
    _watch("DELETE", f"IF {LAST} {differs} '{REMOVING}' THEN RAISE EXCEPTION '{SAID}'; END IF; RETURN OLD;")
    _watch("TRUNCATE", f"RAISE EXCEPTION '{SAID}';", "whole", "STATEMENT")


def _watch(verb: str, body: str, name: str = "", each: str = "ROW") -> None:
    name = name or verb.lower()
    op.execute(f"CREATE FUNCTION {TABLE}_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$")
    op.execute(
        f"CREATE TRIGGER {TABLE}_no_{name} BEFORE {verb} ON {TABLE} FOR EACH {each} EXECUTE FUNCTION {TABLE}_{name}()"
    )
