"""What the browser tests stand on: one demonstration for the run, one browser and one site for each process."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from core.testing.browser import chromium
from tests.browser.site import Site, demo_world, served
from tests.browser.visitor import Visitor, visiting

Visit = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a real browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the demonstration, made once for the whole run and copied by each process."""
    base = tmp_path_factory.getbasetemp()
    return demo_world((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demonstration")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for each process."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def site(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The five councils, served; a file of tests that writes has a copy of its own."""
    with served(demonstration, tmp_path_factory.mktemp("site") / "data") as running:
        yield running


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visit]:
    """Call it for a new visitor: `visit()`, `visit("worker", "lincolnshire", java_script_enabled=False)`."""
    with ExitStack() as stack:

        def come(role: str | None = None, council: str | None = None, **options: object) -> Visitor:
            visitor = stack.enter_context(visiting(browser, site, **options))
            if role:
                visitor.sign_in(role, council)
            return visitor

        yield come
