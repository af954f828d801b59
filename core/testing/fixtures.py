"""The pytest plugin that comes with Heard: fixtures for its own tests and for those of anybody's plugin."""

from core.testing.apps import app, applied_sqlite, client, peopled_sqlite, world
from core.testing.databases import (
    bare_app,
    database_kind,
    deployment,
    empty_deployment,
    pg_deployment,
    postgresql_cluster,
    postgresql_server,
    sqlite_deployment,
    sqlite_template,
)
from core.testing.limits import no_late_write, no_network, own_environment
from core.testing.options import (
    pytest_addoption,
    pytest_collection_finish,
    pytest_collection_modifyitems,
    pytest_configure,
    pytest_generate_tests,
)

__all__ = [
    "app",
    "applied_sqlite",
    "bare_app",
    "client",
    "database_kind",
    "deployment",
    "empty_deployment",
    "no_late_write",
    "no_network",
    "own_environment",
    "peopled_sqlite",
    "pg_deployment",
    "postgresql_cluster",
    "postgresql_server",
    "pytest_addoption",
    "pytest_collection_finish",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "pytest_generate_tests",
    "sqlite_deployment",
    "sqlite_template",
    "world",
]
