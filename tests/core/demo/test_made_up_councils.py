"""Made-up councils are as sound as real ones, differ from each other, and follow the day on which they are made."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.authority.load import Loaded, load_all
from core.demo.blocks import chosen
from core.demo.councils import MOST, Times, write_councils
from core.demo.terms import SIX, THREE, terms
from core.plugging.registry import Plugins

TODAY = date(2026, 11, 21)
MANY = 150


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """As many made-up councils as England has councils with children's services."""
    return _made(tmp_path_factory.mktemp("councils"), MANY, Times(TODAY, 3))


def _made(folder: Path, number: int, times: Times) -> Loaded:
    plugins = Plugins.installed()
    write_councils(folder, number, plugins, times)
    return load_all([folder], plugins.models, plugins.requires)


def test_they_pass_the_check(many: Loaded) -> None:
    assert len(many.authorities) == MANY
    assert len({council.file.ons_code for council in many.authorities}) == MANY
    assert all(set(council.file.plugins) == Plugins.installed().names for council in many.authorities)


def test_they_differ(many: Loaded) -> None:
    assert len({tuple(term.name for term in council.file.terms) for council in many.authorities}) == 2
    said = {(council.file.words, council.file.places, council.file.vocabularies) for council in many.authorities}
    assert len(said) > MANY / 5


def test_each_has_somebody_of_every_kind_to_work_with(many: Loaded) -> None:
    for council in many.authorities:
        kinds = [organisation.kind for organisation in council.file.organisations]
        assert {"school", "service", "board", "partnership"} < set(kinds), council.slug
        assert {"voluntary"} < set(kinds) and kinds.count("school") >= 2, council.slug


def test_terms_reach_from_three_years_behind_to_one_ahead(many: Loaded) -> None:
    for council in many.authorities:
        days = [(term.starts_on, term.ends_on) for term in council.file.terms]
        assert days == sorted(days) and len(days) in (15, 30)
        assert days[0][0].year == 2023 and days[-1][1].year == 2028
        assert all(day.weekday() < 5 for term in days for day in term)


def test_one_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    folder = write_councils(tmp_path, 1, [], Times(TODAY))[0]
    file = folder / "authority.toml"
    file.write_text(file.read_text(encoding="utf-8") + "# a note\n", encoding="utf-8")
    write_councils(tmp_path, 2, Plugins.installed(), Times(TODAY, 9))
    assert file.read_text(encoding="utf-8").endswith("# a note\n")
    assert len(list(tmp_path.iterdir())) == 2
    assert sorted(child.name for child in folder.iterdir()) == ["authority.toml", "consent"]


def test_the_same_ones_come_every_time(tmp_path: Path) -> None:
    first, again = (write_councils(tmp_path / run, 3, Plugins.installed(), Times(TODAY)) for run in ("1", "2"))
    assert [one.name for one in first] == [one.name for one in again]
    for one, other in zip(first, again, strict=True):
        assert (one / "authority.toml").read_bytes() == (other / "authority.toml").read_bytes()


def test_there_is_an_end_to_names(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at most 800"):
        write_councils(tmp_path, MOST + 1, [], Times(TODAY))


@pytest.mark.parametrize("kinds", [THREE, SIX])
@pytest.mark.parametrize("year", range(2024, 2036))
def test_terms_of_any_year_follow_each_other_with_a_holiday_between(
    year: int, kinds: tuple[tuple[str, str, tuple[int, int], tuple[int, int]], ...]
) -> None:
    for today in (date(year, 8, 31), date(year, 9, 1)):
        found = list(terms(today, 1, kinds))
        assert len({term.key for term in found}) == len(found) == 3 * len(kinds)
        for one, other in zip(found, found[1:], strict=False):
            assert one.starts_on < one.ends_on
            assert one.ends_on + timedelta(days=2) < other.starts_on


def test_a_term_of_today_is_among_them() -> None:
    assert any(term.starts_on <= TODAY <= term.ends_on for term in terms(TODAY, 3))


def test_of_blocks_that_stand_for_the_same_one_is_taken() -> None:
    template = 'name = "$name"\n\n# one of: a\na = 1\n\n# one of: a\na = 2\n\n# one of: b\nb = 1\n\n# one of: b\nb = 2'
    read = [tomllib.loads(chosen(template, f"seed {number}", {"name": "Ash"})) for number in range(40)]
    assert all(one["name"] == "Ash" for one in read)
    assert {(one["a"], one["b"]) for one in read} == {(1, 1), (1, 2), (2, 1), (2, 2)}


def test_a_word_that_nobody_fills_in_is_a_fault() -> None:
    with pytest.raises(KeyError, match="colour"):
        chosen('look = "$colour"', "seed", {"name": "Ash"})
