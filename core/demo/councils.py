"""Extra councils for a demonstration of many: folders with fictional names, as valid as any council's.

What a council's file says of itself comes from council.toml, and what it declares for a plugin from the plugin's own
made_up.toml, where it has one; see blocks.py for how each council takes other parts of both.
"""

import colorsys
import random
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.authority.colour import READABLE, WHITE, contrast
from core.authority.load import FILE
from core.authority.wording import FOLDER
from core.demo.blocks import chosen
from core.demo.terms import SIX, THREE, terms
from core.people.rules import school_year_starting
from core.plugging.manifest import Plugin

MOST = 800  # what the two lists of syllables can name without a repeat, with room to spare
_FIRST = (
    "Alder", "Amber", "Ashen", "Barrow", "Bramble", "Brindle", "Calder", "Cinder", "Copper", "Crane",
    "Dapple", "Dunmer", "Elder", "Fallow", "Fennel", "Gander", "Hallow", "Heather", "Hollin", "Juniper",
    "Kestrel", "Larch", "Mallow", "Marrow", "Nettle", "Otter", "Pebble", "Quill", "Rowan", "Sorrel",
    "Thistle", "Wether",
)  # fmt: skip
_LAST = (
    "bourne", "bridge", "combe", "dale", "field", "ford", "garth", "ham", "holme", "hurst", "ley",
    "mere", "mouth", "shaw", "stead", "stoke", "thorpe", "ton", "wade", "well", "wick", "worth", "wold",
    "fold", "gate", "haven",
)  # fmt: skip
FEWEST_YEARS = 3  # that a council's terms reach back, however short its history
PART = "made_up.toml"  # in a plugin's package: what a made-up council declares for it
_TEMPLATE = Path(__file__).parent / "council.toml"
_WORDINGS = Path(__file__).parent / FOLDER  # what people are asked to agree to, alike for all of them


@dataclass(frozen=True)
class Times:
    """The day on which councils are made up, and how many years of history they show."""

    today: date
    years: int = 1

    @property
    def years_behind(self) -> int:
        """How many school years before the present one have terms."""
        return max(self.years, FEWEST_YEARS)


def write_councils(folder: Path, number: int, plugins: Iterable[Plugin], times: Times) -> list[Path]:
    """Write `number` councils into `folder`, those already there left as they are; returns their folders.

    `plugins` are those that each offers, switched on at first, with what their made_up.toml declares.
    """
    if number > MOST:
        raise ValueError(f"at most {MOST} councils can be made up")
    template = _TEMPLATE.read_text(encoding="utf-8") + "".join("\n" + _part(plugin) for plugin in plugins)
    return [_write(folder / name.lower(), name, place, template, times) for place, name in enumerate(_names(number))]


def _names(number: int) -> list[str]:
    every = [first + last for first in _FIRST for last in _LAST]
    random.Random("councils").shuffle(every)
    return every[:number]


def _part(plugin: Plugin) -> str:
    """The plugin's switch, and what it declares for made-up councils."""
    declared = plugin.folder / PART
    more = "\n" + declared.read_text(encoding="utf-8") if declared.is_file() else ""
    return f'[plugins.{plugin.name}]\noffer = "optional"\nstart = true\n{more}'


def _write(council: Path, name: str, place: int, template: str, times: Times) -> Path:
    if not (council / FILE).exists():
        council.mkdir(parents=True, exist_ok=True)
        words = {"name": name, "slug": council.name, "mark": name[0]} | _numbered(place) | _dated(place, times)
        unfinished = council / f".{FILE}"  # stopped half-way, it is no council's file
        unfinished.write_text(chosen(template, council.name, words), encoding="utf-8")
        shutil.copytree(_WORDINGS, council / FOLDER, dirs_exist_ok=True)
        unfinished.replace(council / FILE)
    return council


def _numbered(place: int) -> dict[str, str]:
    """What differs from one made-up council to the next; no real council's code begins so."""
    colours = {"colour": _colour(place * 0.618), "accent": _colour(place * 0.618 + 0.4)}
    return {"code": f"E98{place:06d}", **colours}


def _dated(place: int, times: Times) -> dict[str, str]:
    """The terms, six a year at every fourth council, and a strategy that runs now."""
    first = school_year_starting(times.today) - times.years_behind
    declared = terms(times.today, times.years_behind, SIX if place % 4 == 3 else THREE)
    return {
        "since": date(first + 1, 4, 1).isoformat(),
        "until": date(first + times.years_behind + 2, 3, 31).isoformat(),
        "terms": "\n\n".join(
            f'[[terms]]\nkey = "{term.key}"\nname = "{term.name}"\n'
            f"starts_on = {term.starts_on}\nends_on = {term.ends_on}"
            for term in declared
        ),
    }


def _colour(turn: float) -> str:
    """A colour at `turn` round the colour circle, dark enough to carry white text."""
    lightness = 0.45
    while True:
        parts = colorsys.hls_to_rgb(turn % 1, lightness, 0.55)
        colour = "#" + "".join(f"{round(part * 255):02x}" for part in parts)
        if contrast(colour, WHITE) >= READABLE:
            return colour
        lightness -= 0.02
