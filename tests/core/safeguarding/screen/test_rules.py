"""The screen reads a word however it is typed, passes over what is harmless, and is not slowed by what is strange."""

from time import process_time

import pytest

from core.authority.screening import Screen
from core.safeguarding.screen import LANGUAGES, THEMES, screen
from core.safeguarding.screen.rules import Screened
from core.safeguarding.screen.words_files import ready

PLAIN = "We met at the youth centre and talked about buses. Everybody wants later buses. My mum drives me home. "
LARGE = 5_000_000
STRANGE = {
    "plain": PLAIN, "hits": "i want to kill myself ", "letters": "a ", "one word": "a", "dots": ".", "lines": "\n ",
    "emoji": "🔪", "stars": "k*ll ", "signs": "k!", "marks": "e\u0301", "Cyrillic": "я не хочу жити вдома ",
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "kill myself", "KILL MYSELF", "k1ll myself", "kiiiilll myself", "kill  my self", "k i l l myself",
        "k!ll myself",
        "#killmyself", "k\u200bill myself", "kіll myself", "ｋｉｌｌ myself", "kíll myself",
        "kill_myself", "k*ll myself",
        "just wanna kill fucking myself",
    ],
)  # fmt: skip
def test_a_phrase_is_found_however_it_is_typed(text: str) -> None:
    assert "self_harm" in {hit.why for hit in screen(text).hits}


def test_a_hit_says_where_it_stands() -> None:
    text = "Nice trip.\n\nBut 🙂 he said: don't tell anyone, ok?"
    hit = next(one for one in screen(text).hits if one.entry.startswith("{not} tell|say"))
    assert text[slice(*hit.where)] == hit.phrase == "don't tell anyone"


def test_a_harmless_phrase_hides_only_what_lies_within_it() -> None:
    assert not screen("I killed it today")
    assert screen("I killed it today, and tonight I want to kill myself")


def test_no_means_none_of_weapons_but_never_of_being_hurt() -> None:
    assert not screen("no knives allowed")
    assert screen("no my dad hits me")


def test_a_council_adds_its_own_and_takes_out_what_is_harmless_there() -> None:
    own = Screen.model_validate(
        {"words": [{"phrase": "the tow*|flats", "theme": "missing"}], "harmless": ["gun lane"]}
    ).entries
    assert [hit.why for hit in screen("he stays at the towers", own=own).hits] == ["missing"]
    assert screen("by the gun") and not screen("the bus stop in Gun Lane", own=own)


@pytest.mark.parametrize("phrase", ["", "*", "ab*", "...", "... a", "a*b", "{adult} hits", "a? b?", "x " * 13, "(a+)+"])
def test_a_phrase_that_cannot_be_read_stops_the_start(phrase: str) -> None:
    with pytest.raises(ValueError, match="."):
        Screen.model_validate({"harmless": [phrase]})


def test_every_list_is_readable_and_every_theme_is_one_a_council_may_name() -> None:
    assert set(LANGUAGES) == {"en", "pl", "uk", "ur"}
    assert ready(LANGUAGES).known
    for theme in THEMES:
        assert Screen.model_validate({"words": [{"phrase": "abc", "theme": theme}]}).entries == (("abc", theme),)


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_five_megabytes_take_seconds_and_not_minutes(text: str) -> None:
    """About two seconds on a quiet machine; work that grew with the square of the length would take an hour."""
    screen("")
    whole = text * (LARGE // len(text.encode()))
    before = process_time()
    found = screen(whole)
    assert process_time() - before < 30
    assert isinstance(found, Screened)


def test_two_thousand_words_take_about_ten_milliseconds() -> None:
    text = PLAIN * 105
    assert min(_seconds(text) for _ in range(5)) < 0.1  # a busy machine works at a fraction of its speed


def _seconds(text: str) -> float:
    before = process_time()
    screen(text)
    return process_time() - before
