"""The map of tiles: one square for each council of a region, about where it lies; pure.

A tile says who takes part. It holds no number: a release has sums over councils only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from core.api import Authority, regions

SIZE: Final = 96
APART: Final = 8
ACROSS: Final = 3  # without places in the region's file: so many beside each other, in the order of their names


@dataclass(frozen=True, slots=True)
class Tile:
    """One council on the map."""

    council: Authority
    x: int
    y: int
    takes_part: bool


@dataclass(frozen=True, slots=True)
class TileMap:
    """The whole map, and its size."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    is_placed: bool
    size: int = SIZE


def tile_map(region: regions.Region, councils: Sequence[Authority], taking_part: frozenset[str]) -> TileMap:
    """Every council where the region's file puts it; all in the order of their names where it leaves one out."""
    is_placed = all(council.slug in region.tiles for council in councils) and bool(councils)
    grid = {
        council.slug: region.tiles[council.slug] if is_placed else (place % ACROSS, place // ACROSS)
        for place, council in enumerate(councils)
    }
    step = SIZE + APART
    tiles = tuple(
        Tile(one, grid[one.slug][0] * step, grid[one.slug][1] * step, str(one.id) in taking_part) for one in councils
    )
    width = max((tile.x for tile in tiles), default=0) + SIZE
    return TileMap(tiles, width, max((tile.y for tile in tiles), default=0) + SIZE, is_placed)
