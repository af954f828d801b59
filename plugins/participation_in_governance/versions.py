"""In which version of the one agenda a group works: as its council says, else by what the group says of itself (N48,
N50). Plain functions over plain values.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from plugins.participation_in_governance.vocabulary import EASY_READ

STANDARD, YOUNG, EASY = "standard", "young", "easy"
PLAINER: Final[Mapping[str, tuple[str, ...]]] = {
    STANDARD: (STANDARD, YOUNG, EASY),
    YOUNG: (YOUNG, EASY, STANDARD),
    EASY: (EASY, YOUNG, STANDARD),
}
"""For each version, where its words come from when it has none of its own."""
LAST_PRIMARY_YEAR: Final = 6
OLDEST_CHILD: Final = 11
FIRST_AGE: Final = 4  # somebody in school year n is n + 4 or n + 5 years old
ANY_AGE: Final = (0, 120)


def version_of(group: Any, said: Mapping[str, str]) -> str:
    """The version of a group with `key`, `access_offer`, `school_years` and `age_max`; `said` by key wins."""
    if group.key in said:
        return said[group.key]
    if EASY_READ in group.access_offer:
        return EASY
    if group.school_years and max(group.school_years) <= LAST_PRIMARY_YEAR:
        return YOUNG
    return YOUNG if group.age_max is not None and group.age_max <= OLDEST_CHILD else STANDARD


def ages_of(group: Any) -> tuple[int, int]:
    """How old a group's members are, as far as it says; any age where it does not."""
    if group.school_years:
        return min(group.school_years) + FIRST_AGE, max(group.school_years) + FIRST_AGE + 1
    youngest, oldest = ANY_AGE
    return (
        group.age_min if group.age_min is not None else youngest,
        group.age_max if group.age_max is not None else oldest,
    )


def words_in(version: str, words: Mapping[str, str]) -> str:
    """What is said in a version, else in the one that is nearest to it."""
    return next((words[one] for one in PLAINER[version] if words.get(one)), "")


def in_use(groups: Iterable[Any], said: Mapping[str, str]) -> dict[str, list[Any]]:
    """Each version that some group works in, with its groups, the standard one first."""
    found: dict[str, list[Any]] = {}
    for group in groups:
        found.setdefault(version_of(group, said), []).append(group)
    return {version: found[version] for version in PLAINER if version in found}
