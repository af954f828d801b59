"""Several groups planned side by side: what each would meet on in a span of days, and the gaps that are left.

Days are always worked out over whole school years, so that a term gets the same days whether it is planned alone or
with its year. Reading takes a fixed number of queries, however many groups there are. Source: N45, N53.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from core.api import db
from plugins.groups.api import Group, cadence_words
from plugins.meetings.gaps import gaps
from plugins.meetings.here import council
from plugins.meetings.models import Meeting, Usual
from plugins.meetings.planned import Planned, PlanWarning, Surroundings
from plugins.meetings.planning import ground as grounds
from plugins.meetings.planning import making, proposing
from plugins.meetings.planning import year as years
from plugins.meetings.planning.ground import Ground
from plugins.meetings.planning.making import Made
from plugins.meetings.planning.proposing import Proposal
from plugins.meetings.terms import Span, Unplannable, school_year

_NOON = time(12)


@dataclass(frozen=True)
class GroupPlan:
    """What one group would meet on: `meets` is how often, in words; `held` its meetings that are there already.

    `gaps` is what is wrong now, `left` what would still be wrong with every proposal planned. `refused` says why no
    days could be worked out. `is_said` is False where nobody has said on which day it usually meets.
    """

    group: Any
    meets: str
    proposals: Sequence[Proposal]
    held: Sequence[Any]
    gaps: Sequence[PlanWarning]
    left: Sequence[PlanWarning]
    refused: str = ""
    usual: Usual | None = None

    @property
    def open(self) -> list[Proposal]:
        """Proposals that are not planned yet."""
        return [one for one in self.proposals if not one.taken_by]

    @property
    def is_said(self) -> bool:
        """Whether somebody has said on which day it usually meets."""
        return self.usual is not None

    def key(self, one: Proposal) -> str:
        """What a tick box sends: whose day it is, and the day."""
        return f"{self.group.key} {one.key}"


def plans(
    groups: Sequence[Any], within: Span, *, to_target: bool = False, since: date | None = None
) -> list[GroupPlan]:
    """The plan of each group for the days of `within`, which lies inside one school year: a term, or the year.

    Days before `since` are not proposed.
    """
    first = within.starts_on if since is None else max(since, within.starts_on)
    year = year_of(within)
    ground = grounds.read([group.id for group in groups], year)
    held = _held([group.id for group in groups], year)
    return [_plan(group, ground, (within, first), held.get(group.id, []), to_target) for group in groups]


def make(found: Iterable[GroupPlan], wanted: Collection[str], themes: Sequence[str] = ()) -> Made:
    """Plan what is wanted, by `GroupPlan.key`, in one step; what is there already is left alone. The caller commits."""
    chosen = [(one.group, one.usual, [day for day in one.open if one.key(day) in wanted]) for one in found]
    return making.plan_all(chosen, themes)


def hold(groups: Sequence[Any]) -> None:
    """Call before `plans` where `make` follows, so that two who plan at once make no twins."""
    making.hold([group.id for group in groups])


def groups_of(ids: Collection[UUID]) -> list[Any]:
    """These groups as the planner reads them, by name."""
    columns = (
        Group.id, Group.key, Group.name, Group.cadence, Group.cadence_count, Group.cadence_target,
        Group.formal_minutes, Group.informal_part, Group.school_years, Group.age_min, Group.age_max,
        Group.access_offer, Group.members_hidden, Group.target_attendances, Group.target_unique,
    )  # fmt: skip
    rows = db.session.execute(db.select(*columns).where(Group.id.in_(ids)).order_by(Group.name, Group.id))
    return list(rows)


def year_of(within: Span) -> Span:
    """The school year in which a span begins."""
    where = council().file.jurisdiction
    return school_year(proposing.year_holding(within.starts_on, where), where)


def _plan(
    group: Any, ground: Ground, days: tuple[Span, date], held: Sequence[Any], to_target: bool
) -> GroupPlan:
    (within, first), refused, found = days, "", list[Proposal]()
    try:
        every = proposing.proposed(group, ground, to_target=to_target)
        found = [one for one in every if first <= one.on <= within.ends_on]
    except Unplannable as unplannable:
        refused = str(unplannable)
    usual = ground.usual.get(group.id)
    now = [_planned(row.id, group.id, row.on_date) for row in held]
    then = [*now, *(_planned(group.id, group.id, one.on) for one in found if not one.taken_by)]
    return GroupPlan(
        group=group,
        meets=cadence_words(group.cadence, group.cadence_count),
        proposals=found,
        held=[row for row in held if within.holds(row.on_date)],
        gaps=_gaps(group, usual, now, ground, within),
        left=_gaps(group, usual, then, ground, within),
        refused=refused,
        usual=usual,
    )


def _gaps(group: Any, usual: Usual | None, plan: Sequence[Planned], ground: Ground, within: Span) -> list[PlanWarning]:
    promise = years.promise_of(group, in_term=usual.term_time_only if usual else True)
    around = Surroundings(ground.span, ground.terms)
    try:
        return [one for one in gaps([promise], plan, around) if within.holds(one.on)]
    except Unplannable:
        return []


def _held(groups: Sequence[UUID], year: Span) -> dict[UUID, list[Any]]:
    query = (
        db.select(Meeting.id, Meeting.group_id, Meeting.title, Meeting.kind, Meeting.state, Meeting.on_date)
        .where(
            Meeting.group_id.in_(groups),
            Meeting.state != "cancelled",
            Meeting.on_date >= year.starts_on,
            Meeting.on_date <= year.ends_on,
        )
        .order_by(Meeting.starts_at, Meeting.id)
    )
    found: dict[UUID, list[Any]] = {}
    for row in db.session.execute(query):
        found.setdefault(row.group_id, []).append(row)
    return found


def _planned(id: UUID, group: UUID, on: date) -> Planned:
    """A meeting as gaps read it: by its day alone."""
    return Planned(id, group, datetime.combine(on, _NOON, UTC), 60)
