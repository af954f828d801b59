"""How a case moves: from which state which kind of entry leads where. Plain values, no database.

The state is what follows from the entries, in their order; `after` is asked before an entry is written, and a trigger
of the database refuses what this module would refuse.
"""

from collections.abc import Iterable
from typing import Final

STATES: Final = ("raised", "acknowledged", "triaged", "decided", "open", "waiting", "closing", "closed")
BEGINS: Final = "raised"
_AT_WORK: Final = frozenset({"decided", "open", "waiting"})
MOVES: Final[dict[str, tuple[frozenset[str], str]]] = {
    "acknowledged": (frozenset({"raised"}), "acknowledged"),
    "triaged": (frozenset({"acknowledged", "triaged"}), "triaged"),
    "decided": (frozenset({"triaged"}) | _AT_WORK, "decided"),
    "opened": (frozenset({"decided", "waiting"}), "open"),
    "waiting": (frozenset({"decided", "open"}), "waiting"),
    "closing": (_AT_WORK, "closing"),
    "not_closed": (frozenset({"closing"}), "open"),
    "closed": (frozenset({"closing"}), "closed"),
    "reopened": (frozenset({"closed"}), "triaged"),
}
"""Kinds of entry that move a case: the states from which each may be written, and the one that follows."""
STAYS: Final = frozenset(
    {
        "raised", "added", "note", "amended", "action", "action_done", "referral", "referral_sent", "referral_accepted",
        "told", "linked", "moved", "transferred", "transfer_received", "allocated", "taken_back", "barred",
        "bar_ended", "handed_over", "named", "lado", "outcome", "override", "override_answered", "reviewed", "asked",
        "advocate", "late", "enclosed", "kept", "released", "destroyed", "threshold", "low_level",
    }
)  # fmt: skip
"""Kinds that leave the state as it is."""
DECISIONS: Final = ("no_further_action", "early_help", "referred", "urgent")


class NotNow(Exception):
    """A step cannot be taken from where the case stands; nothing was written."""


def after(state: str, kind: str, *, two_to_close: bool) -> str:
    """The state that follows an entry; raises NotNow. With `two_to_close` false, closing needs no second person."""
    if kind in STAYS:
        return state
    if kind not in MOVES:
        raise NotNow(f"there is no step called {kind}")
    sources, target = MOVES[kind]
    if kind == "closed" and not two_to_close:
        sources = _AT_WORK
    if state not in sources:
        raise NotNow(f"{kind} does not follow {state}")
    return target


def standing(kinds: Iterable[str], *, two_to_close: bool) -> str:
    """The state that follows from a whole chronology; raises NotNow."""
    state = BEGINS
    for kind in kinds:
        state = after(state, kind, two_to_close=two_to_close)
    return state


def steps() -> frozenset[tuple[str, str]]:
    """Every pair of states that some entry leads through, in either store; the database refuses any other."""
    pairs = {(source, target) for sources, target in MOVES.values() for source in sources}
    return frozenset(pairs | {(source, "closed") for source in _AT_WORK})
