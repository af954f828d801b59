"""Pages that must work while the database does not answer: they are marked, and their request goes on without it.

A marked view is asked again with `records_are_away()` true. It then knows the council by its file alone, and of who
asks only what it can prove by itself.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import abort, current_app, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from core.web.house import house
from core.web.request import close_scope

MARK = "__heard_without_records__"
Answer = TypeVar("Answer")
log = logging.getLogger("heard.errors")


def works_without_records(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """Mark a view; it stands directly under the stamp."""

    @wraps(view)
    def tried(**values: Any) -> ResponseReturnValue:
        if not records_are_away():
            try:
                return view(**values)
            except SQLAlchemyError as error:
                _go_on_without(error)
        return view(**values)

    setattr(tried, MARK, True)
    return tried


def unless_away(step: Callable[[], Answer | None]) -> Callable[[], Answer | None]:
    """A step that every request passes, left out on marked pages from the moment that the database is away."""

    @wraps(step)
    def taken() -> Answer | None:
        if records_are_away():
            return None
        try:
            return step()
        except SQLAlchemyError as error:
            if not getattr(current_app.view_functions.get(request.endpoint or ""), MARK, False):
                raise
            _go_on_without(error)
            return None

    return taken


def records_are_away() -> bool:
    """Say whether this request goes on without the database."""
    return bool(g.get("records_away", False))


def _go_on_without(error: SQLAlchemyError) -> None:
    log.error("database away, the page goes on without it: %s", type(error).__name__)
    g.records_away = True
    for kept in ("skeleton", "session_in_use"):
        g.pop(kept, None)
    close_scope()
    if g.get("slug") is not None and "authority" not in g:
        g.authority = house().authorities.by_file(g.slug) or abort(404)
