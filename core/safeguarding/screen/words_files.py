"""The word lists as they lie in words/<language>.toml, read once and made ready for looking.

[groups] adult = [...]   [spellings] wanna = "want to"   [reading] fillers, negations   [themes] harm = [...]
[harmless] phrases = [...]
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from core.safeguarding.screen.patterns import Entry, entries
from core.safeguarding.screen.reading import Lists, lists
from core.safeguarding.screen.themes import THEMES

FOLDER: Final = Path(__file__).parent / "words"
LANGUAGES: Final = tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))
Own = tuple[tuple[str, str], ...]  # (phrase, theme), theme "" for a harmless one


@cache
def ready(languages: tuple[str, ...], own: Own = ()) -> Lists:
    """The lists of these languages together, with a council's own entries; raises BadEntry."""
    stored = [_file(language) for language in languages]
    found = [entry for one in stored for entry in _entries(one)]
    found += [entry for phrase, why in own for entry in entries(phrase, why, {})]
    return lists(
        found,
        spellings={word: meant for one in stored for word, meant in one["spellings"].items()},
        fillers=_all(stored, "fillers"),
        negations=_all(stored, "negations"),
        signs="".join(sign for entry in found for sign in entry.phrase if _is_emoji(sign)),
    )


def languages_of(asked: str) -> tuple[str, ...]:
    """The languages whose lists are looked through: the one that is asked for, or all where there is no list for it."""
    short = asked.split("-")[0].split("_")[0]
    return (short,) if short in LANGUAGES else LANGUAGES


@cache
def _file(language: str) -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


def _entries(stored: Mapping[str, Any]) -> Iterable[Entry]:
    if unknown := stored["themes"].keys() - THEMES.keys():
        raise LookupError(f"no such theme: {', '.join(sorted(unknown))}")
    for why, phrases in [*stored["themes"].items(), ("", stored["harmless"]["phrases"])]:
        for phrase in phrases:
            yield from entries(phrase, why, stored["groups"])


def _all(stored: Iterable[Mapping[str, Any]], name: str) -> frozenset[str]:
    return frozenset(word for one in stored for word in one["reading"][name])


def _is_emoji(sign: str) -> bool:
    return ord(sign) >= 0x1F000
