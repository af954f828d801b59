"""What every table must be: its class, its keys, its constraints, and on PostgreSQL what the catalogue says.

Each function returns faults in words; an empty list means that the table is as it must be. A plugin's own tests
can use them on its tables.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from core.db.base import AUTHORITY_COLUMN
from core.db.keys import is_scoped
from core.db.rls import APP_ROLE, POLICY

CLASSES = {"authority", "platform", "reference", "derived"}
ABOUT_A_PERSON = ("core_person", "core_user")
"""A column that points at one of these is personal."""


def table_faults(table: sa.Table) -> list[str]:
    """Return what is wrong with a table of the metadata."""
    return [f"{table.name}: {fault}" for fault in _faults(table)]


def _faults(table: sa.Table) -> Iterator[str]:
    table_class = table.info.get("class")
    if table_class not in CLASSES:
        yield f"its class is {table_class!r}"
    if is_scoped(table) != (table_class == "authority"):
        yield "a council's table has authority_id in its primary key, and no other table has"
    if is_scoped(table):
        yield from _scoped_faults(table)
    yield from _personal_faults(table)


def _scoped_faults(table: sa.Table) -> Iterator[str]:
    if [column.name for column in table.primary_key.columns] != [AUTHORITY_COLUMN, "id"]:
        yield "its primary key is not (authority_id, id)"
    if not isinstance(table.c.id.type, sa.Uuid):
        yield "its id is no random UUID"
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint) and _first(constraint) != AUTHORITY_COLUMN:
            yield f"the unique constraint {constraint.name} does not start with authority_id"
    for index in table.indexes:
        if index.unique and _first(index) != AUTHORITY_COLUMN:
            yield f"the unique index {index.name} does not start with authority_id"
    for link in table.foreign_key_constraints:
        yield from _link_faults(link)


def _link_faults(link: sa.ForeignKeyConstraint) -> Iterator[str]:
    if (link.ondelete or "").upper() in {"SET NULL", "SET DEFAULT"}:
        yield f"{link.name} empties authority_id when its target goes"
    if is_scoped(link.referred_table) and link.column_keys[0] != AUTHORITY_COLUMN:
        yield f"{link.name} points at a council's row without the council"


def _first(part: Any) -> str:
    return str(next(iter(part.columns)).name)


def _personal_faults(table: sa.Table) -> Iterator[str]:
    for column in table.columns:
        targets = {key.column.table.name for key in column.foreign_keys}
        if column.name != AUTHORITY_COLUMN and targets & set(ABOUT_A_PERSON) and "personal" not in column.info:
            yield f"{column.name} points at a person and says neither why nor how long it is kept"


def catalogue_faults(connection: sa.Connection, table: sa.Table) -> list[str]:
    """Return what PostgreSQL's catalogue says against a table: read back, because comparing models does not see it."""
    asked = sa.text("select relrowsecurity, relforcerowsecurity from pg_class where oid = cast(:name as regclass)")
    enabled, forced = connection.execute(asked, {"name": table.name}).one()
    policies = connection.execute(
        sa.text("select policyname, roles, cmd, permissive, qual, with_check from pg_policies where tablename = :name"),
        {"name": table.name},
    ).all()
    if not is_scoped(table):
        return [f"{table.name}: it has policies though it belongs to no council"] if policies or enabled else []
    return [f"{table.name}: {fault}" for fault in _policy_faults(enabled, forced, policies)]


def _policy_faults(enabled: bool, forced: bool, policies: Any) -> Iterator[str]:
    if not (enabled and forced):
        yield "row-level security is not enabled and forced"
    if [policy.policyname for policy in policies] != [POLICY]:
        yield f"its policies are not {POLICY} alone"
        return
    policy = policies[0]
    roles = policy.roles if isinstance(policy.roles, list) else policy.roles.strip("{}").split(",")
    if (roles, policy.cmd) != ([APP_ROLE], "ALL"):
        yield f"its policy is for {roles} and {policy.cmd}"
    strict = "current_setting('heard.authority_id'::text)"
    if not all(rule and strict in rule and AUTHORITY_COLUMN in rule for rule in (policy.qual, policy.with_check)):
        yield "its policy does not read the strict setting both ways"
