"""Ways from a case's page to what other rooms of safeguarding do with it; each room enters its own here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from core.safeguarding.desk.asks import ANY, AT_WORK, OPEN
from core.safeguarding.store import Store


@dataclass(frozen=True)
class Door:
    """One way: its words, the endpoint (it takes `store` and `case_id`), in which states it is open, and to whom.

    `first_for` names decisions after which it is the first thing to do, until the case has an entry of `until_kind`.
    """

    label: str
    endpoint: str
    states: frozenset[str] = ANY
    store: str = ""
    lead: bool = True
    first_for: frozenset[str] = frozenset()
    until_kind: str = ""


REFERS: Final = frozenset({"referred", "urgent"})
DOORS: Final[tuple[Door, ...]] = (
    Door("Is the harm threshold met?", "safeguarding.threshold", OPEN, "allegations"),
    Door("The LADO was told", "safeguarding.lado", OPEN, "allegations"),
    Door("Write down what was found", "safeguarding.outcome", AT_WORK, "allegations"),
    Door("Move it to the allegations", "safeguarding.move_case", OPEN, "concerns"),
    Door("Move it to the concerns", "safeguarding.move_case", OPEN, "allegations"),
    Door("Prepare a referral", "safeguarding.refer", OPEN, first_for=REFERS, until_kind="referral"),
    Door("What was given out", "safeguarding.referrals", lead=False),
    Door("Hand it to another council", "safeguarding.transfer_case", OPEN),
    Door("Make a bundle of the whole case", "safeguarding.hand_over"),
    Door("Share in spite of a no", "safeguarding.override_in_case", OPEN, lead=False),
    Door("Who must not see it", "safeguarding.conflicts"),
    Door("I know somebody in this case", "safeguarding.declare", lead=False),
)


def open_doors(store: Store, case: Any, *, lead: bool) -> list[Door]:
    """The doors of a case as it stands, for this reader."""
    return [
        one for one in DOORS if case.state in one.states and one.store in ("", store.name) and (lead or not one.lead)
    ]


def first_door(doors: Iterable[Door], decision: str, kinds: Iterable[str]) -> Door | None:
    """The door that comes before any step, if there is one."""
    written = set(kinds)
    return next((one for one in doors if decision in one.first_for and one.until_kind not in written), None)
