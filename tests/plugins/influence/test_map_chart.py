"""The influence map as a tree and as shapes: everything fits, nothing overlaps, each way starts and ends at a box."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.influence.maps.chart import Node, stations
from plugins.influence.maps.drawing import WIDTH, draw
from plugins.influence.maps.wrapping import width, wrapped

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=200)
TREES = st.recursive(
    st.builds(Node, st.just("said"), TEXTS, TEXTS, TEXTS),
    lambda inner: st.builds(
        Node, st.just("ask"), TEXTS, TEXTS, TEXTS, st.just(""), st.just(""), st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


def test_a_way_that_does_not_branch_stays_where_it_is() -> None:
    leaf = Node("verdict", "Verdict", "Yes")
    chain = Node("said", "Said", "Buses", leads_to=[Node("ask", "Asked", "Buses?", leads_to=[leaf])])
    assert [(one.node.kind, one.indent, one.after) for one in stations(chain)] == [
        ("said", 0, None),
        ("ask", 0, 0),
        ("verdict", 0, 1),
    ]
    forked = Node("ask", "Asked", "Buses?", leads_to=[leaf, leaf])
    assert [(one.indent, one.after) for one in stations(forked)] == [(0, None), (1, 0), (1, 0)]


@given(TREES)
def test_every_box_is_in_the_picture_and_none_on_another(root: Node) -> None:
    for mirrored in (False, True):
        drawn = draw(root, mirrored)
        bottom = 0
        for box in drawn.boxes:
            assert box.x >= 0 and box.x + box.width <= WIDTH and box.y >= bottom
            assert all(box.y < one.y < box.y + box.height and box.x < one.x < box.x + box.width for one in box.letters)
            bottom = box.y + box.height
        assert bottom <= drawn.height
        assert len(drawn.ways) == len(drawn.boxes) - 1


@given(TEXTS, st.integers(10, 20), st.integers(60, 320))
def test_lines_are_no_wider_than_their_room_and_no_word_is_lost(text: str, size: int, room: int) -> None:
    lines = wrapped(text, size, room)
    assert all(width(line, size) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())


def test_long_words_are_cut_in_the_picture_only() -> None:
    lines = wrapped("word " * 200, 15, 300, most=6)
    assert len(lines) == 6 and lines[-1].endswith("…") and width(lines[-1], 15) <= 300
