"""Calls a hook for one council, each implementation on its own.

pluggy's own call would be aborted by one failing plugin; here a failing menu or panel is left out and named
in `Answers.skipped`, while a failing export, erasure, retention run or switch stops the operation. Whoever is told
of somebody else's writing writes apart from it. Raises HookFailed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import pluggy

from core.hooks import hookspecs

if TYPE_CHECKING:
    from core.authority.resolve import Authority

log = logging.getLogger(__name__)


class HookFailed(Exception):
    """A plugin failed where leaving it out would be wrong; `plugin` and `hook` say which."""

    def __init__(self, plugin: str, hook: str) -> None:
        super().__init__(
            f"The plugin {plugin!r} failed in {hook!r}. Nothing was changed. Its author can put it right."
        )
        self.plugin = plugin
        self.hook = hook


class Answers(list[Any]):
    """The values of all plugins in order; `skipped` names the plugins that failed and were left out."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped: list[str] = []


class Dispatcher:
    """Asks the installed plugins, in the order in which they lean on each other.

    `switched_on(authority)` gives the names of the plugins that the council has on; `recover(error)` brings
    the database session back to work after a failure that is left out. `apart()` is entered around each call of
    a hook in APART and undoes what that call wrote when it fails, and nothing else.
    """

    def __init__(
        self,
        manager: pluggy.PluginManager,
        switched_on: Callable[[Authority], frozenset[str]],
        recover: Callable[[Exception], None] = lambda error: None,
        apart: Callable[[], AbstractContextManager[Any]] = nullcontext,
    ) -> None:
        self._manager = manager
        self._switched_on = switched_on
        self._recover = recover
        self._apart = apart

    def call(self, hook: str, authority: Authority, **values: Any) -> Answers:
        """Values of `hook` from every plugin that is asked; entries that `actor` may not see are left out."""
        asked = None if hook in hookspecs.EVERY_INSTALLED else self._switched_on(authority)
        answers = Answers()
        for implementation in self._implementations(hook):
            if asked is None or implementation.plugin_name in asked:
                self._ask(hook, implementation, {"authority": authority, **values}, answers)
        if "actor" in values:
            _keep_permitted(answers, values["actor"])
        return answers

    def call_one(self, plugin: str, hook: str, authority: Authority, **values: Any) -> Answers:
        """Values of `hook` from one named plugin, whether or not it is switched on."""
        answers = Answers()
        for implementation in self._implementations(hook):
            if implementation.plugin_name == plugin:
                self._ask(hook, implementation, {"authority": authority, **values}, answers)
        return answers

    def answers_to(self, plugin: str, hook: str) -> bool:
        """True where the named plugin implements `hook`."""
        return any(one.plugin_name == plugin for one in self._implementations(hook))

    def _implementations(self, hook: str) -> Iterator[pluggy.HookImpl]:
        return iter(getattr(self._manager.hook, hook).get_hookimpls())

    def _ask(
        self, hook: str, implementation: pluggy.HookImpl, values: dict[str, Any], answers: Answers
    ) -> None:
        plugin = implementation.plugin_name
        try:
            with self._apart() if hook in hookspecs.APART else nullcontext():
                found = implementation.function(*(values[name] for name in implementation.argnames))
                answers.extend(_checked(hook, found))
        except Exception as error:
            if hook in hookspecs.STOPPING:
                raise HookFailed(plugin, hook) from error
            # The kind of error only: its text may hold a name or an answer.
            log.error("plugin %s failed in %s: %s", plugin, hook, type(error).__name__)
            if hook not in hookspecs.APART:
                self._recover(error)
            answers.skipped.append(plugin)


def _checked(hook: str, found: Any) -> list[Any]:
    expected = hookspecs.ANSWERS[hook]
    if not expected:
        return []
    if not isinstance(found, list) or not all(isinstance(value, expected) for value in found):
        raise TypeError(f"{hook} gives a list of {' or '.join(kind.__name__ for kind in expected)}")
    return found


def _keep_permitted(answers: Answers, actor: Any) -> None:
    answers[:] = [value for value in answers if value.permission is None or actor.can(value.permission)]
    answers.sort(key=lambda value: value.order)
