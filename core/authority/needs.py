"""What a council's file starts with must be able to start: a plugin that is on from the first day finds those that it
requires on too.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from core.authority.faults import Fault
from core.authority.schema import PluginSection

Requires = Mapping[str, tuple[str, ...]]
"""For each installed plugin: the names of the plugins that it requires."""


def need_faults(
    source: Path, named: frozenset[str], sections: Mapping[str, PluginSection], requires: Requires
) -> list[Fault]:
    """Every requirement that is not met on the first day. `named` are all plugins of the file, `sections` the sound
    ones: what is wrong with the others is told already.
    """
    return [
        Fault(str(source), f"plugins.{name}.{_cause(section)}", f"{reason}; {_todo(other, section)}")
        for name, section in sections.items()
        if starts(section)
        for other in requires.get(name, ())
        if other in sections or other not in named
        for reason in _reasons(other, sections.get(other))
    ]


def starts(section: PluginSection) -> bool:
    """True for a plugin that is on from the first day."""
    return section.offer == "always" or section.start


def _reasons(other: str, section: PluginSection | None) -> Iterator[str]:
    needs = f'it cannot be on without "{other}"'
    if section is None:
        yield f"{needs}, which this file does not name"
    elif section.offer == "never":
        yield f"{needs}, which this file says is never on"
    elif not starts(section):
        yield f"{needs}, which this file leaves off at first"


def _cause(section: PluginSection) -> str:
    return "offer" if section.offer == "always" else "start"


def _todo(other: str, section: PluginSection) -> str:
    change = 'make this one "optional"' if section.offer == "always" else "take start out here"
    return f'let "{other}" start too, or {change}'
