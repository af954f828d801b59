"""Every hook is documented, says what it gives back, and has a first-party plugin that uses it."""

import inspect
import re
from pathlib import Path

import pytest

import core.hooks.values as values
from core.hooks import hookspecs
from core.plugging.registry import Plugins

ROOT = Path(hookspecs.__file__).parents[2]
SPECS = {
    name: found for name, found in vars(hookspecs).items() if hasattr(found, f"{hookspecs.PROJECT}_spec")
}


def test_answers_and_lists_name_exactly_the_hooks_that_there_are() -> None:
    assert set(hookspecs.ANSWERS) == set(SPECS)
    assert set(SPECS) >= hookspecs.STOPPING | hookspecs.APART
    assert not hookspecs.STOPPING & hookspecs.APART
    assert len(SPECS) <= 18, 'a hook more is a promise more: first look whether a value or a ref will do'


@pytest.mark.parametrize("name", SPECS)
def test_a_hook_takes_the_council_first_and_says_what_it_gives(name: str) -> None:
    signature = inspect.signature(SPECS[name])
    expected = hookspecs.ANSWERS[name]
    assert next(iter(signature.parameters)) == "authority"
    assert inspect.getdoc(SPECS[name])
    named = " | ".join(kind.__name__ for kind in expected)
    assert signature.return_annotation == (f"list[{named}]" if expected else "None")


@pytest.mark.parametrize("name", SPECS)
def test_a_hook_has_its_heading_in_the_authors_guide(name: str) -> None:
    guide = (ROOT / "plugins" / "README.md").read_text()
    heading = re.search(rf"^### {name}\n\n`{name}\((.*?)\) -> ", guide, re.MULTILINE)
    assert heading, f"plugins/README.md has no heading for {name}"
    assert heading[1].split(", ") == list(inspect.signature(SPECS[name]).parameters)


@pytest.mark.parametrize("name", sorted(SPECS))
def test_a_hook_has_a_first_party_plugin_that_uses_it(name: str) -> None:
    assert getattr(Plugins.installed().manager.hook, name).get_hookimpls()


def test_what_hooks_give_back_is_frozen() -> None:
    found = [kind for kinds in hookspecs.ANSWERS.values() for kind in kinds]
    assert all(kind.__dataclass_params__.frozen and kind.__module__ == values.__name__ for kind in found)  # type: ignore[attr-defined]
