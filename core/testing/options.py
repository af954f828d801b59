"""What Heard adds to pytest itself: `--drill`, and the markers `both_databases` and `drill`."""

import gc

import pytest

from core.testing.addresses import keep_compiled
from core.testing.databases import KINDS

SELDOM = (50_000, 20, 50)  # objects, and rounds, before the collector looks


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --drill, which runs the long forms of tests."""
    parser.addoption("--drill", action="store_true", help="run tests at full size too (long)")


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers, and make applications quicker to build."""
    keep_compiled()
    config.addinivalue_line("markers", "both_databases: runs once on SQLite and once on PostgreSQL")
    config.addinivalue_line("markers", "drill: full size; runs with --drill only")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a `both_databases` test on each database."""
    marked = metafunc.definition.get_closest_marker("both_databases")
    if marked and "database_kind" in metafunc.fixturenames:
        metafunc.parametrize("database_kind", KINDS, indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip drills unless they were asked for."""
    if config.getoption("--drill"):
        return
    skip = pytest.mark.skip(reason="a drill: runs with --drill")
    for item in items:
        if item.get_closest_marker("drill"):
            item.add_marker(skip)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it again and again took a fifth of the time of all tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
