"""Each way in which a plugin can be refused, by the words that its author reads; all of them together."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Blueprint
from pydantic import BaseModel, ConfigDict

from core.access.permissions import Permission
from core.hooks.hookspecs import hookimpl
from core.plugging import checks
from core.plugging.manifest import Plugin
from core.plugging.registry import PluginFaults, Plugins

MakePlugin = Callable[..., Plugin]


def make(**said: Any) -> Plugin:
    values: dict[str, Any] = {
        "name": "picnic",
        "title": "Picnic",
        "description": "Lunch outside.",
        "package": "picnic",
    }
    return Plugin(**{**values, **said})


class Misnamed:
    @hookimpl
    def nav_itmes(self) -> list[Any]:
        return []


class Greedy:
    @hookimpl
    def nav_items(self, request: Any) -> list[Any]:
        return []


class Wrapping:
    @hookimpl(wrapper=True)
    def nav_items(self) -> Any:
        return (yield)


class Unmarked:
    def nav_items(self) -> list[Any]:
        return []


class Loose(BaseModel):
    """Takes any key."""


class Demanding(BaseModel):
    """Not valid by itself, and without a word of help."""

    model_config = ConfigDict(extra="forbid")
    size: int


REFUSED = [
    (make(name="Pic-Nic"), "the name is made of small letters"),
    (make(name="core"), "the name is made of small letters"),
    (make(title=""), "give it a title and a description"),
    (make(api_version=99), "it was written for version 99 of core.api"),
    (make(path="admin", blueprint=Blueprint("picnic", "picnic")), "the path 'admin' is the core's"),
    (
        make(path="Pic nic", blueprint=Blueprint("picnic", "picnic")),
        "the path 'Pic nic' is the core's or is not made",
    ),
    (make(path="picnic"), "it has a path but no blueprint"),
    (make(path="picnic", blueprint=Blueprint("other", "picnic")), "its blueprint must be named 'picnic'"),
    (make(region_blueprint=Blueprint("x", "picnic")), "its region blueprint must be named 'picnic_region'"),
    (make(permissions=(Permission("people.view", "See"),)), "'people.view' must begin with 'picnic.'"),
    (make(tables=(SimpleNamespace,)), "must begin with 'picnic_'"),
    (make(tables=(SimpleNamespace,)), "must belong to a council"),
    (make(tables=(SimpleNamespace,)), "say under dpia"),
    (make(hooks=Misnamed()), "hooks: unknown hook 'nav_itmes'"),
    (make(hooks=Greedy()), "Argument(s) {'request'} are declared"),
    (make(hooks=Wrapping()), "the hook nav_items must be a plain implementation"),
    (make(hooks=Unmarked()), "nav_items is not marked with @hookimpl"),
    (make(settings=Loose), "settings must refuse unknown keys"),
    (make(settings=Demanding), "settings must be valid by themselves"),
    (make(settings=Demanding), "setting size: give it a title and a description"),
    (make(content=Loose), "must have current(authority) and apply(authority, change)"),
]


@pytest.mark.parametrize(("plugin", "words"), REFUSED, ids=[words for _, words in REFUSED])
def test_a_faulty_plugin_is_refused_in_plain_words(plugin: Plugin, words: str) -> None:
    found = checks.faults([plugin])
    assert any(words in fault for fault in found), found


def test_a_sound_plugin_has_no_faults() -> None:
    assert checks.faults([make(path="picnic", blueprint=Blueprint("picnic", "picnic"))]) == []


def test_every_fault_of_every_plugin_is_reported_at_once() -> None:
    with pytest.raises(PluginFaults) as refused:
        Plugins([make(title=""), make(name="tea", package="tea", requires=("cake",), api_version=0)])
    assert [fault.partition(":")[0] for fault in refused.value.faults] == ["picnic", "tea", "tea"]
    assert "it requires the plugin 'cake', which is not installed" in str(refused.value)


def test_twins_and_circles_are_refused() -> None:
    assert checks.faults([make(), make()]) == ["picnic: 2 plugins have this name"]
    circle = [make(name="egg", requires=("hen",)), make(name="hen", requires=("egg",))]
    assert checks.faults(circle) == ["egg, hen: these require each other in a circle"]


def test_each_plugin_stands_after_those_it_requires() -> None:
    cup, pot, tea = (
        make(name="cup"),
        make(name="pot", requires=("water",)),
        make(name="tea", requires=("pot", "cup")),
    )
    plugins = Plugins([tea, pot, cup, make(name="water")])
    assert [plugin.name for plugin in plugins] == ["cup", "water", "pot", "tea"]
    assert [plugin.name for plugin in plugins.needed_for("tea")] == ["cup", "water", "pot"]
    assert [plugin.name for plugin in plugins.leaning_on("water")] == ["pot", "tea"]
    assert "tea" in plugins and plugins.get("coffee") is None and len(plugins) == 4
