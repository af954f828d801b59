"""A council's words: plain unless it says otherwise, never empty, and what it avoids is found as whole words."""

import pytest
from pydantic import ValidationError

from core.words import PLAIN_WORDS, Avoided, Words, avoided_in

NO_LETTERS = Avoided(word="LAC", instead="in care")


def test_a_word_is_plain_unless_the_council_has_its_own() -> None:
    assert PLAIN_WORDS.word("young_people") == "young people"
    assert Words(young_people="young citizens").word("young_people") == "young citizens"


@pytest.mark.parametrize("key", ["avoid", "model_config", "yung_people"])
def test_a_key_that_is_no_word_is_an_error(key: str) -> None:
    with pytest.raises(KeyError):
        PLAIN_WORDS.word(key)


def test_a_word_may_not_be_empty() -> None:
    with pytest.raises(ValidationError):
        Words(young_people=" ")


@pytest.mark.parametrize(
    ("text", "found"), [("A lac, reviewed.", True), ("A black lake", False), ("(LAC)", True), ("", False)]
)
def test_avoided_words_are_found_as_whole_words_in_any_case(text: str, found: bool) -> None:
    assert (avoided_in(text, Words(avoid=(NO_LETTERS,))) == (NO_LETTERS,)) is found
