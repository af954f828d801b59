"""Each step of a case through its page: what it writes, what it refuses, and that a second press changes nothing."""


import json
from typing import Any

import pytest
from cryptography.fernet import Fernet

from core.safeguarding.desk.asks import STEPS
from core.safeguarding.record import keys
from core.testing.browsing import PageClient
from tests.core.safeguarding.desk.conftest import SAID, WORDS, Desk

INTO: dict[str, dict[str, Any]] = {
    "propose-closing": SAID["close"] | {"outcome": "substantiated"},
    "wait": {"for_whom": "The school nurse", "until": ["1", "12", "2026"]},
    "open": {"why": "She has rung back"},
    "review": {"what": "Read it all again", "safe_now": "yes", "risk": "low"},
    "reopen": {"reason": "Her brother has written too"},
    **SAID,
}


@pytest.mark.both_databases
def test_a_case_is_worked_from_its_first_word_to_its_end(desk: Desk, lead: PageClient) -> None:
    url = desk.raised()
    desk.brought_to("decided", lead, url)
    for step in ("note", "action", "wait", "open", "told", "review", "close", "reopen"):
        desk.take(lead, url, step, **INTO[step])
    assert [one.kind for one in desk.entries(url)] == [
        "raised", "acknowledged", "triaged", "decided", "note", "action", "waiting", "opened", "told", "reviewed",
        "closed", "reopened",
    ]  # fmt: skip
    assert desk.case(url, "state", "risk", "decision", "closed_at") == ["triaged", "low", "", None]
    shown = lead.get(url).text
    assert WORDS in shown and "The school nurse" in shown and "Safeguarding lead Tester, Safeguarding lead" in shown


@pytest.mark.parametrize("step", [name for name in INTO if STEPS[name].asks])
def test_a_form_without_what_it_needs_writes_nothing(desk: Desk, lead: PageClient, step: str) -> None:
    url = desk.brought_to("decided", lead, desk.raised())
    if "decided" not in STEPS[step].states or STEPS[step].store == "allegations":
        pytest.skip("not offered here")
    before = len(desk.entries(url))
    refused = lead.submit(f"{url}/step/{step}", dict.fromkeys(INTO[step], ""))
    missing = [ask.must for ask in STEPS[step].asks if ask.must and not ask.when]
    assert refused.status_code == 200 and all(words.replace("'", "&#39;") in refused.text for words in missing)
    assert len(desk.entries(url)) == before


def test_a_missing_key_is_said_and_nothing_is_lost(desk: Desk, lead: PageClient) -> None:
    url = desk.raised()
    with desk.scope():
        own, file = keys.of(desk.council_id), keys.folder() / f"{desk.council_id}.json"
    kept = file.read_text()
    file.write_text(json.dumps({"seal": [Fernet.generate_key().decode()], "mark": list(own.mark)}))
    for address in (url, f"{url}/step/note"):
        shown = lead.get(address)
        assert shown.status_code == 503 and "Nothing is lost" in shown.text
    file.write_text(kept)
    assert WORDS in lead.get(url).text
