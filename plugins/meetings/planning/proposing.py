"""The days on which one group would meet in a year: from its cadence, and with each board that it meets.

Proposals beside a meeting that is there already are marked as taken, so that filling a year twice adds nothing.
Source: N53, N55 (the target), NC31, W53, W54 (twice a year with a named board).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from core.api import day
from plugins.meetings import cadence, terms
from plugins.meetings.models import Usual as UsualRow
from plugins.meetings.planning import ground as grounds
from plugins.meetings.planning.ground import NEAR, Ground
from plugins.meetings.terms import Span

EVENING, AN_HOUR_AND_A_HALF, TUESDAY = time(16, 30), 90, 1


@dataclass(frozen=True)
class Proposal:
    """One day to plan: what kind of meeting, why that day, and the title of the meeting that is there already."""

    on: date
    at: time
    kind: str
    why: str
    board_id: UUID | None = None
    taken_by: str = ""

    @property
    def key(self) -> str:
        """What a tick box sends: the day, the kind and the board."""
        return f"{self.on.isoformat()} {self.kind} {self.board_id or ''}".strip()


def usual_of(row: UsualRow | None) -> cadence.Usual:
    """How a group usually meets; a Tuesday after school where nobody has said."""
    if row is None:
        return cadence.Usual(TUESDAY, EVENING, AN_HOUR_AND_A_HALF)
    return cadence.Usual(row.weekday, time.fromisoformat(row.at), row.minutes, row.week_of_month)


def proposals(group: Any, span: Span, *, to_target: bool = False) -> list[Proposal]:
    """Every proposal for the group in that year, earliest first; raises terms.Unplannable with what to put right."""
    return proposed(group, grounds.read([group.id], span), to_target=to_target)


def proposed(group: Any, ground: Ground, *, to_target: bool = False) -> list[Proposal]:
    """The same from what was read for several groups at once; asks the database nothing."""
    row = ground.usual.get(group.id)
    usual = usual_of(row)
    count = group.cadence_target if to_target and group.cadence_target else group.cadence_count
    found = cadence.propose(
        cadence.Cadence(group.cadence, count),
        usual,
        ground.terms,
        ground.span,
        ground.avoid,
        term_time_only=row.term_time_only if row else True,
        last_held=ground.last_held.get(group.id),
    )
    own = [Proposal(one.on, one.at, "ordinary", one.why) for one in found]
    together = [one for seat in ground.meets.get(group.id, ()) for one in _with_board(seat, usual, ground)]
    there = ground.there.get(group.id, ())
    return sorted((_checked(one, there) for one in [*own, *together]), key=lambda one: (one.on, one.kind))


def evenly(dates: Sequence[date], number: int) -> list[date]:
    """`number` of the dates, spread over them; all where there are fewer."""
    if number >= len(dates):
        return list(dates)
    return [dates[(2 * part + 1) * len(dates) // (2 * number)] for part in range(number)]


def _with_board(seat: Any, usual: cadence.Usual, ground: Ground) -> list[Proposal]:
    """As many of the board's own dates as the group meets it in a year."""
    return [
        Proposal(on, usual.at, "with_board", f"{seat.name} sits on {day(on)}", seat.board_id)
        for on in evenly(ground.sits.get(seat.board_id, ()), seat.times_per_year)
    ]


def _checked(one: Proposal, there: Sequence[Any]) -> Proposal:
    for held in there:
        if held.board_id == one.board_id and abs(held.on_date - one.on) <= NEAR:
            return Proposal(one.on, one.at, one.kind, one.why, one.board_id, f"{held.title}, {day(held.on_date)}")
    return one


def year_holding(on: date, jurisdiction: str) -> int:
    """The calendar year in which the school year that holds `on` begins."""
    return on.year if terms.school_year(on.year, jurisdiction).holds(on) else on.year - 1
