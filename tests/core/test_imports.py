"""Rules of the house that a reader relies on: who imports whom, no council in code, nothing too long."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
API_LINES = 120
SOURCES = sorted(file for folder in ("core", "plugins") for file in (ROOT / folder).rglob("*.py"))
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_import_contracts_hold() -> None:
    """The layers of core, and what a plugin may import (setup.cfg, [importlinter])."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    done = subprocess.run([*command, "--config", "setup.cfg", "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_council_stands_in_code_or_templates() -> None:
    """A council is configuration: neither its slug nor its name is anywhere else."""
    files = [*SOURCES, *(ROOT / "core").rglob("*.toml"), *_texts("templates"), *_texts("plugins"), *_texts("core")]
    wanted = re.compile("|".join(re.escape(name) for name in _councils()), re.IGNORECASE)
    wrong = [f"{file.relative_to(ROOT)}: {found[0]}" for file in files if (found := wanted.search(file.read_text()))]
    assert not wrong, "\n".join(wrong)


def test_councils_and_templates_hold_no_python() -> None:
    """Configuration and pages are not code."""
    assert not [*(ROOT / "authorities").rglob("*.py"), *(ROOT / "templates").rglob("*.py")]


def test_packages_of_plugins_say_nothing_at_import() -> None:
    """A plugin's __init__.py is empty, without exception."""
    assert not [file for file in (ROOT / "plugins").glob("*/__init__.py") if file.read_text().strip()]


def test_what_plugins_import_fits_on_two_screens() -> None:
    """core/api.py re-exports with __all__, and everything in it."""
    text = (ROOT / "core" / "api.py").read_text()
    assert len(text.splitlines()) <= API_LINES
    tree = ast.parse(text)
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom)]
    named = {alias.asname or alias.name for node in imports for alias in node.names}
    offered = next(ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign))
    assert set(offered) == named and len(offered) == len(named)


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_can_be_read_in_one_go(file: Path) -> None:
    """Short files, short functions, every import at the top, a docstring on everything public."""
    text = file.read_text()
    tree = ast.parse(text)
    assert len(text.splitlines()) <= LONGEST_FILE
    assert not [found for function in _functions(tree) for found in _too_long(function)]
    assert not [f"line {node.lineno}" for function in _functions(tree) for node in _imports(function)]
    assert not list(_silent(tree)) or not text.strip(), f"no docstring: {list(_silent(tree))}"


def _texts(folder: str) -> Iterator[Path]:
    for ending in ("*.html", "*.tmpl", "*.txt", "*.scss", "*.css", "*.js"):
        yield from (ROOT / folder).rglob(ending)


def _councils() -> list[str]:
    folders = [folder for folder in (ROOT / "authorities").iterdir() if folder.is_dir() and folder.name[0] != "_"]
    read = [tomllib.loads((folder / "authority.toml").read_text()) for folder in folders]
    return [*(folder.name for folder in folders), *(council["name"] for council in read)]


def _functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, FUNCTIONS))


def _too_long(function: Function) -> Iterator[str]:
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if lines > LONGEST_FUNCTION:
        yield f"{function.name} has {lines} lines"


def _imports(function: Function) -> Iterator[ast.stmt]:
    return (node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))


def _silent(tree: ast.Module) -> Iterator[str]:
    if not ast.get_docstring(tree):
        yield "the module"
    for node in tree.body:
        named = isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_")
        if named and not ast.get_docstring(node):
            yield node.name
