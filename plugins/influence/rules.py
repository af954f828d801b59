"""What follows from answers, as plain functions: where an ask stands, and what an answer must have."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from plugins.influence.vocabulary import NEEDS_PROMISE, NEEDS_REASON, OUTCOMES


def status_of(outcomes: Sequence[str]) -> str:
    """Where an ask stands by the latest outcome of each owner who was not let off ("" is no answer yet).

    One who has not answered keeps it waiting; a yes from all is done; a no from all is cannot; one who is still at it
    keeps it doing; anything else is partly. Nobody asked is a draft.
    """
    if not outcomes:
        return "draft"
    if "" in outcomes:
        return "waiting"
    if len(set(outcomes)) == 1:
        return outcomes[0]
    return "doing" if "doing" in outcomes else "partly"


def due_of(waiting: Iterable[date | None]) -> date | None:
    """The earliest day among those on which an answer is due."""
    return min((day for day in waiting if day), default=None)


def is_late(status: str, due_on: date | None, today: date) -> bool:
    """Say whether somebody has not answered by the day that was named."""
    return status == "waiting" and due_on is not None and due_on < today


def missing_of(outcome: str, reason: str, promises: int) -> frozenset[str]:
    """What an answer still needs before it can be given: "outcome", "reason" or "promise"."""
    missing = set()
    if outcome not in OUTCOMES:
        missing.add("outcome")
    if outcome in NEEDS_REASON and not reason.strip():
        missing.add("reason")
    if outcome in NEEDS_PROMISE and not promises:
        missing.add("promise")
    return frozenset(missing)


LONGEST_EASY = 15
_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")


def long_sentences(text: str, most: int = LONGEST_EASY) -> tuple[str, ...]:
    """The sentences of an Easy Read text that have more than `most` words (Department of Health, 2010)."""
    return tuple(part.strip() for part in _ENDS.split(text) if len(part.split()) > most)
