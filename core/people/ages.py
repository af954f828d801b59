"""Ages at which something changes, as data of the council's jurisdiction and choice; never constants in the code.

Sources: UK GDPR Art. 8 and Data Protection Act 2018 s. 9 (13), s. 208 (12 in Scotland, for data rights), Family Law
Reform Act 1969 s. 8 (16), Children Act 1989 s. 105 (18), Children and Social Work Act 2017 s. 3 (25).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.people.rules import years_between

LeapBirthday = Literal["1 March", "28 February"]


@dataclass(frozen=True)
class Ages:
    """The ages of one council, in whole years."""

    guardian_below: int = 13
    own: int = 16
    adult: int = 18
    service_ends: int = 25
    data_rights: int | None = None
    leap_birthday: LeapBirthday = "1 March"

    def on(self, born_on: date, day: date) -> int:
        """Age in whole years on `day`; somebody born on 29 February has their birthday as the council chose."""
        if self.leap_birthday == "28 February" and (born_on.month, born_on.day) == (2, 29):
            born_on = born_on.replace(day=28)
        return years_between(born_on, day)

    def birthday(self, born_on: date, age: int) -> date:
        """The first day on which somebody is `age`."""
        year = born_on.year + age
        try:
            return born_on.replace(year=year)
        except ValueError:  # 29 February in a year without one
            return date(year, 2, 28) if self.leap_birthday == "28 February" else date(year, 3, 1)

    @property
    def gates(self) -> tuple[int, ...]:
        """The birthdays on which something changes, youngest first."""
        found = {self.guardian_below, self.own, self.adult, self.service_ends}
        return tuple(sorted(found | ({self.data_rights} if self.data_rights else set())))


_PRESUMED: Mapping[str, int | None] = {"england": None, "wales": None, "northern_ireland": None, "scotland": 12}


def ages_of(jurisdiction: str, guardian_below: int, leap_birthday: LeapBirthday = "1 March") -> Ages:
    """The ages that hold at a council, from its file."""
    return Ages(guardian_below, data_rights=_PRESUMED[jurisdiction], leap_birthday=leap_birthday)
