"""A rule is one definition: the row check and the query filter must agree on every world that can be drawn."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, ForeignKey, StaticPool, Uuid, create_engine, delete, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, aliased, mapped_column, relationship

from core.access.actor import ANONYMOUS, Actor
from core.access.rules import (
    ALWAYS,
    NEVER,
    Condition,
    Rule,
    all_of,
    any_of,
    equals_actor,
    field,
    has,
    has_role,
    none_of,
    through,
)

PEOPLE = [UUID(int=number) for number in range(1, 4)]
KINDS = ["forum", "board"]


class World(DeclarativeBase):
    """Tables of this test alone: a rule knows nothing of councils or of our own tables."""


class Room(World):
    """A room somebody may or may not enter."""

    __tablename__ = "room"
    id: Mapped[int] = mapped_column(primary_key=True)
    hidden: Mapped[bool | None]
    kind: Mapped[str | None]
    owner_id: Mapped[UUID | None] = mapped_column(Uuid)
    keys: Mapped[list["Key"]] = relationship("Key", back_populates="room")


class Key(World):
    """A key to a room, in somebody's hand or lost."""

    __tablename__ = "key"
    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"))
    person_id: Mapped[UUID | None] = mapped_column(Uuid)
    spare: Mapped[bool | None]
    room: Mapped[Room | None] = relationship(Room, back_populates="keys")


@dataclass
class Drawn:
    """One random world, the one who asks, and the rule."""

    rooms: list[dict[str, Any]]
    keys: list[dict[str, Any]]
    actor: Actor
    rule: Rule


def _conditions(leaves: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    def deeper(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
        some = st.lists(inner, max_size=3)
        return st.one_of(*(some.map(lambda parts, mix=mix: mix(*parts)) for mix in (all_of, any_of, none_of)))

    return st.recursive(leaves, deeper, max_leaves=6)


def _shared(own: str) -> list[st.SearchStrategy[Condition]]:
    return [
        st.sampled_from([ALWAYS, NEVER, has("rooms.manage"), has_role("worker"), equals_actor(own)]),
        st.sampled_from(PEOPLE).map(field(own).equals),
        st.just(field(own).is_(None)),
    ]


TRUTHS = st.sampled_from([True, False, None])
KEY_CONDITIONS = _conditions(st.one_of(*_shared("person_id"), TRUTHS.map(field("spare").is_)))
ROOM_CONDITIONS = _conditions(
    st.one_of(
        *_shared("owner_id"),
        TRUTHS.map(field("hidden").is_),
        st.lists(st.sampled_from(KINDS), max_size=2).map(field("kind").one_of),
        KEY_CONDITIONS.map(lambda inner: through("keys", inner)),
    )
)
MAYBE_SOMEBODY = st.sampled_from([None, *PEOPLE])
ACTORS = st.one_of(
    st.just(ANONYMOUS),
    st.builds(
        Actor,
        user_id=st.just(UUID(int=9)),
        person_id=MAYBE_SOMEBODY,
        roles=st.sampled_from([frozenset(), frozenset({"worker"})]),
        permissions=st.sampled_from([frozenset(), frozenset({"rooms.manage"})]),
    ),
)
ROOMS = st.lists(
    st.fixed_dictionaries(
        {"hidden": TRUTHS, "kind": st.sampled_from([None, *KINDS]), "owner_id": MAYBE_SOMEBODY}
    ),
    min_size=1,
    max_size=4,
)
KEYS = st.lists(
    st.fixed_dictionaries({"room_id": st.integers(1, 4), "person_id": MAYBE_SOMEBODY, "spare": TRUTHS}),
    max_size=5,
)
RULES = st.builds(Rule, ROOM_CONDITIONS, st.none() | ROOM_CONDITIONS, st.just(Room))
WORLDS = st.builds(Drawn, ROOMS, KEYS, ACTORS, RULES)


@pytest.fixture(scope="module")
def engine() -> Engine:
    """A database in memory, emptied for each world."""
    made = create_engine("sqlite://", poolclass=StaticPool)
    World.metadata.create_all(made)
    return made


def _agree(engine: Engine, drawn: Drawn) -> None:
    with Session(engine) as session:
        session.execute(delete(Key))
        session.execute(delete(Room))
        session.add_all(Room(id=number, **room) for number, room in enumerate(drawn.rooms, 1))
        session.add_all(Key(**key) for key in drawn.keys if key["room_id"] <= len(drawn.rooms))
        session.flush()
        allowed = {room.id for room in session.scalars(select(Room)) if drawn.rule.allows(drawn.actor, room)}
        chosen = set(session.scalars(select(Room.id).where(drawn.rule.criteria(drawn.actor))))
        other = aliased(Room)
        through_alias = set(session.scalars(select(other.id).where(drawn.rule.criteria(drawn.actor, other))))
        session.rollback()
    assert allowed == chosen == through_alias


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORLDS)
def test_row_and_query_agree(engine: Engine, drawn: Drawn) -> None:
    """150 worlds on every run."""
    _agree(engine, drawn)


@pytest.mark.drill
@settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(WORLDS)
def test_row_and_query_agree_on_ten_thousand_worlds(engine: Engine, drawn: Drawn) -> None:
    """The same at full size."""
    _agree(engine, drawn)


def test_deny_beats_allow() -> None:
    """Whoever is denied stays out, whatever else would let them in."""
    rule = Rule(ALWAYS, deny=equals_actor("owner_id"), model=Room)
    room = Room(id=1, owner_id=PEOPLE[0])
    assert not rule.allows(Actor(user_id=UUID(int=9), person_id=PEOPLE[0]), room)
    assert rule.allows(Actor(user_id=UUID(int=9), person_id=PEOPLE[1]), room)


def test_an_actor_without_a_person_is_nobody() -> None:
    """A row without an owner does not belong to an actor without a record."""
    assert not Rule(equals_actor("owner_id")).allows(ANONYMOUS, Room(id=1, owner_id=None))


def test_a_filter_needs_a_model() -> None:
    """A rule for no model in particular cannot guess one."""
    with pytest.raises(TypeError, match="needs one"):
        Rule(ALWAYS).criteria(ANONYMOUS)


def _spelt(criteria: Any) -> str:
    return str(criteria.compile(compile_kwargs={"literal_binds": True}))


def test_a_filter_is_kept_for_one_actor_with_the_same_rights_and_no_other() -> None:
    """Two people, or one person whose rights changed, never share a filter."""
    rule = Rule(any_of(has("rooms.all"), equals_actor("owner_id")), model=Room)
    first, again, other = (Actor(user_id=UUID(int=9), person_id=PEOPLE[at]) for at in (0, 0, 1))
    more = Actor(user_id=UUID(int=9), person_id=PEOPLE[0], permissions=frozenset({"rooms.all"}))
    made = rule.criteria(first)
    assert rule.criteria(again) is made
    assert all(_spelt(rule.criteria(one)) != _spelt(made) for one in (other, more))
    assert rule.criteria(first, aliased(Room)) is not made
