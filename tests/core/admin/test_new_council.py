"""A sixth council on screen: step by step, left half-way and taken up again, written and packed."""

import io
import os
import re
import shutil
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask

from core.admin.new_council.upkeep import KEPT, forget_drafts
from core.app import create_app
from core.authority.load import load_all
from core.authority.models import CouncilDraft
from core.config import ROOT, Deployment
from core.db import authority_scope, db, platform_scope, utcnow
from core.plugging.applying import apply_council
from core.plugging.registry import Plugins
from core.testing.apps import add_account, sign_in, sign_in_as
from core.testing.browsing import PageClient
from core.testing.databases import copied_sqlite
from core.web.house import house
from tests.core.admin.sixth import ANSWERS, DONORS, LEICESTER, copy_councils

START = "/new-council/"


@pytest.fixture
def here(sqlite_template: Path, tmp_path: Path) -> Deployment:
    """A deployment with the councils of this repository in a folder of its own."""
    copy_councils(tmp_path / "councils")
    return copied_sqlite(sqlite_template, tmp_path).model_copy(update={"authorities": (tmp_path / "councils",)})


@pytest.fixture
def app(here: Deployment) -> Iterator[Flask]:
    made = create_app(here)
    made.test_client_class = PageClient
    yield made
    with made.app_context():
        db.engine.dispose()


@pytest.fixture
def operator(app: Flask) -> PageClient:
    browser = cast(PageClient, app.test_client())
    sign_in(browser, "operator", None)
    return browser


def begin(operator: PageClient, **changed: str) -> str:
    """Answer the first page; return the address of the draft."""
    answer = operator.submit(f"{START}begin", {**ANSWERS["name"], **changed})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return answer.headers["Location"].rsplit("/", 1)[0]


def answer_all(operator: PageClient, draft: str) -> None:
    """Answer every page that has an answer of its own, and leave the others as they are shown."""
    for key in ("plugins", "profiles", "words", "terms", "places", "contacts", "safeguarding", "look"):
        answer = operator.submit(f"{draft}/{key}", ANSWERS.get(key, {}))
        assert answer.status_code == 302, (key, answer.get_data(as_text=True))
    assert operator.submit(f"{draft}/names").headers["Location"] == f"{draft}/check"


def test_written_it_passes_the_check_and_can_be_applied(operator: PageClient, here: Deployment) -> None:
    draft = begin(operator)
    answer_all(operator, draft)
    looked = operator.get(f"{draft}/check").get_data(as_text=True)
    assert "No fault" in looked and "Write the folder" in looked
    assert operator.submit(f"{draft}/check", action="/write").headers["Location"] == f"{draft}/written"
    told = operator.get(f"{draft}/written").get_data(as_text=True)
    assert "heard authority apply leicester" in told and "Stop Heard and start it again" in told

    plugins = Plugins.installed()
    loaded = load_all(here.authorities, plugins.models, plugins.requires, plugins.processing)
    council = next(one for one in loaded.authorities if one.slug == "leicester")
    file = council.file
    assert (file.name, file.ons_code, file.strategy.title) == (LEICESTER, "E06000016", "Heard in Leicester")
    assert file.words.young_people == "young citizens"  # Nottingham's, kept as it was shown
    assert file.safeguarding.leads[0].email == "lead@leicester.example"
    assert {place.name for place in file.places} == {"Braunstone", "Belgrave"}
    assert {one.taken_from for one in file.profiles} == {"nottingham", "lancashire"}
    assert council.mark is not None and ">LE</text>" in council.mark.read_text()
    text = "".join(one.read_text() for one in council.folder.rglob("*") if one.is_file())
    for line in text.splitlines():
        if "taken_from" not in line:
            assert not re.search(r"(?i)\b(nottingham|lancashire)\b", line), line
        assert not re.search(r"\b(N|LA)\d+\b", line), line
    _applies(here)


def _applies(here: Deployment) -> None:
    made = create_app(here)
    with made.app_context():
        councils, plugins = house().authorities, house().plugins
        council = next(one for one in councils.all_files() if one.slug == "leicester")
        assert apply_council(councils, council, plugins)["core"].add
        found = councils.find("leicester")
        assert found is not None
        with authority_scope(found.id):
            assert not any(plan.changes for plan in apply_council(councils, council, plugins).values())
    assert made.test_client().get("/leicester/").status_code == 200
    with made.app_context():
        db.engine.dispose()


