"""The five councils' files, the regions and the example: complete, commented, and nothing in them unused."""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from core.authority.colour import contrast
from core.authority.load import LoadedAuthority, load_all, load_folder
from core.authority.mark import mark_svg
from core.authority.schema import AuthorityFile
from core.authority.start import FolderRefused, new_council
from core.config import ROOT
from core.plugging.registry import Plugins

COUNCILS = ROOT / "authorities"
CODES = {
    "nottingham": "E06000018",
    "nottinghamshire": "E10000024",
    "lincolnshire": "E10000019",
    "wolverhampton": "E08000031",
    "lancashire": "E10000017",
}
SOURCES = {"nottingham": "N", "nottinghamshire": "NC", "lincolnshire": "L", "wolverhampton": "W", "lancashire": "LA"}
DRAMA = re.compile(r"01632 960\d{3}|07700 900\d{3}")
NATIONAL = {"999", "0800 1111"}


@pytest.fixture(scope="module")
def five() -> dict[str, LoadedAuthority]:
    """The five councils by slug, their plugin sections judged by the installed plugins."""
    return {council.slug: council for council in load_all([COUNCILS], Plugins.installed().models).authorities}


def test_five_councils_with_their_codes(five: dict[str, LoadedAuthority]) -> None:
    assert {slug: council.file.ons_code for slug, council in five.items()} == CODES


def test_regions() -> None:
    regions = {region.slug: set(region.members) for region in load_all([COUNCILS]).regions}
    assert regions == {
        "east-midlands": {"nottingham", "nottinghamshire", "lincolnshire"},
        "five-councils": set(CODES),
    }


@pytest.mark.parametrize("slug", CODES)
class TestEachCouncil:
    """What holds for every one of the five."""

    def test_every_day_of_three_school_years_has_a_term_or_a_holiday(self, five: Any, slug: str) -> None:
        terms = five[slug].file.terms
        assert min(term.starts_on for term in terms) <= date(2025, 9, 8)
        assert max(term.ends_on for term in terms) >= date(2028, 7, 15)
        assert any(term.starts_on <= date(2026, 11, 21) <= term.ends_on for term in terms)
        ordered = sorted(terms, key=lambda term: term.starts_on)
        gaps = [later.starts_on - earlier.ends_on for earlier, later in zip(ordered, ordered[1:], strict=False)]
        assert max(gaps) < timedelta(weeks=8)

    def test_local_choices_name_their_place_in_the_document(self, slug: str) -> None:
        text = (COUNCILS / slug / "authority.toml").read_text()
        assert len(set(re.findall(rf"#.*?\b{SOURCES[slug]}(\d+)\b", text))) >= 8

    def test_every_number_and_address_is_fictional_or_national(self, slug: str) -> None:
        text = (COUNCILS / slug / "authority.toml").read_text()
        for phone in re.findall(r'^(?:.*\b)?phone = "([^"]+)"', text, re.MULTILINE):
            assert DRAMA.fullmatch(phone) or phone in NATIONAL
        assert all(address.endswith(".example") for address in re.findall(r'"[^"\s]+@([^"\s]+)"', text))

    def test_the_mark_is_our_own_lettermark(self, five: Any, slug: str) -> None:
        council = five[slug]
        assert council.mark.read_text() == mark_svg(council.file.look)
        assert "<script" not in council.mark.read_text()

    def test_white_text_can_be_read_on_both_colours(self, five: Any, slug: str) -> None:
        look = five[slug].file.look
        assert min(contrast(look.colour, "#ffffff"), contrast(look.accent, "#ffffff")) >= 4.5

    def test_no_python_lies_there(self, slug: str) -> None:
        assert not list((COUNCILS / slug).rglob("*.py"))


def test_colours_and_letters_tell_the_councils_apart(five: dict[str, LoadedAuthority]) -> None:
    assert len({council.file.look.colour for council in five.values()}) == 5
    assert len({council.file.look.lettermark for council in five.values()}) == 5


def test_councils_speak_in_their_own_words(five: dict[str, LoadedAuthority]) -> None:
    assert five["nottingham"].file.words.young_people == "young citizens"  # N67
    assert five["nottingham"].file.words.parents_carers == "family carers"  # N67
    assert five["wolverhampton"].file.words.personal_adviser == "young person's adviser"  # W57
    assert five["lancashire"].file.words.children_in_care == "children looked after"  # LA4


