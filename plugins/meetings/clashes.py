"""Clashes in a year of meetings: one place, group or worker wanted twice at a time, and days that are not free.

Overlapping meetings are found by going through them in order of time once, so that a large plan stays quick.
Source: W54, N33 (boards that members are sent to).
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from core.api import day
from plugins.meetings.moments import ends, hours_words, on_day
from plugins.meetings.planned import Planned, PlanWarning, Promise, Sitting, Surroundings
from plugins.meetings.terms import checked

Pair = tuple[Planned, Planned]
Promises = Mapping[UUID, Promise]


def clashes(promises: Iterable[Promise], meetings: Iterable[Planned], around: Surroundings) -> list[PlanWarning]:
    """Meetings that get in each other's way, and those on days when their group cannot well meet."""
    promise_of = {one.group_id: one for one in promises}
    plan = sorted((one for one in meetings if not one.cancelled), key=lambda one: (one.starts_at, str(one.id)))
    return [*_on_days(plan, promise_of, around), *_at_once(plan, promise_of, around)]


def overlapping(pairs: Iterable[tuple[UUID, Planned]], between: int = 0) -> Iterator[tuple[UUID, Pair]]:
    """Of meetings in order of time, each that starts before one with the same key has ended, with that one.

    `between` minutes have to lie between them as well.
    """
    latest: dict[UUID, tuple[datetime, Planned]] = {}
    for key, one in pairs:
        until = ends(one.starts_at, one.minutes) + timedelta(minutes=between)
        held = latest.get(key)
        if held and one.starts_at < held[0]:
            yield key, (held[1], one)
        if held is None or until > held[0]:
            latest[key] = until, one


def _at_once(plan: list[Planned], promise_of: Promises, around: Surroundings) -> Iterator[PlanWarning]:
    """Each two meetings are named once, for the first of: the same group, the same place, the same worker."""
    said: set[tuple[UUID, UUID]] = set()
    found = {
        "group": overlapping((one.group_id, one) for one in plan),
        "venue": overlapping(((one.venue_id, one) for one in plan if one.venue_id), around.between),
        "worker": overlapping((worker, one) for one in plan for worker in sorted(one.workers, key=str)),
    }
    for kind, clashing in found.items():
        for key, (first, second) in clashing:
            if (first.id, second.id) not in said:
                said.add((first.id, second.id))
                yield _clash(kind, around.names.get(key, ""), first, second, promise_of)


def _clash(kind: str, name: str, first: Planned, second: Planned, promise_of: Promises) -> PlanWarning:
    on = on_day(second.starts_at)
    one, other = _name(first, promise_of), _name(second, promise_of)
    hours = f"{hours_words(first.starts_at, first.minutes)} and {hours_words(second.starts_at, second.minutes)}"
    when = f"on {day(on, 'near')}: {hours}"
    says = {
        "group": f"{one} meets twice at the same time {when}. Move or cancel one of them.",
        "venue": f"{one} and {other} are both in {name or 'the same place'} {when}. Move one of them.",
        "worker": f"{name or 'The same worker'} is wanted at {one} and at {other} {when}. Change one of them.",
    }[kind]
    if kind == "venue" and second.starts_at >= ends(first.starts_at, first.minutes):
        says = f"{one} and {other} are one right after the other in {name or 'the same place'} {when}. Is there time?"
    groups = tuple(dict.fromkeys((first.group_id, second.group_id)))
    return PlanWarning(f"same_{kind}", "bad", says, groups, on, (first.id, second.id))


def _on_days(plan: list[Planned], promise_of: Promises, around: Surroundings) -> Iterator[PlanWarning]:
    sittings: dict[date, list[Sitting]] = defaultdict(list)
    for sitting in around.sittings:
        sittings[sitting.on].append(sitting)
    in_term = _in_term(around)
    for one in plan:
        on, promise = on_day(one.starts_at), promise_of.get(one.group_id)
        elsewhere = [sitting for sitting in sittings.get(on, []) if sitting.board_id != one.board_id]
        said = _board_days(promise, elsewhere) if promise else []
        if on in around.avoid:
            said.append(("avoid_day", "warn", f": {around.avoid[on]}. Is another day better?"))
        elif promise and promise.term_time_only and not in_term(on):
            said.append(("outside_term", "neutral", ", outside term. Some members may be away."))
        for kind, tone, what in said:
            says = f"{_name(one, promise_of)} meets on {day(on, 'near')}{what}"
            yield PlanWarning(kind, tone, says, (one.group_id,), on, (one.id,))


def _board_days(promise: Promise, sittings: list[Sitting]) -> list[tuple[str, str, str]]:
    """Kind, tone and what to say of each board that sits that day and needs members of the group."""
    needing = [sitting for sitting in sittings if sitting.board_id in promise.sends_to]
    return [
        ("board_day", "warn", f", when {sitting.name} sits and needs its members. Choose another day.")
        for sitting in needing
    ]


def _in_term(around: Surroundings) -> Callable[[date], bool]:
    """Whether a day is in term; days of other years, and all where no terms are known, count as if they were."""
    terms = checked(around.terms)
    starts = [term.starts_on for term in terms]

    def in_term(on: date) -> bool:
        number = bisect_right(starts, on)
        return not terms or not around.year.holds(on) or number > 0 and terms[number - 1].holds(on)

    return in_term


def _name(one: Planned, promise_of: Promises) -> str:
    promise = promise_of.get(one.group_id)
    return promise.name if promise else "Another group"
