"""What other plugins may use: a question by a promised day, how it stands, what is public, what was put back."""

from datetime import UTC, datetime
from typing import Any

import pytest

from core.authority.resolve import Authority
from core.db import authority_scope, db
from core.notify.models import GuestMessage, Message
from core.testing.apps import World
from core.web.house import house
from plugins.influence.api import Answerer, Limits, ask_by_a_day, checks_put_to, published_alike, standing
from plugins.influence.models import Ask, Change, Check, Owner
from tests.plugins.groups.planting import Plant, council_id
from tests.plugins.influence.planting import Asking, add_rows, in_days, read, record_of

LIMITS = Limits("Two stops.", "The trains.", "You wait in the light.")


def asked_by_a_day(world: World, to: Answerer, **more: Any) -> Any:
    """Put one question by a day, in a request as a view does; its id."""
    with world.app.test_request_context("/ashdown/"), authority_scope(council_id(world.app), write=True):
        world.app.preprocess_request()
        values = {"title": "What came of it", "words": "Which stops?", "limits": LIMITS, "due_on": in_days(40)} | more
        id = ask_by_a_day(_council(), to=to, **values)
        db.session.commit()
        return id


def _council() -> Authority:
    found = house().authorities.find("ashdown")
    assert found is not None
    return found


def test_somebody_with_an_account_is_asked_by_the_promised_day(world: World, plant: Plant) -> None:
    officer, group = record_of(world, "decision_maker"), plant("forum")
    id = asked_by_a_day(world, Answerer("Head of Transport", person_id=officer), group_id=group, because="Promised.")
    (ask,), (owner,), (change,) = read(world.app, Ask), read(world.app, Owner), read(world.app, Change)
    assert (ask.id, ask.status, ask.due_on, ask.group_id) == (id, "waiting", in_days(40), group)
    assert (ask.can_change, ask.cannot_change, ask.success) == ("Two stops.", "The trains.", "You wait in the light.")
    assert (owner.kind, owner.person_id, owner.due_on, owner.state) == ("person", officer, in_days(40), "waiting")
    assert (change.kind, change.detail) == ("asked", "Promised.") and read(world.app, Message)
    assert "What came of it" in world.browser("decision_maker").get("/ashdown/what-happened/to-answer/").text


def test_a_partners_officer_gets_a_link_and_nobody_is_written_to_where_it_is_made_up(world: World) -> None:
    asked_by_a_day(world, Answerer("Network Manager", name="Rowan", email="rowan@buses.example"), tell=False)
    assert read(world.app, GuestMessage) == []
    asked_by_a_day(world, Answerer("Network Manager", name="Rowan", email="rowan@buses.example"))
    assert len(read(world.app, GuestMessage)) == 1
    assert {one.kind for one in read(world.app, Owner)} == {"partner"}
    assert sorted(one.number for one in read(world.app, Ask)) == [1, 2]


def test_how_questions_stand(world: World, asked: Asking) -> None:
    waits, done = asked(), asked(status="done")
    with world.app.app_context(), authority_scope(council_id(world.app)):
        assert standing([waits, done]) == {waits: "waiting", done: "done"} and standing([]) == {}


@pytest.mark.both_databases
def test_only_what_is_public_is_found_and_what_is_nearer_comes_first(world: World, asked: Asking) -> None:
    public = {"published_at": datetime(2026, 1, 5, tzinfo=UTC)}
    near = asked("Inside title", public_title="Bus stops at night", **public)
    asked("Inside title", public_title="Night clubs", **public)
    asked("Night bus, not public")
    with world.app.app_context(), authority_scope(council_id(world.app)):
        found = published_alike(["night", "bus"])
        number = db.session.get_one(Ask, (council_id(world.app), near)).number
        assert [one.title for one in found] == ["Bus stops at night", "Night clubs"] and found[0].number == number
        assert published_alike([]) == [] and published_alike(["trams"]) == []


def test_questions_put_back_to_a_group_are_counted_by_day(world: World, plant: Plant, asked: Asking) -> None:
    group, other = plant("forum"), plant("cabinet")
    ask = asked(group_id=group)
    days = [in_days(-1), in_days(-400)]
    add_rows(world.app, *(Check(ask_id=ask, question="?", opens_on=on, closes_on=on) for on in days))
    with world.app.app_context(), authority_scope(council_id(world.app)):
        assert checks_put_to([group, other], in_days(-30)) == {group: [in_days(-1)]}
        assert checks_put_to([], in_days(-30)) == {}