def test_several_sets_of_themes_are_live_at_once(five: dict[str, LoadedAuthority]) -> None:
    themes = [v.key for v in five["nottingham"].file.vocabularies if v.kind == "themes"]
    assert themes == ["city-themes", "plan-priorities", "rights"]  # N47, N54, N3


def test_no_stage_of_a_model_is_made_up(five: dict[str, LoadedAuthority]) -> None:
    models = {slug: council.file.participation_model for slug, council in five.items()}
    named = {slug: model.name for slug, model in models.items() if model}
    assert named == {"nottingham": "Sharing the Future", "wolverhampton": "Hear by Right", "lancashire": "Treseder"}
    assert all(model.stages == () for model in models.values() if model)  # N18


def test_lancashires_denominators(five: dict[str, LoadedAuthority]) -> None:
    counts = {row.key: row.count for row in five["lancashire"].file.population}
    assert counts == {  # LA4
        "everyone": 1_210_000,
        "aged-0-19": 279_000,
        "looked-after": 2_100,
        "minority-ethnic": 33_500,
        "send-0-25": 24_000,
    }


def test_places(five: dict[str, LoadedAuthority]) -> None:
    assert len(five["nottinghamshire"].file.places) == 7  # NC25
    districts = [place for place in five["lancashire"].file.places if place.kind == "district"]
    assert (len(districts), {place.inside for place in districts}) == (12, {"north", "central", "east"})  # LA44


def test_the_initials_that_three_counties_share_stand_nowhere_but_on_the_list_of_words_to_avoid() -> None:
    for file in COUNCILS.glob("*/authority.toml"):
        assert re.findall(r"\bLCC\b", file.read_text()) in ([], ["LCC"])


def model_keys(model: type[BaseModel], prefix: str = "") -> set[str]:
    """Every dotted key that a model may have, lists counted as their items."""
    keys = set()
    for name, field in model.model_fields.items():
        key = f"{prefix}{field.alias or name}"
        inner = [kind for kind in _parts(field.annotation) if isinstance(kind, type) and issubclass(kind, BaseModel)]
        keys |= {key}.union(*(model_keys(kind, f"{key}.") for kind in inner))
    return keys


def _parts(annotation: Any) -> list[Any]:
    inner = get_args(annotation)
    return [annotation] if not inner else [part for each in inner for part in _parts(each)]


def written_keys(value: Any, prefix: str = "") -> set[str]:
    """Every dotted key that a TOML document holds, items of lists together."""
    if isinstance(value, list):
        return set().union(*(written_keys(item, prefix) for item in value))
    if not isinstance(value, dict):
        return set()
    keys = set()
    for name, inner in value.items():
        keys |= {f"{prefix}{name}"} | written_keys(inner, f"{prefix}{name}.")
    return keys


def test_the_example_holds_every_key_and_is_right() -> None:
    document = tomllib.loads((COUNCILS / "_example" / "authority.toml").read_text())
    document["plugins"] = list(document["plugins"].values())  # a plugin's name is no key of the schema
    assert model_keys(AuthorityFile) - written_keys(document) == set()
    load_folder(COUNCILS / "_example", Plugins.installed().models)


def test_a_new_council_passes_the_check(tmp_path: Path) -> None:
    example = tmp_path / "_example"
    example.mkdir()
    (example / "authority.toml").write_text((COUNCILS / "_example" / "authority.toml").read_text())
    new_council(tmp_path, "coldwater", 'Coldwater "Old \\ Town" Council')
    new_council(tmp_path, "dunmere", "Dunmere Borough Council")
    loaded = load_all([tmp_path], Plugins.installed().models)
    assert [(c.slug, c.file.name, c.file.look.lettermark, c.file.old_slugs) for c in loaded.authorities] == [
        ("coldwater", 'Coldwater "Old \\ Town" Council', "CO", ()),
        ("dunmere", "Dunmere Borough Council", "DB", ()),
    ]
    with pytest.raises(FolderRefused, match="is there already"):
        new_council(tmp_path, "dunmere", "Again")
    with pytest.raises(FolderRefused, match="kept for a page of the platform"):
        new_council(tmp_path, "api", "Api")
