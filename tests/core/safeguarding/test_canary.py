"""Words planted in everything that safeguarding keeps are found nowhere else, and nobody else's page changes by a byte.

Looked through: every page of the live map as other readers see it (body and headers), the database file and every file
under HEARD_DATA, letters, the log, tables of the rest of the house, copies of everybody's data, and the whole council.
"""

import json
import logging
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from core.access.actor import Actor
from core.data_rights.export import gather
from core.data_rights.leaving.exporting import export
from core.data_rights.subject import Subject
from core.db import authority_scope, begin_write, current_authority_id, db, utcnow
from core.hooks.values import Ref
from core.jobs.due import run_due
from core.outgoing import Outgoing
from core.people.models import Person
from core.safeguarding import screened
from core.safeguarding.alarms import send_now
from core.safeguarding.record.chronology import append, locked
from core.safeguarding.release import glass, overrides
from core.safeguarding.store import CONCERNS, GLASS, STORES
from core.safeguarding.taking_in import Report, take_in
from core.safeguarding.telling.receipts import code_for, hash_of
from core.testing.apps import World, add_account, sign_in_as
from core.testing.browsing import PageClient
from core.users.models import Membership
from core.web.house import house

CANARY: Final = "Xanthippequokka"
WORDS: Final = f"{CANARY} hits me every night"
LEAD: Final = "Safeguarding lead Tester"
NOBODY: Final = UUID(int=7)
FILLED: Final = {"authority": "ashdown", "region": "made-up", "plugin": "groups", "band": "easy", "code": "en"}
PLATFORM: Final = ("operator", "regional_lead")
A_FEW: Final = ("local_admin", "data_protection_officer", "operator")
OTHERS: Final = (*A_FEW, "worker", "decision_maker", "parent_carer", "young_person", "practitioner", "regional_lead")
LEAVES: Final = frozenset({"web.reading_band", "web.language"})  # routes that only set a cookie and go back
OWN: Final = ("core_concern", "core_allegation", "core_case_", "core_duty_override")
FLEETING: Final = re.compile(r'<input[^>]*type="hidden"[^>]*>|\d\d:\d\d(?::\d\d)?|DTSTAMP:\w+')
FLEETING_HEADERS: Final = ("Set-Cookie", "Content-Length", "ETag", "Date")  # of what is fleeting in the page
Pages = Mapping[str, tuple[int, str, str]]


@dataclass(frozen=True)
class Planted:
    """What must not be found: the words, the ids of cases, their receipts."""

    secrets: tuple[str, ...]
    child: UUID


@pytest.fixture
def outgoing(world: World) -> World:
    """The same world, its letters laid in a folder."""
    with world.app.app_context():
        here = house()
        sent = Outgoing(mail="file", site="https://heard.example")
        replace(here, deployment=here.deployment.model_copy(update={"outgoing": sent})).build_into(world.app)
    return world


