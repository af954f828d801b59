"""What a planner should look at twice in a year of meetings of all groups: its gaps and its clashes.

Each warning is a plain sentence for staff; nothing is ever changed or refused because of one. Meetings that are
cancelled do not count. A year of 30 groups with 20 meetings each takes a few milliseconds.
"""

from collections.abc import Iterable

from plugins.meetings.clashes import clashes
from plugins.meetings.gaps import gaps
from plugins.meetings.planned import TONES, Planned, PlanWarning, Promise, Sitting, Surroundings

__all__ = ["PlanWarning", "Planned", "Promise", "Sitting", "Surroundings", "clashes", "gaps", "warnings"]


def warnings(promises: Iterable[Promise], meetings: Iterable[Planned], around: Surroundings) -> list[PlanWarning]:
    """All gaps and clashes in order of days, the worse first on each; raises terms.Unplannable for impossible terms."""
    groups, plan = list(promises), list(meetings)
    found = [*gaps(groups, plan, around), *clashes(groups, plan, around)]
    return sorted(found, key=lambda one: (one.on, TONES.index(one.tone), one.says))
