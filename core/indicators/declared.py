"""What an indicator is: declared in a plugin's manifest, counted by its own function, never typed in by anybody.

An indicator answers one question by counting records in a few parts ("in time", "late"). Plain values: no database.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from core.authority.resolve import Authority
from core.indicators.quarters import Quarter

NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
MENU: Final = ("age", "cohort", "place", "mode")
"""What a figure can be broken down by; the quarter is part of every figure."""
RELEASED: Final = frozenset({"age", "cohort", "mode"})
"""What councils have in common: places are each council's own, and never in a release."""
AGES: Final = ("0-9", "10-12", "13-15", "16-17", "18-25")
NOT_KNOWN: Final = "not-known"
MODES: Final = ("consultative", "collaborative", "child-led")


@dataclass(frozen=True, slots=True)
class Part:
    """One of the answers that an indicator counts apart."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """One record as it is counted: in which part, from whom, and under which categories.

    `by` is whose it is (a person, a group, an ask): only how many there are and how much the largest gave is kept.
    """

    part: str
    by: UUID
    number: int = 1
    age: str = NOT_KNOWN
    cohorts: frozenset[str] = frozenset()
    place: str = NOT_KNOWN
    mode: str = NOT_KNOWN


Count = Callable[[Authority, Quarter], Iterable[Contribution]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One figure that councils look at together.

    `name` is plugin.figure. `unit`: what is counted ("questions"). `numerator`: the parts that a rate is made of;
    without it only parts stand beside each other. `population`: the line of the council's [[population]] that is the
    denominator; without it all parts together are. `per`: of how many a rate is told. `better`: only where more (or
    less) really is better for children. `steady`: counts what is there on the last day, not what happened.
    `of_people`: contributors are people. `met`: says only whether something was done, of one council, and never
    leaves it.
    """

    name: str
    title: str
    question: str
    unit: str
    parts: tuple[Part, ...]
    count: Count
    numerator: tuple[str, ...] = ()
    population: str = ""
    per: int = 100
    breakdowns: tuple[str, ...] = ()
    better: Literal["", "more", "less"] = ""
    steady: bool = False
    of_people: bool = False
    met: bool = False

    @property
    def categories(self) -> dict[str, tuple[str, ...]]:
        """The fixed categories of its breakdowns; cohorts are in the councils' files."""
        fixed = {"age": (*AGES, NOT_KNOWN), "mode": (*MODES, NOT_KNOWN)}
        return {name: fixed[name] for name in self.breakdowns if name in fixed}

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its parts."""
        return tuple(part.key for part in self.parts)


def faults(one: Indicator) -> Iterable[str]:
    """What is wrong with a declaration, in plain words."""
    if not NAME.fullmatch(one.name):
        yield f"the indicator {one.name!r} is named plugin.figure, in small letters"
    if not (one.title and one.question and one.unit and one.parts):
        yield f"the indicator {one.name!r} needs a title, a question, a unit and parts"
    if len(set(one.keys)) < len(one.parts):
        yield f"the indicator {one.name!r} names a part twice"
    if lost := sorted(set(one.numerator) - set(one.keys)):
        yield f"the indicator {one.name!r} has no part {', '.join(lost)} to make a rate of"
    if lost := sorted(set(one.breakdowns) - set(MENU)):
        yield f"the indicator {one.name!r} is broken down by {', '.join(lost)}: choose from {', '.join(MENU)}"
    if one.better and not one.numerator:
        yield f"the indicator {one.name!r} says what is better, and of what rate it does not say"


def age_category(age: int | None) -> str:
    """The age band of somebody of that age; those over 25 count as not known, for they are no young people."""
    tops = (9, 12, 15, 17, 25)
    return next((band for band, top in zip(AGES, tops, strict=True) if age is not None and age <= top), NOT_KNOWN)
