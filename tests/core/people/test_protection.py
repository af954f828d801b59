"""Protected people: two roles can tell, and to everybody else nothing at all is different."""

import json
import re
from uuid import UUID

import pytest
from sqlalchemy import select

from core.audit import AuditEntry, entries
from core.data_rights import holdings
from core.data_rights.subject import Subject
from core.db import authority_scope, db
from core.people import protection
from core.people.importing.columns import COLUMNS
from core.people.merging import merge, undo
from core.people.models import Person
from core.testing.apps import World, add_person
from core.testing.browsing import PageClient
from core.web.house import house

COUNCIL = "ashdown"


@pytest.fixture
def amara(world: World) -> UUID:
    """A young person of Ashdown."""
    with world.app.app_context():
        return add_person("Amara Okoye")


def _read(browser: PageClient, address: str) -> bytes:
    return browser.get(address).get_data()


def _address(person_id: UUID, further: str = "") -> str:
    return f"/{COUNCIL}/people/{person_id}/{further}"


def _protect(world: World, person_id: UUID, reason: str = "found", role: str = "safeguarding_lead") -> PageClient:
    lead = world.browser(role)
    assert lead.submit(_address(person_id, "protection"), {"reason": reason}).status_code == 302
    return lead


@pytest.mark.parametrize("role", ["practitioner", "safeguarding_lead"])
def test_it_is_seen_and_ended_by_those_who_keep_children_safe(world: World, amara: UUID, role: str) -> None:
    browser = _protect(world, amara, role=role)
    page = _read(browser, _address(amara)).decode()
    assert "Protected." in page and "Since " in page
    assert browser.submit(_address(amara, "protection"), {"reason": "over"}).status_code == 302
    assert "Not protected." in _read(browser, _address(amara)).decode()


def test_a_reason_is_asked_for(world: World, amara: UUID) -> None:
    lead = world.browser("safeguarding_lead")
    page = lead.submit(_address(amara, "protection"), {}).get_data(as_text=True)
    assert "Choose the reason that fits best" in page
    assert "Not protected." in _read(lead, _address(amara)).decode()


@pytest.mark.both_databases
@pytest.mark.parametrize("role", ["worker", "local_admin"])
def test_others_cannot_tell_byte_for_byte(world: World, amara: UUID, role: str) -> None:
    """Neither the list nor the page, nor the form with its hidden version, nor a clash."""
    browser = world.browser(role)
    addresses = [f"/{COUNCIL}/people/?find=amara", _address(amara), _address(amara, "edit"), _address(amara, "merge")]
    before = [_without_tokens(_read(browser, one)) for one in addresses]
    _protect(world, amara)
    assert [_without_tokens(_read(browser, one)) for one in addresses] == before
    assert not any(b"Kept safe" in page or b"/protection" in page for page in before)
    neutral = _read(browser, _address(UUID(int=7)))
    assert _read(browser, _address(amara, "protection")) == neutral


def test_a_form_open_meanwhile_is_saved_without_a_clash(world: World, amara: UUID) -> None:
    worker = world.browser("worker")
    shown = worker.get(_address(amara, "edit")).get_data(as_text=True)
    _protect(world, amara)
    answer = worker.submit(_address(amara, "edit"), {"phone": "01632 960321"})
    assert answer.status_code == 302
    assert 'name="version"' in shown and 'value="1"' in shown
    lead = world.browser("safeguarding_lead")
    assert "Protected." in _read(lead, _address(amara)).decode()


def test_the_trail_keeps_the_fact_and_shows_it_to_no_admin(world: World, amara: UUID) -> None:
    _protect(world, amara, "order")
    with world.app.app_context(), _scope():
        [entry] = [one for one in entries() if one.action == protection.BEGAN]
        assert entry.detail == {"reason": "order"} and entry.why == "" and entry.by_user_id
    for role in ("local_admin", "data_protection_officer"):
        page = _read(world.browser(role), f"/{COUNCIL}/admin/audit?about={amara}").decode()
        assert "rotection: began" not in page and "protection.began" not in page
    csv = world.browser("local_admin").submit(f"/{COUNCIL}/admin/audit", action="export").get_data(as_text=True)
    assert "protection." not in csv and "user.signed_in" in csv


def test_no_copy_and_no_spreadsheet_says_it(world: World, amara: UUID) -> None:
    with world.app.app_context(), _scope():
        before = _copy(amara)
    _protect(world, amara)
    with world.app.app_context(), _scope():
        assert _copy(amara) == before
        assert "is_protected" not in before and "is_protected" not in COLUMNS


def test_saying_it_again_is_recorded_once(world: World, amara: UUID) -> None:
    with world.app.app_context(), _scope():
        assert protection.change(amara, True, "found", None)
        assert not protection.change(amara, True, "found", None)
        assert len(list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == protection.BEGAN)))) == 1


@pytest.mark.both_databases
def test_a_protected_twin_protects_the_record_that_is_kept(council: UUID, amara_and_twin: list[Person]) -> None:
    kept, twin = amara_and_twin
    protection.change(twin.id, True, "found", None)
    made = merge(kept, twin, UUID(int=5), None, lambda kept_id, gone_id: None)
    assert protection.is_protected(kept.id)
    undo(made, None, lambda kept_id, gone_id: None)
    assert protection.is_protected(kept.id) and protection.is_protected(twin.id)
    assert "is_protected" not in json.dumps([made.before, made.after])


@pytest.fixture
def amara_and_twin(council: UUID) -> list[Person]:
    """Two records of one person."""
    made = [Person(name="Amara Okoye"), Person(name="Amarra Okoye")]
    db.session.add_all(made)
    db.session.flush()
    return made


def _scope() -> authority_scope:
    found = house().authorities.find(COUNCIL)
    assert found is not None
    return authority_scope(found.id, write=True)


def _copy(person_id: UUID) -> str:
    return repr(holdings.parts(Subject((person_id,))))


def _without_tokens(page: bytes) -> bytes:
    """The page, but for the tokens that are drawn anew each time."""
    return re.sub(rb'name="(csrf_token|once)"[^>]*>', b"", page)
