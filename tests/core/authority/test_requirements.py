"""What councils' strategies ask, number by number: how the file is judged, and what the five of this repository say."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from core.authority.faults import AuthorityFaults
from core.authority.load import LoadedAuthority, load_all, load_folder
from core.authority.requirements import CORE_ROOMS, Requirements, Where
from core.config import ROOT
from core.plugging.registry import Plugins
from core.testing.councils import write_councils

COUNCILS = ROOT / "authorities"
COUNTS = {  # the numbered points of each document, from 1 without a gap
    "nottingham": ("N", 67),
    "nottinghamshire": ("NC", 56),
    "lincolnshire": ("L", 21),
    "wolverhampton": ("W", 72),
    "lancashire": ("LA", 57),
}
POINT = {"number": "M1", "asks": "Anybody is heard.", "state": "here", "by": [{"core": "tell-someone"}]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound council whose strategy.toml a test replaces."""
    return write_councils(tmp_path, ["groups"]) / "ashdown"


def faults_with(folder: Path, *points: Mapping[str, Any]) -> list[str]:
    """The faults of the file with these points in it, each without the folder's name."""
    asked = {"document": "A strategy", "chapters": [{"title": "One", "requirements": list(points)}]}
    (folder / "strategy.toml").write_text(tomli_w.dumps(asked))
    try:
        load_folder(folder)
    except AuthorityFaults as found:
        return [str(one).removeprefix(f"{folder}/") for one in found.faults]
    return []


def test_a_sound_file_is_read(folder: Path) -> None:
    assert faults_with(folder, POINT) == []
    asked = load_folder(folder).requirements
    assert asked is not None
    assert [one.number for one in asked] == ["M1"]


def test_a_council_without_the_file_says_nothing(folder: Path) -> None:
    (folder / "strategy.toml").unlink()
    assert load_folder(folder).requirements is None


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ({**POINT, "sate": "here"}, "is not a key that Heard knows"),
        ({**POINT, "state": "soon"}, "must be one of: 'here', 'partly' or 'later'"),
        ({**POINT, "number": "1"}, "is not written in the way that is needed"),
        ({**POINT, "by": []}, "M1 is here: say by what"),
        ({**POINT, "state": "partly"}, "M1 is partly: say why it is not wholly here"),
        ({**POINT, "state": "later", "by": []}, "M1 is later: say why it is not wholly here"),
        ({**POINT, "by": [{"core": "cellar"}]}, '"cellar" is no room of the core'),
        ({**POINT, "by": [{"core": "front", "plugin": "groups"}]}, "names a plugin or a room of the core, one of"),
        ({**POINT, "by": [{"core": "front", "key": "words.pirate"}]}, 'authority.toml holds no "core: words.pirate"'),
        ({**POINT, "by": [{"plugin": "groups", "key": "content.group.none"}]}, 'holds no "groups: content.group.none"'),
    ],
)
def test_faults_are_told_with_file_and_key(folder: Path, point: dict[str, Any], said: str) -> None:
    [fault] = faults_with(folder, point)
    assert fault.startswith("strategy.toml: ")
    assert said in fault


def test_a_number_stands_there_once(folder: Path) -> None:
    [fault] = faults_with(folder, POINT, POINT)
    assert fault == "strategy.toml: chapters: stands there more than once: M1"


@pytest.fixture(scope="module")
def five() -> dict[str, LoadedAuthority]:
    return {council.slug: council for council in load_all([COUNCILS]).authorities}


@pytest.mark.parametrize("slug", COUNTS)
class TestEachCouncil:
    """What holds for every one of the five."""

    def test_every_number_of_the_document_stands_there_once_and_in_order(self, five: Any, slug: str) -> None:
        prefix, count = COUNTS[slug]
        assert [one.number for one in asked_by(five[slug])] == [f"{prefix}{at}" for at in range(1, count + 1)]

    def test_every_plugin_and_setting_that_it_names_is_there(self, five: Any, slug: str) -> None:
        installed = Plugins.installed()
        lost = {
            f"{one.number}: {where.plugin} {where.key or ''}".strip()
            for one in asked_by(five[slug])
            for where in one.by
            if where.plugin and not _is_there(where, installed)
        }
        assert not lost

    def test_what_is_here_names_no_plugin_that_the_file_lacks(self, five: Any, slug: str) -> None:
        offered = {name for name, said in five[slug].file.plugins.items() if said.offer != "never"}
        lacking = {
            f"{one.number}: {where.plugin}"
            for one in asked_by(five[slug])
            if one.state == "here"
            for where in one.by
            if where.plugin and where.plugin not in offered
        }
        assert not lacking

    def test_reasons_are_plain(self, five: Any, slug: str) -> None:
        for one in asked_by(five[slug]):
            assert one.asks.endswith(".") and (one.why.endswith(".") or not one.why), one.number
            assert "_" not in one.asks + one.why, one.number


def asked_by(council: LoadedAuthority) -> Requirements:
    """What this council's document asks."""
    assert council.requirements is not None
    return council.requirements


def _is_there(where: Where, installed: Plugins) -> bool:
    plugin = installed.get(str(where.plugin))
    if plugin is None:
        return False
    area, _, rest = (where.key or "").partition(".")
    model = {"settings": plugin.settings, "content": plugin.content}.get(area)
    return not where.key or (model is not None and rest.partition(".")[0] in model.model_fields)


def test_every_room_of_the_core_is_named_somewhere(five: Any) -> None:
    named = {where.core for council in five.values() for one in asked_by(council) for where in one.by if where.core}
    assert named | {"me", "roles"} == CORE_ROOMS.keys()
