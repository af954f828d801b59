"""What a parent or carer may see about a child on a given day: the rule P(parent, child, item, day).

Nothing without a relationship that somebody checked and that is in force; nothing while the adult is kept from the
child; nothing above class S2 unless the child shared it, and S4 never. Then the child's age decides:

    under the guardian's age    ordinary: acts on their behalf, reads what is S2
    from there to 15            logistics: times, an emergency, agreements that the child was not judged competent for
    16 and 17                   shares: what the young person shares, and what an emergency contact must know
    from 18                     nothing; from the first minute of the birthday. A deputy recorded by a court: ordinary

The strictest row holds over every age that the child can be, and without a date of birth nothing above logistics.
(Children Act 1989 s. 3; Gillick v West Norfolk 1985; UK GDPR Art. 5(1)(c); Children's Code, standard 11.)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, Protocol

from core.people.ages import Ages

Access = Literal["nothing", "shares", "logistics", "ordinary"]
Kind = Literal["ordinary", "logistics", "emergency", "whereabouts"]
NARROWEST_FIRST: Final[tuple[Access, ...]] = ("nothing", "shares", "logistics", "ordinary")
UP_TO_S2: Final = frozenset({"S0", "S1", "S2"})
DEPUTY: Final = "deputy"


class Bond(Protocol):
    """What the rule reads of an adult's place in a child's life."""

    @property
    def kind(self) -> str: ...
    @property
    def parental_responsibility(self) -> bool: ...
    @property
    def delegated(self) -> Iterable[str]: ...
    @property
    def emergency_contact(self) -> bool: ...
    @property
    def verified_on(self) -> date | None: ...
    @property
    def starts_on(self) -> date | None: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def no_contact(self) -> bool: ...
    @property
    def court_order(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Child:
    """The child as the rule reads them: the youngest and oldest they can be that day (None: nothing is known).

    `dated` says that the date of birth itself is known; `is_protected` that nobody may learn where they are.
    """

    youngest: int | None
    oldest: int | None
    dated: bool
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing about a child: its class, what it is for, whether the child shared it, and whom it is kept from."""

    cls: str = "S2"
    kind: Kind = "ordinary"
    shared: bool = False
    not_this_adult: bool = False


def level(bond: Bond, child: Child, ages: Ages, day: date) -> Access:
    """How much of a child's life this adult is let into on `day`, whatever the item."""
    if not is_in_force(bond, day):
        return "nothing"
    rows = [_row(bond, ages, age) for age in _ages_to_try(child, ages)]
    return narrowest(rows if child.dated else [*rows, "logistics"])


def parent_sees(bond: Bond, child: Child, item: Item, ages: Ages, day: date) -> Access:
    """The level by which this adult sees this item on `day`; "nothing" where they do not."""
    found = level(bond, child, ages, day)
    return found if found != "nothing" and _is_open(bond, child, item, found) else "nothing"


def is_in_force(bond: Bond, day: date) -> bool:
    """True for a relationship that was checked, holds that day, and keeps nobody away."""
    if bond.verified_on is None or bond.no_contact or bond.court_order:
        return False
    return not (bond.starts_on and day < bond.starts_on) and not (bond.ends_on and day > bond.ends_on)


def is_kept_away(bonds: Iterable[Bond]) -> bool:
    """True when any of an adult's places in a child's life keeps them away: it beats all the others."""
    return any(bond.no_contact or bond.court_order for bond in bonds)


def narrowest(levels: Iterable[Access]) -> Access:
    """The strictest of several levels; nothing, of none."""
    return min(levels, key=NARROWEST_FIRST.index, default="nothing")


def widest(levels: Iterable[Access]) -> Access:
    """The most that any of several places in a child's life lets an adult see; nothing, of none."""
    return max(levels, key=NARROWEST_FIRST.index, default="nothing")


def _row(bond: Bond, ages: Ages, age: int) -> Access:
    if age >= ages.adult:
        return "ordinary" if bond.kind == DEPUTY else "nothing"
    if not bond.parental_responsibility:  # whoever had decisions handed to them sees what those need
        return "logistics" if age < ages.own and any(bond.delegated) else "nothing"
    if age >= ages.own:
        return "shares"
    return "logistics" if age >= ages.guardian_below else "ordinary"


def _is_open(bond: Bond, child: Child, item: Item, found: Access) -> bool:
    if item.not_this_adult or item.cls not in (UP_TO_S2 | ({"S3"} if item.shared else set())):
        return False
    if item.kind == "whereabouts" and child.is_protected:
        return False
    if item.shared or found == "ordinary":
        return True
    if item.kind == "emergency":
        return found == "logistics" or bond.emergency_contact
    return item.kind == "logistics" and found == "logistics"


def _ages_to_try(child: Child, ages: Ages) -> list[int]:
    """One age for each row that may apply; of an unknown age the row that gives most, which the cap then narrows."""
    if child.youngest is None or child.oldest is None:
        return [0]
    edges = (ages.guardian_below, ages.own, ages.adult)
    return [child.youngest, *(edge for edge in edges if child.youngest < edge <= child.oldest)]
