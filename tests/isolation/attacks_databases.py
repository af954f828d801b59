"""Attempts 49 to 60: ways that one of the two databases opens."""

# ruff: noqa: S608 - text that names tables is what is tried here

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from core.db import db
from tests.isolation.world import OWN, World


def a49_view_of_the_owner(world: World) -> Any:
    return _through_a_view(world, "")


def a50_view_with_security_invoker(world: World) -> Any:
    return _through_a_view(world, "WITH (security_invoker = true)")


def a51_materialised_view(world: World) -> Any:
    return _with(world, f"CREATE MATERIALIZED VIEW probe AS SELECT * FROM {world.table.name}", _read_probe)


def a52_definer_function(world: World) -> Any:
    body = f"SELECT count(*) FROM {world.table.name}"
    made = f"CREATE FUNCTION probe() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS '{body}'"
    return _with(world, made, lambda: db.session.execute(sa.text("select probe()")).all())


def a53_injection_that_changes_the_council(world: World) -> Any:
    changed = sa.select(sa.func.set_config("heard.authority_id", str(world.other), True))
    db.session.execute(changed)
    return db.session.scalars(sa.select(world.text)).all()


def a54_error_channel(world: World) -> Any:
    ours = sa.or_(world.text == OWN[: world.width], world.text.startswith("new "))
    tried = sa.cast(sa.case((ours, "1"), else_=world.text), sa.Integer)
    db.session.scalars(sa.select(world.model.id).where(tried >= 0)).all()


def a55_statistics(world: World) -> Any:
    with world.owner.begin() as connection:
        connection.exec_driver_sql(f"ANALYZE {world.table.name}")
    asked = "select most_common_vals::text from pg_stats where tablename = %s"
    return _raw(world, lambda cursor: cursor.execute(asked, (world.table.name,)).fetchall())


def a56_copy(world: World) -> Any:
    def read(cursor: Any) -> list[Any]:
        with cursor.copy(f"COPY (SELECT * FROM {world.table.name}) TO STDOUT") as rows:
            return [bytes(row).decode() for row in rows]

    return _raw(world, read)


def a57_truncate(world: World) -> Any:
    return _raw(world, lambda cursor: cursor.execute(f"TRUNCATE {world.table.name} CASCADE") and None)


def a58_row_security_off(world: World) -> Any:
    def read(cursor: Any) -> Any:
        cursor.execute("SET LOCAL row_security = off")
        return cursor.execute(f"select * from {world.table.name}").fetchall()

    return _raw(world, read)


def a59_schema_qualified(world: World) -> Any:
    named = sa.table(world.table.name, sa.column(world.marker), schema="main")
    return db.session.execute(sa.select(named)).all()


def a60_attach_the_file(world: World) -> Any:
    raw = db.engine.raw_connection()
    try:
        raw.rollback()
        raw.execute("ATTACH ? AS again", (db.engine.url.database,))  # type: ignore[attr-defined]
        found = raw.execute(f"select * from again.{world.table.name}").fetchall()  # type: ignore[attr-defined]
        raw.execute("DETACH again")  # type: ignore[attr-defined]
        return found
    finally:
        raw.close()


def _through_a_view(world: World, options: str) -> Any:
    return _with(world, f"CREATE VIEW probe {options} AS SELECT * FROM {world.table.name}", _read_probe)


def _read_probe() -> Any:
    return db.session.execute(sa.select(sa.table("probe", sa.column("authority_id")))).all()


def _with(world: World, make: str, use: Callable[[], Any]) -> Any:
    kind = make.split("(")[0].split(" probe")[0].removeprefix("CREATE ")
    call = "probe()" if kind == "FUNCTION" else "probe"
    with world.owner.begin() as connection:
        connection.exec_driver_sql(make)
        connection.exec_driver_sql(f"GRANT ALL ON {'FUNCTION' if kind == 'FUNCTION' else ''} {call} TO heard_app")
    try:
        return use()
    finally:
        db.session.rollback()
        with world.owner.begin() as connection:
            connection.exec_driver_sql(f"DROP {kind} {call}")


def _raw(world: World, use: Callable[[Any], Any]) -> Any:
    """Use the driver's cursor with the caller's own council set, as a session would have had it."""
    raw = db.engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("select set_config('heard.authority_id', %s, true)", (str(world.own),))
        return use(cursor)
    finally:
        raw.rollback()
        raw.close()
