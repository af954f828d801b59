"""What a statement really reads and writes, noted by the compiler while it renders it.

Wall 2 rests on these notes: they are made once for each compiled statement, on what is sent to the database and not
on what was asked for, so loader options, joins and subqueries are all seen.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import _truncated_label

from core.db.base import AUTHORITY_COLUMN, Base
from core.db.criteria import is_own_authority
from core.db.keys import is_scoped

_PLAIN_OPERATOR = re.compile(r"[<>=!~@#%^&|?+*]{1,4}")
_PLAIN_FIELD = re.compile(r"\w+")
_HARMLESS_LITERALS = {"*", "1", "'%'"}  # of count(), of relationship.any(), of contains()
# Functions that run text as a statement, change the session's settings, or read the server's files.
_GRAVE_FUNCTION = re.compile(
    r"(set_config|query_to|table_to|cursor_to|schema_to|database_to|dblink|pg_|lo_|load_extension|readfile|writefile"
    r"|fts3_tokenizer|edit|ts_stat|xpath_table)",
    re.IGNORECASE,
)


@dataclass
class Notes:
    """One compiled statement: scoped tables by rendered name, how each is narrowed, and what cannot be vouched for.

    `own` counts criteria of wall 1; `named` pairs a rendered name with the parameter that its authority_id must equal.
    """

    scoped: Counter[str] = field(default_factory=Counter)
    own: Counter[str] = field(default_factory=Counter)
    named: list[tuple[str, str]] = field(default_factory=list)
    written: str | None = None
    refused: str | None = None

    def refuse(self, what: str) -> None:
        """Keep the first reason."""
        self.refused = self.refused or what

    def unaccounted(self) -> Counter[str]:
        """Return the scoped tables that wall 1 has not narrowed."""
        return self.scoped - self.own

    def named_only(self) -> Counter[str]:
        """Return the scoped tables that neither wall 1 nor a key of the mapper narrows."""
        return self.unaccounted() - Counter(name for name, _ in self.named)


class NotingCompiler:
    """Mixed in before a dialect's own compiler; renders nothing itself."""

    notes: Notes

    def __init__(self, *args: Any, **options: Any) -> None:
        self.notes = Notes()
        super().__init__(*args, **options)

    def visit_table(self, table: Any, asfrom: bool = False, enclosing_alias: Any = None, **kw: Any) -> str:
        """Note a table that is read from, under the name it is rendered with."""
        if asfrom:
            self._note_table(table, enclosing_alias)
        return super().visit_table(table, asfrom=asfrom, enclosing_alias=enclosing_alias, **kw)  # type: ignore

    def _note_table(self, table: Any, alias: Any) -> None:
        if not isinstance(table, sa.Table) or hash(Base.metadata.tables.get(table.key)) != hash(table):
            self.notes.refuse("a table that no owner has declared")
        elif is_scoped(table):
            aliased = alias is not None and alias.element == table
            self.notes.scoped[self._rendered(alias if aliased else table)] += 1

    def _rendered(self, selectable: Any) -> str:
        name = selectable.name
        if isinstance(name, _truncated_label):
            return str(self._truncated_identifier("alias", name))  # type: ignore[attr-defined]
        return str(name)

    def visit_binary(self, binary: Any, *args: Any, **kw: Any) -> str:
        """Note `authority_id = :parameter`; refuse operators that are written as text."""
        if binary.operator is operators.eq:
            self._note_equality(binary.left, binary.right)
        return super().visit_binary(binary, *args, **kw)  # type: ignore

    def _note_equality(self, left: Any, right: Any) -> None:
        if not (isinstance(left, sa.Column) and left.name == AUTHORITY_COLUMN and left.primary_key):
            return
        if is_own_authority(right):
            self.notes.own[self._rendered(left.table)] += 1
        elif isinstance(right, sa.BindParameter):
            self.notes.named.append((self._rendered(left.table), right.key))

    def visit_custom_op_binary(self, element: Any, operator: Any, **kw: Any) -> str:
        """Only operators made of signs pass: words and comment marks could hide a statement."""
        self._note_operator(operator)
        return super().visit_custom_op_binary(element, operator, **kw)  # type: ignore

    def visit_custom_op_unary_operator(self, element: Any, operator: Any, **kw: Any) -> str:
        """As for two operands."""
        self._note_operator(operator)
        return super().visit_custom_op_unary_operator(element, operator, **kw)  # type: ignore

    def visit_custom_op_unary_modifier(self, element: Any, operator: Any, **kw: Any) -> str:
        """As for two operands."""
        self._note_operator(operator)
        return super().visit_custom_op_unary_modifier(element, operator, **kw)  # type: ignore

    def _note_operator(self, operator: Any) -> None:
        if not _PLAIN_OPERATOR.fullmatch(operator.opstring):
            self.notes.refuse("an operator written as text")

    def visit_column(self, column: Any, *args: Any, **kw: Any) -> str:
        """A literal column is text, but for what the mapper itself writes for count(), any() and contains()."""
        if column.is_literal and column.name not in _HARMLESS_LITERALS:
            self.notes.refuse("a literal column")
        return super().visit_column(column, *args, **kw)  # type: ignore

    def visit_textclause(self, textclause: Any, *args: Any, **kw: Any) -> str:
        """Text may name any table."""
        self.notes.refuse("text")
        return super().visit_textclause(textclause, *args, **kw)  # type: ignore

    def visit_tstring(self, tstring: Any, *args: Any, **kw: Any) -> str:
        """A template string is text with parameters."""
        self.notes.refuse("text")
        return super().visit_tstring(tstring, *args, **kw)  # type: ignore

    def visit_textual_select(self, select: Any, *args: Any, **kw: Any) -> str:
        """Text with named columns is text."""
        self.notes.refuse("text")
        return super().visit_textual_select(select, *args, **kw)  # type: ignore

    def visit_extract(self, extract: Any, **kw: Any) -> str:
        """The field of extract() is rendered as it was given."""
        if not _PLAIN_FIELD.fullmatch(extract.field):
            self.notes.refuse("text in extract()")
        return super().visit_extract(extract, **kw)  # type: ignore

    def visit_function(self, function: Any, *args: Any, **kw: Any) -> str:
        """Refuse functions that run text or reach past the tables."""
        if _GRAVE_FUNCTION.match(function.name):
            self.notes.refuse(f"the function {function.name}")
        return super().visit_function(function, *args, **kw)  # type: ignore

    def _generate_prefixes(self, statement: Any, prefixes: Any, **kw: Any) -> str:
        """Prefixes and suffixes are text."""
        if prefixes:
            self.notes.refuse("a prefix or suffix")
        return super()._generate_prefixes(statement, prefixes, **kw)  # type: ignore

    def format_from_hint_text(self, sqltext: str, table: Any, hint: str, iscrud: bool) -> str:
        """A hint is text."""
        self.notes.refuse("a hint")
        return super().format_from_hint_text(sqltext, table, hint, iscrud)  # type: ignore

    def get_statement_hint_text(self, hint_texts: Any) -> str:
        """A hint is text."""
        self.notes.refuse("a hint")
        return super().get_statement_hint_text(hint_texts)  # type: ignore

    def visit_insert(self, statement: Any, *args: Any, **kw: Any) -> str:
        """Note the table written to; its rows are checked one by one when they are sent."""
        self._note_write(statement.table)
        if statement.select is not None or statement._multi_values:
            self.notes.refuse("INSERT from SELECT or with several rows in one statement")
        return super().visit_insert(statement, *args, **kw)  # type: ignore

    def visit_update(self, statement: Any, *args: Any, **kw: Any) -> str:
        """An update over several tables is refused: the criteria reach the first only."""
        self._note_write(statement.table)
        return super().visit_update(statement, *args, **kw)  # type: ignore

    def visit_delete(self, statement: Any, *args: Any, **kw: Any) -> str:
        """As for an update."""
        self._note_write(statement.table)
        return super().visit_delete(statement, *args, **kw)  # type: ignore

    def update_from_clause(self, *args: Any, **kw: Any) -> str:
        """More than one table in an UPDATE."""
        self.notes.refuse("an UPDATE over several tables")
        return super().update_from_clause(*args, **kw)  # type: ignore

    def delete_extra_from_clause(self, *args: Any, **kw: Any) -> str:
        """More than one table in a DELETE."""
        self.notes.refuse("a DELETE over several tables")
        return super().delete_extra_from_clause(*args, **kw)  # type: ignore

    def _note_write(self, table: Any) -> None:
        if self.stack:  # type: ignore[attr-defined]
            self.notes.refuse("a write inside another statement")
        if not isinstance(table, sa.Table) or hash(Base.metadata.tables.get(table.key)) != hash(table):
            self.notes.refuse("a table that no owner has declared")
        elif is_scoped(table):
            self.notes.written = table.name


def noting(compiler: type[Any]) -> type[Any]:
    """Return a dialect's compiler with the notes mixed in."""
    return type(f"Noting{compiler.__name__}", (NotingCompiler, compiler), {})
