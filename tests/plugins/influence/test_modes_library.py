"""The models that Heard knows, and those that a council's file names: whole, and never more than they say."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pydantic import ValidationError

from core.authority.plan import Plan, declared_by, diff
from core.db import authority_scope, db
from plugins.influence.content import InfluenceContent, ModelInUse
from plugins.influence.models import ModelVersion
from plugins.influence.modes import stored
from plugins.influence.modes.library import DeclaredMode, KnownModel, library, loose_ends
from tests.plugins.groups.conftest import real_councils
from tests.plugins.groups.planting import council_id

__all__ = ["real_councils"]
AUTHORITIES = Path(__file__).parents[3] / "authorities"
IN_USE = {
    "nottingham": ["sharing-the-future", "lundy"],
    "lincolnshire": ["sharing-the-future", "lundy"],
    "lancashire": ["who-leads", "treseder", "lundy"],
    "wolverhampton": ["lundy"],
    "nottinghamshire": ["lundy"],
}
STEP = {"key": "ask", "title": "We ask", "level": 1}


def of(*models: dict[str, Any]) -> InfluenceContent:
    return InfluenceContent.model_validate({"model": models})


def test_every_mapping_of_the_library_leads_to_a_mode_that_is_there_and_says_why() -> None:
    assert loose_ends({key: model.modes for key, model in library().items()}) == []
    assert all(means.why for model in library().values() for mode in model.modes for means in mode.means)


def test_the_models_have_as_many_modes_as_their_authors_gave_them() -> None:
    assert {key: (model.shape, len(model.modes)) for key, model in library().items()} == {
        "lundy": ("questions", 4),
        "hart": ("steps", 8),
        "treseder": ("degrees", 5),
        "shier": ("steps", 5),
        "who-leads": ("steps", 3),
        "sharing-the-future": ("degrees", 0),
    }
    asked = [mode for mode in library()["shier"].modes if mode.openings and mode.opportunities and mode.obligations]
    assert len(asked) == 5, "three stages at each of five levels"


def test_the_countys_three_ways_mean_what_the_field_says_they_mean() -> None:
    rungs = {mode.key: mode.level for mode in library()["hart"].modes}
    meant = {
        mode.key: [rungs[means.mode] for means in mode.means if means.model == "hart"]
        for mode in library()["who-leads"].modes
    }
    assert meant == {"consultative": [5], "collaborative": [6, 8], "child-led": [7]}


@pytest.mark.parametrize(
    ("model", "reason"),
    [
        ({"shape": "degrees", "modes": [STEP]}, "only a model of steps counts"),
        ({"shape": "steps", "modes": [STEP, STEP | {"key": "two", "title": "Two"}]}, "a level of its own"),
        ({"shape": "steps", "modes": [{"key": "one", "title": "One"}]}, "a level of its own"),
        ({"shape": "steps", "modes": [STEP, STEP | {"level": 2}]}, "the same key"),
        ({"shape": "steps", "modes": [STEP, STEP | {"level": 2, "key": "two"}]}, "the same title"),
        ({"title": None}, "give it a title"),
        ({"colour": "red"}, "Extra inputs"),
        (
            {"modes": [{"key": "one", "title": "One", "means": [{"model": "hart", "mode": "nowhere", "why": "So."}]}]},
            "our-way/one means hart/nowhere, which is not there",
        ),
        ({"modes": [{"key": "one", "title": "One", "means": [{"model": "hart", "mode": "tokenism"}]}]}, "why"),
        (
            {"modes": [{"key": "a", "title": "A", "means": [{"model": "hart", "mode": "tokenism", "why": " "}]}]},
            "at least 1",
        ),
    ],
    ids=range(10),
)
def test_a_fault_is_refused_with_its_reason(model: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        of({"key": "our-way", "title": "Our way"} | model)


def test_a_model_named_twice_is_refused() -> None:
    with pytest.raises(ValidationError, match="model key used twice: lundy"):
        of({"key": "lundy"}, {"key": "lundy"})


def test_what_the_file_leaves_out_is_not_the_files() -> None:
    assert of({"key": "lundy", "chosen": "N1"}).declared() == {("model", "lundy"): {"in_use": True, "chosen": "N1"}}


@pytest.mark.parametrize("model", [ModelInUse, DeclaredMode])
def test_the_example_council_shows_every_key(model: type[Any]) -> None:
    declared = tomllib.loads((AUTHORITIES / "_example" / "authority.toml").read_text())
    models = declared["plugins"]["influence"]["content"]["model"]
    shown = {ModelInUse: models, DeclaredMode: [mode for one in models for mode in one.get("modes", ())]}
    assert {key for one in shown[model] for key in one} == set(model.model_fields)


def plan(app: Flask, *models: dict[str, Any], before: Plan | None = None) -> Plan:
    """Apply a file with these models, as `heard authority apply` does."""
    content = of(*models)
    with app.app_context(), authority_scope(council_id(app), write=True):
        found = diff(declared_by(content), stored.current(), (before and before.snapshot) or {})
        for change in found.changes:
            InfluenceContent.apply(None, change)  # type: ignore[arg-type]
        db.session.commit()
        return found


def held(app: Flask, slug: str = "ashdown") -> dict[str, Any]:
    with app.app_context(), authority_scope(council_id(app, slug)):
        return {key: fields for (_, key), fields in stored.current().items()}


def by_hand(app: Flask, key: str, **fields: Any) -> None:
    with app.app_context(), authority_scope(council_id(app), write=True):
        stored.save(key, fields)
        db.session.commit()


@pytest.mark.both_databases
def test_a_file_is_applied_once_and_what_staff_changed_stays(app: Flask) -> None:
    own = {"key": "our-way", "title": "Our way", "shape": "steps", "modes": [STEP]}
    first = plan(app, {"key": "hart", "chosen": "N1"}, own)
    assert [str(change) for change in first.changes] == ["add model hart", "add model our-way"]
    assert len(held(app)["hart"]["modes"]) == 8 and held(app)["hart"]["title"] == "Hart: ladder of participation"
    assert not plan(app, {"key": "hart", "chosen": "N1"}, own, before=first).changes, "a second time there is nothing"

    by_hand(app, "hart", in_use=False)
    by_hand(app, "our-way", modes=[STEP | {"title": "We really ask"}])
    again = plan(app, {"key": "hart", "chosen": "N2"}, own, before=first)
    assert again.lines() == [
        "change model hart (chosen)",
        "drift model hart (changed by hand: in_use)",
        "drift model our-way (changed by hand: modes)",
    ]
    assert (held(app)["hart"]["in_use"], held(app)["hart"]["chosen"]) == (False, "N2")
    assert held(app)["our-way"]["modes"][0]["title"] == "We really ask"


def test_a_file_that_words_a_model_anew_adds_a_version(app: Flask) -> None:
    own = {"key": "our-way", "title": "Our way", "shape": "steps", "modes": [STEP]}
    first = plan(app, own)
    plan(app, own | {"modes": [STEP | {"title": "We ask you"}]}, before=first)
    with app.app_context(), authority_scope(council_id(app)):
        versions = db.session.execute(db.select(ModelVersion.number, ModelVersion.modes).order_by(ModelVersion.number))
        assert [(number, modes[0]["title"]) for number, modes in versions] == [(1, "We ask"), (2, "We ask you")]


def test_two_councils_word_the_same_model_apart(app: Flask) -> None:
    plan(app, {"key": "hart"})
    assert "hart" in held(app) and held(app, "brackwell") == {}


@pytest.mark.parametrize("slug", sorted(IN_USE))
def test_each_real_council_uses_the_models_that_its_strategy_names(real_councils: Flask, slug: str) -> None:
    models = held(real_councils, slug)
    assert list(IN_USE[slug]) == sorted(models, key=list(IN_USE[slug]).index)
    assert all(model["chosen"].endswith(".") and model["in_use"] for model in models.values())
    if "sharing-the-future" in models:
        assert models["sharing-the-future"]["modes"] == [], "no stage is made up"


def test_an_empty_template_is_whole() -> None:
    assert KnownModel(key="ours", title="Ours").modes == ()
