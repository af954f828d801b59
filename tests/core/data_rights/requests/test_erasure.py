"""An erasure that somebody asked for: prepared, approved by another, done and certified; done again after a restore."""

import json
import shutil
from pathlib import Path
from uuid import UUID

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from core.cli import heard
from core.cli import people as commands
from core.data_rights import carrying_out
from core.data_rights.requests.models import RightsRequest
from core.data_rights.retention.models import LegalHold
from core.data_rights.subject import subject_of
from core.db import authority_scope, db
from core.people.models import Person
from core.testing.apps import Somebody, add_account
from core.web.house import house
from tests.core.data_rights.requests.conftest import DESK, Desk, said


def approve(desk: Desk) -> None:
    """Asked, gone through by the officer, approved by the lead."""
    desk.ask("erasure", words="All of it, says FLUORITE")
    assert desk.officer.submit(desk.one("/erasure"), action="/rehearsed").status_code == 302
    assert desk.lead.submit(f"{DESK}/looking-over/{desk.id()}").status_code == 302


@pytest.mark.both_databases
def test_asked_gone_through_approved_erased_and_certified(desk: Desk) -> None:
    me = desk.world.people["ashdown", "young_person"].person_id
    approve(desk)
    assert desk.steps()[-1] == "approved"
    shown = said(desk.officer.get(desk.one("/erasure")))
    assert "This cannot be undone" in shown and "person" in shown
    assert desk.officer.submit(desk.one("/erasure"), action="/apply").status_code == 302
    certificate = said(desk.officer.get(desk.one("/erasure")))
    assert "Certificate of erasure" in certificate and "core: person" in certificate
    assert "Young person Tester" not in said(desk.officer.get(desk.one()))
    with desk.scope():
        assert db.session.get(Person, me) is None
        left = desk.request()
        assert (left.person_id, left.asked_by, left.words, left.about_name, left.asker_name) == (None, None, "", "", "")
        assert left.closed_on is not None
    noted = (Path(str(house_data(desk))) / carrying_out.FILE).read_text()
    lines = [json.loads(line) for line in noted.splitlines()]
    assert [line["state"] for line in lines] == ["begun", "done"]
    assert lines[0]["people"] == [str(me)] and "Tester" not in noted
    assert desk.asker.get("/ashdown/me/requests/").status_code in (302, 404), "the sign-in is gone too"


def house_data(desk: Desk) -> Path:
    """Where files lie."""
    with desk.world.app.app_context():
        return house().deployment.data


def test_whoever_prepared_it_does_not_approve_it_and_nothing_goes_before(desk: Desk) -> None:
    desk.ask("erasure")
    page = desk.officer.get(desk.one("/erasure")).get_data(as_text=True)
    token = page.split('name="csrf_token"')[-1].split('value="')[1].split('"')[0]
    desk.officer.post(desk.one("/erasure/rehearsed"), data={"csrf_token": token})
    assert desk.officer.get(f"{DESK}/looking-over/{desk.id()}").status_code == 404
    refused = desk.officer.post(desk.one("/erasure/apply"), data={"csrf_token": token})
    assert refused.status_code == 302
    assert "does not fit where the request stands" in said(desk.officer.get(desk.one()))
    with desk.scope():
        assert db.session.get(Person, desk.world.people["ashdown", "young_person"].person_id) is not None


def test_under_a_legal_hold_the_pages_say_so_and_nothing_goes(desk: Desk) -> None:
    approve(desk)
    with desk.scope():
        me = desk.world.people["ashdown", "young_person"].person_id
        db.session.add(LegalHold(person_id=me, reason="A court case"))
        db.session.commit()
    assert "Not now" in said(desk.officer.get(desk.one("/erasure")))
    with desk.scope():
        assert db.session.get(Person, me) is not None


