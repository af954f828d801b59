"""Public questions beside the meeting at which they began: a group's own, and only while everybody may read them."""

from uuid import UUID, uuid4

import pytest
from flask import Flask

from core.db import db, utcnow
from plugins.groups.models import Group
from plugins.influence.models import Ask, AskView
from plugins.influence.tracker.of_meetings import public_asks_of
from tests.plugins.groups.planting import Plant
from tests.plugins.influence.planting import Asking, Say, choose
from tests.plugins.influence.working import at_work

MEETING = uuid4()


@pytest.fixture
def group(plant: Plant) -> UUID:
    return plant("forum")


@pytest.fixture
def ask(group: UUID, said: Say, asked: Asking) -> UUID:
    """A public question of the forum that rests on something said at its meeting."""
    view = said(where_plugin="meetings", where_kind="meeting", where_id=MEETING, group_id=group)
    return asked(views=[view], group_id=group, public_title="Later buses", published_at=utcnow())


def beside(app: Flask, group: UUID) -> list[str]:
    with at_work(app, "ashdown") as council:
        found = public_asks_of(council, "meetings", "meeting", {MEETING: group})
        return [line.title for line in found.get(MEETING, ())]


def change(app: Flask, model: type, **values: object) -> None:
    with at_work(app, "ashdown"):
        for row in db.session.scalars(db.select(model)):
            for name, value in values.items():
                setattr(row, name, value)
        db.session.commit()


def test_a_groups_own_public_question_stands_beside_its_meeting(app: Flask, group: UUID, ask: UUID) -> None:
    assert beside(app, group) == ["Later buses"]


def test_not_beside_a_meeting_of_another_group(app: Flask, plant: Plant, ask: UUID) -> None:
    assert beside(app, plant("other")) == []


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Ask, {"published_at": None}),
        (Ask, {"status": "withdrawn"}),
        (AskView, {"taken_back_at": "now"}),
        (Group, {"members_hidden": True}),
        (Group, {"listing": "members"}),
    ],
)
def test_gone_at_once_when_everybody_may_not_read_it(
    app: Flask, group: UUID, ask: UUID, model: type, values: dict[str, object]
) -> None:
    change(app, model, **{name: utcnow() if value == "now" else value for name, value in values.items()})
    assert beside(app, group) == []


def test_nowhere_where_the_council_publishes_nothing(app: Flask, group: UUID, ask: UUID) -> None:
    choose(app, publish="never")
    assert beside(app, group) == []
