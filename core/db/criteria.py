"""Wall 1: every statement of the mapper is narrowed to the council of the open scope.

The council is a bound parameter whose value is asked for when the statement runs, so one option serves every council
and every statement keeps its place in the compiled cache.
"""

from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria

from core.db.keys import AuthorityScoped
from core.db.scope import StatementRefused, current_authority_id, current_scope

AUTHORITY_PARAMETER = "heard_authority"


def own_authority() -> sa.BindParameter[Any]:
    """Return the parameter that stands for the council of the open scope."""
    return sa.bindparam(AUTHORITY_PARAMETER, callable_=current_authority_id, type_=sa.Uuid(), unique=False)


def is_own_authority(element: Any) -> bool:
    """Recognise the parameter made by `own_authority`."""
    return isinstance(element, sa.BindParameter) and element.callable is current_authority_id


def _own_rows(cls: type[AuthorityScoped]) -> sa.ColumnElement[bool]:
    return cls.authority_id == own_authority()


# Propagated to loaders: otherwise the join of joinedload() goes without.
OWN_ROWS = with_loader_criteria(
    AuthorityScoped, _own_rows, include_aliases=True, propagate_to_loaders=True, track_closure_variables=False
)


Statement = TypeVar("Statement", bound=sa.Executable)


def prepared(statement: Statement) -> Statement:
    """Return a statement that is built once and run at every request: it arrives narrowed, its cache key kept.

    Values that differ from one request to the next are `bindparam`s. Saves about half of what a query costs here.
    """
    return statement.options(OWN_ROWS)


def narrow(state: ORMExecuteState) -> None:
    """Add the criteria to a statement of any kind, relationship and column loads included."""
    if state.is_insert:
        _refuse_insert()
    if state.is_orm_statement and not state.is_insert and OWN_ROWS not in state.statement._with_options:
        state.statement = state.statement.options(OWN_ROWS)


def _refuse_insert() -> None:
    """Inserts by statement pass by the flush guard; `bulk_insert` opens a door for them."""
    if not current_scope().doors:
        raise StatementRefused("insert() through the session: add objects, or use bulk_insert(Model, rows)")
