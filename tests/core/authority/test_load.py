"""Faults of councils' files: each kind is found, named by its key in plain words, and all are reported together."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pydantic import BaseModel, ConfigDict, Field

from core.app import create_app
from core.authority.faults import AuthorityFaults
from core.authority.load import load_all, load_folder
from core.cli.authority import authority
from core.plugging.manifest import Plugin
from core.plugging.registry import Plugins
from core.testing.databases import test_deployment

MEMBER = {"record": "member", "trigger": "left", "months": 24, "review_first": True, "source": "Made up"}
TERM = {"key": "autumn-2026", "name": "Again", "starts_on": date(2026, 10, 1), "ends_on": date(2026, 11, 1)}
CLOSED = {"from": date(2026, 12, 24), "to": date(2026, 12, 23), "why": "Made up"}

FIGURE = {"key": "all", "title": "All", "count": 9, "year": 2024, "source": "Made up"}

ONE_FAULT = [
    ("nmae", "Ashdown", "nmae", "not a key that Heard knows"),
    ("name", None, "name", "is missing"),
    ("name", "", "name", "must not be empty"),
    ("name", 7, "name", "must be text"),
    ("ons_code", "LCC", "ons_code", "not written in the way"),
    ("jurisdiction", "mercia", "jurisdiction", "must be one of"),
    ("languages", ["en", "tlh"], "languages", "tlh is not one of"),
    ("languages", [], "languages", "at least 1"),
    ("reading_bands", ["easy"], "reading_bands", 'must hold "standard"'),
    ("reading_bands", ["standard", "standard"], "reading_bands", "twice"),
    ("look.colour", "green", "look.colour", "six hexadecimal digits"),
    ("look.colour", "#ffdd00", "look.colour", "white text on #ffdd00"),
    ("look.accent", "#1d4f6e", "look", "are the same"),
    ("look.lettermark", "ABCD", "look.lettermark", "not written in the way"),
    ("words.yung_people", "x", "words.yung_people", "not a key that Heard knows"),
    ("strategy.ends_on", "next year", "strategy.ends_on", "must be a date"),
    ("terms.0.ends_on", date(2020, 1, 1), "terms.0", "before starts_on"),
    ("terms.1", TERM, "terms", "twice"),
    ("terms.1.starts_on", date(2026, 12, 1), "terms", "overlap"),
    ("places.1.kind", "hamlet", "places", "place_kinds does not name"),
    ("places.1.inside", "nowhere", "places", "must stand before it"),
    ("population", [FIGURE | {"cohort": "pirates"}], "population", "no vocabulary of kind cohorts names"),
    ("population", [FIGURE | {"place": "nowhere"}], "population", "places does not name"),
    ("population", [FIGURE | {"place": "a", "cohort": "b"}], "population.0", "not to both"),
    ("population", [FIGURE, FIGURE], "population", "twice"),
    ("organisations.0.place", "nowhere", "organisations", "places does not name"),
    ("organisations.0.kind", "club", "organisations.0.kind", "must be one of"),
    ("safeguarding", None, "safeguarding", "is missing"),
    ("safeguarding.clocks", None, "safeguarding.clocks", "is missing"),
    ("safeguarding.clocks.lado_working_days", 9, "safeguarding.clocks.lado_working_days", "5 or less"),
    ("safeguarding.contacts.1.when", "in_hours", "safeguarding.contacts", "one out of hours"),
    ("safeguarding.hours", None, "safeguarding.hours", "is missing"),
    ("safeguarding.contacts", [], "safeguarding.contacts", "at least 1"),
    ("safeguarding.leads", None, "safeguarding.leads", "is missing"),
    ("safeguarding.leads.0.rank", "deputy", "safeguarding.leads", 'needs at least one post of rank "lead"'),
    ("safeguarding.leads.0.email", "nobody", "safeguarding.leads.0.email", "not written in the way"),
    ("safeguarding.leads.1.email", "Safeguarding.Lead@ashdown.example", "safeguarding.leads", "twice"),
    ("safeguarding.duty", None, "safeguarding.duty", "is missing"),
    ("safeguarding.duty.text", None, "safeguarding.duty.text", "is missing"),
    ("safeguarding.duty.mail_to_text", None, "safeguarding", "the duty number cannot be texted"),
    ("safeguarding.lado", None, "safeguarding.lado", "is missing"),
    ("safeguarding.clocks.to_deputy_minutes", 5, "safeguarding.clocks", "must not get shorter"),
    ("safeguarding.closed", [CLOSED], "safeguarding.closed.0", "not be before from"),
    ("safeguarding.hours.0.days", ["funday"], "safeguarding.hours.0.days.0", "must be one of"),
    ("help_lines", [], "help_lines", "at least 1"),
    ("consent.guardian_below_age", 12, "consent.guardian_below_age", "13 or more"),
    ("consent.share_choices", ["team"], "consent.share_choices", "nobody"),
    ("retention", [MEMBER], "retention", "says nothing about: account"),
    ("disclosure.inside", 4, "disclosure.inside", "5 or more"),
    ("disclosure.published", 9, "disclosure.published", "10 or more"),
    ("disclosure", {"inside": 20, "published": 10}, "disclosure", "must not be lower"),
    ("contacts.0", {"key": "a", "name": "A", "about": "a"}, "contacts.0", "phone number or an e-mail"),
    ("plugins.kites", {"offer": "sometimes"}, "plugins.kites.offer", "must be one of"),
    ("plugins.kites", {"offer": "never", "start": True}, "plugins.kites", "start cannot be true"),
]


class Kites(BaseModel):
    """Settings of an imagined plugin."""

    model_config = ConfigDict(extra="forbid")
    height: int = Field(5, ge=1)


class KitesContent(BaseModel):
    """Content of an imagined plugin."""

    model_config = ConfigDict(extra="forbid")
    kite: list[dict[str, str]] = []


NOTHING_BUT_NAMES = {"tea": (None, None), "kettle": (None, None)}


def faults_of(folder: Path, **options: Any) -> list[tuple[str, str, str]]:
    """What is wrong with the folder of councils, as (council, key, reason)."""
    with pytest.raises(AuthorityFaults) as caught:
        load_all([folder], **options)
    return [(Path(fault.file).parent.name, fault.key, fault.reason) for fault in caught.value.faults]


@pytest.mark.parametrize(("key", "value", "where", "reason"), ONE_FAULT)
def test_each_fault_is_named_by_its_key(
    councils: Path, edit: Any, key: str, value: Any, where: str, reason: str
) -> None:
    edit(key, value)
    [(council, found, words)] = faults_of(councils)
    assert (council, found) == ("ashdown", where)
    assert reason in words


def test_faults_of_every_file_are_reported_together(councils: Path, edit: Any) -> None:
    edit("name", None)
    edit("look.colour", "#ffffff")
    edit("plugins.kites", {"offer": "optional", "settings": {"height": 0}})
    edit("safeguarding", None, slug="brackwell")
    (councils / "_regions.toml").write_text("regions = 3")
    found = faults_of(councils, plugin_models={"kites": (Kites, KitesContent)})
    assert {(council, key) for council, key, _ in found} == {
        ("councils", "regions"),
        ("ashdown", "look.colour"),
        ("ashdown", "name"),
        ("ashdown", "plugins.kites.settings.height"),
        ("brackwell", "safeguarding"),
    }


def test_plugin_sections_are_judged_by_the_plugins_own_models(councils: Path, edit: Any) -> None:
    edit(
        "plugins.kites",
        {"offer": "optional", "lock": ["colour"], "settings": {"height": 0, "tail": 1}, "content": {"kit": []}},
    )
    edit("plugins.ghosts", {"offer": "optional"})
    found = faults_of(councils, plugin_models={"kites": (Kites, KitesContent)})
    assert {key: reason for _, key, reason in found} == {
        "plugins.ghosts": "no plugin of this name is installed",
        "plugins.kites.content.kit": "is not a key that Heard knows; check the spelling or take it out",
        "plugins.kites.lock": '"colour" is not a setting of this plugin',
        "plugins.kites.settings.height": "must be 1 or more",
        "plugins.kites.settings.tail": "is not a key that Heard knows; check the spelling or take it out",
    }


def test_a_plugin_without_settings_takes_none(councils: Path, edit: Any) -> None:
    edit("plugins.kites", {"offer": "optional", "settings": {"height": 3}})
    [(_, key, reason)] = faults_of(councils, plugin_models={"kites": (None, None)})
    assert (key, reason) == ("plugins.kites.settings", "this plugin takes nothing here; take the section out")


@pytest.mark.parametrize(
    ("tea", "kettle", "key", "reason"),
    [
        ({"offer": "always"}, None, "plugins.tea.offer", 'without "kettle", which this file does not name; let'),
        ({"offer": "always"}, {"offer": "never"}, "plugins.tea.offer", "says is never on"),
        ({"offer": "always"}, {"offer": "optional"}, "plugins.tea.offer", 'leaves off at first; let "kettle" start'),
        ({"offer": "optional", "start": True}, {"offer": "optional"}, "plugins.tea.start", "take start out here"),
        ({"offer": "optional", "start": True}, None, "plugins.tea.start", "does not name"),
    ],
)
def test_what_starts_needs_what_it_requires_to_start(
    councils: Path, edit: Any, tea: Any, kettle: Any, key: str, reason: str
) -> None:
    edit("plugins", {name: said for name, said in (("tea", tea), ("kettle", kettle)) if said})
    edit("plugins", {"tea": {"offer": "always"}}, slug="brackwell")
    edit("name", "", slug="brackwell")
    found = faults_of(councils, plugin_models=NOTHING_BUT_NAMES, requires={"tea": ("kettle",), "kettle": ()})
    assert [(council, where) for council, where, _ in found] == [
        ("ashdown", key),
        ("brackwell", "name"),
        ("brackwell", "plugins.tea.offer"),
    ]
    assert reason in found[0][2]


@pytest.mark.parametrize(
    "plugins",
    [
        {"tea": {"offer": "always"}, "kettle": {"offer": "always"}},
        {"tea": {"offer": "always"}, "kettle": {"offer": "optional", "start": True}},
        {"tea": {"offer": "optional"}},
        {"tea": {"offer": "never"}, "kettle": {"offer": "never"}},
    ],
)
def test_what_may_be_switched_on_later_needs_nothing_yet(councils: Path, edit: Any, plugins: Any) -> None:
    edit("plugins", plugins)
    assert load_all([councils], NOTHING_BUT_NAMES, {"tea": ("kettle",)}).authorities


def test_neither_the_application_nor_the_check_passes_an_unmet_need(
    councils: Path, edit: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit("plugins", {"tea": {"offer": "always"}})
    package = "core.testing.councils"  # without tables, migrations or templates
    kettle = Plugin(name="kettle", title="Kettle", description="Boils.", package=package)
    tea = Plugin(name="tea", title="Tea", description="Warms.", package=package, requires=("kettle",))
    here = test_deployment(tmp_path, f"sqlite:///{tmp_path / 'none'}").model_copy(update={"authorities": (councils,)})
    with pytest.raises(AuthorityFaults, match=r"plugins\.tea\.offer: it cannot be on without"):
        create_app(here, [tea, kettle])
    monkeypatch.setattr(Plugins, "installed", lambda: Plugins([tea, kettle]))
    env = {"HEARD_ENV": "demo", "HEARD_DATA": str(tmp_path), "HEARD_AUTHORITIES": str(councils)}
    said = CliRunner(env=env).invoke(authority, ["check"])
    assert said.exit_code == 1
    assert 'plugins.tea.offer: it cannot be on without "kettle"' in said.output


def test_a_section_with_a_fault_of_its_own_is_not_called_missing(councils: Path, edit: Any) -> None:
    edit("plugins", {"tea": {"offer": "always"}, "kettle": {"offer": "sometimes"}})
    [(_, key, _reason)] = faults_of(councils, plugin_models=NOTHING_BUT_NAMES, requires={"tea": ("kettle",)})
    assert key == "plugins.kettle.offer"


def test_a_file_that_is_no_toml_or_is_missing_is_a_fault(councils: Path) -> None:
    (councils / "ashdown/authority.toml").write_text("name = Ashdown")
    (councils / "brackwell/authority.toml").unlink()
    (councils / "corbridge").mkdir()
    (councils / "corbridge/authority.toml").write_bytes(b"name = '\xff'")
    reasons = {council: reason for council, _, reason in faults_of(councils)}
    assert "not well-formed TOML" in reasons["ashdown"]
    assert reasons["brackwell"] == "the file is missing"
    assert reasons["corbridge"] == "the file is not UTF-8 text"


@pytest.mark.parametrize(
    "slug", ["sign-in", "regions", "api", "static", "styleguide", "healthz", "readyz", "metrics", "jobs"]
)
def test_a_reserved_slug_is_refused(councils: Path, slug: str) -> None:
    (councils / "ashdown").rename(councils / slug)
    (councils / "_regions.toml").unlink()
    with pytest.raises(AuthorityFaults, match="is kept for a page of the platform"):
        load_all([councils])


def test_a_slug_that_cannot_stand_in_an_address_is_refused(councils: Path) -> None:
    (councils / "ashdown").rename(councils / "Ash down")
    with pytest.raises(AuthorityFaults, match="small letters, digits and single hyphens"):
        load_all([councils])


def test_two_councils_may_not_share_a_code_or_a_slug(councils: Path, edit: Any) -> None:
    edit("ons_code", "E99000001", slug="brackwell")
    edit("old_slugs", ["ashdown"], slug="brackwell")
    found = {key for _, key, _ in faults_of(councils)}
    assert found == {"ons_code", "old_slugs"}


def test_a_region_names_councils_of_this_deployment_only(councils: Path) -> None:
    (councils / "_regions.toml").write_text(
        '[[regions]]\nslug = "far"\nname = "Far"\nmembers = ["ashdown", "elsewhere"]\n'
    )
    [(_, key, reason)] = faults_of(councils)
    assert (key, reason) == ("regions.far.members", 'there is no council "elsewhere" on this deployment')


def test_a_folder_of_councils_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(AuthorityFaults, match="no such folder"):
        load_all([tmp_path / "nowhere"])


def test_a_folder_brings_its_mark_its_templates_and_its_content(councils: Path, edit: Any) -> None:
    edit("plugins.kites", {"offer": "optional", "content": {"kite": [{"key": "red"}]}})
    page = councils / "ashdown/templates/web/front.html"
    page.parent.mkdir(parents=True)
    page.write_text("")
    (councils / "ashdown/static").mkdir()
    (councils / "ashdown/static/mark.svg").write_text("<svg/>")
    loaded = load_folder(councils / "ashdown", {"kites": (Kites, KitesContent)})
    assert loaded.templates == ("web/front.html",)
    assert loaded.mark is not None
    assert loaded.content["kites"] == KitesContent(kite=[{"key": "red"}])
