"""The table of moves: what may follow what, and the sentence that every refused move gives."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.groups.joining import states
from plugins.groups.joining.adverts import is_open
from plugins.groups.models import Group

MOVES = sorted(states.BY_THEM | states.BY_STAFF)
BEFORE_YES = {"asked", "thinking", "said_no", "withdrawn", "not_this_time", "interested", "taken_back", states.NOBODY}
ON = date(2026, 3, 3)


def test_a_move_starts_and_ends_in_a_known_state_and_is_somebodys() -> None:
    known = {*states.STATES, states.NOBODY}
    for (before, move), after in states.MOVES.items():
        assert before in known, before
        assert after in states.STATES, after
        assert move in states.BY_THEM | states.BY_STAFF, move


@pytest.mark.parametrize("state", sorted(BEFORE_YES))
def test_nobody_is_put_in_before_a_yes_or_a_welcome(state: str) -> None:
    """W51: nothing else happens before the young person's own yes."""
    assert states.after(state, "put_in") is None


def test_staff_never_say_yes_or_no_for_somebody() -> None:
    """W18: the own answer is only reached by moves of the person."""
    for (_, move), after in states.MOVES.items():
        if after in ("said_yes", "said_no", "thinking", "withdrawn"):
            assert move in states.BY_THEM


def test_a_no_is_changed_by_whoever_said_it_and_by_nobody_else() -> None:
    assert not [move for move in states.BY_STAFF if states.after("said_no", move)]
    assert states.after("said_no", "say_yes") == "said_yes"
    assert states.after("said_no", "express") == "said_yes"


def test_everybody_who_asked_can_get_an_answer_or_change_their_mind() -> None:
    assert {move for move in MOVES if states.after("interested", move)} == {
        "express",
        "welcome",
        "not_this_time",
        "withdraw",
    }


@given(st.lists(st.sampled_from(MOVES), max_size=12))
def test_whatever_is_tried_somebody_is_in_only_after_their_own_word(tried: list[str]) -> None:
    state, own = states.NOBODY, False
    for move in tried:
        following = states.after(state, move)
        if following is None:
            continue
        state = following
        own = own or move in ("say_yes", "express")
    assert own or state != "joined"


@pytest.mark.parametrize("state", [*states.STATES, states.NOBODY])
def test_every_refusal_says_what_to_do(state: str) -> None:
    said = states.refusal(state, "Asha", ON, "Ruth Bell")
    assert said.startswith(("Asha", "The invitation of Asha"))
    assert said.count(".") >= 1
    assert "{" not in said


def test_who_said_no_is_left_alone_in_these_words() -> None:
    with pytest.raises(states.Refused) as refused:
        states.moved("said_no", "ask", "Asha", ON)
    assert str(refused.value) == (
        "Asha said no to this group on 3 March 2026. They can change their mind themselves; leave it with them."
    )


def test_who_is_asked_already_by_whom_and_when() -> None:
    assert states.refusal("asked", "Asha", ON, "Ruth Bell").startswith(
        "Asha was put forward by Ruth Bell on 3 March 2026 and has not answered yet."
    )


def test_an_answer_is_overdue_the_day_after_the_promise() -> None:
    assert not states.overdue(date(2026, 3, 1), date(2026, 3, 11), 10)
    assert states.overdue(date(2026, 3, 1), date(2026, 3, 12), 10)


@pytest.mark.parametrize(
    ("advert", "until", "status", "is_it"),
    [
        ("Come!", None, "active", True),
        ("Come!", date(2026, 3, 3), "active", True),
        ("Come!", date(2026, 3, 2), "active", False),
        ("Come!", None, "ended", False),
        ("  ", None, "active", False),
    ],
)
def test_an_advert_is_open_to_its_last_day(advert: str, until: date | None, status: str, is_it: bool) -> None:
    assert is_open(Group(advert=advert, advert_until=until, status=status), ON) is is_it
