"""Ages, school years and likely twins: plain functions over plain values.

A person born on 29 February is a year older on 1 March in other years, as is usual in England. School years
follow England: a child starts Reception in the school year, from 1 September, in which they turn five.
"""

from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import permutations
from typing import Protocol
from uuid import UUID

from core.people.names import fold

SCHOOL_YEAR_STARTS = (9, 1)  # month, day
LAST_SCHOOL_YEAR = 13
RECEPTION_AGE = 5
NO_UPPER_AGE = 120
AGE_BANDS: dict[str, tuple[int, int]] = {
    "0-4": (0, 4),
    "5-7": (5, 7),
    "8-10": (8, 10),
    "11-13": (11, 13),
    "14-15": (14, 15),
    "16-17": (16, 17),
    "18-20": (18, 20),
    "21-25": (21, 25),
    "26+": (26, NO_UPPER_AGE),
}
LIKELY = 60  # a twin's score from which the page asks before it makes a second record
NEARLY_ALIKE = 0.84  # the similarity at which one typing slip in a short name still counts


class Aged(Protocol):
    """What the age rules read of a person."""

    @property
    def born_on(self) -> date | None: ...
    @property
    def age_band(self) -> str | None: ...
    @property
    def age_band_said_on(self) -> date | None: ...


@dataclass(frozen=True)
class Likeness:
    """What is compared of two records: names folded by `fold`, and what is known beside them."""

    names: tuple[str, ...]
    born_on: date | None = None
    organisation_id: UUID | None = None
    contacts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Twin:
    """How likely two records are one person: 0 to 100, with the reasons in plain words."""

    score: int
    reasons: tuple[str, ...]

    @property
    def likely(self) -> bool:
        """True from the score at which a worker should look twice."""
        return self.score >= LIKELY


def years_between(born_on: date, day: date) -> int:
    """Whole years of age on `day`; negative before birth."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def age_on(person: Aged, day: date) -> int | None:
    """The person's age in whole years on `day`, or None where no birth date is known."""
    return years_between(person.born_on, day) if person.born_on else None


def age_range_on(person: Aged, day: date) -> tuple[int, int] | None:
    """The youngest and oldest the person can be on `day`: a band widens by the years since it was said."""
    if person.born_on:
        age = years_between(person.born_on, day)
        return age, age
    if not person.age_band or person.age_band not in AGE_BANDS:
        return None
    youngest, oldest = AGE_BANDS[person.age_band]
    said_on = person.age_band_said_on or day
    since = max(0, years_between(said_on, day))
    more = since + (1 if day > said_on else 0)
    return youngest + since, min(NO_UPPER_AGE, oldest + more)


def band_of(age: int) -> str:
    """The age band that holds `age` in years; under 0 counts as the youngest."""
    return next(band for band, (_, oldest) in AGE_BANDS.items() if age <= oldest)


def birth_dates_of(band: str, day: date) -> tuple[date, date]:
    """The earliest and latest birth date of somebody whose age on `day` falls in `band`."""
    youngest, oldest = AGE_BANDS[band]
    return _day_after(_years_before(day, oldest + 1)), _years_before(day, youngest)


def school_year_starting(day: date) -> int:
    """The calendar year in which the school year that holds `day` began."""
    return day.year if (day.month, day.day) >= SCHOOL_YEAR_STARTS else day.year - 1


def usual_school_year(born_on: date, day: date) -> int | None:
    """The year group of most children born that day: 0 is Reception, then 1 to 13; None outside school."""
    group = school_year_starting(day) - school_year_starting(born_on) - RECEPTION_AGE
    return group if 0 <= group <= LAST_SCHOOL_YEAR else None


def school_year_on(born_on: date | None, said: int | None, said_from: int | None, day: date) -> int | None:
    """The year group on `day`: what was said, counted on since; else what the birth date gives."""
    if said is not None and said_from is not None:
        group = said + school_year_starting(day) - said_from
        return group if 0 <= group <= LAST_SCHOOL_YEAR else None
    return usual_school_year(born_on, day) if born_on else None


def school_year_name(group: int | None) -> str:
    """ "Reception", "Year 7", or "" where there is none."""
    if group is None:
        return ""
    return "Reception" if group == 0 else f"Year {group}"


def compare(one: Likeness, other: Likeness) -> Twin:
    """How likely `one` and `other` are the same person; a different birth date weighs against it."""
    alike = names_alike(one.names, other.names)
    found: list[tuple[int, str]] = []
    if alike >= 1:
        found.append((50, "the same name"))
    elif alike >= NEARLY_ALIKE:
        found.append((40, "names that are nearly alike"))
    else:
        return Twin(0, ())
    found += _by_birth(one.born_on, other.born_on)
    if one.organisation_id and one.organisation_id == other.organisation_id:
        found.append((20, "the same school or organisation"))
    if one.contacts & other.contacts:
        found.append((30, "the same phone number or e-mail"))
    score = sum(points for points, _ in found)
    return Twin(max(0, min(100, score)), tuple(why for _, why in found if why))


def names_alike(ones: tuple[str, ...], others: tuple[str, ...]) -> float:
    """The best likeness of any two of the names, 0 to 1, whatever the order of their words."""
    pairs = [(_ordered(one), _ordered(other)) for one in ones for other in others]
    return max((_ratio(one, other) for one, other in pairs if one and other), default=0.0)


def _by_birth(one: date | None, other: date | None) -> list[tuple[int, str]]:
    if one is None or other is None:
        return [(10, "")]
    if one == other:
        return [(40, "the same date of birth")]
    if _slip(one, other):
        return [(25, "dates of birth one slip apart")]
    return [(-30, "")]


def _slip(one: date, other: date) -> bool:
    """Day and month exchanged, or one of day, month and year mistyped."""
    left, right = (one.day, one.month, one.year), (other.day, other.month, other.year)
    differing = sum(a != b for a, b in zip(left, right, strict=True))
    return differing == 1 or right in permutations(left)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _ordered(name: str) -> str:
    return " ".join(sorted(fold(name).split()))


def _years_before(day: date, years: int) -> date:
    """The latest birth date that makes somebody `years` old on `day`."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February in a common year: born by 28 February is old enough
        return day.replace(year=day.year - years, day=28)


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
