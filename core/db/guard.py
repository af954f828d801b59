"""Wall 2, second half: no statement leaves the application unless its notes account for every scoped table.

Called by the engine just before a statement is sent, whichever way it came: session, connection or engine.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.compiler import SQLCompiler

from core.db.base import AUTHORITY_COLUMN
from core.db.compiler import Notes
from core.db.scope import CrossAuthority, StatementRefused, current_authority_id, current_scope


def check_statement(
    connection: sa.Connection, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
) -> None:
    """Let a statement pass or raise ScopeError; registered as `before_cursor_execute`."""
    compiled = context.compiled
    if compiled is None:
        raise StatementRefused("text sent straight to the driver")
    notes: Notes | None = getattr(compiled, "notes", None)
    if notes is None:
        raise StatementRefused("a statement that changes the schema: use a migration")
    if notes.refused:
        raise StatementRefused(f"{notes.refused} cannot be checked for the council it reaches: use mapped attributes")
    if notes.scoped or notes.written:
        _check_scoped(compiled, notes, context)
    if context.execution_options.get("schema_translate_map"):
        raise StatementRefused("a schema translated at run time")


def _check_scoped(compiled: SQLCompiler, notes: Notes, context: Any) -> None:
    own = current_authority_id()
    if context.isinsert:
        _check_rows(context.compiled_parameters, own)
        return
    if notes.written and compiled.isupdate and _sets_authority(compiled):
        raise CrossAuthority("a row cannot be moved to another council")
    if notes.unaccounted():
        _check_named(compiled, notes, context.compiled_parameters, own)


def _check_rows(rows: list[dict[str, Any]], own: Any) -> None:
    """Each inserted row names its council; only a flush and the bulk door write rows."""
    if not current_scope().doors:
        raise StatementRefused("an INSERT outside a flush: add objects, or use bulk_insert(Model, rows)")
    if any(row.get(AUTHORITY_COLUMN) != own for row in rows):
        raise CrossAuthority("a row of another council was about to be stored")


def _check_named(compiled: SQLCompiler, notes: Notes, rows: list[dict[str, Any]], own: Any) -> None:
    """The mapper reaches rows by full key in a flush and in a refresh; that key must be the council's own."""
    if notes.named_only() or not (current_scope().doors or _by_key(compiled)):
        raise StatementRefused("a council's table without the mapped class: select mapped attributes")
    for row in rows:
        if any(row.get(parameter) != own for _, parameter in notes.named):
            raise CrossAuthority("a row of another council was reached by its key")


def _by_key(compiled: Any) -> bool:
    """Recognise the mapper's own refresh of one object."""
    options = getattr(compiled.compile_state, "compile_options", None)
    return bool(getattr(options, "_for_refresh_state", False))


def _sets_authority(compiled: Any) -> bool:
    """Say whether an UPDATE sets authority_id, by parameter or by expression."""
    if AUTHORITY_COLUMN in compiled.binds:
        return True
    values = getattr(compiled.dml_compile_state, "_dict_parameters", None) or {}
    return any(getattr(key, "name", key) == AUTHORITY_COLUMN for key in values)