def test_left_half_way_it_goes_on_where_it_was(operator: PageClient, app: Flask) -> None:
    draft = begin(operator)
    operator.submit(f"{draft}/plugins", ANSWERS["plugins"])
    operator.submit(f"{draft}/contacts", ANSWERS["contacts"])
    again = cast(PageClient, app.test_client())
    with app.app_context():
        colleague = add_account("operator", None, "Second Operator")
    sign_in_as(again, colleague, None)
    assert "3 pages answered" in again.get(START).get_data(as_text=True)
    shown = again.get(f"{draft}/contacts").get_data(as_text=True)
    assert 'value="Having a Say"' in shown
    looked = again.get(f"{draft}/check").get_data(as_text=True)
    assert "Still to answer" in looked and "Write the folder" not in looked
    assert again.get(f"{draft}/folder.zip").headers["Location"] == f"{draft}/check"


def test_nothing_is_written_before_safeguarding_is_answered(operator: PageClient, here: Deployment) -> None:
    draft = begin(operator)
    for key in ("plugins", "profiles", "words", "terms", "places", "contacts", "look"):
        operator.submit(f"{draft}/{key}", ANSWERS.get(key, {}))
    token = {"csrf_token": _token(operator, START)}
    assert operator.post(f"{draft}/write", data=token).headers["Location"] == f"{draft}/check"
    told = operator.get(f"{draft}/check").get_data(as_text=True)
    assert "Nothing was written: something is still missing or wrong." in told
    assert not (here.authorities[0] / "leicester").exists()


def _token(browser: PageClient, url: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(url).get_data(as_text=True))
    assert found
    return found[1]


def test_what_names_another_council_has_to_be_said_anew(operator: PageClient, here: Deployment) -> None:
    file = here.authorities[0] / "nottingham" / "authority.toml"
    text = file.read_text().replace('name = "Youth Cabinet"', 'name = "Nottingham Youth Cabinet"')
    file.write_text(text)
    draft = begin(operator)
    for key in ("plugins", "profiles", "words", "terms", "places", "contacts", "safeguarding", "look"):
        operator.submit(f"{draft}/{key}", ANSWERS.get(key, {}))
    looked = operator.get(f"{draft}/check").get_data(as_text=True)
    assert "Still to answer" in looked and "Other councils&#39; names" in looked
    shown = operator.get(f"{draft}/names").get_data(as_text=True)
    assert "Leicester Youth Cabinet" in shown
    field = re.search(r'name="(text_\w+)"[^>]*>\s*Leicester Youth Cabinet', shown)
    assert field
    refused = operator.submit(f"{draft}/names", {field[1]: "Nottingham Cabinet"})
    assert "This still names another council. Say it in other words." in refused.get_data(as_text=True)
    operator.submit(f"{draft}/names", {field[1]: "Cabinet of the Young"})
    assert "No fault" in operator.get(f"{draft}/check").get_data(as_text=True)
    packed = zipfile.ZipFile(io.BytesIO(operator.get(f"{draft}/folder.zip").data))
    read = tomllib.loads(packed.read("leicester/authority.toml").decode())
    assert "Cabinet of the Young" in {one["name"] for one in read["plugins"]["groups"]["content"]["group"]}
    assert "leicester/static/mark.svg" in packed.namelist()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"slug": "nottingham"}, "is, or once was, the address of Nottingham City Council"),
        ({"ons_code": "E06000018"}, "E06000018 is the code of Nottingham City Council"),
        ({"slug": "new-council"}, "is kept for a page of the platform"),
        ({"slug": "Leicester City"}, "cannot be part of an address"),
        ({"ons_code": "LCC"}, "A letter E, W, S or N and eight digits"),
        ({"name": ""}, "Fill this in."),
    ],
)
def test_what_the_first_page_refuses(operator: PageClient, changed: dict[str, str], said: str) -> None:
    answer = operator.submit(f"{START}begin", {**ANSWERS["name"], **changed})
    assert answer.status_code == 200
    assert said in answer.get_data(as_text=True)
    assert "pages answered" not in operator.get(START).get_data(as_text=True)


