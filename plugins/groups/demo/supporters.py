"""Which made-up workers support which group: the one who can sign in has several, one of children among them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from core.api import DemoWorld
from plugins.groups.demo.cast import YOUNG, Cast, stated
from plugins.groups.models import Group

OF_CHILDREN = 12  # years: a group whose oldest are no older is one of children
SECOND = 0.4  # the share of groups that a second worker supports
DAYS_AGO = (100, 700)


@dataclass(frozen=True, slots=True)
class Supporter:
    """One worker of one group."""

    label: str
    person: UUID
    joined_on: date


class Supporters:
    """Workers shared out between the groups of one council; `own` are the groups of others who can sign in."""

    def __init__(self, world: DemoWorld, cast: Cast, own: Sequence[Group]) -> None:
        self._world = world
        self._first = world.holders.get("worker") or next(iter(world.people.get("worker", ())), None)
        self._others = cast.others.get("worker", [])
        self._own = {group.id for group in own}

    def of(self, group: Group) -> Iterator[Supporter]:
        """One or two workers; the first worker in half of the groups, in those of children, and in `own`."""
        chance = random.Random(f"{self._world.seed}:{group.key}:worker")  # noqa: S311 - made-up people
        mine = chance.random() < 0.5 or group.id in self._own or _of_children(group)
        chosen = [self._first] if mine and self._first else []
        wanted = max(1, len(chosen) + (chance.random() < SECOND))
        chosen += chance.sample(self._others, min(len(self._others), wanted - len(chosen)))
        days = min(chance.randrange(*DAYS_AGO), 365 * self._world.years)
        for number, person in enumerate(chosen):
            yield Supporter(f"worker/{number}", person, self._world.today - timedelta(days=days - 20 * number))


def _of_children(group: Group) -> bool:
    ages = stated(group)
    return group.participants == YOUNG and ages is not None and ages.limit is not None and ages.limit <= OF_CHILDREN
