"""The manifest, what the package imports, its templates, its folder."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from core.plugging import checks
from core.testing.conformance.ground import HERE, THERE, Ground

_INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


class SoundManifest(Ground):
    """What a plugin is before it does anything."""

    def test_the_manifest_is_sound(self) -> None:
        """Names, prefixes, hooks, settings: whatever would be refused at start."""
        assert checks.faults(self.needed()) == []

    def test_it_imports_only_what_a_plugin_may(self) -> None:
        """core.api, its own package, and plugins.<x>.api of what it requires."""
        found = [f"{file}: {name}" for file in self.package_files("*.py") for name in _imports(file)]
        wrong = [line for line in found if not self._may_import(line.rpartition(": ")[2])]
        assert not wrong, "\n".join(wrong)

    def test_its_packages_say_nothing_at_import(self) -> None:
        """Every __init__.py is empty."""
        full = [file for file in self.package_files("__init__.py") if file.read_text().strip()]
        assert not [file for file in full if file.parent == self.plugin.folder], full

    def test_nothing_is_imported_inside_functions(self) -> None:
        """All imports stand at the top, where they can be read."""
        wrong = [str(file) for file in self.package_files("*.py") if _hides_imports(file)]
        assert not wrong, wrong

    def test_templates_lie_under_its_own_name(self) -> None:
        """A plugin overrides nobody's page."""
        templates = self.plugin.folder / "templates"
        own = templates / self.plugin.name
        wrong = [file for file in templates.rglob("*") if file.is_file() and own not in file.parents]
        assert not wrong, wrong

    def test_templates_hold_nothing_inline_and_no_council(self) -> None:
        """No inline script or style, and no council's slug."""
        for file in self.package_files("*.html"):
            text = file.read_text()
            assert not _INLINE.search(text), f"{file} holds an inline script or style"
            assert not re.search(rf"\b({HERE}|{THERE})\b", text, re.IGNORECASE), f"{file} names a council"

    def test_it_says_what_it_is_for(self) -> None:
        """A README.md stands in its folder."""
        assert (self.plugin.folder / "README.md").read_text().startswith("# ")

    @classmethod
    def _may_import(cls, name: str) -> bool:
        top = name.partition(".")[0]
        if name == cls.plugin.package or name.startswith(f"{cls.plugin.package}."):
            return True
        if top == "plugins":
            return any(name.startswith(f"plugins.{needed}.api") for needed in cls.plugin.requires)
        return top != "core" or name == "core.api" or name.startswith("core.api.")


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            module = node.module or ""
            inside = module in ("core", "plugins")  # `from core import db` names the module second
            yield from (f"{module}.{alias.name}" if inside else module for alias in node.names)


def _hides_imports(file: Path) -> bool:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return any(
        isinstance(inner, ast.Import | ast.ImportFrom)
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, functions)
        for inner in ast.walk(node)
    )
