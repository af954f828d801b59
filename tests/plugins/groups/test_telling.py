"""Somebody who is put forward is told that there is a question, and whoever asked to come that there is an answer."""

from uuid import UUID

import pytest
from flask import Flask

from core.db import authority_scope, db
from core.notify.models import Message
from core.testing.apps import World
from core.web.house import house
from plugins.groups.joining import answering, making
from plugins.groups.models import Group
from tests.plugins.groups.planting import Plant, council_id


@pytest.fixture
def forum(plant: Plant) -> UUID:
    return plant("forum", join=[{"kind": "advert"}])


def test_an_answer_is_told_by_a_neutral_sentence(app: Flask, world: World, forum: UUID) -> None:
    person_id = world.people["ashdown", "young_person"].person_id
    with app.test_request_context("/ashdown/"):
        app.preprocess_request()
        with authority_scope(council_id(app), write=True):
            group = db.session.get(Group, forum)
            person = db.session.get(making.Person, person_id)
            assert group and person and house().authorities.find("ashdown")
            row = making.express(group, person)
            answering.reply(row, group, answering.Answer("welcome", "Come on Thursday."))
            db.session.commit()
            rows = db.session.execute(db.select(Message.notice, Message.person_id, Message.url)).all()
    assert [tuple(one) for one in rows] == [("groups.answered", person_id, "/ashdown/home")]
