"""The two stores, as one kind of thing: what is done at the desk is the same in both, with these differences."""

from dataclasses import dataclass
from typing import Any, Final

from core.access.rules import Condition, Rule, all_of, any_of, equals_actor, field, has, through
from core.safeguarding.models import (
    Allegation,
    AllegationAllocation,
    AllegationBar,
    AllegationBody,
    AllegationEntry,
    AllegationPart,
    Concern,
    ConcernAllocation,
    ConcernBar,
    ConcernBody,
    ConcernEntry,
    ConcernPart,
)

LEAD: Final = "safeguarding.lead"  # the permission of those who receive everything
GLASS: Final = "safeguarding.glass"  # and of those who may open one child's cases in an emergency
_MINE: Final = all_of(equals_actor("user_id", "user_id"), field("ended_at").is_(None))
_LIVE: Final = all_of(_MINE, field("until").is_ahead())  # an emergency opening (core.safeguarding.release)
_HERE: Final = any_of(has(LEAD), through("allocations", _MINE))


@dataclass(frozen=True)
class Store:
    """One store: its name (also a segment of addresses), its tables, and whether closing needs a second lead."""

    name: str
    case: Any
    entry: Any
    body: Any
    part: Any
    allocation: Any
    bar: Any
    two_to_close: bool

    @property
    def sees(self) -> Rule:
        """Who may read a case: the leads, whoever it was given to, whoever opened the child's; nobody barred."""
        return self._for_all_but_barred(_HERE, self._opened())

    @property
    def works(self) -> Rule:
        """Who may add to a case: the same, where an opening lets write."""
        return self._for_all_but_barred(_HERE, self._opened(field("may_write").is_(True)))

    @property
    def given(self) -> Rule:
        """The cases that are somebody's own work, as given to them."""
        return self._for_all_but_barred(through("allocations", _MINE))

    def _for_all_but_barred(self, *ways: Condition) -> Rule:
        return Rule(any_of(*ways), deny=through("bars", _MINE), model=self.case)

    def _opened(self, *also: Condition) -> Condition:
        """The cases about a child that somebody opened in an emergency; allegations where a lead granted those too."""
        granted = (field("allegations").is_(True),) if self.two_to_close else ()
        grants = through("grants", all_of(_LIVE, *granted, *also))
        return all_of(has(GLASS), through("parts", all_of(field("part").equals("child"), grants)))


CONCERNS: Final = Store(
    "concerns", Concern, ConcernEntry, ConcernBody, ConcernPart, ConcernAllocation, ConcernBar, two_to_close=False
)
ALLEGATIONS: Final = Store(
    "allegations", Allegation, AllegationEntry, AllegationBody, AllegationPart, AllegationAllocation, AllegationBar,
    two_to_close=True,
)  # fmt: skip
STORES: Final = {store.name: store for store in (CONCERNS, ALLEGATIONS)}
