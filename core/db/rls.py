"""Wall 5 as a migration sees it: row-level security, forced, and what the application's role may do.

On SQLite these do nothing. Table names are checked, because they are written into the statement.
"""

import re
from typing import Any

APP_ROLE = "heard_app"
POLICY = "heard_own_council"
OWNER_ROLE = "heard_owner"
_TABLE = re.compile(r"[a-z][a-z0-9_]{1,62}")


def roles_sql() -> tuple[str, ...]:
    """Return the statements that make the two roles; an administrator of the server runs them once.

    The owner bypasses row-level security, because otherwise a forced policy hides the rows from migrations and
    back-ups. The application's role owns nothing and bypasses nothing.
    """
    plain = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
    return (
        f"CREATE ROLE {OWNER_ROLE} LOGIN {plain} BYPASSRLS",
        f"CREATE ROLE {APP_ROLE} LOGIN {plain} NOBYPASSRLS NOINHERIT",
    )


def database_sql(database: str) -> tuple[str, ...]:
    """Return the statements that make a deployment's database for the two roles."""
    name = _checked(database)
    return (
        f"CREATE DATABASE {name} OWNER {OWNER_ROLE}",
        f"REVOKE ALL ON DATABASE {name} FROM PUBLIC",
        f"GRANT CONNECT ON DATABASE {name} TO {APP_ROLE}",
    )


def protect(op: Any, table: str, *, append_only: bool = False) -> None:
    """Enable and force row-level security on a council's table and grant it to the application's role.

    The policy reads the strict setting: without a scope it raises and never answers with silence.
    """
    if _on_sqlite(op):
        return
    name = _checked(table)
    own = "authority_id = (select current_setting('heard.authority_id')::uuid)"
    op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY {POLICY} ON {name} TO {APP_ROLE} USING ({own}) WITH CHECK ({own})")
    _grant(op, name, append_only)


def unprotect(op: Any, table: str) -> None:
    """Take the policy away again; for downgrades that keep the table."""
    if _on_sqlite(op):
        return
    name = _checked(table)
    op.execute(f"DROP POLICY IF EXISTS {POLICY} ON {name}")
    op.execute(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {name} DISABLE ROW LEVEL SECURITY")


def grant_platform(op: Any, table: str, *, append_only: bool = False) -> None:
    """Grant a platform or reference table to the application's role."""
    if not _on_sqlite(op):
        _grant(op, _checked(table), append_only)


def _grant(op: Any, name: str, append_only: bool) -> None:
    verbs = "SELECT, INSERT" if append_only else "SELECT, INSERT, UPDATE, DELETE"
    op.execute(f"REVOKE ALL ON {name} FROM {APP_ROLE}")
    op.execute(f"GRANT {verbs} ON {name} TO {APP_ROLE}")


def _on_sqlite(op: Any) -> bool:
    return bool(op.get_bind().dialect.name == "sqlite")


def _checked(table: str) -> str:
    if not _TABLE.fullmatch(table):
        raise ValueError(f"not a table name: {table!r}")
    return table
