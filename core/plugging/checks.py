"""What the core asks of plugins before it starts: names, prefixes, tables, hooks, settings, requirements.

Each check gives back lines in plain words; all faults of all plugins are reported together.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import pluggy

from core.db import AuthorityScoped, Base
from core.hooks import hookspecs
from core.indicators import declared
from core.plugging import drawing
from core.plugging.manifest import API_VERSION, Plugin
from core.plugging.personal_columns import purpose_faults, undeclared
from core.plugging.processing import processing_of

RESERVED_NAMES = frozenset({"core", "heard", "alembic"})
RESERVED_PATHS = frozenset(
    {"admin", "agreements", "help", "home", "join", "language", "look.css", "me", "organisations", "people", "places"}
    | {"agree", "files", "jobs", "privacy", "reading", "safeguarding", "sign-in", "sign-out", "tasks", "tell-someone"}
    | {"safe-practice", "strategy", "terms"}
)
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_PATH = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def faults(plugins: Sequence[Plugin]) -> list[str]:
    """Everything wrong with these plugins, each line beginning with the plugin's name."""
    found = [f"{plugin.name}: {fault}" for plugin in plugins for fault in of_one(plugin)]
    return found + list(_of_all(plugins))


def of_one(plugin: Plugin) -> list[str]:
    """What is wrong with a plugin whoever else is installed."""
    checks = (_identity, _prefixes, _tables, _hooks, _content, _processing)
    found = [fault for check in checks for fault in check(plugin)]
    return found + (drawing.faults(plugin.settings) if plugin.settings else [])


def _identity(plugin: Plugin) -> Iterator[str]:
    if not _NAME.fullmatch(plugin.name) or plugin.name in RESERVED_NAMES:
        yield "the name is made of small letters, digits and single underscores, and is not one of the core's"
    if not plugin.title or not plugin.description:
        yield "give it a title and a description that a local admin understands"
    if plugin.api_version != API_VERSION:
        yield f"it was written for version {plugin.api_version} of core.api; this is version {API_VERSION}"
    if plugin.blueprint and (not _PATH.fullmatch(plugin.path) or plugin.path in RESERVED_PATHS):
        yield f"the path {plugin.path!r} is the core's or is not made of small letters, digits and hyphens"
    if plugin.path and not plugin.blueprint:
        yield "it has a path but no blueprint"


def _prefixes(plugin: Plugin) -> Iterator[str]:
    if plugin.blueprint and plugin.blueprint.name != plugin.name:
        yield f"its blueprint must be named {plugin.name!r}"
    if plugin.region_blueprint and plugin.region_blueprint.name != f"{plugin.name}_region":
        yield f"its region blueprint must be named '{plugin.name}_region'"
    for permission in plugin.permissions:
        if not permission.name.startswith(f"{plugin.name}."):
            yield f"the permission {permission.name!r} must begin with '{plugin.name}.'"
    yield from _jobs(plugin)
    yield from _notices(plugin)
    yield from _indicators(plugin)


def _jobs(plugin: Plugin) -> Iterator[str]:
    for name, count in Counter(job.name for job in plugin.jobs).items():
        if not name.startswith(f"{plugin.name}."):
            yield f"the job {name!r} must begin with '{plugin.name}.'"
        if count > 1:
            yield f"the job {name!r} is declared {count} times"
    for job in plugin.jobs:
        if job.scope != "council":
            yield f"the job {job.name!r} must work for one council at a time: only the core looks after the platform"


def _notices(plugin: Plugin) -> Iterator[str]:
    for name, count in Counter(notice.name for notice in plugin.notices).items():
        if not name.startswith(f"{plugin.name}."):
            yield f"the notice {name!r} must begin with '{plugin.name}.'"
        if count > 1:
            yield f"the notice {name!r} is declared {count} times"


def _indicators(plugin: Plugin) -> Iterator[str]:
    for name, count in Counter(one.name for one in plugin.indicators).items():
        if not name.startswith(f"{plugin.name}."):
            yield f"the indicator {name!r} must begin with '{plugin.name}.'"
        if count > 1:
            yield f"the indicator {name!r} is declared {count} times"
    yield from (fault for one in plugin.indicators for fault in declared.faults(one))


def _tables(plugin: Plugin) -> Iterator[str]:
    for model in plugin.tables:
        table = getattr(model, "__tablename__", "")
        if not table.startswith(plugin.prefix):
            yield f"the table {table!r} must begin with {plugin.prefix!r}"
        if not issubclass(model, AuthorityScoped):
            yield f"the table {table!r} must belong to a council: make {model.__name__} AuthorityScoped"
    for model in _mapped(plugin) - set(plugin.tables):
        yield f"the class {model.__name__} is mapped but not among its tables"
    if plugin.tables and not plugin.dpia:
        yield "it keeps records, so say under dpia what an assessment has to look at, or why none is needed"


def _mapped(plugin: Plugin) -> set[type]:
    inside = f"{plugin.package}."
    return {mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__module__.startswith(inside)}


def _hooks(plugin: Plugin) -> Iterator[str]:
    if plugin.hooks is None:
        return
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(plugin.hooks, name=plugin.name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        yield f"hooks: {' '.join(str(error).split())}"
    for caller in manager.get_hookcallers(plugin.hooks) or ():
        for implementation in caller.get_hookimpls():
            if implementation.wrapper or implementation.hookwrapper or implementation.optionalhook:
                yield f"the hook {caller.name} must be a plain implementation"
    for name in set(hookspecs.ANSWERS) & set(dir(plugin.hooks)):
        if not hasattr(getattr(plugin.hooks, name), f"{hookspecs.PROJECT}_impl"):
            yield f"hooks: {name} is not marked with @hookimpl"


def _content(plugin: Plugin) -> Iterator[str]:
    model: Any = plugin.content
    if model and not (callable(getattr(model, "current", None)) and callable(getattr(model, "apply", None))):
        yield "its content model must have current(authority) and apply(authority, change)"


def _processing(plugin: Plugin) -> Iterator[str]:
    yield from purpose_faults(plugin.name, plugin.processing)


def _of_all(plugins: Sequence[Plugin]) -> Iterator[str]:
    names = {plugin.name for plugin in plugins}
    for subject in ("name", "path"):
        counted = Counter(getattr(plugin, subject) for plugin in plugins if getattr(plugin, subject))
        for value, count in counted.items():
            if count > 1:
                yield f"{value}: {count} plugins have this {subject}"
    for plugin in plugins:
        for missing in sorted(set(plugin.requires) - names):
            yield f"{plugin.name}: it requires the plugin {missing!r}, which is not installed"
    purposes = processing_of(plugins).keys()
    for plugin in plugins:
        tables = [model.__table__ for model in plugin.tables if hasattr(model, "__table__")]
        yield from (f"{plugin.name}: {fault}" for fault in undeclared(tables, purposes))
    yield from _circles(plugins)


def _circles(plugins: Sequence[Plugin]) -> Iterator[str]:
    left = {plugin.name: set(plugin.requires) for plugin in plugins}
    while ready := [name for name, needed in left.items() if not needed & left.keys()]:
        for name in ready:
            del left[name]
    if left:
        yield f"{', '.join(sorted(left))}: these require each other in a circle"
