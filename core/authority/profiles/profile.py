"""A starting profile: a council's folder read as it stands, for another council to take parts of.

Nothing of a council's own people goes along: neither its contacts and numbers nor its partners, places and population.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from core.authority.load import FILE
from core.authority.requirements import FILE as REQUIREMENTS
from core.authority.wording import FOLDER
from core.config import ROOT

EXAMPLE = "_example"
MOST_KEPT = 200  # profiles


@dataclass(frozen=True)
class Part:
    """Something that a profile can give: what it is called, what it holds, and the keys of the file it stands in."""

    title: str
    about: str
    keys: tuple[str, ...]


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "words": Part(
            "Words", "What people and things are called: young people, parents and carers, workers.", ("words",)
        ),
        "terms": Part(
            "School terms", "First and last days. Meetings that come round each term count in these.", ("terms",)
        ),
        "lists": Part(
            "Lists of choices",
            "Themes, kinds of participation, outcomes, whose voice is easily missing.",
            ("vocabularies",),
        ),
        "model": Part(
            "Participation model",
            "The model that the council explains participation with.",
            ("participation_model",),
        ),
        "places": Part(
            "Kinds of places", "Wards, districts or localities. The places themselves are your own.", ("place_kinds",)
        ),
        "clocks": Part(
            "Hours and clocks of safeguarding",
            "When the leads are there, and how soon a concern is read, passed on and decided.",
            ("safeguarding.hours", "safeguarding.clocks", "safeguarding.practice"),
        ),
        "rules": Part(
            "Rules about data",
            "Ages, how often people are asked again, how long records are kept, which small numbers are hidden.",
            ("reading_bands", "consent", "retention", "disclosure"),
        ),
        "help": Part("Help lines", "Lines that help at once, such as Childline.", ("help_lines",)),
        "asking": Part(
            "Words for what people are asked",
            "What is said before somebody agrees to a photo, a message, taking part.",
            (),
        ),
    }
)


class UnknownProfile(LookupError):
    """There is no council of this name to take anything from; the message says which there are."""


@dataclass(frozen=True)
class Profile:
    """One council's folder as written: its file as plain values and its words for what people are asked."""

    slug: str
    file: Mapping[str, Any]
    wordings: Mapping[str, str] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    """The numbered points of its own strategy, which mean nothing to another council."""

    @property
    def title(self) -> str:
        """What the council is called in a list of profiles."""
        return str(self.file.get("name", self.slug))

    @property
    def plugins(self) -> Mapping[str, Mapping[str, Any]]:
        """What its file says of each plugin."""
        named: Mapping[str, Mapping[str, Any]] = self.file.get("plugins", {})
        return named

    def lists_of(self, plugin: str) -> Mapping[str, Any]:
        """What its file declares for `plugin`, list by list."""
        content: Mapping[str, Any] = self.plugins.get(plugin, {}).get("content", {})
        return content

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """What it calls itself, the longest first; the example is nobody."""
        if self.slug == EXAMPLE:
            return ()
        names = {str(self.file.get(key, "")) for key in ("name", "short_name")} | {self.slug} - {""}
        return tuple(sorted(names, key=len, reverse=True))

    @cached_property
    def local_names(self) -> tuple[str, ...]:
        """Its places and partners: another council's reader would wonder at them."""
        if self.slug == EXAMPLE:
            return ()
        named = (one["name"] for key in ("places", "organisations") for one in self.file.get(key, ()))
        return tuple(sorted({name for name in named if len(name) > _TELLING}, key=len, reverse=True))


_TELLING = 5  # letters; a shorter name, such as East, is a word of every day


def read_profile(folder: Path) -> Profile:
    """Read the council in `folder`, which the deployment has found sound."""
    file = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    wordings = {one.name: one.read_text(encoding="utf-8") for one in sorted((folder / FOLDER).glob("*.md"))}
    return Profile(folder.name, file, wordings, _numbers(folder / REQUIREMENTS))


def profiles_in(councils: Iterable[Path]) -> dict[str, Profile]:
    """Every council here that can be taken from, by slug; the example last, Heard's own where there is none.

    A file that somebody is editing, so that it cannot be read, is left out; `heard authority check` tells of it.
    """
    folders = {EXAMPLE: ROOT / "authorities" / EXAMPLE}
    folders |= {folder.name: folder for path in councils for folder in _folders(path)}
    ordered = sorted(folders, key=lambda name: (name == EXAMPLE, name))
    read = {name: _read_or_none(folders[name]) for name in ordered}
    return {name: profile for name, profile in read.items() if profile is not None}


def _read_or_none(folder: Path) -> Profile | None:
    try:
        files = (folder / FILE, folder / REQUIREMENTS, *(folder / FOLDER).glob("*.md"))
        return _kept(folder, max(file.stat().st_mtime_ns for file in files if file.exists()))
    except (tomllib.TOMLDecodeError, OSError, ValueError):
        return None


@lru_cache(maxsize=MOST_KEPT)
def _kept(folder: Path, changed: int) -> Profile:
    """A profile as it was when its files were last changed: a deployment may have a hundred and fifty."""
    return read_profile(folder)


def chosen(profiles: Mapping[str, Profile], slug: str) -> Profile:
    """The profile of this slug; raises UnknownProfile."""
    if slug not in profiles:
        raise UnknownProfile(f'There is no profile "{slug}". There are: {", ".join(profiles)}.')
    return profiles[slug]


def _folders(path: Path) -> Iterator[Path]:
    for folder in sorted(path.iterdir()) if path.is_dir() else ():
        if (folder / FILE).is_file() and (folder.name == EXAMPLE or folder.name[0] not in "._"):
            yield folder


def _numbers(source: Path) -> frozenset[str]:
    if not source.is_file():
        return frozenset()
    asked = tomllib.loads(source.read_text(encoding="utf-8"))
    return frozenset(one["number"] for chapter in asked["chapters"] for one in chapter["requirements"])


def whole_word(names: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern that finds any of `names` as whole words, whatever their case; None for no names."""
    listed = sorted({name for name in names if name}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE) if listed else None
