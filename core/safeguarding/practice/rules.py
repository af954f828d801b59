"""What safe practice asks: which checks an adult needs, how many adults there must be, and what a meeting still lacks.

Plain functions over plain values; days are calendar dates. What a council asks stands in its file
(core/authority/practice.py). Source: LA17, NC13.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Final, Literal, Protocol

CHECKS: Final[Mapping[str, str]] = {
    "dbs": "DBS check",
    "barred_list": "Barred list check",
    "training": "Safeguarding training",
    "references": "References",
    "induction": "Induction",
    "code_of_conduct": "Code of conduct signed",
}
LEVELS: Final[Mapping[str, Mapping[str, str]]] = {
    "dbs": {
        "enhanced_barred": "Enhanced, with the barred lists",
        "enhanced": "Enhanced",
        "standard": "Standard",
        "basic": "Basic",
    },
    "training": {
        "1": "Level 1: for everybody",
        "2": "Level 2: for those who work with children",
        "3": "Level 3: for those who decide",
        "lead": "For designated leads",
    },
}
"""The kinds of check that have levels, the levels of each in words."""


class Held(Protocol):
    """What the rules read of a check."""

    @property
    def kind(self) -> str: ...
    @property
    def done_on(self) -> date: ...
    @property
    def expires_on(self) -> date | None: ...
    @property
    def withdrawn_on(self) -> date | None: ...


class AgeRatio(Protocol):
    """Children up to this age, and how many of them one adult may look after."""

    @property
    def up_to_age(self) -> int: ...
    @property
    def children(self) -> int: ...


@dataclass(frozen=True)
class Lack:
    """A check that an adult has not: never seen, or over since a day."""

    kind: str
    ended_on: date | None = None

    @property
    def words(self) -> str:
        """What is wrong: "DBS check ended on 3 May 2026"."""
        what = CHECKS[self.kind]
        return f"{what}: ended on {day_words(self.ended_on)}" if self.ended_on else f"{what}: not seen"


@dataclass(frozen=True)
class Standing:
    """How one adult stands on a day: what is lacking, and the last day on which nothing is (None: no end is known)."""

    lacks: tuple[Lack, ...]
    until: date | None

    @property
    def is_cleared(self) -> bool:
        """True where nothing that the council asks for is lacking."""
        return not self.lacks

    @property
    def words(self) -> str:
        """In a few words, for a list."""
        if self.lacks:
            return "; ".join(lack.words for lack in self.lacks)
        return f"until {day_words(self.until)}" if self.until else "no end known"


def standing(held: Iterable[Held], needed: Sequence[str], on: date) -> Standing:
    """How an adult with these checks stands on a day. Of several of a kind the one that holds longest counts."""
    best = {kind: _best([one for one in held if one.kind == kind], on) for kind in needed} if needed else {}
    lacks = tuple(lack for kind in needed if (lack := _lack(kind, best[kind], on)))
    ends = [one.expires_on for one in best.values() if one and one.expires_on]
    return Standing(lacks, None if lacks else min(ends, default=None))


def ends_on(kind: str, done_on: date, renew_months: Mapping[str, int]) -> date | None:
    """The last day of a check done on a day, as the council renews it; None where it does not end by itself."""
    months = renew_months.get(kind)
    if months is None:
        return None
    year, month = divmod(done_on.year * 12 + done_on.month - 1 + months, 12)
    return date(year, month + 1, min(done_on.day, monthrange(year, month + 1)[1]))


def adults_needed(
    ages: Iterable[int | None], ratios: Sequence[AgeRatio], min_adults: int, *, unknown: int | None = None
) -> int:
    """How many adults these children need; none where there are none.

    Each child takes its part of an adult, so that a mixed group needs as much as its children together. Of children
    whose age nobody knows (None) one adult looks after `unknown`, or after as many as of the youngest.
    """
    parts = [Fraction(1, _to_an_adult(age, ratios, unknown)) for age in ages]
    return max(min_adults, ceil(sum(parts, Fraction()))) if parts else 0


Gap = Literal["check", "adults", "lead", "risk"]


@dataclass(frozen=True)
class Lacking:
    """One thing that a meeting lacks, in a sentence for whoever runs it."""

    gap: Gap
    says: str


@dataclass(frozen=True)
class Evening:
    """What is known of a meeting: adults there by name, how many children and adults are needed, who is on duty."""

    adults: Sequence[tuple[str, Standing]]
    children: int
    adults_there: int
    adults_needed: int
    has_lead: bool
    has_risk: bool


def lacking(evening: Evening) -> list[Lacking]:
    """What a meeting lacks, the worst first; nothing here ever turns a child away."""
    return [*_unchecked(evening.adults), *_too_few(evening), *_nobody(evening)]


def day_words(on: date | None) -> str:
    """ "3 May 2026", or ""."""
    return f"{on.day} {on:%B %Y}" if on else ""


def _unchecked(adults: Sequence[tuple[str, Standing]]) -> list[Lacking]:
    says = "%s is not cleared on that day. Ask a safeguarding lead or a local admin to see their checks."
    return [Lacking("check", says % name) for name, one in adults if not one.is_cleared]


def _too_few(evening: Evening) -> list[Lacking]:
    missing = evening.adults_needed - evening.adults_there
    if missing <= 0:
        return []
    children = "1 child needs" if evening.children == 1 else f"{evening.children} children need"
    adults = "1 adult" if evening.adults_needed == 1 else f"{evening.adults_needed} adults"
    return [Lacking("adults", f"{children} {adults}; there {_are(evening.adults_there)}.")]


def _nobody(evening: Evening) -> list[Lacking]:
    found = []
    if not evening.has_lead:
        found.append(Lacking("lead", "Nobody is named as the safeguarding lead on duty."))
    if not evening.has_risk:
        found.append(Lacking("risk", "There is no risk assessment that holds on this day."))
    return found


def _are(number: int) -> str:
    return "is 1" if number == 1 else f"are {number or 'none'}"


def _best(held: Sequence[Held], on: date) -> Held | None:
    """The check that counts on a day: done by then, not withdrawn, and of those the one that holds longest."""
    counts = [one for one in held if one.withdrawn_on is None and one.done_on <= on]
    return max(counts, key=lambda one: (one.expires_on or date.max, one.done_on), default=None)


def _lack(kind: str, best: Held | None, on: date) -> Lack | None:
    if best is None:
        return Lack(kind)
    return Lack(kind, best.expires_on) if best.expires_on and best.expires_on < on else None


def _to_an_adult(age: int | None, ratios: Sequence[AgeRatio], unknown: int | None) -> int:
    """How many of this age one adult may look after; beyond the oldest age named, as many as of that one."""
    if age is None:
        return unknown or ratios[0].children
    return next((one.children for one in ratios if age <= one.up_to_age), ratios[-1].children)
