"""Wall 2, first half: a session serves one scope for life and offers no way round the mapper."""

from typing import Any, NoReturn

import sqlalchemy as sa
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import event
from sqlalchemy.orm import SessionTransaction

from core.db.criteria import narrow
from core.db.flush import check_attached, check_flush, fill_in
from core.db.keys import AuthorityScoped
from core.db.scope import CrossAuthority, Scope, StatementRefused, current_scope


class PinnedSession(FlaskSession):
    """A session of one scope; used from any other it raises CrossAuthority."""

    scope: Scope

    def __init__(self, db: Any, **options: Any) -> None:
        super().__init__(db, **options)
        self.scope = current_scope()
        self.scope.session = self

    def check_scope(self) -> None:
        """Raise CrossAuthority unless this session's own scope is open and current."""
        if self.scope.ended or current_scope() is not self.scope:
            raise CrossAuthority("this session belongs to another scope")

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        """Load by id; for a council's table a bare id means the council of the scope."""
        self.check_scope()
        return super().get(entity, self._full_key(entity, ident), **options)

    def get_one(self, entity: Any, ident: Any, **options: Any) -> Any:
        """As `get`, but raises NoResultFound."""
        self.check_scope()
        return super().get_one(entity, self._full_key(entity, ident), **options)

    def _full_key(self, entity: Any, ident: Any) -> Any:
        mapped = sa.inspect(entity).mapper.class_
        if not issubclass(mapped, AuthorityScoped):
            return ident
        own = self.scope.authority_id
        if isinstance(ident, dict):
            ident = (ident.get("authority_id", own), ident["id"])
        key = tuple(ident) if isinstance(ident, (tuple, list, sa.Row)) else (own, ident)
        if own is None or key[0] != own:
            raise CrossAuthority("a row of another council was asked for by its key")
        return key

    def flush(self, objects: Any = None) -> None:
        """Write what is pending, through the door that the flush guard watches."""
        self.check_scope()
        with self.scope.door():
            super().flush(objects)

    def merge(self, instance: Any, **options: Any) -> Any:
        """Take over the state of an object; without an authority_id it is this council's."""
        self.check_scope()
        fill_in(instance, self.scope)
        return super().merge(instance, **options)

    def connection(self, *args: Any, **options: Any) -> NoReturn:
        """Refused: a bare connection knows no council."""
        raise StatementRefused("session.connection() is closed: use mapped classes and attributes")

    def bulk_save_objects(self, *args: Any, **options: Any) -> NoReturn:
        """Refused: it passes by the flush guard."""
        raise StatementRefused("bulk_save_objects: use add_all, or bulk_insert(Model, rows)")

    def bulk_insert_mappings(self, *args: Any, **options: Any) -> NoReturn:
        """Refused: it passes by the flush guard."""
        raise StatementRefused("bulk_insert_mappings: use bulk_insert(Model, rows)")

    def bulk_update_mappings(self, *args: Any, **options: Any) -> NoReturn:
        """Refused: it passes by the flush guard."""
        raise StatementRefused("bulk_update_mappings: use update(Model).where(...)")


@event.listens_for(PinnedSession, "do_orm_execute")
def _before_statement(state: Any) -> None:
    state.session.check_scope()
    if state.is_update and state.is_executemany:
        raise StatementRefused("an UPDATE by a list of keys: use update(Model).where(...)")
    narrow(state)


@event.listens_for(PinnedSession, "before_flush")
def _before_flush(session: Any, context: Any, instances: Any) -> None:
    check_flush(session, session.scope)


@event.listens_for(PinnedSession, "before_attach")
def _before_attach(session: Any, instance: Any) -> None:
    check_attached(instance, session.scope)


@event.listens_for(PinnedSession, "after_begin")
def _tell_the_database(session: Any, transaction: SessionTransaction, connection: sa.Connection) -> None:
    """Wall 5: name the council to PostgreSQL for this transaction only; a savepoint inherits it."""
    authority_id = session.scope.authority_id
    if transaction.nested or authority_id is None or connection.dialect.name != "postgresql":
        return
    driver = connection.connection.cursor()
    try:
        driver.execute("select set_config('heard.authority_id', %s, true)", (str(authority_id),))
    except connection.dialect.loaded_dbapi.OperationalError as lost:  # the driver's own words, not SQLAlchemy's
        connection.invalidate(lost)
        raise sa.exc.OperationalError("set_config", None, lost) from lost
    finally:
        driver.close()


def begin_write() -> None:
    """Say that this scope will write, before it does: SQLite then takes its write lock at the first statement.

    A read that already began is ended first, so that what is read from here on is what will be written to.
    """
    scope = current_scope()
    if scope.write:
        return
    scope.write = True
    session = scope.session
    if session is not None and session.in_transaction() and not (session.new or session.dirty or session.deleted):
        session.commit()
