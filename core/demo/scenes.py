"""Pictures for a demonstration: drawings of places and things, nobody on them, the same for the same seed."""

import io
import random
from collections.abc import Callable, Mapping
from typing import Final

from PIL import Image, ImageDraw

SIZE: Final = (640, 420)  # pixels
SKIES = ("#cfe8f5", "#fbe3c8", "#d9d4f0", "#d6ecd9")
HILLS = ("#5f8f5a", "#7da35c", "#3f7d6b", "#8a9a5b")
BRIGHT = ("#c8443c", "#e0a42e", "#2f6f9f", "#7a4b8c", "#2e8b6f", "#d4687f")
Brush = ImageDraw.ImageDraw


def picture(scene: str, seed: str) -> io.BytesIO:
    """One of SCENES as a small JPEG, ready to be read."""
    chance = random.Random(f"{seed} {scene}")
    image = Image.new("RGB", SIZE, chance.choice(SKIES))
    SCENES[scene](ImageDraw.Draw(image), chance)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=80)
    file.seek(0)
    return file


def _hills(brush: Brush, chance: random.Random) -> None:
    width, height = SIZE
    for step, colour in enumerate(chance.sample(HILLS, 3)):
        left = chance.randint(-200, 100)
        top = height * (50 + 12 * step) // 100
        brush.ellipse((left, top, left + width * 3 // 2, top + height), fill=colour)


def _camp(brush: Brush, chance: random.Random) -> None:
    """A tent on a hill, a sun, bunting."""
    _hills(brush, chance)
    left = chance.randint(180, 300)
    tent, door = chance.sample(BRIGHT, 2)
    brush.polygon(((left, 350), (left + 120, 180), (left + 240, 350)), fill=tent)
    brush.polygon(((left + 90, 350), (left + 120, 235), (left + 150, 350)), fill=door)
    brush.ellipse((500, 40, 580, 120), fill="#f4c542")
    _bunting(brush, chance)


def _bunting(brush: Brush, chance: random.Random) -> None:
    for place in range(9):
        left, drop = 20 + place * 68, 18 + abs(4 - place) * -4
        brush.polygon(((left, 30 + drop), (left + 44, 30 + drop), (left + 22, 76 + drop)), fill=chance.choice(BRIGHT))


def _boats(brush: Brush, chance: random.Random) -> None:
    """Paper boats on a lake."""
    _hills(brush, chance)
    brush.rectangle((0, 270, *SIZE), fill="#3d7ea6")
    for place in range(4):
        left, top = 40 + place * 150 + chance.randint(-20, 20), 290 + chance.randint(0, 70)
        brush.polygon(((left, top), (left + 100, top), (left + 75, top + 36), (left + 25, top + 36)), fill="white")
        brush.polygon(((left + 25, top), (left + 50, top - 46), (left + 75, top)), fill=chance.choice(BRIGHT))


def _table(brush: Brush, chance: random.Random) -> None:
    """A table with cups, paper and pens."""
    brush.rectangle((0, 240, *SIZE), fill="#b98a5a")
    for place in range(3):
        left = 50 + place * 200 + chance.randint(-15, 15)
        brush.rectangle((left, 280, left + 110, 370), fill="white")
        brush.line((left + 12, 300, left + 96, 300), fill=chance.choice(BRIGHT), width=6)
        brush.line((left + 12, 325, left + 70, 325), fill=chance.choice(BRIGHT), width=6)
        brush.rounded_rectangle((left + 120, 190, left + 170, 260), 10, fill=chance.choice(BRIGHT))
    _bunting(brush, chance)


def _wall(brush: Brush, chance: random.Random) -> None:
    """A wall painted in squares, with tins of paint in front."""
    for across in range(8):
        for down in range(4):
            left, top = across * 80, down * 70
            brush.rectangle((left + 3, top + 3, left + 76, top + 66), fill=chance.choice(BRIGHT))
    brush.rectangle((0, 285, *SIZE), fill="#8d8d86")
    for place in range(5):
        left = 60 + place * 110
        brush.rectangle((left, 310, left + 60, 380), fill="#e8e8e4")
        brush.ellipse((left, 300, left + 60, 322), fill=chance.choice(BRIGHT))


SCENES: Final[Mapping[str, Callable[[Brush, random.Random], None]]] = {
    "camp": _camp,
    "boats": _boats,
    "table": _table,
    "wall": _wall,
}
