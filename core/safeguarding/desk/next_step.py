"""What to do next with a case: one step first, the others below. Plain values, no database."""

from dataclasses import dataclass

ALLEGATIONS = "allegations"
NEXT = {"raised": "acknowledge", "acknowledged": "triage", "triaged": "decide"}


@dataclass(frozen=True)
class Stand:
    """How a case stands, as far as the next step hangs on it."""

    store: str
    state: str
    decision: str = ""
    has_actions: bool = False
    has_open_actions: bool = False
    was_told: bool = False
    proposed_by_reader: bool = False


def next_step(stand: Stand) -> str:
    """The name of the step to take first; "" where there is nothing to do, or not for this reader."""
    if stand.state in NEXT:
        return NEXT[stand.state]
    if stand.state == "closing":
        is_theirs = stand.store == ALLEGATIONS and not stand.proposed_by_reader
        return "confirm-closing" if is_theirs else ""
    return "" if stand.state == "closed" else _at_work(stand)


def _at_work(stand: Stand) -> str:
    if stand.has_open_actions:
        return "done"
    if not stand.has_actions and stand.decision != "no_further_action":
        return "action"
    if not stand.was_told:
        return "told"
    return "propose-closing" if stand.store == ALLEGATIONS else "close"
