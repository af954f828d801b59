"""What counts as the same word, and what somebody looks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.folding import MOST_TERMS, Term, asked, folded, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The BUS, to school!", ["the", "bus", "to", "school"]),
        ("Mae'r ysgol yn dda; tŷ, môr", ["maer", "ysgol", "yn", "dda", "ty", "mor"]),
        ("don’t can't", ["dont", "cant"]),
        ("café CAFE\u0301 Straße", ["cafe", "cafe", "strasse"]),
        ("50% off_peak 4.30pm", ["50", "off", "peak", "4", "30pm"]),
        ("школа ĪDENTITY", ["школа", "identity"]),
        ("?! … \x00", []),
    ],
)
def test_words_are_folded_alike(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_a_text_without_words_is_empty() -> None:
    assert folded(" … ") == ""
    assert folded("Bus stop") == " bus stop "


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("bus", [Term(("bus",), True)]),
        ("Bus late", [Term(("bus",)), Term(("late",), True)]),
        ('"bus stop"', [Term(("bus", "stop"))]),
        ("“bus stop” la", [Term(("bus", "stop")), Term(("la",), True)]),
        ('school "bus stop', [Term(("school",)), Term(("bus", "stop"))]),
        ('bus "', [Term(("bus",))]),
        ("bus bus bus", [Term(("bus",)), Term(("bus",), True)]),
        ("bus OR NOT (late* NEAR:", [Term((word,)) for word in ("bus", "or", "not", "late")] + [Term(("near",), True)]),
        ('""', []),
        ("%_\\'", []),
        ("", []),
    ],
)
def test_what_is_looked_for(question: str, terms: list[Term]) -> None:
    assert list(asked(question)) == terms


def test_a_long_question_is_cut() -> None:
    assert len(asked(" ".join(f"w{number}" for number in range(40)))) == MOST_TERMS


@given(st.text(max_size=300))
def test_no_question_is_an_error_and_no_pattern_holds_a_sign(question: str) -> None:
    for term in asked(question):
        assert all(word.isalnum() for word in term.words)
        assert term.pattern.strip("%").replace(" ", "").isalnum()


@given(st.text(max_size=120))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
