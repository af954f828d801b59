"""The kit can fail: each fault that a plugin could have is found by the check that is there for it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from core.config import Deployment
from core.db import db
from core.hooks.dispatcher import HookFailed
from core.hooks.hookspecs import hookimpl
from core.hooks.values import Erased, HandedOn, NavItem
from core.plugging.manifest import Plugin
from core.testing.apps import make_app
from core.testing.conformance import PluginConformance
from core.testing.conformance.ground import Browsers
from plugins.example import hooks as sound
from plugins.example.plugin import plugin as example


def kit_for(plugin: Plugin) -> PluginConformance:
    return type("Kit", (PluginConformance,), {"plugin": plugin})()


def with_hooks(**spoilt: Callable[..., Any]) -> Plugin:
    """Kind words with some of its hooks replaced (None: left out)."""
    named = {name: getattr(sound, name) for name in vars(sound) if hasattr(getattr(sound, name), "heard_impl")}
    kept = {name: found for name, found in {**named, **spoilt}.items() if found is not None}
    return replace(example, hooks=SimpleNamespace(**kept))


@pytest.fixture
def app_of(tmp_path: Any) -> Iterator[Callable[[Plugin], Flask]]:
    made: list[Flask] = []

    def make(plugin: Plugin) -> Flask:
        made.append(make_app(tmp_path, [plugin]))
        return made[-1]

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


def test_a_faulty_manifest_is_found() -> None:
    with pytest.raises(AssertionError, match="give it a title"):
        kit_for(replace(example, title="")).test_the_manifest_is_sound()


@pytest.mark.parametrize("name", ["core.db", "core", "plugins.groups.models", "plugins.groups.api", "core.apiary"])
def test_an_import_that_a_plugin_may_not_have_is_found(name: str) -> None:
    kit = kit_for(example)
    assert not kit._may_import(name)
    assert kit._may_import("core.api") and kit._may_import("plugins.example.rules") and kit._may_import("flask")


def test_an_export_that_leaves_something_out_is_found(app_of: Callable[[Plugin], Flask]) -> None:
    spoilt = with_hooks(person_export=hookimpl(lambda person_id: []))
    with pytest.raises(AssertionError, match="the export leaves out Note"):
        kit_for(spoilt).test_a_planted_person_is_exported_and_erased_for_good(app_of(spoilt), on=True)


def test_an_erasure_that_leaves_something_behind_is_found(app_of: Callable[[Plugin], Flask]) -> None:
    spoilt = with_hooks(person_erase=hookimpl(lambda person_id, apply: [] if apply else [Erased("note", 1)]))
    with pytest.raises(AssertionError, match="erasure leaves Note behind"):
        kit_for(spoilt).test_a_planted_person_is_exported_and_erased_for_good(app_of(spoilt), on=False)


def test_a_leaver_who_is_never_done_is_found(app_of: Callable[[Plugin], Flask]) -> None:
    spoilt = with_hooks(work_handed_on=hookimpl(lambda from_id: [HandedOn("notes", 1)]))
    with pytest.raises(AssertionError, match="handed on twice"):
        kit_for(spoilt).test_a_leavers_work_is_handed_on_once(app_of(spoilt))


def test_a_menu_that_leads_nowhere_is_found(app_of: Callable[[Plugin], Flask]) -> None:
    spoilt = with_hooks(nav_items=hookimpl(lambda: [NavItem("Nowhere", "/ashdown/nowhere")]))
    app = app_of(spoilt)
    with pytest.raises(AssertionError, match="Nowhere for young_person"):
        kit_for(spoilt).test_the_menu_leads_only_where_the_reader_may_go(app, Browsers(app))


def test_a_panel_that_fails_is_found(app_of: Callable[[Plugin], Flask]) -> None:
    spoilt = with_hooks(home_panels=hookimpl(lambda: 1 / 0))
    with pytest.raises(AssertionError, match="home_panels"):
        kit_for(spoilt).test_page_hooks_answer_everybody(app_of(spoilt))


def test_a_switch_that_deletes_is_found(app_of: Callable[[Plugin], Flask]) -> None:
    def delete() -> None:
        db.session.execute(db.delete(example.tables[0]))

    spoilt = with_hooks(switched_off=hookimpl(delete))
    with pytest.raises(AssertionError):
        kit_for(spoilt).test_switching_off_and_on_deletes_nothing(app_of(spoilt))


def test_demo_data_planted_twice_is_found(app_of: Callable[[Plugin], Flask]) -> None:
    spoilt = with_hooks(demo_data=hookimpl(lambda: 1 / 0))
    with pytest.raises(HookFailed):
        kit_for(spoilt).test_demo_data_is_planted_once(app_of(spoilt))


def test_a_table_without_the_council_in_its_keys_is_found() -> None:
    key = sa.Column("id", sa.Uuid(), primary_key=True)
    table = sa.Table("example_stray", sa.MetaData(), key, info={"class": "authority"})
    kit = kit_for(replace(example, tables=(type("Stray", (), {"__table__": table}),)))
    with pytest.raises(AssertionError, match="authority_id in its primary key"):
        kit.test_every_table_is_built_as_the_walls_need_it()


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_migration_that_protects_nothing_is_found(
    empty_deployment: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.api.protect", lambda op, table: None)
    with pytest.raises(AssertionError, match="protect"):
        kit_for(example).test_migrations_reach_the_models_and_run_both_ways(empty_deployment)
