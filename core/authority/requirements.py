"""What a council's strategy asks, number by number, and where Heard does it: `strategy.toml` in the council's folder.

A council without the file has no such page. What stands there is the council's own honest account: `here` only where
somebody can do it today, `partly` and `later` with the reason why it is not whole.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from core.authority.faults import Fault
from core.authority.sections import Key, Line, Section
from core.words import gettext_noop

FILE = "strategy.toml"
State = Literal["here", "partly", "later"]
Number = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}[1-9][0-9]{0,2}$")]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
PluginName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]

CORE_ROOMS: Mapping[str, str] = MappingProxyType(
    {
        "front": gettext_noop("The council's front page"),
        "reading": gettext_noop("How pages read: younger readers, Easy Read, other languages"),
        "help": gettext_noop("Get help now"),
        "tell-someone": gettext_noop("Tell someone"),
        "advocate": gettext_noop("Somebody who speaks up for you"),
        "privacy": gettext_noop("What we keep about you"),
        "me": gettext_noop("Your own page"),
        "agreements": gettext_noop("Agreements"),
        "messages": gettext_noop("Messages"),
        "people": gettext_noop("People and who stands in for them"),
        "organisations": gettext_noop("Partners and services"),
        "files": gettext_noop("Photos and files"),
        "safe-practice": gettext_noop("Adults who run groups"),
        "safeguarding": gettext_noop("Safeguarding"),
        "disclosure": gettext_noop("Small numbers stay hidden"),
        "roles": gettext_noop("Roles and sign-ins"),
        "council-file": gettext_noop("The council's own words and lists"),
    }
)
"""What belongs to no plugin, by the name that a file uses, with its title."""


class Where(Section):
    """One thing that does it: a plugin, or a room of the core; `key` says which of its choices.

    Of a plugin, `key` is "settings.<name>" or "content.<list>.<key>"; of the core, a dotted key of authority.toml.
    """

    plugin: PluginName | None = None
    core: Key | None = None
    key: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)*$")] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.plugin) == bool(self.core):
            raise ValueError("names a plugin or a room of the core, one of the two")
        if self.core and self.core not in CORE_ROOMS:
            raise ValueError(f'"{self.core}" is no room of the core; one of: {", ".join(CORE_ROOMS)}')
        return self


class Requirement(Section):
    """One numbered point: what it asks in our own short words, how far it is here, by what, and why not wholly."""

    number: Number
    asks: Sentence
    state: State
    by: tuple[Where, ...] = ()
    why: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)] = ""

    @model_validator(mode="after")
    def _says_enough(self) -> Self:
        if self.state != "later" and not self.by:
            raise ValueError(f"{self.number} is {self.state}: say by what")
        if self.state != "here" and not self.why:
            raise ValueError(f"{self.number} is {self.state}: say why it is not wholly here")
        return self


class Chapter(Section):
    """A part of the council's document, with its points in the document's order."""

    title: Line
    requirements: tuple[Requirement, ...] = Field(min_length=1)


class Requirements(Section):
    """Everything that a council's document asks, chapter by chapter; each number stands there once."""

    document: Line
    chapters: tuple[Chapter, ...] = Field(min_length=1)

    @field_validator("chapters")
    @classmethod
    def _each_once(cls, chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
        counted = Counter(one.number for chapter in chapters for one in chapter.requirements)
        if twice := [number for number, count in counted.items() if count > 1]:
            raise ValueError(f"stands there more than once: {', '.join(twice)}")
        return chapters

    def __iter__(self) -> Iterator[Requirement]:  # type: ignore[override]  # the fields are never walked
        """Every requirement, in the document's order."""
        return (one for chapter in self.chapters for one in chapter.requirements)


def key_faults(source: Path, asked: Requirements, file: Mapping[str, Any]) -> list[Fault]:
    """Keys that authority.toml does not hold: of the core's sections, and of the content of plugins that it names."""
    plugins = file.get("plugins")
    named = plugins if isinstance(plugins, Mapping) else {}
    return [
        Fault(str(source), one.number, f'authority.toml holds no "{where.plugin or "core"}: {where.key}"')
        for one in asked
        for where in one.by
        if where.key and not _holds(where, where.key, file, named)
    ]


def _holds(where: Where, key: str, file: Mapping[str, Any], plugins: Mapping[str, Any]) -> bool:
    if where.core:
        return found(file, key)
    if where.plugin is None or where.plugin not in plugins or not key.startswith("content."):
        return True  # a setting may be the plugin's own default: its model knows, this file need not
    return found(plugins[where.plugin], key)


def found(tree: Any, dotted: str) -> bool:
    """True if `dotted` leads somewhere in `tree`; an entry of a list is found by its key."""
    for part in dotted.split("."):
        if isinstance(tree, Mapping):
            tree = tree.get(part)
        elif isinstance(tree, list):
            tree = next((one for one in tree if isinstance(one, Mapping) and one.get("key") == part), None)
        else:
            return False
        if tree is None:
            return False
    return True
