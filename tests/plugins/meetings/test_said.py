"""What young people said at meetings reaches a plugin that listens, and leaves it when it is taken back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from core.api import Ref, Said
from core.config import Deployment
from core.db import authority_scope, db
from core.hooks.hookspecs import hookimpl
from core.plugging.manifest import Plugin
from core.plugging.said import replay
from core.plugging.switching import Switchboard
from core.testing.apps import make_app
from core.web.house import house
from plugins.groups.plugin import plugin as groups
from plugins.meetings.models import Point
from plugins.meetings.plugin import plugin as meetings
from tests.plugins.meetings.planting import in_days, read
from tests.plugins.meetings.recording import BUS, Evening, change, evening

__all__ = ["evening"]


class Listener:
    """Remembers what it is told, by council and source."""

    def __init__(self) -> None:
        self.heard: dict[tuple[str, UUID], Said] = {}
        self.told: list[Said | None] = []

    @hookimpl
    def something_said(self, authority: Any, source: Ref, said: Said | None) -> None:
        self.told.append(said)
        if said is None:
            self.heard.pop((authority.slug, source.id), None)
        else:
            self.heard[authority.slug, source.id] = said

    def words(self, slug: str = "ashdown") -> list[str]:
        return sorted(said.words for (council, _), said in self.heard.items() if council == slug)

    def last(self) -> Said:
        found = self.told[-1]
        assert found is not None
        return found


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def app(deployment: Deployment, tmp_path: Path, listener: Listener) -> Iterator[Flask]:
    """Both councils with groups, meetings and somebody who listens."""
    hearing = Plugin(
        name="listener", title="Listener", description="Listens.", package="core.testing.councils", hooks=listener
    )
    made = make_app(tmp_path, [groups, meetings, hearing], deployment)
    yield made
    with made.app_context():
        db.engine.dispose()


def switch(app: Flask, on: bool) -> None:
    with app.app_context():
        authority = house().authorities.find("ashdown")
        plugin = house().plugins.get("listener")
        assert authority and plugin
        with authority_scope(authority.id, write=True):
            board = Switchboard(house().plugins, house().hooks, authority)
            (board.switch_on if on else board.switch_off)(plugin, agreed=True)
            db.session.commit()


def test_what_was_said_is_told_word_for_word_with_who_may_read_it(evening: Evening, listener: Listener) -> None:
    evening.say(BUS, who=str(evening.aisha), permission="decision_makers")
    (point,) = read(evening.app, Point)
    assert listener.last() == Said(
        source=Ref("meetings", "point", point.id),
        words=BUS,
        by=evening.aisha,
        by_words="A member",
        where=Ref("meetings", "meeting", evening.id),
        permission="decision_makers",
        themes=(),
        said_on=in_days(0),
        group=Ref("groups", "group", evening.group_id),
    )


def test_a_correction_is_told_and_taking_back_leaves_nothing(evening: Evening, listener: Listener) -> None:
    evening.say(BUS)
    (point,) = read(evening.app, Point)
    page = f"{evening.url}/room/said/{point.id}"
    assert change(evening.worker, page, {"said-words": "It is cold."}).status_code == 302
    assert listener.words() == ["It is cold."]
    evening.worker.submit(page, action="take-back")
    assert listener.words() == []


def test_what_stays_in_the_room_is_told_to_nobody(evening: Evening, listener: Listener) -> None:
    evening.say(BUS, permission="nobody")
    assert listener.told == []
    evening.say("It is cold.")
    assert listener.words() == ["It is cold."]
    (point,) = read(evening.app, Point, permission="team")
    page = f"{evening.url}/room/said/{point.id}"
    assert change(evening.worker, page, {"said-permission": "nobody"}).status_code == 302
    assert listener.words() == []


def test_a_double_press_is_told_once_and_what_is_refused_never(evening: Evening, listener: Listener) -> None:
    evening.say("")
    evening.say(BUS)
    assert [said.words for said in listener.told if said] == [BUS]


def test_whoever_listens_later_is_told_everything_but_what_stays(evening: Evening, listener: Listener) -> None:
    switch(evening.app, on=False)
    evening.say(BUS)
    evening.say("Kept here.", permission="nobody")
    assert listener.told == []
    switch(evening.app, on=True)
    assert listener.words() == [BUS]
    with evening.app.app_context():
        authority = house().authorities.find("ashdown")
        assert authority
        with authority_scope(authority.id, write=True):
            assert replay(house().hooks, authority, "listener") == 1
    assert listener.words() == [BUS]


def test_the_other_council_hears_nothing_and_a_hidden_group_is_heard_too(
    world: Any, plant: Any, plan: Any, listener: Listener
) -> None:
    hidden = Evening(world, plant, plan, listing="hidden", members_hidden=True)
    hidden.say(BUS, permission="my_worker")
    assert listener.words() == [BUS] and listener.last().permission == "my_worker"
    assert listener.words("brackwell") == []


def test_erasing_the_speaker_leaves_the_words_without_a_name(evening: Evening, listener: Listener) -> None:
    evening.say(BUS, who=str(evening.aisha))
    with evening.app.app_context():
        authority = house().authorities.find("ashdown")
        assert authority
        with authority_scope(authority.id, write=True):
            house().hooks.call("person_erase", authority, person_id=evening.aisha, apply=True)
            db.session.commit()
    assert listener.told[-2] is None, "those that are switched off forget it too"
    assert (listener.last().words, listener.last().by, listener.last().by_words) == (BUS, None, "")
    assert read(evening.app, Point)[0].person_id is None

