"""Which of an item's versions is for whom: chosen by ages in years, never by reading the words "Years 5 and 6" (N48).

A version is a mapping with `for_whom`, `activity`, `prompt` and, where somebody has said so, `age_from` and `age_to`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from core.api import age_range_on, school_year_on

Version = Mapping[str, Any]
Ages = tuple[int, int]
MOST = 4  # versions of one item
YOUNGEST_OF_A_YEAR = 4  # somebody in school year n is n + 4 or n + 5 years old, in Reception (0) too
NO_UPPER_AGE = 120


def ages_of(person: Any, on: date) -> Ages | None:
    """The youngest and oldest that `person` can be on that day, None where nothing is known of it."""
    if person is None:
        return None
    known = age_range_on(person, on)
    if known:
        return known
    year = school_year_on(None, person.school_year, person.school_year_from, on)
    return None if year is None else (year + YOUNGEST_OF_A_YEAR, year + YOUNGEST_OF_A_YEAR + 1)


def suiting(versions: Sequence[Version], ages: Ages | None) -> Version | None:
    """The version that fits these ages best; None where none has ages that touch them, or no age is known."""
    if ages is None:
        return None
    shared = [(_shared(version, ages), version) for version in versions]
    most = max((number for number, _ in shared), default=0)
    return next((version for number, version in shared if number == most), None) if most else None


def whom(items: Iterable[Any]) -> list[Version]:
    """For whom an agenda has versions, each once, in order: a version's `for_whom` and ages, without what is done."""
    found: dict[str, Version] = {}
    for item in items:
        for version in item.versions:
            kept = {key: version.get(key) for key in ("for_whom", "age_from", "age_to")}
            found.setdefault(same(version["for_whom"]), kept)
    return list(found.values())


def of_whom(item: Any, for_whom: str) -> Version | None:
    """The version of `item` for the people so called; None where all do the same."""
    return next((one for one in item.versions if same(one["for_whom"]) == same(for_whom)), None)


def same(for_whom: str) -> str:
    """A name for people, so that "years 5 and 6" and "Years 5 and 6 " are the same people."""
    return " ".join(for_whom.casefold().split())


def _shared(version: Version, ages: Ages) -> int:
    """How many years of age the version and these ages have in common; 0 where it names no age."""
    first, last = version.get("age_from"), version.get("age_to")
    if first is None and last is None:
        return 0
    oldest = NO_UPPER_AGE if last is None else last
    return max(0, min(oldest, ages[1]) - max(first or 0, ages[0]) + 1)
