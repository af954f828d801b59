"""A sixth council by one command from two others: sound, applied, and living through a year with every part it has."""

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
import tomli_w
from click.testing import CliRunner, Result
from flask import Flask

from core.app import create_app
from core.authority.profiles.asking import wished
from core.authority.profiles.compose import compose
from core.authority.profiles.folder import make
from core.authority.profiles.naming import UNNUMBERED, unnumbered
from core.authority.profiles.profile import Profile, UnknownProfile, profiles_in
from core.authority.profiles.wish import PluginWish, Wish
from core.cli import heard
from core.config import Deployment
from core.db import db, platform_scope
from core.demo.load import Size, load
from core.jobs import looking
from core.jobs.due import run_due
from core.plugging.registry import Plugins
from core.testing.browsing import PageClient
from core.testing.databases import copied_sqlite
from core.testing.pages import Page
from tests.core.admin.sixth import LEICESTER, MODELS, copy_councils, installed

FACTS = {"slug": "leicester", "name": LEICESTER, "short_name": "Leicester", "ons_code": "E06000016"}
NEW = ("authority", "new", "leicester", "--name", LEICESTER, "--code", "E06000016", "--from", "nottingham")
YEAR = 2030  # far enough that no plan is in the past
TERMS = (("Autumn", 2030, "09-02", "12-20"), ("Spring", 2031, "01-06", "04-04"), ("Summer", 2031, "04-28", "07-23"))


