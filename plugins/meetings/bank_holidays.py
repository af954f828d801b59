"""Bank holidays by jurisdiction, one-off ones among them, from the library `holidays`."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from holidays import country_holidays

PARTS: Final = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}
GAZETTED: Final = {  # the library's word: the one on calendars in the United Kingdom
    "(observed)": "(substitute day)",
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
}


@lru_cache(maxsize=64)
def bank_holidays(year: int, jurisdiction: str = "england") -> Mapping[date, str]:
    """The bank holidays of a calendar year with their names, in order; KeyError for an unknown jurisdiction."""
    found = country_holidays("GB", subdiv=PARTS[jurisdiction], years=year, language="en_GB")
    return MappingProxyType({on: _name(str(name)) for on, name in sorted(found.items())})


def bank_holidays_of(years: Iterable[int], jurisdiction: str = "england") -> dict[date, str]:
    """The bank holidays of several calendar years in one, as the planner and its warnings take them."""
    return {on: name for year in years for on, name in bank_holidays(year, jurisdiction).items()}


def _name(name: str) -> str:
    for word, ours in GAZETTED.items():
        name = name.replace(word, ours)
    return name
