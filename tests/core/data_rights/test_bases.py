"""Lawful bases: the usual one, the file's word, the officer's decision; and that none is taken for an agreement."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from core.audit import entries
from core.authority.duties import Consent
from core.authority.faults import AuthorityFaults
from core.authority.load import load_all
from core.authority.resolve import Authority
from core.data_rights.register.bases import basis_of
from core.db import authority_scope
from core.testing.apps import World
from core.testing.browsing import PageClient
from core.testing.councils import write_councils
from core.web.house import house

BASES = "/ashdown/admin/data-protection/lawful-bases"
SAID = {
    "basis": "legal_obligation",
    "law": "Children Act 2004, section 11",
    "special": "substantial_public_interest",
    "note": "Decided with our lawyers.",
}
CONSENT: dict[str, Any] = {
    "lawful_basis": "public_task",
    "guardian_below_age": 13,
    "ask_again_months": 12,
    "image_months": 12,
    "share_choices": ["nobody"],
}


def _ashdown(app: Flask) -> Authority:
    found = house().authorities.find("ashdown")
    assert found is not None
    return found


def _filled(browser: PageClient, url: str, **typed: str) -> dict[str, Any]:
    """What the form at `url` would send, with what is typed over it."""
    page = browser.get(url).text
    hidden = dict(re.findall(r'name="(once|seen|csrf_token)"[^>]*value="([^"]*)"', page))
    return {**hidden, **SAID, **typed}


def test_without_a_word_the_usual_basis_holds_and_the_file_may_say_another() -> None:
    one = {"purpose": "rights", "basis": "legal_obligation", "law": "UK GDPR, Article 15"}
    assert Consent.model_validate(CONSENT).bases == ()
    assert Consent.model_validate(CONSENT | {"bases": [one]}).bases[0].special == "none"


@pytest.mark.parametrize(
    ("bases", "fault"),
    [
        ([{"purpose": "rights", "basis": "legitimate_interests", "law": "x"}], "public_task"),
        ([{"purpose": "rights", "basis": "consent"}], "law"),
        ([{"purpose": "rights", "basis": "consent", "law": "x"}] * 2, "says two things about: rights"),
    ],
)
def test_what_the_file_may_not_say(bases: list[dict[str, str]], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Consent.model_validate(CONSENT | {"bases": bases})


def test_a_basis_for_a_purpose_that_nobody_has_is_a_fault(tmp_path: Path) -> None:
    councils = write_councils(tmp_path / "councils", ())
    file = councils / "ashdown" / "authority.toml"
    usual = 'lawful_basis = "public_task"'
    line = f'{usual}\nbases = [{{ purpose = "flying", basis = "public_task", law = "None" }}]'
    file.write_text(file.read_text().replace(usual, line))
    with pytest.raises(AuthorityFaults, match='"flying" is no purpose here; one of: participation'):
        load_all([councils], {}, {}, {"participation"})


@pytest.mark.both_databases
def test_the_officer_decides_and_it_holds_from_then_on(world: World) -> None:
    officer = world.browser("data_protection_officer")
    asked = officer.get(f"{BASES}/keeping-safe").text
    assert "not what anybody agreed to" in asked
    assert officer.submit(f"{BASES}/keeping-safe", SAID).status_code == 302
    with world.app.app_context():
        authority = _ashdown(world.app)
        with authority_scope(authority.id):
            found = basis_of(authority, "keeping-safe")
            assert (found.basis, found.source) == ("legal_obligation", "officer")
            assert basis_of(authority, "contact").source == "usual"
            noted = [entry for entry in entries() if entry.action == "basis.decided"]
    assert [entry.detail["purpose"] for entry in noted] == ["keeping-safe"] and noted[0].by_user_id
    page = officer.get(BASES).text
    assert "Data_protection_officer Tester" in page or "Data protection officer Tester" in page
    assert "This is not what people agreed to" in page


def test_the_same_form_sent_twice_is_one_decision(world: World) -> None:
    officer = world.browser("data_protection_officer")
    form = _filled(officer, f"{BASES}/contact")
    assert [officer.post(f"{BASES}/contact", data=form).status_code for _ in "ab"] == [302, 302]
    assert officer.get(f"{BASES}/contact").text.count("Decided with our lawyers.") == 1


def test_whoever_saves_second_sees_what_holds_and_what_they_typed(world: World) -> None:
    one, two = world.browser("data_protection_officer"), world.browser("data_protection_officer")
    late = _filled(two, f"{BASES}/contact", law="Typed second")
    one.submit(f"{BASES}/contact", SAID | {"law": "Saved first"})
    answer = two.post(f"{BASES}/contact", data=late)
    assert answer.status_code == 409
    assert "Saved first" in answer.text and 'value="Typed second"' in answer.text


def test_a_decision_needs_its_law_and_its_reasons(world: World) -> None:
    answer = world.browser("data_protection_officer").submit(f"{BASES}/contact", SAID | {"law": "", "note": ""})
    assert answer.status_code == 400
    assert "Say which law or duty it rests on" in answer.text and "Say why" in answer.text


@pytest.mark.parametrize("role", ["local_admin", "worker", "young_person", "safeguarding_lead"])
def test_nobody_else_decides(world: World, role: str) -> None:
    assert world.browser(role).get(f"{BASES}/contact").status_code == 404


def test_a_purpose_that_is_not_there_has_no_page(world: World) -> None:
    assert world.browser("data_protection_officer").get(f"{BASES}/flying").status_code == 404
