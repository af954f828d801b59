"""How names are folded for finding, and when what somebody is called tells more than their name."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.people.names import fold, other_name


@pytest.mark.parametrize(
    ("known_as", "said"),
    [("", ""), ("Aaron", ""), ("kalsi", ""), ("Aarón", ""), ("Aaron Kalsi", ""), ("Az", "Az"), ("Aaron K", "Aaron K")],
)
def test_known_as_is_said_only_where_the_name_does_not_say_it(known_as: str, said: str) -> None:
    assert other_name("Aaron Kalsi", known_as) == said


@given(some.text(some.characters(max_codepoint=127)))
def test_plain_letters_are_folded_as_any_others(text: str) -> None:
    assert fold(text) == fold(text + "é").removesuffix("e").strip()


@pytest.mark.parametrize(
    ("name", "folded"),
    [("", ""), ("O'Neill", "oneill"), ("Anne-Marie  Lee ", "anne marie lee"), ("Zoë-Ann", "zoe ann"), ("a_1", "a_1")],
)
def test_accents_marks_and_spaces_make_no_difference(name: str, folded: str) -> None:
    assert fold(name) == folded
