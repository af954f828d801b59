"""Whoever is erased takes their own name along, and nobody else's."""

from core.authority.resolve import Authority
from core.db import authority_scope, db
from core.testing.apps import World
from core.web.house import house
from plugins.influence.models import Owner
from plugins.influence.personal import person_erase
from tests.plugins.influence.asking import ask_of, asked_of, read, record_of

NAMED = {"name": "Rowan Castle", "email": "rowan@buses.example"}


def test_who_presents_a_question_leaves_the_name_of_who_must_answer(world: World) -> None:
    young, officer = record_of(world, "young_person"), record_of(world, "decision_maker")
    asked_of(world.app, ask_of(world.app), presenter_id=young, person_id=officer, **NAMED)
    council = house_of(world)
    for person, left in ((young, ("Rowan Castle", officer)), (officer, ("", None))):
        with world.app.app_context(), authority_scope(council.id, write=True):
            person_erase(council, person, True)
            db.session.commit()
        (owner,) = read(world.app, Owner)
        assert (owner.name, owner.person_id) == left and owner.presenter_id is None
    assert owner.email == ""


def house_of(world: World) -> Authority:
    """The council of the test."""
    with world.app.app_context():
        found = house().authorities.find("ashdown")
        assert found is not None
        return found
