"""What may happen to a return in which state, on plain values."""

import pytest

from plugins.participation_returns.rules import NotNow, after, fingerprint, route_of, steps_from


def test_the_way_of_a_return() -> None:
    state = "draft"
    for step in ("send", "look", "ask", "send", "accept", "day", "take"):
        state = after(step, state)
    assert state == "taken" and steps_from("taken") == frozenset()


@pytest.mark.parametrize(
    ("step", "state", "said"),
    [
        ("send", "sent", "Nothing was changed."),
        ("look", "looked", "It was looked at already"),
        ("accept", "accepted", "It is accepted already"),
        ("day", "sent", "Accept it first."),
        ("take", "taken", "was taken to the group already"),
        ("withdraw", "accepted", "not the team’s alone any more"),
        ("ask", "taken", "It cannot be asked again now"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(step: str, state: str, said: str) -> None:
    with pytest.raises(NotNow, match=said):
        after(step, state)


def test_the_same_words_are_the_same_return_however_they_are_typed() -> None:
    assert fingerprint("They  said", "We did") == fingerprint("they said ", "we DID")
    assert fingerprint("a", "bc") != fingerprint("ab", "c")


def test_teams_and_providers_take_two_ways() -> None:
    ways = [route_of(kind, ["service"], ["provider"]) for kind in ("service", "provider", "school")]
    assert ways == ["return", "evaluation", ""]  # L20