@pytest.mark.parametrize(
    ("key", "changed", "said"),
    [
        ("terms", {"terms": "Autumn term"}, "Write name, first day, last day"),
        ("terms", {"terms": "Autumn, 2026-12-18, 2026-09-01"}, "ends_on is before starts_on"),
        ("places", {"places": "Aylestone\naylestone"}, "stands there twice"),
        ("safeguarding", {"lead_email": ""}, "Fill this in."),
        ("safeguarding", {"to_deputy_minutes": "5"}, "cannot be told before the leads had their time"),
        ("safeguarding", {"mail_to_text": "texts@leicester.example"}, "Write it with {number}"),
        ("safeguarding", {"deputy": "Deputy"}, "Give the deputy both a post and an e-mail"),
        ("look", {"colour": "#ffff00"}, "White text is hard to read on it"),
        ("look", {"accent": "#1d4f91"}, "Choose two different colours"),
        ("plugins", {"plugins": []}, "Choose at least one part."),
    ],
)
def test_what_other_pages_refuse(operator: PageClient, key: str, changed: dict[str, Any], said: str) -> None:
    draft = begin(operator)
    answer = operator.submit(f"{draft}/{key}", {**ANSWERS.get(key, {}), **changed})
    assert answer.status_code == 200
    assert said in answer.get_data(as_text=True)


def test_where_nothing_may_be_written_it_is_said(operator: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = begin(operator)
    answer_all(operator, draft)
    token = {"csrf_token": _token(operator, f"{draft}/check")}
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert "put it there yourself" in operator.get(f"{draft}/check").get_data(as_text=True)
    operator.post(f"{draft}/write", data=token)
    assert "Nothing was written. Download the folder instead." in operator.get(f"{draft}/check").get_data(as_text=True)


def test_all_in_all_as_one_council(operator: PageClient) -> None:
    """Whoever has little time chooses one council at the top and nothing below."""
    draft = begin(operator)
    operator.submit(f"{draft}/plugins", {"plugins": ["groups", "meetings"]})
    operator.submit(f"{draft}/profiles", {"all_from": "wolverhampton"})
    assert 'value="young person&#39;s adviser"' in operator.get(f"{draft}/words").get_data(as_text=True)
    looked = operator.get(f"{draft}/check").get_data(as_text=True)
    assert "B-Safe Team" in looked and "City of Wolverhampton Council" in looked


def test_what_a_part_needs_comes_along(operator: PageClient) -> None:
    draft = begin(operator)
    operator.submit(f"{draft}/plugins", {"plugins": ["meetings"]})
    looked = operator.get(f"{draft}/check").get_data(as_text=True)
    assert "Groups and boards: Groups that young people join" in looked


def test_nobody_but_an_operator_gets_in(app: Flask, operator: PageClient) -> None:
    draft = begin(operator)
    stranger = cast(PageClient, app.test_client())
    assert stranger.get(START).headers["Location"].startswith("/sign-in")
    lead = cast(PageClient, app.test_client())
    sign_in(lead, "regional_lead", None)
    for url in (START, f"{START}begin", f"{draft}/check", f"{draft}/safeguarding", f"{draft}/folder.zip"):
        assert lead.get(url).status_code == 404, url


def test_a_draft_is_thrown_away_or_forgotten(operator: PageClient, app: Flask) -> None:
    begin(operator)
    draft = begin(operator)
    operator.submit(START, action=f"{draft}/forget")
    assert operator.get(f"{draft}/check").status_code == 404
    with app.app_context(), platform_scope(reason="let a draft grow old", write=True):
        [left] = db.session.scalars(db.select(CouncilDraft))
        left.changed_at = utcnow() - KEPT
        db.session.flush()
        forget_drafts({})
        assert db.session.scalar(db.select(db.func.count()).select_from(CouncilDraft)) == 0


def test_donors_are_those_of_this_repository() -> None:
    assert all((ROOT / "authorities" / slug).is_dir() for slug in DONORS)


def test_a_profile_that_is_gone_counts_as_not_said(operator: PageClient, here: Deployment) -> None:
    draft = begin(operator)
    answer_all(operator, draft)
    shutil.rmtree(here.authorities[0] / "lancashire")
    (here.authorities[0] / "nottinghamshire" / "authority.toml").write_text("name = half a line")
    looked = operator.get(f"{draft}/check").get_data(as_text=True)
    assert "No fault" in looked and "Nottingham City Council" in looked and "Lancashire" not in looked
