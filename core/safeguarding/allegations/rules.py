"""The harm threshold, the outcomes and when low-level worries make a pattern. Plain values, no database.

Source: Working Together to Safeguard Children (allegations against people who work with children); Keeping Children
Safe in Education, part four. The words are ours.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

TESTS: Final[Mapping[str, str]] = {
    "harmed": "They have harmed a child, or may have",
    "offence": "They may have committed an offence against a child or related to a child",
    "risk": "They behaved towards a child in a way that says they may pose a risk of harm",
    "unsuitable": "They behaved in a way, also outside work, that says they may not be suitable to work with children",
}
"""The harm threshold is met where any of these holds."""
OUTCOMES: Final[Mapping[str, str]] = {
    "substantiated": "Substantiated: there is enough to show that it happened",
    "unsubstantiated": "Unsubstantiated: it can neither be shown nor ruled out",
    "unfounded": "Unfounded: there is nothing that supports it",
    "false": "False: there is enough to show that it did not happen",
    "malicious": "Malicious: it did not happen, and was said in order to deceive",
}
PATTERN: Final = 3  # low-level worries about one adult
MONTHS: Final = 12
THRESHOLD, LOW_LEVEL, LADO, OUTCOME = "threshold", "low_level", "lado", "outcome"


def level_of(tests: Iterable[str]) -> str:
    """The kind of entry that a look at the tests writes: the threshold is met, or it is a low-level worry."""
    return THRESHOLD if set(tests) & TESTS.keys() else LOW_LEVEL


def standing(kinds: Iterable[str]) -> str:
    """The level by the last look, "" before any."""
    return next((kind for kind in reversed(list(kinds)) if kind in (THRESHOLD, LOW_LEVEL)), "")


def since(now: datetime) -> datetime:
    """From when on worries count together; the 29th of February counts from the 28th."""
    years, day = MONTHS // 12, now.day
    is_leap_day = (now.month, day) == (2, 29)
    return now.replace(year=now.year - years, day=28 if is_leap_day else day)


def is_pattern(moments: Iterable[datetime], now: datetime) -> bool:
    """True where so many worries within the last twelve months should be looked at together."""
    start = since(now)
    return sum(start <= one <= now for one in moments) >= PATTERN