def test_nothing_of_it_is_found_anywhere_else(
    outgoing: World, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    _nothing_is_found(outgoing, caplog, tmp_path, A_FEW)


@pytest.mark.drill
def test_nothing_of_it_is_found_by_any_reader(
    outgoing: World, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    _nothing_is_found(outgoing, caplog, tmp_path, OTHERS)


def _nothing_is_found(
    world: World, caplog: pytest.LogCaptureFixture, tmp_path: Path, readers: tuple[str, ...]
) -> None:
    caplog.set_level(logging.DEBUG)
    browsers = {name: _browser(world, name) for name in readers}
    child = world.people["ashdown", "young_person"].person_id
    assert child is not None
    with world.app.app_context():
        run_due(utcnow())
    for name in readers:
        _walk(world.app, browsers[name], child, name)  # what reading itself writes down is there from now on
    before = {name: _walk(world.app, browsers[name], child, name) for name in readers}
    with world.app.app_context():
        planted = _plant(child)
    after = {name: _walk(world.app, browsers[name], child, name) for name in readers}
    for name in readers:
        _holds_nothing(after[name], planted, name)
        _is_alike(before[name], after[name], name)
    with world.app.app_context():
        _tables_hold_nothing(planted)
        _copies_hold_nothing(planted, tmp_path)
        _files_hold_nothing(house().deployment.data, planted)
    assert not [secret for secret in planted.secrets if secret in caplog.text]


def _plant(child: UUID) -> Planted:
    """In each store a case with every kind of words, an opening, an override, something screened; alarms go out."""
    found = [CANARY, CANARY.casefold()]
    with _ashdown():
        here = Membership.authority_id == current_authority_id()
        lead = db.session.scalars(select(Membership.user_id).where(here, Membership.name == LEAD)).one()
        for store in STORES.values():
            case_id = uuid4()
            found += [str(case_id), case_id.hex, code_for(case_id)]
            take_in(store, _report(case_id, child))
            case = locked(store, case_id)
            for kind in ("acknowledged", "triaged", "decided", "note", "added", "told", "advocate", "referral"):
                append(store, case, kind, {"words": WORDS, "reason": WORDS, "name": f"{CANARY}.jpg"}, by=lead)
            db.session.add(store.bar(case_id=case_id, user_id=uuid4(), why="other"))
        actor = Actor(user_id=lead, permissions=frozenset({GLASS}))
        row = glass.ask(uuid4(), lead, child, 30, {"reason": "danger", "words": WORDS}, actor)
        assert glass.open_now(row, actor)
        made = overrides.Proposal(uuid4(), child, 7, is_emergency=False, body={"basis": "harm", "what": WORDS})
        overrides.propose(made, actor)
        screened(f"He hits me. {CANARY}", Ref("core", "person", child), actor, child)
        found += [str(row.id), row.id.hex, str(made.id)]
        for one in db.session.scalars(select(CONCERNS.case.id)):
            found += [str(one), one.hex]
    with _ashdown():
        for secret in found[2:3]:
            send_now(UUID(secret))
    run_due(utcnow())
    return Planted(tuple(dict.fromkeys(found)), child)


def _report(case_id: UUID, child: UUID) -> Report:
    return Report(
        id=case_id, words=WORDS, how="page", raised_at=utcnow(), answers={"about_name": CANARY, "contact_how": CANARY},
        receipt_hash=hash_of(code_for(case_id)), by_person_id=child, people=((child, "child"),),
    )  # fmt: skip


def _walk(app: Flask, browser: PageClient, child: UUID, name: str) -> Pages:
    """Every page that a GET reaches, with its headers; tokens and times of day taken out."""
    browser.look = False
    found = {}
    for url in _addresses(app, child, name):
        answer = browser.get(url)
        headers = "\n".join(f"{key}: {value}" for key, value in answer.headers.items() if key not in FLEETING_HEADERS)
        said = answer.get_data(as_text=True) if answer.mimetype.startswith("text/") else repr(answer.get_data())
        found[url] = (answer.status_code, FLEETING.sub("", said), headers)
    return found


def _addresses(app: Flask, child: UUID, name: str) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        is_asked = rule.rule.startswith("/<authority>/") != (name in PLATFORM)  # there nobody of the platform comes in
        is_page = rule.endpoint not in LEAVES and not rule.endpoint.endswith("static")
        if is_asked and is_page and "GET" in (rule.methods or ()):
            yield _filled(rule, child)
    yield f"/ashdown/people/?find={CANARY}"
    yield f"/ashdown/admin/audit?find={CANARY}"


def _filled(rule: Rule, child: UUID) -> str:
    own = {**FILLED, "person_id": child, "store": "concerns"}
    values = {arg: _value(rule, arg, own) for arg in rule.arguments}
    built = rule.build(values, append_unknown=False)
    assert built is not None, rule
    return built[1]


def _value(rule: Rule, arg: str, own: Mapping[str, Any]) -> Any:
    items = getattr(rule._converters.get(arg), "items", None)  # of <any(...)>, which takes nothing else
    return sorted(items)[0] if items else own.get(arg, NOBODY)


def _holds_nothing(pages: Pages, planted: Planted, name: str) -> None:
    for url, (_, body, headers) in pages.items():
        said = (body + headers).replace(CANARY, "") if url.endswith(f"find={CANARY}") else body + headers
        hits = [one for one in planted.secrets if one in said]  # a search box shows what was typed
        assert not hits, f"{name} finds {hits} at {url}"


def _is_alike(before: Pages, after: Pages, name: str) -> None:
    """Nobody can tell from any page that something came."""
    changed = [url for url, page in before.items() if page != after[url]]
    assert not changed, f"{name} sees a difference at {changed}"


def _tables_hold_nothing(planted: Planted) -> None:
    """No other table names a case: audit, jobs, tasks, sightings, messages; read from the database's file itself."""
    with closing(sqlite3.connect(house().deployment.database_url.removeprefix("sqlite:///"))) as file:
        tables = [row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert "core_audit_entry" in tables and "core_job" in tables
        for table in tables:
            rows = "" if table.startswith(OWN) else repr(file.execute(f'SELECT * FROM "{table}"').fetchall())  # noqa: S608
            assert not [one for one in planted.secrets if one in rows], table


def _copies_hold_nothing(planted: Planted, tmp_path: Path) -> None:
    council = house().authorities.find("ashdown")
    assert council is not None
    with _ashdown():
        for person_id in db.session.scalars(select(Person.id)).all():
            parts = gather(council, Subject((person_id,)), house().hooks, list(house().plugins))
            said = json.dumps([list(one.part.rows) for one in parts], default=str)
            assert not [one for one in planted.secrets if one in said], "a copy of somebody's data"
    out = tmp_path / "council.zip"
    export(council, out)
    with ZipFile(out) as archive:
        for name in archive.namelist():
            assert CANARY.encode() not in archive.read(name), name


def _files_hold_nothing(data: Path, planted: Planted) -> None:
    """The database's own file with its log, sealed files, letters: no word; letters name no case either."""
    letters = 0
    for file in data.rglob("*"):
        if not file.is_file():
            continue
        content = file.read_bytes()
        assert CANARY.encode() not in content, file
        if "mail" in file.relative_to(data).parts:
            letters += 1
            assert not [one for one in planted.secrets if one.encode() in content], file
    assert letters, "no letter went out, so nothing was looked through"


def _browser(world: World, name: str) -> PageClient:
    if name not in PLATFORM:
        return world.browser(name)
    browser = world.app.test_client()
    assert isinstance(browser, PageClient)
    with world.app.app_context():
        who = add_account(name, None)
    sign_in_as(browser, who, None)
    return browser


@contextmanager
def _ashdown() -> Iterator[None]:
    found = house().authorities.find("ashdown")
    assert found is not None
    with authority_scope(found.id, write=True):
        begin_write()
        yield
        db.session.commit()
