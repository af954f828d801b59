"""The dispatcher asks the right plugins, keeps their answers apart and stops where leaving one out would be wrong."""

import logging
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pluggy
import pytest

from core.hooks import hookspecs
from core.hooks.dispatcher import Dispatcher, HookFailed
from core.hooks.hookspecs import hookimpl
from core.hooks.values import Erased, ExportPart, HomePanel, NavItem

COUNCIL: Any = SimpleNamespace(slug="ashdown", id=uuid4())
PERSON = uuid4()


@dataclass(frozen=True)
class Viewer:
    person_id: UUID | None = None
    roles: frozenset[str] = frozenset()
    may: tuple[str, ...] = ()

    def can(self, permission: str) -> bool:
        return permission in self.may


class Welcoming:
    @hookimpl
    def nav_items(self, authority: Any) -> list[NavItem]:
        return [NavItem("Later", f"/{authority.slug}/later", order=90), NavItem("First", "/first", order=1)]

    @hookimpl
    def person_export(self, person_id: UUID) -> list[ExportPart]:
        return [ExportPart("Kind words", [{"id": str(person_id)}])]


class Guarded:
    @hookimpl
    def nav_items(self) -> list[NavItem]:
        return [NavItem("Secret", "/secret", permission="guarded.view", order=5)]


class Broken:
    @hookimpl
    def nav_items(self) -> list[NavItem]:
        raise RuntimeError("the words of Sam Example")

    @hookimpl
    def person_erase(self, apply: bool) -> list[Erased]:
        raise RuntimeError("broken")

    @hookimpl
    def person_merged(self, gone_id: UUID) -> None:
        raise RuntimeError("broken")


class Wrong:
    @hookimpl
    def home_panels(self) -> list[HomePanel]:
        return ["<p>not a value</p>"]  # type: ignore[list-item]


def dispatcher(on: set[str], recovered: list[Exception] | None = None, **plugins: Any) -> Dispatcher:
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    for name, plugin in plugins.items():
        manager.register(plugin, name=name)
    return Dispatcher(
        manager, lambda authority: frozenset(on), (recovered if recovered is not None else []).append
    )


def test_only_plugins_that_are_on_are_asked() -> None:
    hooks = dispatcher({"guarded"}, welcoming=Welcoming(), guarded=Guarded())
    labels = [item.label for item in hooks.call("nav_items", COUNCIL, actor=Viewer(may=("guarded.view",)))]
    assert labels == ["Secret"]


def test_entries_are_in_order_and_those_without_permission_are_left_out() -> None:
    hooks = dispatcher({"guarded", "welcoming"}, welcoming=Welcoming(), guarded=Guarded())
    assert [item.label for item in hooks.call("nav_items", COUNCIL, actor=Viewer())] == ["First", "Later"]


def test_export_asks_every_installed_plugin_whatever_is_on() -> None:
    hooks = dispatcher(set(), welcoming=Welcoming())
    assert hooks.call("person_export", COUNCIL, person_id=PERSON) == [
        ExportPart("Kind words", [{"id": str(PERSON)}])
    ]


def test_a_broken_menu_is_left_out_named_and_logged_without_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    recovered: list[Exception] = []
    hooks = dispatcher({"broken", "welcoming"}, recovered, broken=Broken(), welcoming=Welcoming())
    with caplog.at_level(logging.ERROR):
        answers = hooks.call("nav_items", COUNCIL, actor=Viewer())
    assert len(answers) == 2
    assert answers.skipped == ["broken"]
    assert len(recovered) == 1
    assert "broken failed in nav_items" in caplog.text
    assert "Sam Example" not in caplog.text


def test_a_broken_erasure_stops_everything_and_says_so() -> None:
    hooks = dispatcher(set(), broken=Broken())
    with pytest.raises(HookFailed, match="'broken' failed in 'person_erase'. Nothing was changed") as failure:
        hooks.call("person_erase", COUNCIL, person_id=PERSON, apply=True)
    assert (failure.value.plugin, failure.value.hook) == ("broken", "person_erase")


def test_a_plugin_that_is_off_is_told_of_a_merge_and_stops_it_when_it_fails() -> None:
    hooks = dispatcher(set(), broken=Broken())
    with pytest.raises(HookFailed, match="'broken' failed in 'person_merged'. Nothing was changed"):
        hooks.call("person_merged", COUNCIL, kept_id=PERSON, gone_id=uuid4())


def test_what_is_not_a_value_of_the_hook_counts_as_broken() -> None:
    answers = dispatcher({"wrong"}, wrong=Wrong()).call("home_panels", COUNCIL, actor=Viewer())
    assert (list(answers), answers.skipped) == ([], ["wrong"])


def test_one_plugin_can_be_asked_by_name() -> None:
    hooks = dispatcher(set(), welcoming=Welcoming(), guarded=Guarded())
    assert [item.label for item in hooks.call_one("guarded", "nav_items", COUNCIL)] == ["Secret"]
