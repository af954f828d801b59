"""Attempts 1 to 28 and 48: reading another council's rows. Each takes the world and returns what it got hold of."""

# ruff: noqa: S608 - text that names tables is what is tried here

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, relationship, selectinload

from core.authority.models import AuthorityRow
from core.db import authority_scope, db
from core.people.models import Place
from tests.isolation.world import World


def a01_filter_forgotten(world: World) -> Any:
    return [getattr(row, world.marker) for row in db.session.scalars(sa.select(world.model))]


def a02_get_by_their_id(world: World) -> Any:
    return db.session.get(world.model, world.key("theirs")) is not None


def a03_query_all(world: World) -> Any:
    return [getattr(row, world.marker) for row in db.session.query(world.model).all()]


def a04_column_select(world: World) -> Any:
    return db.session.scalars(sa.select(world.text)).all()


def a05_count(world: World) -> Any:
    return db.session.scalar(sa.select(sa.func.count()).select_from(world.model)) != 1


def a06_aliased(world: World) -> Any:
    other = aliased(world.model)
    return db.session.scalars(sa.select(getattr(other, world.marker))).all()


def a07_join_without_the_council(world: World) -> Any:
    other = aliased(world.model)
    joined = sa.select(world.model.id, getattr(other, world.marker)).join(other, sa.true())
    return db.session.execute(joined).all()


def a08_scalar_subquery(world: World) -> Any:
    words = sa.select(sa.func.max(world.text)).scalar_subquery()
    return db.session.execute(sa.select(Place.id, words)).all()


def a09_exists_as_oracle(world: World) -> Any:
    asked = sa.select(Place.id).where(sa.exists().where(world.model.id == world.key("theirs")))
    return bool(db.session.execute(asked).all())


def a10_union(world: World) -> Any:
    return db.session.scalars(sa.union(sa.select(world.text), sa.select(Place.name))).all()


def a11_cte(world: World) -> Any:
    inner = sa.select(world.text.label("words")).cte()
    return db.session.scalars(sa.select(inner.c.words)).all()


def a12_from_statement(world: World) -> Any:
    asked = sa.select(world.model).from_statement(sa.text(f"select * from {world.table.name}"))
    return [getattr(row, world.marker) for row in db.session.scalars(asked)]


def a13_lazy_load_over_a_bad_link(world: World) -> Any:
    own = db.session.get_one(Place, world.key("mine", Place))
    own.parent_id = world.key("theirs", Place)
    db.session.flush()
    return db.session.get(Place, own.parent_id) is not None


def a14_eager_load_from_a_platform_row(world: World) -> Any:
    name = _link_from_the_platform(world)
    link = getattr(AuthorityRow, name)
    found: list[str] = []
    for way in (selectinload(link), joinedload(link)):
        db.session.expunge_all()
        rows = db.session.scalars(sa.select(AuthorityRow).options(way)).unique()
        found += [getattr(one, world.marker) for row in rows for one in getattr(row, name)]
    return found


def a15_identity_map(world: World) -> Any:
    return _in_a_session_of_theirs(world, lambda session, row: session.get(world.model, row.id))


def a16_held_and_expired(world: World) -> Any:
    def read(session: Any, row: Any) -> Any:
        return getattr(row, world.marker)

    return [_in_a_session_of_theirs(world, read, expire=True)]


def a17_held_and_brought_along(world: World) -> Any:
    def bring(session: Any, row: Any) -> Any:
        db.session.add(row)
        db.session.refresh(row)
        return getattr(row, world.marker)

    return [_in_a_session_of_theirs(world, bring)]


def a18_core_select(world: World) -> Any:
    return db.session.execute(sa.select(world.table)).all()


def a19_table_without_a_class(world: World) -> Any:
    return db.session.execute(world.model.metadata.tables[world.table.name].select()).all()


def a20_table_beside_a_class(world: World) -> Any:
    return db.session.execute(sa.select(Place, world.table.c[world.marker]).join(world.table, sa.true())).all()


def a21_text(world: World) -> Any:
    return db.session.execute(sa.text(f"select * from {world.table.name}")).all()


def a22_connection_of_the_session(world: World) -> Any:
    return db.session.connection().execute(sa.select(world.table)).all()


def a23_connection_of_the_session_with_text(world: World) -> Any:
    return db.session.connection().execute(sa.text(f"select * from {world.table.name}")).all()


def a24_driver_sql(world: World) -> Any:
    with db.engine.connect() as connection:
        return connection.exec_driver_sql(f"select * from {world.table.name}").all()


def a25_another_connection(world: World) -> Any:
    with db.engine.connect() as connection:
        return connection.execute(sa.select(world.table)).all()


def a26_raw_cursor(world: World) -> Any:
    raw = db.engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute(f"select * from {world.table.name}")
        return cursor.fetchall()
    finally:
        raw.rollback()
        raw.close()


def a27_literal_column(world: World) -> Any:
    words = sa.literal_column(f"(select max({world.marker}) from {world.table.name})")
    return db.session.execute(sa.select(Place.id, words)).all()


def a28_text_in_where(world: World) -> Any:
    oracle = sa.text(f"1=1 or exists (select 1 from {world.table.name})")
    return db.session.scalars(sa.select(world.text).where(oracle)).all()


def a48_ids_tell_how_many(world: World) -> Any:
    return world.key("mine").version != 4 or bool(world.table.c.id.autoincrement is True)


def _link_from_the_platform(world: World) -> str:
    name = f"planted_{world.table.name}"
    if name not in AuthorityRow.__mapper__.relationships:
        condition = AuthorityRow.id == sa.orm.foreign(world.model.authority_id)
        link = relationship(world.model, primaryjoin=condition, viewonly=True, uselist=True)
        AuthorityRow.__mapper__.add_property(name, link)
    return name


def _in_a_session_of_theirs(world: World, use: Any, *, expire: bool = False) -> Any:
    """Keep a session and a row of the victim's scope, and use them in the caller's."""
    theirs: list[Any] = []
    _elsewhere(world, theirs, expire)
    try:
        return use(*theirs)
    finally:
        theirs[0].close()


def _elsewhere(world: World, kept: list[Any], expire: bool) -> None:
    """In another context, as another thread or a leaked global would have had it."""

    def work() -> None:
        with authority_scope(world.other):
            row = db.session.scalars(sa.select(world.model)).one()
            if expire:
                db.session.expire(row)
            kept.extend([db.session(), row])

    world.outside(work)
