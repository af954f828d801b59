"""Twenty-four things that ordinary code does, all of which the walls let through."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, selectinload, subqueryload

from core.audit import record
from core.authority.models import AuthorityRow
from core.db import authority_scope, bulk_insert, current_authority_id, db
from core.people.models import Organisation, Person, Place
from tests.isolation.world import World

NAME = "Larkfield"


def _person(**given: Any) -> Person:
    values = {"kind": "worker", "name": "Robin Ash", "known_as": "", "access_needs": "", "heard_how": ""}
    return Person(**{**values, **given})


def _place(**given: Any) -> Place:
    return Place(**{"kind": "ward", "name": NAME, **given})


def list_rows(world: World) -> None:
    assert len(db.session.scalars(sa.select(world.model)).all()) == 1


def get_by_id(world: World) -> None:
    assert db.session.get(world.model, world.key("mine")) is not None


def get_by_full_key(world: World) -> None:
    assert db.session.get(world.model, (world.own, world.key("mine"))) is not None


def columns(world: World) -> None:
    assert len(db.session.execute(sa.select(world.model.id, world.text)).all()) == 1


def count(world: World) -> None:
    assert db.session.scalar(sa.select(sa.func.count()).select_from(world.model)) == 1


def alias(world: World) -> None:
    other = aliased(Place)
    assert db.session.scalars(sa.select(other.name)).all()


def join(world: World) -> None:
    child = aliased(Place)
    db.session.add(_place(parent_id=world.key("mine", Place)))
    found = db.session.execute(sa.select(Place.name, child.name).join(child, child.parent_id == Place.id)).all()
    assert len(found) == 1


def outer_join(world: World) -> None:
    child = aliased(Place)
    joined = sa.select(Place.name, child.name).outerjoin(child, child.parent_id == Place.id)
    assert db.session.execute(joined).all()


def cte(world: World) -> None:
    inner = sa.select(Place.id).cte()
    assert db.session.scalars(sa.select(Place.name).join(inner, inner.c.id == Place.id)).all()


def subquery_and_exists(world: World) -> None:
    child = aliased(Place)
    inside = sa.select(sa.func.count(child.id)).where(child.parent_id == Place.id).scalar_subquery()
    asked = sa.select(Place.name, inside)
    assert db.session.execute(asked.where(~sa.exists().where(child.parent_id == Place.id))).all()


def search_in_words(world: World) -> None:
    asked = sa.select(Place.id).where(Place.name.contains("their_own%", autoescape=True), Place.name.ilike("%a%"))
    assert db.session.scalars(asked.order_by(sa.desc("id")).limit(3)).all() == []


def union(world: World) -> None:
    assert db.session.scalars(sa.union_all(sa.select(Place.name), sa.select(Place.kind))).all()


def eager_joined(world: World) -> None:
    _loaded(joinedload)


def eager_select_in(world: World) -> None:
    _loaded(selectinload)


def eager_subquery(world: World) -> None:
    _loaded(subqueryload)


def lazy(world: World) -> None:
    _loaded(None)


def refresh_and_expire(world: World) -> None:
    place = db.session.get_one(Place, world.key("mine", Place))
    db.session.refresh(place)
    db.session.expire(place)
    assert place.name


def add(world: World) -> None:
    place = _place()
    db.session.add(place)
    db.session.flush()
    assert place.authority_id == current_authority_id() == world.own


def edit(world: World) -> None:
    place = db.session.get_one(Place, world.key("mine", Place))
    place.name = NAME
    db.session.commit()
    assert db.session.scalar(sa.select(Place.name)) == NAME


def delete(world: World) -> None:
    place = _place()
    db.session.add(place)
    db.session.flush()
    db.session.delete(place)
    db.session.commit()


def merge(world: World) -> None:
    db.session.merge(_place(id=world.key("mine", Place)))
    db.session.flush()


def bulk(world: World) -> None:
    ids = bulk_insert(Place, [{"kind": "ward", "name": f"{NAME} {number}"} for number in range(50)])
    db.session.execute(sa.update(Place).where(Place.id.in_(ids)).values(kind="district"))
    assert db.session.execute(sa.delete(Place).where(Place.kind == "district")).rowcount == 50  # type: ignore


def savepoint(world: World) -> None:
    try:
        with db.session.begin_nested():
            db.session.add(_place(name="undone"))
            db.session.flush()
            raise LookupError
    except LookupError:
        assert "undone" not in db.session.scalars(sa.select(Place.name)).all()
    db.session.add(_place())
    db.session.commit()
    assert NAME in db.session.scalars(sa.select(Place.name)).all()


def platform_rows_and_audit(world: World) -> None:
    assert len(db.session.scalars(sa.select(AuthorityRow)).all()) == 2
    if world.table.name == "core_audit_entry":
        return  # what is planted there hangs on no chain
    record("places.added", "place")
    with authority_scope(world.own):
        record("places.added", "place")
    db.session.commit()


def _loaded(way: Callable[..., Any] | None) -> None:
    """Load an organisation's place and a person's organisation, in one of the four ways."""
    place = _place()
    organisation = Organisation(kind="school", name=NAME, place_id=place.id)
    person = _person(organisation_id=organisation.id)
    asked = sa.select(Person).where(Person.id == person.id)
    db.session.add_all([place, organisation, person])
    db.session.commit()
    db.session.expunge_all()
    found = db.session.scalars(asked.options(way(Person.organisation)) if way else asked).one()
    assert found.organisation.name == NAME


ORDINARY: dict[str, Callable[[World], Any]] = {
    name: thing
    for name, thing in list(globals().items())
    if callable(thing) and getattr(thing, "__module__", "") == __name__ and not name.startswith("_")
}
