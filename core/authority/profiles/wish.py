"""What somebody wants of a new council: its own facts, and from which profile each part of it comes."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from core.authority.profiles.profile import EXAMPLE
from core.authority.sections import Section


class PluginWish(Section):
    """One plugin that is on at first: whose settings it has, and for each list of content whose entries.

    "" for the settings leaves the plugin's own defaults.
    """

    settings_from: str = ""
    lists_from: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)


class Wish(Section):
    """A council that does not exist yet. `own` holds sections of the file as the council itself said them; they stand
    instead of, or (safeguarding) beside, what comes from a profile.
    """

    slug: str
    name: str
    short_name: str
    ons_code: str
    jurisdiction: Literal["england", "wales", "scotland", "northern_ireland"] = "england"
    parts: Mapping[str, str] = Field(default_factory=dict)
    plugins: Mapping[str, PluginWish] = Field(default_factory=dict)
    left_off: tuple[str, ...] = ()
    own: Mapping[str, Any] = Field(default_factory=dict)
    replacing: Mapping[str, str] = Field(default_factory=dict)

    def profile_of(self, part: str) -> str:
        """Whose `part` it takes: the example's where nothing was said."""
        return self.parts.get(part) or EXAMPLE

    @property
    def profiles(self) -> tuple[str, ...]:
        """Everybody whom it takes something from, each once."""
        named = [*self.parts.values()]
        for one in self.plugins.values():
            named += [one.settings_from, *(slug for slugs in one.lists_from.values() for slug in slugs)]
        return tuple(dict.fromkeys(slug for slug in named if slug))
