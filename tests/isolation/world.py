"""Two councils with a planted row each, one under attack by the other, and how an attack is judged."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import Context
from typing import Any, Literal
from uuid import UUID, uuid4

import psycopg
import sqlalchemy as sa
from flask import current_app
from sqlalchemy import event
from sqlalchemy.orm.exc import DetachedInstanceError, ObjectDeletedError, StaleDataError

from core.authority.models import AuthorityRow
from core.config import Deployment
from core.db import Base, ScopeError, authority_scope, db
from core.people.models import Place
from tests.isolation.planting import Planter, Row, marker_column

Outcome = Literal["own", "refused", "database", "LEAK"]
OWN, OTHER = "our own words, kept here", "their private words, kept there"
Planted = dict[str, Row]
APPEND_ONLY = {
    "core_audit_entry",
    "core_platform_audit_entry",
    "core_concern_entry",
    "core_allegation_entry",
    "core_case_seal",
    "influence_ledger",
}
NEVER_DELETED = APPEND_ONLY | {"core_concern", "core_allegation"}


class World:
    """The caller is `own`, the victim `other`; `model` is the table under attack, with a row in each council."""

    def __init__(self, deployment: Deployment, model: type[Any]) -> None:
        self.model = model
        self.table: sa.Table = model.__table__
        self.marker = marker_column(self.table)
        self.owner = sa.create_engine(deployment.database_owner_url)
        if self.owner.dialect.name == "sqlite":
            event.listen(self.owner, "connect", lambda raw, _: raw.execute("PRAGMA foreign_keys = OFF"))
        self.reason = ""
        self.mine: Planted = {}
        self.theirs: Planted = {}
        self.own, self.other = self._council("ashdown"), self._council("brackwell")
        self.replant()

    @property
    def on_postgresql(self) -> bool:
        """Whether the fifth wall stands."""
        return self.owner.dialect.name == "postgresql"

    @property
    def text(self) -> Any:
        """The mapped column by which rows are recognised."""
        return getattr(self.model, self.marker)

    @property
    def width(self) -> int:
        """How much of a marker fits."""
        return getattr(self.table.c[self.marker].type, "length", None) or 200

    def outside(self, work: Callable[[], None]) -> None:
        """Run something in a context without any scope."""
        app = current_app._get_current_object()  # type: ignore[attr-defined]

        def inside() -> None:
            with app.app_context():
                work()

        Context().run(inside)

    def _council(self, slug: str) -> UUID:
        with self.owner.begin() as connection:
            values = {"id": uuid4(), "slug": slug, "name": slug, "old_slugs": [], "version": 1}
            made = sa.insert(AuthorityRow.__table__).returning(AuthorityRow.__table__.c.id)  # type: ignore[arg-type]
            return connection.execute(made.values(created_at=sa.func.now(), **values)).scalar_one()

    def replant(self) -> None:
        """Bring both councils back to one row in each table that matters."""
        with self.owner.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                if table.name not in NEVER_DELETED | {"core_authority"}:
                    connection.execute(sa.delete(table))
            self.mine = self._plant(connection, self.own, OWN, self.mine)
            self.theirs = self._plant(connection, self.other, OTHER, self.theirs)
        self.before = self.stored()

    def _plant(self, connection: sa.Connection, council: UUID, marker: str, kept: Planted) -> Planted:
        planter = Planter(connection, council, marker)
        planter.planted = {name: row for name, row in kept.items() if name in NEVER_DELETED}
        planter.row(Place.__table__)  # type: ignore[arg-type]
        planter.row(self.table)
        return planter.planted

    def key(self, of: Literal["mine", "theirs"], model: Any = None) -> UUID:
        """Return the id of a planted row."""
        found: UUID = getattr(self, of)[(model or self.model).__tablename__]["id"]
        return found

    def fresh(self, **given: Any) -> Any:
        """Return a new object of the attacked model that could be stored for the caller."""
        with self.owner.begin() as connection:
            planter = Planter(connection, self.own, f"new {uuid4().hex}")
            values = planter.values(self.table)
        values.pop("authority_id")
        values.update({column: uuid4().int % 10**6 for column in ("seq",) if column in values})
        return self.model(**{**values, "id": uuid4(), **given})

    def stored(self) -> dict[str, list[Any]]:
        """Return everything stored for the victim, as the owner sees it."""
        with self.owner.connect() as connection:
            return {
                table.name: sorted(map(str, connection.execute(_of(table, self.other))))
                for table in (self.table, Place.__table__)
            }

    def attack(self, attempt: Callable[["World"], Any]) -> Outcome:
        """Try it for the caller, commit, and say what came of it; the world is put right again."""
        with self.put_right():
            try:
                with authority_scope(self.own, write=True):
                    evidence = attempt(self)
                    leaked = evidence if isinstance(evidence, bool) else _tells(evidence)
                    db.session.commit()
            except (ScopeError, DetachedInstanceError) as error:
                leaked, outcome, self.reason = False, "refused", f"{type(error).__name__}: {error}"
            except (sa.exc.DBAPIError, psycopg.Error, StaleDataError, ObjectDeletedError) as error:
                leaked, outcome, self.reason = False, "database", f"{type(error).__name__}: {error}"
            else:
                outcome = "own"
            return "LEAK" if leaked or self.stored() != self.before else outcome  # type: ignore[return-value]

    @contextmanager
    def without_links(self) -> Iterator[None]:
        """Take the composite foreign keys of both tables away, as the owner could; PostgreSQL only."""
        links = [
            (table.name, link.name)
            for table in {self.table, Place.__table__}
            for link in table.foreign_key_constraints  # type: ignore[attr-defined]
            if len(link.elements) > 1
        ]
        with self.owner.begin() as connection:
            kept = [_definition(connection, name) for _, name in links]
            for table, name in links:
                connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        try:
            yield
        finally:
            with self.owner.begin() as connection:
                for (table, name), definition in zip(links, kept, strict=True):
                    connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")

    @contextmanager
    def put_right(self) -> Iterator[None]:
        """Replant at the end."""
        try:
            yield
        finally:
            self.replant()


def _definition(connection: sa.Connection, name: Any) -> Any:
    asked = "select pg_get_constraintdef(oid) from pg_constraint where conname = %s"
    return connection.exec_driver_sql(asked, (name,)).scalar_one()


def _of(table: Any, council: UUID) -> Any:
    return sa.select(table).where(table.c.authority_id == council)


def _tells(evidence: Iterable[Any] | None) -> bool:
    """Say whether the victim's words are in what came back."""
    return any(OTHER[:10] in str(found) for found in evidence or ())