@pytest.fixture
def quillon(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Somebody:
    """A young person; the commands run in the test's own application."""
    monkeypatch.setattr(commands, "create_app", lambda deployment: app)
    monkeypatch.setattr(commands, "deployment", lambda: None)
    with app.app_context():
        add_account("young_person", name="Juniper Stays")
        return add_account("young_person", name="Quillon Featherstonehaugh")


def run(*words: str) -> Result:
    """A command as an operator types it."""
    return CliRunner().invoke(heard, list(words))


def names(app: Flask) -> set[str]:
    """Who is in ashdown."""
    with app.app_context():
        council = house().authorities.find("ashdown")
        assert council is not None
        with authority_scope(council.id):
            return set(db.session.scalars(select(Person.name)))


def test_a_restored_copy_is_erased_again(quillon: Somebody, app: Flask, tmp_path: Path) -> None:
    """The database is put back as it was before the erasure; the list lies beside it and not in it."""
    with app.app_context():
        file = Path(str(db.engine.url.database))
        db.engine.dispose()
    shutil.copyfile(file, tmp_path / "backup")
    assert run("person", "erase", "--authority", "ashdown", "--person", quillon.username, "--apply").exit_code == 0
    assert "Quillon Featherstonehaugh" not in names(app)
    nothing = run("person", "erase", "--reapply")
    assert nothing.exit_code == 0 and "0 erased again" in nothing.output
    with app.app_context():
        db.engine.dispose()
    for beside in ("-wal", "-shm"):
        Path(f"{file}{beside}").unlink(missing_ok=True)
    shutil.copyfile(tmp_path / "backup", file)
    assert "Quillon Featherstonehaugh" in names(app)
    again = run("person", "erase", "--reapply")
    assert again.exit_code == 0 and "1 erased again" in again.output, again.output
    assert names(app) >= {"Juniper Stays"} and "Quillon Featherstonehaugh" not in names(app)
    assert "0 erased again" in run("person", "erase", "--reapply").output


def test_an_interrupted_erasure_is_left_to_somebody_who_looks(quillon: Somebody, app: Flask) -> None:
    person_id = quillon.person_id
    with app.app_context():
        council = house().authorities.find("ashdown")
        assert council is not None
        line = {"erasure": "x", "state": "begun", "council": str(council.id), "people": [str(person_id)]}
        carrying_out.place().write_text(json.dumps({**line, "memberships": []}) + '\n{"cut off', encoding="utf-8")
    told = run("person", "erase", "--reapply")
    assert told.exit_code == 1 and "was interrupted" in told.output
    assert "Quillon Featherstonehaugh" in names(app)


def test_one_that_was_rolled_back_is_not_on_the_list(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        council = house().authorities.find("ashdown")
        assert council is not None
        subject = carrying_out.Subject((UUID(int=1),))
        with pytest.raises(ValueError), carrying_out.noted(council, subject):
            raise ValueError
        assert carrying_out.erasures() == []
        with carrying_out.noted(council, subject):
            pass
        assert [one.person_ids for one in carrying_out.erasures()] == [(UUID(int=1),)]
        assert carrying_out.place().stat().st_mode & 0o077 == 0


def test_a_parent_s_request_about_a_child_outlives_the_child_s_record_and_names_nobody(desk: Desk) -> None:
    parent = desk.world.browser("parent_carer")
    typed = {"whose": "child", "about_name": "Young person Tester", "asker_is": "mother", "words": "my OBSIDIAN child"}
    assert parent.submit("/ashdown/me/ask/access", typed).status_code == 302
    me = desk.world.people["ashdown", "young_person"].person_id
    with desk.scope():
        desk.request().person_id = me
        db.session.commit()
    with desk.world.app.app_context():
        council = house().authorities.find("ashdown")
        assert council is not None
        with authority_scope(council.id, write=True):
            commands._erased(council, subject_of(str(me)), True)
    with desk.scope():
        left = db.session.scalars(select(RightsRequest)).one()
        assert (left.about_name, left.words) == ("", "") and left.asker_id is not None
