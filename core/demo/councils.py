"""Extra councils for a demonstration of many: folders with fictional names, as valid as any council's."""

import colorsys
import random
from collections.abc import Iterable
from pathlib import Path
from string import Template

from core.authority.colour import READABLE, WHITE, contrast

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
_TEMPLATE = Path(__file__).parent / "council.toml"


def write_councils(folder: Path, number: int, plugins: Iterable[str]) -> list[Path]:
    """Write `number` councils into `folder`, those already there left as they are; returns their folders.

    `plugins` are the names of the plugins that each offers, switched on at first.
    """
    if number > MOST:
        raise ValueError(f"at most {MOST} councils can be made up")
    return [_write(folder, name, place, plugins) for place, name in enumerate(_names(number))]


def _names(number: int) -> list[str]:
    every = [first + last for first in _FIRST for last in _LAST]
    random.Random("councils").shuffle(every)
    return every[:number]


def _write(folder: Path, name: str, place: int, plugins: Iterable[str]) -> Path:
    council = folder / name.lower()
    file = council / "authority.toml"
    if not file.exists():
        council.mkdir(parents=True, exist_ok=True)
        sections = (f'\n[plugins.{each}]\noffer = "optional"\nstart = true\n' for each in plugins)
        filled = Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
            name=name,
            slug=name.lower(),
            mark=name[0],
            code=f"E98{place:06d}",  # no real council's code begins so
            colour=_colour(place * 0.618),
            accent=_colour(place * 0.618 + 0.4),
        )
        file.write_text(filled + "".join(sections), encoding="utf-8")
    return council


def _colour(turn: float) -> str:
    """A colour at `turn` round the colour circle, dark enough to carry white text."""
    lightness = 0.45
    while True:
        parts = colorsys.hls_to_rgb(turn % 1, lightness, 0.55)
        colour = "#" + "".join(f"{round(part * 255):02x}" for part in parts)
        if contrast(colour, WHITE) >= READABLE:
            return colour
        lightness -= 0.02
