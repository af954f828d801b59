"""The world of the isolation tests: one database for each kind and each table under attack."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from core.people.models import Person, Term
from core.safeguarding.record import keys
from core.testing.databases import KINDS, cloned_postgresql, copied_sqlite, opened
from plugins.groups.models import Membership
from tests.isolation.planting import scoped_models
from tests.isolation.world import World

SHAPES = (Person, Term, Membership)
"""Three different shapes: links and a link to itself, no link at all, and an association of two others."""

ONE_ROW_ONLY = {"core_audit_head"}
"""Tables that hold one row for each council, so that attempts to add another say nothing."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Attack the usual tables, or every one in a drill, on both databases."""
    if "world" in metafunc.fixturenames:
        models = scoped_models() if metafunc.config.getoption("--drill") else SHAPES
        worlds = [(kind, model) for model in models for kind in KINDS if model.__tablename__ not in ONE_ROW_ONLY]
        ids = [f"{kind}-{model.__tablename__}" for kind, model in worlds]
        metafunc.parametrize("world", worlds, ids=ids, indirect=True, scope="module")


@pytest.fixture(scope="module")
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Two councils, one attacking the other."""
    kind, model = request.param
    folder = tmp_path_factory.mktemp("world")
    with ExitStack() as stack:
        if kind == "sqlite":
            deployment = copied_sqlite(request.getfixturevalue("sqlite_template"), folder)
        else:
            cluster = request.getfixturevalue("postgresql_cluster")
            deployment = stack.enter_context(cloned_postgresql(cluster, folder))
        stack.enter_context(opened(deployment))
        patched = stack.enter_context(pytest.MonkeyPatch.context())
        patched.setattr(keys, "folder", lambda: deployment.key_folder)  # there is no house here, and cases are sealed
        made = World(deployment, model)
        yield made
        made.owner.dispose()
