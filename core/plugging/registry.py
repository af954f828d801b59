"""Which plugins this deployment has: found through entry points, judged together, ordered by what they
require.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import EntryPoint, entry_points
from uuid import UUID

import pluggy
from pydantic import BaseModel

from core.access.permissions import Permission
from core.hooks import hookspecs
from core.hooks.values import Link, Ref
from core.plugging import checks
from core.plugging.manifest import Plugin
from core.plugging.processing import processing_of

ENTRY_POINTS = "heard.plugins"


class PluginFaults(Exception):
    """Everything that is wrong with the installed plugins, one line each, in `faults`."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class Plugins:
    """The installed plugins, each after those that it requires; `manager` holds their hooks. Raises
    PluginFaults.
    """

    def __init__(self, plugins: Sequence[Plugin]) -> None:
        faults = checks.faults(plugins)
        if faults:
            raise PluginFaults(faults)
        self._plugins = {plugin.name: plugin for plugin in _ordered(plugins)}
        self.manager = _manager(self._plugins.values())

    @classmethod
    def installed(cls) -> "Plugins":
        """Those that any installed package offers as an entry point `heard.plugins`, first-party ones too."""
        loaded = [_load(point) for point in entry_points(group=ENTRY_POINTS)]
        faults = [one for one in loaded if isinstance(one, str)]
        if faults:
            raise PluginFaults(faults)
        return cls([one for one in loaded if isinstance(one, Plugin)])

    def __iter__(self) -> Iterator[Plugin]:
        return iter(self._plugins.values())

    def __len__(self) -> int:
        return len(self._plugins)

    def __contains__(self, name: str) -> bool:
        return name in self._plugins

    def get(self, name: str) -> Plugin | None:
        """The plugin of that name, where it is installed."""
        return self._plugins.get(name)

    @property
    def names(self) -> frozenset[str]:
        """Names of all of them."""
        return frozenset(self._plugins)

    @property
    def permissions(self) -> tuple[Permission, ...]:
        """Every permission that a plugin brings."""
        return tuple(permission for plugin in self for permission in plugin.permissions)

    @property
    def models(self) -> dict[str, tuple[type[BaseModel] | None, type[BaseModel] | None]]:
        """For each plugin its settings model and its content model, as a council's file is judged by them."""
        return {plugin.name: (plugin.settings, plugin.content) for plugin in self}

    @property
    def requires(self) -> dict[str, tuple[str, ...]]:
        """For each plugin the names of those that it requires, as a council's file is judged by them."""
        return {plugin.name: plugin.requires for plugin in self}

    @property
    def processing(self) -> frozenset[str]:
        """Names of everything that personal data are used for here, core's purposes included."""
        return frozenset(processing_of(self))

    @property
    def assessed(self) -> dict[str, frozenset[str]]:
        """For each plugin the names of those that have to be signed off before it is on: itself and all it needs."""
        return {
            plugin.name: frozenset(one.name for one in (*self.needed_for(plugin.name), plugin) if one.dpia)
            for plugin in self
        }

    def needed_for(self, name: str) -> tuple[Plugin, ...]:
        """What has to be on before `name` can be, the deepest first; `name` itself is left out."""
        deep = {name}
        for plugin in reversed(tuple(self)):
            if plugin.name in deep:
                deep.update(plugin.requires)
        return tuple(plugin for plugin in self if plugin.name in deep - {name})

    def leaning_on(self, name: str) -> tuple[Plugin, ...]:
        """Plugins that cannot be on without `name`, nearest first."""
        return tuple(plugin for plugin in self if any(name == one.name for one in self.needed_for(plugin.name)))

    def resolve(self, ref: Ref) -> Link | None:
        """Title and address of what `ref` points at; None where nobody knows it or the viewer may not."""
        plugin = self.get(ref.plugin)
        finder = plugin.refs.get(ref.kind) if plugin else None
        return finder(ref.id) if finder else None

    def shown_to_everybody(self, plugin: str, kind: str, ids: Collection[UUID]) -> Mapping[UUID, Link]:
        """Of these records those that everybody may see now, with how everybody reads of them."""
        known = self.get(plugin)
        finder = known.public_refs.get(kind) if known else None
        return finder(ids) if finder and ids else {}


def _load(point: EntryPoint) -> Plugin | str:
    try:
        found = point.load()
    except Exception as error:
        return f"{point.name}: {point.value} cannot be loaded ({type(error).__name__}: {error})"
    return found if isinstance(found, Plugin) else f"{point.name}: {point.value} is not a Plugin"


def _ordered(plugins: Sequence[Plugin]) -> list[Plugin]:
    """Requirements first, otherwise by name, so that every start gives the same order."""
    waiting = sorted(plugins, key=lambda plugin: plugin.name)
    placed: list[Plugin] = []
    while waiting:
        known = {plugin.name for plugin in placed}
        following = next(plugin for plugin in waiting if known.issuperset(plugin.requires))
        placed.append(following)
        waiting.remove(following)
    return placed


def _manager(plugins: Iterable[Plugin]) -> pluggy.PluginManager:
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    for plugin in plugins:
        if plugin.hooks is not None:
            manager.register(plugin.hooks, name=plugin.name)
    manager.check_pending()
    return manager
