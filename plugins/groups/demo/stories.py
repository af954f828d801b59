"""Made-up times in a group: when somebody joins, which office they hold, for how long, and when they leave.

Most members stay a year and some for some months, so each school year a group takes in a few more than it has members,
and keeps its size. A story hangs on nothing but the group, the school year and a number, so that it is the same on
whatever day it is told.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

YEAR = 364  # days: the same weekday a year on
STAYS = ((YEAR, 55), (2 * YEAR, 7), (0, 38))  # days, and how many in each hundred; 0 is some months
INTAKE = 1.2  # how many join in a year for each member
SOME_MONTHS = (60, 240)  # days
JOIN_FROM = (9, 8)  # when groups meet again after the summer
LAST_TO_JOIN, MOST_JOIN = 330, 14  # days after JOIN_FROM
PAUSES = 0.08  # the share of members who stop coming after half of their time, and stay members
LINGER = 25  # days for which somebody may stay after their term of office


@dataclass(frozen=True, slots=True)
class Story:
    """One person's time in a group; `office` is "" for an ordinary member, a term of office ends on its last day.

    `outside` marks somebody who may be a little outside the group's ages, `pauses` one who has a break after half of
    their time. `chance` chooses the rest.
    """

    label: str
    joined_on: date
    leaves_on: date
    chance: random.Random
    office: str = ""
    term: tuple[date, date] | None = None
    outside: bool = False
    pauses: bool = False

    def left_on(self, today: date) -> date | None:
        """The day on which they left, None while they are still there."""
        return self.leaves_on if self.leaves_on <= today else None

    def paused_on(self, today: date) -> date | None:
        """The first day of a break that has not ended, None for everybody else."""
        half = self.joined_on + (self.leaves_on - self.joined_on) / 2
        return half if self.pauses and half <= today < self.leaves_on else None


def school_year_of(day: date) -> int:
    """The calendar year in which the school year of `day` began."""
    return day.year if day.month >= 9 else day.year - 1


def told(
    seed: str, size: int, years: range, today: date, offices: Sequence[str] = (), elected: bool = False
) -> Iterator[Story]:
    """The stories of a group of about `size` members that have begun by `today`, oldest school year first.

    `years` are the school years in which somebody joins. Where members are `elected` each has a term of office.
    """
    offices = offices[: size // 2]
    joining = round(size * INTAKE)
    for year in years:
        for number in range(joining):
            chance = random.Random(f"{seed}:{year}:{number}")  # noqa: S311 - made-up people, the same each time
            label = f"{year}/{number}"
            if number < len(offices):
                story = _officer(label, year, offices[number], chance)
            else:
                story = _member(label, year, chance, elected, last=number == joining - 1)
            if story.joined_on <= today:
                yield story


def _officer(label: str, year: int, office: str, chance: random.Random) -> Story:
    """Somebody who has been in the group for a year, and then holds an office for one."""
    joined_on = date(year - 1, *JOIN_FROM) + timedelta(days=chance.randrange(70))
    term = date(year, 9, 1), date(year + 1, 8, 31)
    leaves_on = term[1] + timedelta(days=chance.randrange(5, 5 + LINGER))
    return Story(label, joined_on, leaves_on, chance, office, term)


def _member(label: str, year: int, chance: random.Random, elected: bool, last: bool) -> Story:
    after = int(chance.triangular(0, LAST_TO_JOIN, MOST_JOIN))
    joined_on = date(year, *JOIN_FROM) + timedelta(days=after)
    days = chance.choices([days for days, _ in STAYS], [share for _, share in STAYS])[0]
    term = (joined_on, joined_on + timedelta(days=(days or YEAR) - 1)) if elected else None
    stays = days + chance.randrange(LINGER) if days else chance.randrange(*SOME_MONTHS)
    leaves_on = joined_on + timedelta(days=stays)
    outside, pauses = last and chance.random() < 0.5, chance.random() < PAUSES
    return Story(label, joined_on, leaves_on, chance, term=term, outside=outside, pauses=pauses)
