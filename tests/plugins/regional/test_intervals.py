"""Wilson's interval against values worked out elsewhere, and what holds for every share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.regional.intervals import FEW, where_few, wilson


@pytest.mark.parametrize(
    ("part", "whole", "least", "most"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (1, 29, 0.0061, 0.1718), (81, 263, 0.2553, 0.3662)],
)
def test_values_of_the_literature(part: int, whole: int, least: float, most: float) -> None:
    """Newcombe 1998, table 1 (his third method), and the two that every textbook has."""
    assert wilson(part, whole) == pytest.approx((least, most), abs=1e-4)


@given(st.integers(1, 5000), st.data())
def test_the_share_lies_inside_and_the_interval_inside_0_and_1(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    found = wilson(part, whole)
    assert 0 <= found.least <= part / whole <= found.most <= 1
    mirrored = wilson(whole - part, whole)
    assert (1 - mirrored.most, 1 - mirrored.least) == pytest.approx(found)


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match=f"{part} of {whole} is no share"):
        wilson(part, whole)


def test_only_shares_of_few_have_one() -> None:
    assert where_few(20, FEW) is None
    assert where_few(20, FEW - 5) == wilson(20, FEW - 5)
    assert where_few(0, 0) is None
