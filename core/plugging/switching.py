"""Switching a plugin on or off for one council: what it needs first, what leans on it, and telling it afterwards.

Nothing is ever deleted. A plugin that listens is told what was said while it was off. Call inside the council's scope;
the caller commits.
"""

from dataclasses import dataclass
from uuid import UUID

from core.authority import effective
from core.authority.resolve import Authority
from core.authority.signed import signed
from core.db import db
from core.hooks.dispatcher import Dispatcher
from core.plugging.manifest import Plugin
from core.plugging.registry import Plugins
from core.plugging.said import replay


class NotSignedOff(effective.Refused):
    """The council has not signed off what these plugins do with data; `plugins` names them."""

    def __init__(self, plugins: tuple[Plugin, ...]) -> None:
        titles = ", ".join(plugin.title for plugin in plugins)
        super().__init__(
            f"Waiting for sign-off: {titles}. The data protection officer signs its impact assessment first. "
            "Nothing was changed."
        )
        self.plugins = plugins


class OthersFirst(Exception):
    """Other plugins have to be switched too, and nobody has agreed to that; `others` names them in order."""

    def __init__(self, others: tuple[Plugin, ...]) -> None:
        super().__init__(", ".join(plugin.title for plugin in others))
        self.others = others


@dataclass(frozen=True)
class Switchboard:
    """The switches of one council."""

    plugins: Plugins
    hooks: Dispatcher
    authority: Authority

    def is_on(self, plugin: Plugin) -> bool:
        """True where the council has it switched on."""
        return plugin.name in effective.switched_on(self.authority)

    def needed(self, plugin: Plugin) -> tuple[Plugin, ...]:
        """What is off and has to be on before `plugin` can be, the deepest first."""
        return tuple(one for one in self.plugins.needed_for(plugin.name) if not self.is_on(one))

    def leaning(self, plugin: Plugin) -> tuple[Plugin, ...]:
        """What is on and cannot be without `plugin`, those that lean on others first."""
        return tuple(one for one in reversed(self.plugins.leaning_on(plugin.name)) if self.is_on(one))

    def unsigned(self, plugin: Plugin) -> tuple[Plugin, ...]:
        """What has to be signed off before `plugin` can be on: itself and all it needs, the deepest first."""
        needed = (*self.plugins.needed_for(plugin.name), plugin)
        done = signed()
        return tuple(one for one in needed if one.dpia and one.name not in done)

    def switch_on(self, plugin: Plugin, agreed: bool, by: UUID | None = None) -> tuple[Plugin, ...]:
        """Switch on `plugin` and what it needs; gives all that was switched. Raises NotSignedOff, OthersFirst,
        Refused, HookFailed.
        """
        if missing := self.unsigned(plugin):
            raise NotSignedOff(missing)
        return self._switch(self.needed(plugin), plugin, agreed, by, on=True)

    def switch_off(self, plugin: Plugin, agreed: bool, by: UUID | None = None) -> tuple[Plugin, ...]:
        """Switch off `plugin` and what leans on it; gives all that was switched. Raises OthersFirst, Refused,
        HookFailed.
        """
        return self._switch(self.leaning(plugin), plugin, agreed, by, on=False)

    def _switch(
        self, others: tuple[Plugin, ...], plugin: Plugin, agreed: bool, by: UUID | None, *, on: bool
    ) -> tuple[Plugin, ...]:
        if others and not agreed:
            raise OthersFirst(others)
        switched = (*others, plugin)
        for one in switched:
            effective.save_switch(self.authority, one.name, on, by)
            db.session.flush()
            self.hooks.call_one(one.name, "switched_on" if on else "switched_off", self.authority)
        for one in switched if on else ():
            replay(self.hooks, self.authority, one.name)
        return switched
