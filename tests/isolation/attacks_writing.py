"""Attempts 29 to 47: changing another council's rows, or learning of them by writing."""

# ruff: noqa: S608 - text that names tables is what is tried here

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import make_transient_to_detached

from core.db import db
from core.people.models import Place
from tests.isolation.world import OTHER, World

TAKEN = "changed by the caller"


def _changed(world: World) -> dict[str, str]:
    return {world.marker: TAKEN[:20]}


def a29_update_all(world: World) -> Any:
    db.session.execute(sa.update(world.model).values(_changed(world)))


def a30_delete_all(world: World) -> Any:
    db.session.execute(sa.delete(world.model))


def a31_query_update(world: World) -> Any:
    db.session.query(world.model).update(_changed(world))


def a32_update_by_a_list_of_keys(world: World) -> Any:
    db.session.execute(sa.update(world.model), [_their_key(world) | _changed(world)])


def a33_bulk_update_mappings(world: World) -> Any:
    db.session.bulk_update_mappings(world.model, [_their_key(world) | _changed(world)])


def a34_merge_a_forgery(world: World) -> Any:
    db.session.merge(world.model(**_their_key(world), **_changed(world)))


def a35_forged_as_ours(world: World) -> Any:
    forged = world.model(id=world.key("theirs"), authority_id=world.own)
    make_transient_to_detached(forged)
    db.session.add(forged)
    setattr(forged, world.marker, TAKEN[:20])
    db.session.flush()


def a36_core_update(world: World) -> Any:
    db.session.execute(sa.update(world.table).values(_changed(world)))


def a37_text_update(world: World) -> Any:
    db.session.execute(sa.text(f"update {world.table.name} set {world.marker} = 'x'"))


def a38_text_delete_on_a_connection(world: World) -> Any:
    with db.engine.begin() as connection:
        connection.execute(sa.text(f"delete from {world.table.name}"))


def a39_mass_assignment(world: World) -> Any:
    db.session.add(world.fresh(authority_id=world.other))
    db.session.flush()


def a40_insert_statement(world: World) -> Any:
    db.session.execute(sa.insert(world.model).values(**_their_key(world)))


def a41_bulk_save_objects(world: World) -> Any:
    db.session.bulk_save_objects([world.fresh(authority_id=world.other)])


def a42_bulk_insert_mappings(world: World) -> Any:
    db.session.bulk_insert_mappings(world.model, [_their_key(world)])


def a43_move_an_own_row(world: World) -> Any:
    row = db.session.scalars(sa.select(world.model)).one()
    row.authority_id = world.other
    db.session.flush()


def a44_update_sets_the_council(world: World) -> Any:
    db.session.execute(sa.update(world.model).values(authority_id=world.other))


def a45_link_to_theirs(world: World) -> Any:
    links = [c for c in world.table.columns if c.info.get("scoped_fk")]
    if links:
        row = world.fresh(**{links[0].name: world.key("theirs", Place)})
        if links[0].info["scoped_fk"].table != Place.__tablename__:
            row = world.fresh(**{links[0].name: world.theirs[links[0].info["scoped_fk"].table]["id"]})
    else:
        row = Place(kind="ward", name="Ours", parent_id=world.key("theirs", Place))
    db.session.add(row)
    db.session.flush()


def a46_a_taken_name_tells_nothing(world: World) -> Any:
    db.session.add(Place(kind="ward", name="Ours", key=OTHER))
    db.session.flush()


def a47_a_taken_id_tells_nothing(world: World) -> Any:
    db.session.add(world.fresh(id=world.key("theirs")))
    db.session.flush()


def _their_key(world: World) -> dict[str, Any]:
    return {"authority_id": world.other, "id": world.key("theirs")}
