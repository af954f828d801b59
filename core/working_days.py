"""Which days count as working days in a council's part of the United Kingdom, from the library `holidays`."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from holidays import country_holidays

PARTS: Final = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}
SATURDAY: Final = 5
IsOff = Callable[[date], bool]


def days_off(jurisdiction: str) -> IsOff:
    """Say of a day whether nobody works on it: a weekend or a bank holiday there; KeyError for an unknown part."""
    is_bank_holiday = bank_holidays(jurisdiction)
    return lambda day: day.weekday() >= SATURDAY or is_bank_holiday(day)


def bank_holidays(jurisdiction: str) -> IsOff:
    """Say of a day whether it is a bank holiday there; KeyError for an unknown part."""
    part = PARTS[jurisdiction]
    return lambda day: day in _bank_holidays(day.year, part)


def next_working_day(day: date, is_off: IsOff) -> date:
    """`day` itself where somebody works on it, otherwise the first day after it on which somebody does."""
    while is_off(day):
        day += timedelta(days=1)
    return day


def working_days_after(day: date, number: int, is_off: IsOff) -> date:
    """The day that many working days after `day`, which is not counted; with 0 the first working day from `day` on."""
    day = next_working_day(day, is_off)
    for _ in range(number):
        day = next_working_day(day + timedelta(days=1), is_off)
    return day


def working_days_before(day: date, number: int, is_off: IsOff) -> date:
    """The day that many working days before `day`, which is not counted; with 0 the last working day up to `day`."""
    while is_off(day):
        day -= timedelta(days=1)
    for _ in range(number):
        day -= timedelta(days=1)
        while is_off(day):
            day -= timedelta(days=1)
    return day


@lru_cache(maxsize=64)
def _bank_holidays(year: int, part: str) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv=part, years=year))
