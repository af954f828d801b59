"""Writes a new plugin whose tests pass, from the texts in the folder `scaffold`.

A file's name loses `.tmpl`, and NAME in a path becomes the plugin's name. Raises NewPluginRefused.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

from core.plugging.checks import RESERVED_NAMES, RESERVED_PATHS

SCAFFOLD = Path(__file__).parent / "scaffold"
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_TITLE = re.compile(r"[A-Z][\w ,'-]{1,59}")
_ENTRY_POINTS = "heard.plugins ="


class NewPluginRefused(Exception):
    """The plugin cannot be written; the message says why and that nothing was."""


@dataclass(frozen=True)
class NewPlugin:
    """Name and title of a plugin that is to be written under `root`, the folder of setup.cfg."""

    name: str
    title: str
    root: Path

    @property
    def values(self) -> dict[str, str]:
        """What the texts are filled in with."""
        camel = "".join(part.capitalize() for part in self.name.split("_"))
        return {"name": self.name, "title": self.title, "camel": camel, "path": self.name.replace("_", "-")}

    def write(self) -> list[Path]:
        """Write the plugin, its tests and its entry point; gives the files written."""
        self._refuse()
        files = [
            *self._fill(SCAFFOLD / "plugin", self.root / "plugins" / self.name),
            *self._fill(SCAFFOLD / "tests", self.root / "tests" / "plugins" / self.name),
        ]
        _add_entry_point(self.root / "setup.cfg", self.name)
        return files

    def _refuse(self) -> None:
        if not _NAME.fullmatch(self.name) or self.name in RESERVED_NAMES:
            raise NewPluginRefused("A name has small letters, digits and single underscores. Nothing was written.")
        if self.values["path"] in RESERVED_PATHS:
            raise NewPluginRefused(f"The address {self.values['path']!r} belongs to the core. Nothing was written.")
        if not _TITLE.fullmatch(self.title):
            raise NewPluginRefused("A title begins with a capital and has 2 to 60 letters. Nothing was written.")
        if (self.root / "plugins" / self.name).exists():
            raise NewPluginRefused(f"There is a plugin {self.name!r} already. Nothing was written.")

    def _fill(self, source: Path, target: Path) -> list[Path]:
        written = []
        for text in sorted(source.rglob("*.tmpl")):
            inner = str(text.relative_to(source)).removesuffix(".tmpl").replace("NAME", self.name)
            file = target / inner
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(Template(text.read_text()).substitute(self.values))
            written.append(file)
        return written


def _add_entry_point(setup: Path, name: str) -> None:
    text = setup.read_text()
    line = f"\n    {name} = plugins.{name}.plugin:plugin"
    if line not in text:
        setup.write_text(text.replace(_ENTRY_POINTS, f"{_ENTRY_POINTS}{line}", 1))
