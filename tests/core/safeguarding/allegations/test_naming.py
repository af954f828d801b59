"""A name is found however it was written; an ordinary word is not taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.safeguarding.conflicts.naming import is_named, is_named_whole, words_of

FOUND = (
    ("Kelly Okafor", "it was kelly okafor who did it"),
    ("Kelly Okafor", "Okafor's car"),
    ("Kelly Okafor", "KELLY HURT ME"),
    ("Kelly Okafor", "miss kelly grabbed my arm"),
    ("Kelly Okafor", "it was kelly o."),
    ("Kelly Okafor", "kellys always shouting, kelly is"),
    ("Christopher Adeyemi", "Chris did it"),
    ("Sam Day", "mr day from the club"),
    ("Sam Day", "he is called Day"),
    ("Sam Day", "sam d said not to tell"),
    ("Zoë O'Neill", "Zoe ONeill"),
    ("Zoë O’Neill", "mrs o'neill"),
    ("Bo Li", "Mr Li"),
    ("Anne Smith-Jonas", "jonas was there"),
    ("José Peña", "jose pena"),
    ("Амина Хан", "это Амина"),
)
NOT_FOUND = (
    ("Sam Day", "it happened every day"),
    ("Will Young", "i will tell you when i was young"),
    ("Bo Li", "something about bo and li"),
    ("Kelly Okafor", "a man at the club"),
    ("Christopher Adeyemi", "it was christmas"),
    ("", "anything at all"),
    ("Kelly Okafor", ""),
)


@pytest.mark.parametrize(("name", "text"), FOUND)
def test_a_name_is_found(name: str, text: str) -> None:
    assert is_named(name, words_of(text))


@pytest.mark.parametrize(("name", "text"), NOT_FOUND)
def test_an_ordinary_word_is_no_name(name: str, text: str) -> None:
    assert not is_named(name, words_of(text))


def test_a_whole_name_is_more_than_a_part_of_it() -> None:
    assert is_named_whole("Kelly Okafor", words_of("Kelly Okafor was there"))
    assert not is_named_whole("Kelly Okafor", words_of("Kelly was there"))


@given(text=st.text(max_size=300), name=st.text(max_size=30))
def test_any_text_can_be_read(text: str, name: str) -> None:
    words = words_of(f"{text} Kelly Okafor {text}")
    assert is_named("Kelly Okafor", words) and is_named(name, words) in (True, False)


def test_five_megabytes_are_read() -> None:
    assert is_named("Kelly Okafor", words_of("the quick fox jumps " * 250_000 + "Okafor"))
