"""What a council's file may declare: faults are found whole and said plainly."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from plugins.groups.content import DeclaredBoard, DeclaredGroup, GroupsContent
from plugins.groups.settings import GroupsSettings

EXAMPLE = Path(__file__).parents[3] / "authorities" / "_example" / "authority.toml"


def group(**more: Any) -> dict[str, Any]:
    return {"key": "forum", "name": "Forum"} | more


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"group": [group(kind="club")]}, "must be one of: forum"),
        ({"group": [group(age_min=19, age_max=16)]}, "age_min must not be more than age_max"),
        ({"group": [group(age_max=18, age_stretch=18)]}, "age_stretch must be more than age_max"),
        ({"group": [group(cadence="every_weeks")]}, "Say how many"),
        ({"group": [group(seats=[{"board": "nowhere"}])]}, "a board that is not declared: nowhere"),
        ({"group": [group(programme="nothing")]}, "a group that is not declared: nothing"),
        ({"group": [group(), group()]}, "group key used twice: forum"),
        ({"group": [group(join=[{"kind": "open"}, {"kind": "open"}])]}, "join names the same thing twice"),
        ({"group": [group(colour="red")]}, "Extra inputs are not permitted"),
        ({"group": [group(key="Not A Key")]}, "String should match pattern"),
    ],
)
def test_a_fault_is_refused_with_its_reason(content: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        GroupsContent.model_validate(content)


def test_nothing_declared_is_no_fault() -> None:
    assert GroupsContent().declared() == {}


def test_programmes_come_before_the_groups_that_lean_on_them() -> None:
    content = GroupsContent.model_validate(
        {"group": [group(programme="all"), {"key": "all", "name": "All", "kind": "umbrella"}]}
    )
    assert [key for _, key in content.declared()] == ["all", "forum"]


def test_what_is_left_out_is_not_the_files() -> None:
    fields = GroupsContent.model_validate({"group": [group(age_min=11)]}).declared()["group", "forum"]
    assert fields == {"name": "Forum", "age_min": 11}


@pytest.mark.parametrize("model", [DeclaredGroup, DeclaredBoard, GroupsSettings])
def test_the_example_council_shows_every_key(model: type[BaseModel]) -> None:
    """Whoever starts a council's file finds each key there with a word on what it takes."""
    section = tomllib.loads(EXAMPLE.read_text())["plugins"]["groups"]
    shown = {DeclaredGroup: section["content"]["group"], DeclaredBoard: section["content"]["board"]}
    written = {key for item in shown.get(model, [section["settings"]]) for key in item}
    assert set(model.model_fields) == written
