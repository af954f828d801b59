"""Ticks of what could tell who somebody is: they hold while the words stay, and fall as soon as they change."""

from core.disclosure.identifying import flags, hint
from core.disclosure.looking import Looked, look

WORDS = "Sam came, and Sam rang 01632 960999."


def looked(words: str = WORDS, ticks: frozenset[str] = frozenset(), name: str = "what") -> Looked:
    found = flags(words, names=("sam",))
    return look(name, words, found, hint(found), ticks)


def test_each_thing_has_a_tick_of_its_own_even_where_the_words_are_the_same() -> None:
    one = looked()
    assert [seen.words for seen in one.seen] == ["Sam", "Sam", "01632 960999"]
    assert len({seen.key for seen in one.seen}) == 3 and one.unlooked == 3


def test_what_was_ticked_stays_ticked_until_its_words_change() -> None:
    ticks = frozenset(seen.key for seen in looked().seen)
    assert looked(ticks=ticks).unlooked == 0
    assert looked(f"Well: {WORDS}", ticks).unlooked == 0, "what stands around it may change"
    assert looked("Sam came, and Kim rang 01632 960111.", ticks).unlooked > 0
    assert looked(ticks=ticks, name="how").unlooked == 3, "the same words elsewhere are looked at there"


def test_the_pieces_put_together_are_the_text() -> None:
    one = looked()
    assert "".join(words for words, _ in one.pieces) == WORDS
    assert [words for words, is_flagged in one.pieces if is_flagged] == ["Sam", "Sam", "01632 960999"]
    assert Looked("Nothing here").unlooked == 0
