"""What was said reaches whoever listens, once each, and neither a failing nor an absent listener loses any of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner
from flask import Flask

from core.cli import plugins as plugin_commands
from core.config import Deployment
from core.db import authority_scope, current_authority_id, db
from core.hooks.dispatcher import HookFailed
from core.hooks.hookspecs import hookimpl
from core.hooks.values import Ref, Said
from core.people.models import Organisation, Place
from core.plugging.manifest import Plugin
from core.plugging.said import replay, said, unsaid
from core.plugging.switching import Switchboard
from core.testing.apps import make_app
from core.web.house import house

EMPTY = "core.testing.councils"  # a package without tables, migrations or templates
MEETING = Ref("space", "meeting", uuid4())
BUS = "The bus stops running before we finish."


def point(source: Ref, words: str) -> Said:
    return Said(source, words, None, "A member", MEETING, "team", ("transport",), date(2026, 11, 20))


class Space:
    """Keeps what was said as rows of a table that is at hand, and reports it as a plugin does."""

    broken = False

    @hookimpl
    def said_so_far(self, authority: Any) -> list[Said]:
        if self.broken:
            raise RuntimeError("broken")
        kept = db.session.execute(db.select(Organisation.id, Organisation.name).where(Organisation.kind == "said"))
        return [point(Ref("space", "point", row.id), row.name) for row in kept]


class Listener:
    """Keeps a view of what it is told; words in `chokes_on` make it fail after it has written."""

    def __init__(self) -> None:
        self.chokes_on = ""
        self.how = "by itself"

    @hookimpl
    def something_said(self, authority: Any, source: Ref, said: Said | None) -> None:
        db.session.execute(db.delete(Place).where(Place.key == str(source.id)))
        if said is not None:
            db.session.add(Place(kind="heard", key=str(source.id), name=said.words))
            db.session.flush()
            self._choke(said)

    def _choke(self, said: Said) -> None:
        if self.chokes_on and self.chokes_on in said.words:
            if self.how == "in the database":
                db.session.add(Place(kind="heard", key="no-name", name=None))
                db.session.flush()
            raise RuntimeError(said.words)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def space() -> Space:
    return Space()


@pytest.fixture
def app(deployment: Deployment, tmp_path: Path, listener: Listener, space: Space) -> Iterator[Flask]:
    """Both councils, with a space and a listener switched on at first."""
    plugins = [
        Plugin(name="listener", title="Listener", description="Listens.", package=EMPTY, hooks=listener),
        Plugin(name="space", title="Space", description="Holds meetings.", package=EMPTY, hooks=space),
    ]
    made = make_app(tmp_path, plugins, deployment)
    with made.app_context():
        yield made
        db.engine.dispose()


@contextmanager
def council(slug: str = "ashdown") -> Iterator[Any]:
    found = house().authorities.find(slug)
    assert found
    with authority_scope(found.id, write=True):
        yield found


def say(words: str) -> UUID:
    """As a space does: keep the words, report them, end the transaction."""
    row = Organisation(kind="said", name=words)
    db.session.add(row)
    db.session.flush()
    said(point(Ref("space", "point", row.id), words))
    db.session.commit()
    return row.id


def heard() -> list[str]:
    return list(db.session.scalars(db.select(Place.name).where(Place.kind == "heard").order_by(Place.name)))


def kept() -> list[str]:
    return list(db.session.scalars(db.select(Organisation.name).where(Organisation.kind == "said")))


def switch(on: bool) -> None:
    """As the local admin does."""
    authority = house().authorities.by_id(current_authority_id())
    plugin = house().plugins.get("listener")
    assert authority and plugin
    board = Switchboard(house().plugins, house().hooks, authority)
    (board.switch_on if on else board.switch_off)(plugin, agreed=True)
    db.session.commit()


def test_what_was_said_is_heard_and_kept_together_with_the_words_themselves(app: Flask) -> None:
    with council():
        say(BUS)
        row = Organisation(kind="said", name="Never mind.")
        db.session.add(row)
        said(point(Ref("space", "point", uuid4()), "Never mind."))
        db.session.rollback()
        assert heard() == kept() == [BUS]


def test_saying_it_again_corrects_it_and_taking_it_back_leaves_nothing(app: Flask) -> None:
    with council():
        source = Ref("space", "point", say(BUS))
        said(point(source, "The last bus leaves at eight."))
        assert heard() == ["The last bus leaves at eight."]
        unsaid(source)
        unsaid(source)
        assert heard() == []


def test_the_other_council_hears_nothing(app: Flask) -> None:
    with council():
        say(BUS)
    with council("brackwell"):
        assert heard() == []
        say("Our hall is cold.")
        assert heard() == ["Our hall is cold."]


def test_a_listener_that_is_off_hears_nothing_until_it_is_switched_on_and_then_all_of_it_once(app: Flask) -> None:
    with council():
        source = Ref("space", "point", say(BUS))
        switch(on=False)
        say("Our hall is cold.")
        row = db.session.scalars(db.select(Organisation).where(Organisation.name == BUS)).one()
        row.name = "The last bus leaves at eight."
        said(point(source, row.name))
        assert heard() == [BUS]
        switch(on=True)
        assert heard() == ["Our hall is cold.", "The last bus leaves at eight."]


def test_what_is_taken_back_goes_from_a_listener_that_is_off_too(app: Flask) -> None:
    with council():
        source = Ref("space", "point", say(BUS))
        switch(on=False)
        unsaid(source)
        assert heard() == []


@pytest.mark.both_databases
@pytest.mark.parametrize("how", ["by itself", "in the database"])
def test_a_failing_listener_loses_only_its_own_writing(
    app: Flask, listener: Listener, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    listener.chokes_on, listener.how = "bus", how
    with council():
        say("Our hall is cold.")
        say(BUS)
        assert kept() == ["Our hall is cold.", BUS], "the space lost what it had acknowledged"
        assert heard() == ["Our hall is cold."]
        assert "plugin listener failed in something_said" in caplog.text and BUS not in caplog.text


def test_what_a_listener_failed_to_keep_is_told_again(app: Flask, listener: Listener) -> None:
    listener.chokes_on = "bus"
    with council() as authority:
        say(BUS)
        say("Our hall is cold.")
        assert replay(house().hooks, authority, "listener") == 1
        listener.chokes_on = ""
        assert replay(house().hooks, authority, "listener") == 2
        assert heard() == ["Our hall is cold.", BUS]


def test_the_command_tells_a_listener_everything_at_every_council(
    app: Flask, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plugin_commands, "deployment", lambda: None)
    monkeypatch.setattr(plugin_commands, "create_app", lambda where: app)
    listener.chokes_on = "bus"
    with council():
        say(BUS)
    listener.chokes_on = ""
    done = CliRunner().invoke(plugin_commands.plugin, ["replay", "listener"])
    assert (done.exit_code, done.output) == (0, "ashdown: told 1.\nbrackwell: told 0.\n")
    with council():
        assert heard() == [BUS]
    unknown = CliRunner().invoke(plugin_commands.plugin, ["replay", "nobody"])
    assert unknown.exit_code == 1 and "No plugin 'nobody' is installed." in unknown.output


def test_a_space_that_cannot_say_what_it_holds_stops_the_switch(app: Flask, space: Space) -> None:
    with council():
        switch(on=False)
        space.broken = True
        with pytest.raises(HookFailed, match="'space' failed in 'said_so_far'. Nothing was changed"):
            switch(on=True)


def test_a_fault_of_the_space_is_not_laid_at_the_listeners_door(app: Flask) -> None:
    with council():
        db.session.add(Organisation(kind="said", name=None))
        with pytest.raises(Exception, match=r"NOT NULL|not-null"):
            said(point(Ref("space", "point", uuid4()), "x"))


def test_replaying_to_a_plugin_that_does_not_listen_asks_nobody(app: Flask, space: Space) -> None:
    space.broken = True
    with council() as authority:
        assert replay(house().hooks, authority, "space") == 0
