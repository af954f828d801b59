"""What is signed and what was given for it stay as they are: the database refuses, whoever asks, its owner too.

Who signed may be emptied, when nothing about that person is kept any more. What a council gave goes with the council
only: when the last line of its audit says that it is being removed. What came of the attack stands beside a release.
"""

import sqlalchemy as sa
from alembic import op

revision = "core_0023_release_kept"
down_revision = "core_0022_releases"
branch_labels = None
depends_on = None

RELEASE, GIVEN = "core_release", "core_release_given"
FIXED = ("id", "region", "quarter", "number", "document", "digest", "signature", "public_key", "attack",
         "made_at", "signed_at")  # fmt: skip
SIGNED = "a signed release does not change"
GAVE = "what a council gave for a quarter does not change"
REMOVING = "authority.removing"
LAST = "(SELECT action FROM core_audit_entry WHERE authority_id = OLD.authority_id ORDER BY seq DESC LIMIT 1)"


def upgrade() -> None:
    """Add the column and set the watch."""
    op.add_column(RELEASE, sa.Column("attack", sa.Text(), server_default="", nullable=False))
    differs = "IS NOT" if _is_sqlite() else "IS DISTINCT FROM"
    changed = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in FIXED)
    altered = f"{changed} OR (NEW.by_user_id IS NOT NULL AND OLD.by_user_id {differs} NEW.by_user_id)"
    _watch(RELEASE, SIGNED, "UPDATE", f"OLD.signed_at IS NOT NULL AND ({altered})")
    _watch(RELEASE, SIGNED, "DELETE", "OLD.signed_at IS NOT NULL")
    _watch(GIVEN, GAVE, "UPDATE", "OLD.id IS NOT NULL")
    _watch(GIVEN, GAVE, "DELETE", f"{LAST} {differs} '{REMOVING}'")
    if not _is_sqlite():
        _watch_whole(RELEASE, SIGNED)
        _watch_whole(GIVEN, GAVE)


def downgrade() -> None:
    """Lift the watch and drop the column."""
    for table in (RELEASE, GIVEN):
        for verb in ("update", "delete") if _is_sqlite() else ("update", "delete", "truncate"):
            op.execute(f"DROP TRIGGER {table}_no_{verb}" + ("" if _is_sqlite() else f" ON {table}"))
            if not _is_sqlite():
                op.execute(f"DROP FUNCTION {table}_no_{verb}()")
    op.drop_column(RELEASE, "attack")


def _is_sqlite() -> bool:
    return bool(op.get_bind().dialect.name == "sqlite")


def _watch(table: str, said: str, verb: str, when: str) -> None:
    name = f"{table}_no_{verb.lower()}"
    if _is_sqlite():
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )
        return
    body = f"IF {when} THEN RAISE EXCEPTION '{said}'; END IF; RETURN {'OLD' if verb == 'DELETE' else 'NEW'};"
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$")
    op.execute(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _watch_whole(table: str, said: str) -> None:
    name, body = f"{table}_no_truncate", f"BEGIN RAISE EXCEPTION '{said}'; END"
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
    op.execute(f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()")
