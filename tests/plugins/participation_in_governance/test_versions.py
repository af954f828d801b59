"""Which group works in which version, and whose words stand in where a version has none (N48, N50)."""

from types import SimpleNamespace
from typing import Any

import pytest

from plugins.participation_in_governance import versions


def group(**fields: Any) -> Any:
    return SimpleNamespace(
        **({"key": "g", "access_offer": [], "school_years": [], "age_min": None, "age_max": None} | fields)
    )


@pytest.mark.parametrize(
    ("fields", "version"),
    [
        ({}, "standard"),
        ({"school_years": [5, 6]}, "young"),
        ({"school_years": [6, 7]}, "standard"),
        ({"age_max": 11}, "young"),
        ({"age_min": 5, "age_max": 19}, "standard"),
        ({"access_offer": ["easy_read"], "school_years": [5]}, "easy"),
    ],
)
def test_a_group_says_itself_in_which_version_it_works(fields: dict[str, Any], version: str) -> None:
    assert versions.version_of(group(**fields), {}) == version


def test_the_council_has_the_last_word() -> None:
    assert versions.version_of(group(school_years=[5, 6]), {"g": "easy"}) == "easy"


def test_ages_come_from_school_years_else_from_what_is_said() -> None:
    assert versions.ages_of(group(school_years=[5, 6])) == (9, 11)
    assert versions.ages_of(group(age_min=16, age_max=19)) == (16, 19)
    assert versions.ages_of(group()) == versions.ANY_AGE


def test_the_nearest_words_stand_in() -> None:
    said = {"standard": "Debate", "young": "", "easy": "Pictures"}
    assert [versions.words_in(one, said) for one in ("standard", "young", "easy")] == ["Debate", "Pictures", "Pictures"]
    assert versions.words_in("easy", {"standard": "Debate", "young": "", "easy": ""}) == "Debate"
