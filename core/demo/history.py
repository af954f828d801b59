"""What the demonstration's councils counted in the quarters before: more than its few people could have done.

A region shows nothing of fewer than ten, so sixty made-up people a council would make a page on which everything is
kept back. To what was really counted come made-up records, the same at every load, of which only the numbers are kept.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from random import Random
from typing import Final
from uuid import UUID, uuid5

from core.authority.resolve import Authority
from core.indicators import AGES, MODES, NOT_KNOWN, Contribution, Indicator, Quarter

MADE_UP: Final = UUID("0b0f6a1e-0c0e-4a55-9c54-7f3cf0a4f7d2")  # of the ids of records that nobody keeps
USUAL: Final = 40
SIZES: Final = {"groups.groups": 12, "groups.members": 110, "influence.heard": 90, "learning.trained": 50}
AGE_WEIGHTS: Final = (1, 3, 5, 4, 2)
HELD_MORE: Final = 3.0  # how much likelier a part is that a rate is made of
IN_A_COHORT: Final = 0.2


def with_history(one: Indicator) -> Indicator:
    """The indicator as it counts what is there and a made-up past beside it."""

    def counted(authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
        return chain(one.count(authority, quarter), _made_up(one, authority, quarter))

    return one if one.met else replace(one, count=counted)


def _made_up(one: Indicator, authority: Authority, quarter: Quarter) -> Iterator[Contribution]:
    """Councils differ, and one council changes little from quarter to quarter."""
    council = Random(f"{authority.slug} {one.name}")
    size = int(SIZES.get(one.name, USUAL) * council.uniform(0.7, 1.4))
    weights = [council.uniform(0.8, 1.4) + (HELD_MORE if part in one.numerator else 0.0) for part in one.keys]
    cohorts = sorted(
        {item.key for each in authority.file.vocabularies if each.kind == "cohorts" for item in each.items}
    )
    here = Random(f"{authority.slug} {one.name} {quarter}")
    for number in range(size + here.randint(0, max(size // 8, 2))):
        yield Contribution(
            here.choices(one.keys, weights)[0],
            uuid5(MADE_UP, f"{authority.slug} {one.name} {quarter} {number}"),
            age=here.choices(AGES, AGE_WEIGHTS)[0] if "age" in one.breakdowns else NOT_KNOWN,
            cohorts=frozenset(key for key in cohorts if here.random() < IN_A_COHORT),
            mode=here.choice(MODES) if "mode" in one.breakdowns else NOT_KNOWN,
        )
