"""What may happen to a return in which state, what it needs, and which route an organisation takes; pure, no flask.

Source: L4 (You Said, We Did goes to the group that receives it), L5, L20 (a team's route and a provider's are two).
"""

import hashlib
from collections.abc import Collection, Mapping
from types import MappingProxyType

MOVES: Mapping[str, tuple[frozenset[str], str]] = MappingProxyType(
    {
        "send": (frozenset({"draft", "asked"}), "sent"),
        "look": (frozenset({"sent"}), "looked"),
        "ask": (frozenset({"sent", "looked", "accepted"}), "asked"),
        "accept": (frozenset({"sent", "looked"}), "accepted"),
        "day": (frozenset({"accepted"}), "accepted"),
        "take": (frozenset({"accepted"}), "taken"),
        "withdraw": (frozenset({"draft", "sent", "looked", "asked"}), "withdrawn"),
    }
)
"""Step -> (states from which it is taken, state after it)."""
REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "look": "It was looked at already, or is not here to be looked at. Nothing was changed.",
        "ask": "It cannot be asked again now: it was taken to the group, or is not sent. Nothing was changed.",
        "accept": "It is accepted already, or waits for its team. Nothing was changed.",
        "day": "Accept it first. Then choose the day on which it goes to the group.",
        "take": "It is not accepted, or was taken to the group already. Nothing was changed.",
        "withdraw": "It was accepted and is not the team’s alone any more. Nothing was changed: ask those who have it.",
    }
)


class NotNow(ValueError):
    """A step that a return in its state cannot take; its text says what was kept."""


def after(step: str, state: str) -> str:
    """The state after a step; raises NotNow."""
    allowed, then = MOVES[step]
    if state not in allowed:
        raise NotNow(REFUSED.get(step, "It stands differently now. Nothing was changed."))
    return then


def steps_from(state: str) -> frozenset[str]:
    """What can happen to a return in this state."""
    return frozenset(step for step, (allowed, _) in MOVES.items() if state in allowed)


def fingerprint(*words: str) -> str:
    """The same for the same words, however they are spaced or capitalised."""
    plain = "\n".join(" ".join(part.casefold().split()) for part in words)
    return hashlib.sha256(plain.encode()).hexdigest()


def route_of(kind: str, teams: Collection[str], providers: Collection[str]) -> str:
    """Which way an organisation of this kind takes: "return", "evaluation" or "" for neither (L20)."""
    if kind in teams:
        return "return"
    return "evaluation" if kind in providers else ""
