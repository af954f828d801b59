"""Where tiles, bars and columns stand; no number on any tile."""

import pytest
from flask import Flask
from pydantic import ValidationError

from core.authority.schema import Region
from core.web import regions
from plugins.regional.charts import columns_of
from plugins.regional.comparison import Point, Series, quarter_words
from plugins.regional.tiles import APART, SIZE, tile_map

FOUR = {"slug": "five", "name": "Five woods", "members": ("ashdown", "birch", "cedar", "dale")}


def test_tiles_stand_where_the_file_says(app: Flask) -> None:
    placed = Region(**FOUR, tiles={"ashdown": (1, 0), "birch": (0, 1), "cedar": (1, 1), "dale": (2, 1)})
    with app.app_context():
        councils = regions.councils_of(placed)
        drawn = tile_map(placed, councils, frozenset({str(councils[0].id)}))
    step = SIZE + APART
    assert [(tile.x, tile.y) for tile in drawn.tiles] == [(step, 0), (0, step), (step, step), (2 * step, step)]
    assert [tile.takes_part for tile in drawn.tiles] == [True, False, False, False]
    assert (drawn.width, drawn.height) == (2 * step + SIZE, step + SIZE)


def test_without_places_they_stand_in_the_order_of_their_names(app: Flask) -> None:
    plain = Region(**FOUR, tiles={"dale": (0, 0)})
    with app.app_context():
        drawn = tile_map(plain, regions.councils_of(plain), frozenset())
    assert not drawn.is_placed
    assert [(tile.council.slug, tile.y) for tile in drawn.tiles][-1] == ("dale", SIZE + APART)


@pytest.mark.parametrize(
    ("tiles", "said"),
    [
        ({"ashdown": (0, 0), "birch": (0, 0)}, "two councils stand on the same tile"),
        ({"elm": (0, 0)}, "no members, yet they have a tile: elm"),
        ({"ashdown": (-1, 0)}, "greater than or equal to 0"),
    ],
)
def test_a_map_that_cannot_be_drawn_is_refused(tiles: dict[str, tuple[int, int]], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Region(**FOUR, tiles=tiles)


def test_columns_are_as_high_as_their_share_and_gaps_say_kept_back(app: Flask) -> None:
    points = (Point("2025-Q4", 50, "50%"), Point("2026-Q1", None, ""), Point("2026-Q2", 100, "100%"))
    with app.test_request_context("/"):
        drawn = columns_of(Series("Per cent", points, 100), "Asked")
        assert columns_of(Series("Per cent", points[1:2], 100), "Asked") is None, "nothing to draw"
        assert quarter_words("2026-Q1") == "January to March 2026"
    assert drawn is not None
    assert [column.high for column in drawn.columns] == [39.0, None, 78.0]
    assert [column.year for column in drawn.columns] == ["2025", "2026", ""]
    assert drawn.about == "Q4 25: 50%, Q1 26: kept back, Q2 26: 100%"
