"""The rule of what a photo may be used for, against a plain reading of it, over random answers."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from core.files.rules import FACE_FREE, GROUP_ONLY, ONLINE, PRINT, USES, Answers, Picture, kept_safe

PEOPLE = [UUID(int=number) for number in range(4)]
SOME = st.frozensets(st.sampled_from(PEOPLE))
CHOICES = st.dictionaries(
    st.sampled_from(PEOPLE), st.frozensets(st.sampled_from([GROUP_ONLY, PRINT, ONLINE, FACE_FREE])), max_size=4
)


def _answers(said: dict[UUID, frozenset[str]]) -> Answers:
    options = {option for chosen in said.values() for option in chosen}
    return Answers({one: frozenset(who for who, chosen in said.items() if one in chosen) for one in options})


@given(people=SOME, objecting=SOME, named=st.booleans(), face_free=st.booleans(), gone=st.booleans(), said=CHOICES)
def test_a_photo_may_be_used_only_as_everybody_on_it_agreed(
    people: frozenset[UUID],
    objecting: frozenset[UUID],
    named: bool,
    face_free: bool,
    gone: bool,
    said: dict[UUID, frozenset[str]],
) -> None:
    picture = Picture(people, objecting & people, named, face_free, gone)
    for use in USES:
        expected = named and not gone and not (objecting & people)
        for one in people:
            chosen = said.get(one, frozenset())
            wide_enough = bool(chosen - {FACE_FREE}) if use == GROUP_ONLY else use in chosen
            expected = expected and wide_enough and (face_free or FACE_FREE not in chosen)
        assert picture.may(use, _answers(said)) is expected, use
        assert expected is (named and not gone and not picture.missing(use, _answers(said)))


@given(said=CHOICES, people=SOME)
def test_taking_an_answer_back_never_allows_more(said: dict[UUID, frozenset[str]], people: frozenset[UUID]) -> None:
    picture = Picture(people, all_named=True)
    before = {use for use in USES if picture.may(use, _answers(said))}
    for gone in said:
        less = {one: chosen for one, chosen in said.items() if one != gone}
        after = {use for use in USES if picture.may(use, _answers(less))}
        assert after <= before and (gone not in people or not after)


def test_nobody_has_agreed_by_silence() -> None:
    assert not Picture(frozenset(PEOPLE[:1]), all_named=True).may_at_all(Answers())
    assert Picture(frozenset(), all_named=True).may_at_all(Answers()), "nobody is on it, and somebody has said so"
    assert not Picture(frozenset()).may_at_all(Answers()), "nobody has said yet who is on it"


def test_a_protected_person_is_shown_in_the_group_at_most() -> None:
    assert kept_safe(frozenset({PRINT, ONLINE, FACE_FREE})) == {GROUP_ONLY, FACE_FREE}
    assert kept_safe(frozenset({FACE_FREE})) == {FACE_FREE}
    assert kept_safe(frozenset()) == frozenset()