@pytest.fixture
def councils(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The councils of this repository in a folder of their own, which the command is told of."""
    copy_councils(tmp_path / "councils")
    for name, value in {"ENV": "test", "DATA": str(tmp_path), "AUTHORITIES": str(tmp_path / "councils")}.items():
        monkeypatch.setenv(f"HEARD_{name}", value)
    return tmp_path / "councils"


def run(*words: str) -> Result:
    """The outcome of `heard WORDS`."""
    return CliRunner().invoke(heard, words)


def of_lancashire() -> tuple[str, ...]:
    """What is taken of the second council: its network and its request desk, as far as they are installed."""
    return ("--from", f"lancashire:{','.join(['groups.group', *installed(*MODELS[1:])])}")


def test_the_command_writes_a_sound_council(councils: Path) -> None:
    answer = run(*NEW, *of_lancashire())
    assert answer.exit_code == 0, answer.output
    assert "heard authority apply leicester, and start Heard again" in answer.output
    assert "stand-ins: they reach nobody" in answer.output
    checked = run("authority", "check")
    assert (checked.exit_code, "6 councils checked, no fault." in checked.output) == (0, True), checked.output
    file = tomllib.loads((councils / "leicester" / "authority.toml").read_text())
    groups = {one["key"] for one in file["plugins"]["groups"]["content"]["group"]}
    assert {"youth-cabinet", "participation-champions"} <= groups
    assert set(installed(*MODELS)) <= file["plugins"].keys()
    assert {one["taken_from"] for one in file["profiles"]} == {"nottingham", "lancashire"}


def test_no_name_and_no_number_of_a_donor_is_left(councils: Path) -> None:
    run(*NEW, *of_lancashire())
    for file in (councils / "leicester").rglob("*.*"):
        for line in file.read_text().splitlines():
            if "taken_from" not in line:
                assert not re.search(r"(?i)\b(nottingham|lancashire)\b", line), f"{file.name}: {line}"
            assert not re.search(r"\b(N|LA)\d+\b", line), f"{file.name}: {line}"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), 'There is no profile "nowhere". There are: '),
        (("nottingham:stables",), '"nottingham" has no "stables". It has: words, terms'),
    ],
)
def test_what_the_command_refuses_to_take(councils: Path, words: tuple[str, ...], said: str) -> None:
    refused = run("authority", "new", "leicester", "--name", LEICESTER, "--from", *words)
    assert refused.exit_code == 1
    assert said in refused.output
    assert not (councils / "leicester").exists()


@pytest.mark.parametrize(
    ("slug", "code", "said"),
    [
        ("nottingham", "E06000016", "is, or once was, the address of Nottingham City Council. Choose another."),
        ("leicester", "E06000018", "E06000018 is the code of Nottingham City Council. Look up the new council's own."),
        ("jobs", "E06000016", "is kept for a page of the platform"),
    ],
)
def test_a_taken_slug_or_code_is_refused(councils: Path, slug: str, code: str, said: str) -> None:
    refused = run("authority", "new", slug, "--name", LEICESTER, "--code", code, "--from", "lincolnshire")
    assert refused.exit_code == 1
    assert said in refused.output and "Nothing was written." in refused.output


def test_a_named_part_wins_over_a_whole_profile(councils: Path) -> None:
    profiles = profiles_in([councils])
    wish = wished(FACTS, ["lancashire:words", "nottingham"], profiles, Plugins.installed().requires)
    assert (wish.parts["words"], wish.parts["terms"]) == ("lancashire", "nottingham")
    assert "example" in wish.left_off
    with pytest.raises(UnknownProfile):
        wished(FACTS, ["nobody"], profiles, {})


def donor(**plugins: Any) -> dict[str, Profile]:
    """The example beside a made-up council with these plugins."""
    file = {"name": "Donorham Council", "short_name": "Donorham", "plugins": plugins}
    return {**profiles_in([]), "donorham": Profile("donorham", file, {}, frozenset({"DN1", "DN23"}))}


def test_what_an_entry_names_comes_along() -> None:
    """A forum of the programme brings the programme and the board that it sits on, and leaves the others there."""
    content = {
        "board": [{"key": "big-board"}, {"key": "small-board"}],
        "group": [{"key": "programme"}, {"key": "lonely"}],
    }
    more = {"step": [{"key": "step", "group": "programme", "seats": [{"board": "big-board"}], "place": "old-town"}]}
    profiles = donor(groups={"content": content}, kind_words={"content": more})
    plugins = {"groups": PluginWish(), "kind_words": PluginWish(lists_from={"step": ("donorham",)})}
    made = compose(Wish(**FACTS, plugins=plugins), profiles)["plugins"]
    assert made["groups"]["content"] == {"board": [{"key": "big-board"}], "group": [{"key": "programme"}]}
    assert "place" not in made["kind_words"]["content"]["step"][0]  # Old Town is theirs


def test_what_a_setting_names_comes_along() -> None:
    groups = {"content": {"group": [{"key": "programme"}, {"key": "lonely"}]}}
    profiles = donor(groups=groups, kind_words={"settings": {"programme": "programme"}})
    plugins = {"groups": PluginWish(), "kind_words": PluginWish(settings_from="donorham")}
    made = compose(Wish(**FACTS, plugins=plugins), profiles)["plugins"]
    assert made["groups"]["content"] == {"group": [{"key": "programme"}]}


def test_names_are_put_right_and_listed() -> None:
    about = {"key": "forum", "name": "Donorham Forum", "mail": "forum@donorham.example", "source": "DN1, DN23"}
    plugins = {"groups": PluginWish(lists_from={"group": ("donorham",)})}
    profiles = donor(groups={"content": {"group": [about, {"key": "b", "note": "Each week (DN23)"}]}})
    made = make(Wish(**FACTS, plugins=plugins), profiles)
    [first, second] = made.file["plugins"]["groups"]["content"]["group"]
    assert (first["name"], first["mail"]) == ("Leicester Forum", "forum@leicester.example")
    assert (first["source"], second["note"]) == (UNNUMBERED, "Each week")
    assert [(one.where, one.certain) for one in made.named] == [
        ("plugins.groups.content.group.forum.name", True),
        ("plugins.groups.content.group.forum.mail", True),
    ]
    assert [one.text for one in make(Wish(**FACTS, plugins=plugins), profiles, propose=False).left] == [
        "Donorham Forum",
        "forum@donorham.example",
    ]


def test_a_longer_name_that_only_begins_alike_is_nobodys() -> None:
    assert unnumbered("DN12 is ours", frozenset()) == "DN12 is ours"
    plugins = {"groups": PluginWish(lists_from={"group": ("donorham",)})}
    profiles = donor(groups={"content": {"group": [{"key": "a", "name": "Donorhamshire Forum"}]}})
    assert make(Wish(**FACTS, plugins=plugins), profiles).named == ()


@pytest.fixture
def lived_in(councils: Path, sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """Leicester alone, made by the command, with school terms of its own and a year of fictional people."""
    run(*NEW, *of_lancashire())
    alone = tmp_path / "alone"
    shutil.copytree(councils / "leicester", alone / "leicester")
    _say_its_terms(alone / "leicester" / "authority.toml")
    (tmp_path / "db").mkdir()
    here: Deployment = copied_sqlite(sqlite_template, tmp_path / "db").model_copy(update={"authorities": (alone,)})
    made = create_app(here)
    made.test_client_class = PageClient
    list(load(made, Size(people=20, years=1), date(2030, 9, 1)))
    yield made
    with made.app_context():
        db.engine.dispose()


def _say_its_terms(source: Path) -> None:
    file = tomllib.loads(source.read_text())
    file["terms"] = [
        {"key": name.lower(), "name": name, "starts_on": f"{year}-{first}", "ends_on": f"{year}-{last}"}
        for name, year, first, last in TERMS
    ]
    source.write_text(tomli_w.dumps(file))


def test_a_year_is_lived_in_it(lived_in: Flask) -> None:
    """Every role's menu opens; a term of the Youth Council is planned; the night's work is done without a failure."""
    for account in _accounts(lived_in):
        browser = cast(PageClient, lived_in.test_client())
        said = {"username": account["username"], "password": account["password"]}
        assert browser.submit("/leicester/sign-in", said).status_code == 302
        menu = _menu(browser)
        assert [url for url in menu if browser.get(url).status_code not in (200, 302)] == [], account["role"]
        if account["role"] == "worker":
            _plan_a_year(browser)
    with lived_in.app_context():
        assert run_due() > 0
        with platform_scope(reason="see that no work failed"):
            assert looking.counts()["failed"] == 0


def _accounts(app: Flask) -> list[dict[str, str]]:
    file = app.extensions["heard"].deployment.data / "demo-accounts.json"
    every: list[dict[str, str]] = json.loads(file.read_text())
    return [one for one in every if one["authority"] == "leicester"]


def _menu(browser: PageClient) -> list[str]:
    page = Page(browser.get("/leicester/home").text)
    addresses = {link.get("href") or "" for link in page.all("a")}
    return sorted(one for one in addresses if one.startswith("/leicester/"))


def _plan_a_year(browser: PageClient) -> None:
    planner = f"/leicester/meetings/manage/planner/youth-council?year={YEAR}"
    days = [box.get("value") for box in Page(browser.get(planner).text).all("input") if box.get("name") == "days"]
    assert 1 < len(days) <= len(TERMS)  # a convention each term; one may stand there already
    assert browser.submit(planner, {"days": days}).status_code == 302
    assert "Every day that this group would meet is planned." in browser.get(planner).text
